import type { Command } from "commander";
import { createOrganization } from "../organizations/organizations.ts";
import { newUuid } from "../platform/ids.ts";
import { type AnswerOptions, answer, answering, collect } from "./command.ts";
import { withEngine } from "./with-engine.ts";

interface CreateOptions extends AnswerOptions {
  slug: string;
  name: string;
  origin: string[];
}

export function addOrgCommands(program: Command): void {
  const org = program.command("org").description("organizations");
  answering(org.command("create"), [
    "org create --slug acme --name アクメ株式会社 --origin https://careers.acme.example",
  ])
    .description("create an organization and print its id and keys; the secret key is shown this once")
    .requiredOption("--slug <slug>", "its name in URLs: lower-case letters, digits and hyphens")
    .requiredOption("--name <name>", "its name for people")
    .option("--origin <origin>", "a site that may embed the widgets, such as https://…; may be repeated", collect, [])
    .action(async (options: CreateOptions) => {
      const { organization, publishableKey, secretKey } = await withEngine((ctx) =>
        createOrganization(
          { ...ctx, organizationId: newUuid(ctx.clock.now()) },
          { slug: options.slug, name: options.name, origins: options.origin },
        ),
      );
      answer(
        options,
        { organizationId: organization.id, slug: organization.slug, publishableKey, secretKey },
        [
          `organization     ${organization.id}`,
          `publishable key  ${publishableKey}`,
          `secret key       ${secretKey}`,
          "Keep the secret key now: it is not shown again.",
        ].join("\n"),
      );
    });
}
