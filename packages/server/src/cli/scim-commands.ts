import type { Command } from "commander";
import { createScimToken, listScimTokens, revokeScimToken } from "../organizations/scim-tokens.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withOrganizationNamed } from "./with-engine.ts";

interface TokenOptions extends AnswerOptions {
  org: string;
}

export function addScimCommands(program: Command): void {
  const token = program.command("scim-token").description("tokens that open SCIM 2.0 to an identity provider");
  answering(token.command("create"), ["scim-token create --org acme"])
    .description("make a token and print it this once; those that were made before go on working")
    .requiredOption("--org <slug>", "the organization")
    .action(async (options: TokenOptions) => {
      const created = await withOrganizationNamed(options.org, async (ctx, config) => ({
        ...(await createScimToken(ctx)),
        baseUrl: `${config.publicUrl}/scim/v2`,
      }));
      answer(
        options,
        created,
        [
          `id        ${created.id}`,
          `base URL  ${created.baseUrl}`,
          `token     ${created.token}`,
          "Keep the token now: it is not shown again.",
        ].join("\n"),
      );
    });

  answering(token.command("list"), ["scim-token list --org acme"])
    .description("show when each token was made and revoked")
    .requiredOption("--org <slug>", "the organization")
    .action(async (options: TokenOptions) => {
      const tokens = await withOrganizationNamed(options.org, (ctx) => listScimTokens(ctx));
      const lines = tokens.map(
        ({ id, createdAt, revokedAt }) =>
          `${id}  made ${createdAt}  ${revokedAt === null ? "in force" : `revoked ${revokedAt}`}`,
      );
      answer(options, { tokens }, lines.length === 0 ? "there is no token" : lines.join("\n"));
    });

  answering(token.command("revoke"), ["scim-token revoke key_01h455vb4pex5vsknk084sn02q --org acme"])
    .description("end a token; a running server refuses it within a second")
    .argument("<token>", "its id")
    .requiredOption("--org <slug>", "the organization")
    .action(async (id: string, options: TokenOptions) => {
      await withOrganizationNamed(options.org, (ctx) => revokeScimToken(ctx, id));
      answer(options, { revoked: id }, `${id} is revoked`);
    });
}
