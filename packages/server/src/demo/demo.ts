import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { postChange } from "../changes/changes.ts";
import { postEvent, postNews } from "../community/community.ts";
import { addEmbedKey } from "../embedding/embed-keys.ts";
import { importRegistry } from "../intake/import.ts";
import { postJob, publishJob } from "../jobs/jobs.ts";
import { enterMember } from "../membership/members.ts";
import { findOrganizationId } from "../organizations/known-organizations.ts";
import { createOrganization } from "../organizations/organizations.ts";
import { ConfigError } from "../platform/config.ts";
import { type Context, callOf } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { writeFileWhole } from "../platform/files.ts";
import { newUuid } from "../platform/ids.ts";
import { createSegment } from "../registry/segments.ts";
import { offerTalk } from "../talks/slots.ts";
import { addApplicants } from "./demo-applicants.ts";
import {
  demoChanges,
  demoEvent,
  demoJobs,
  demoLeavers,
  demoNews,
  demoOrganization,
  demoSegments,
  demoTalks,
} from "./demo-data.ts";

const dayMs = 86_400_000;
const leavingInDays = 40;
const issuer = "https://hris.demo.okaeri.invalid";

/** The demo organization's credentials, kept beside the data for the examples; for development only. */
export interface Demo {
  slug: string;
  publishableKey: string;
  secretKey: string;
  embedKey: { issuer: string; keyId: string; privateKey: string };
}

/** Makes the demo organization at the first start of a data folder; afterwards it is left as it is. */
export async function ensureDemo(
  base: Omit<Context, "organizationId" | "actor" | "call">,
  dataDir: string,
  origin: string,
): Promise<Demo> {
  const file = join(dataDir, "demo.json");
  const known = existsSync(file);
  if ((await findOrganizationId(base.database, demoOrganization.slug)) !== null) {
    if (!known) throw new ConfigError(`The keys of the demo organization are missing: ${file}`);
    return JSON.parse(readFileSync(file, "utf8"));
  }
  const ctx: Context = {
    ...base,
    organizationId: newUuid(base.clock.now()),
    actor: { kind: "system" },
    call: callOf("demo"),
  };
  return withOrganization(ctx, async (transaction) => {
    const demo = await createDemo({ ...ctx, transaction }, origin);
    // The last step before the commit: a start killed in between finds keys without an organization, and begins anew.
    writeFileWhole(file, JSON.stringify(demo, null, 2), 0o600);
    return demo;
  });
}

async function createDemo(ctx: Context, origin: string): Promise<Demo> {
  const now = ctx.clock.now();
  const { organization, publishableKey, secretKey } = await createOrganization(ctx, {
    ...demoOrganization,
    origins: [origin, origin.replace("localhost", "127.0.0.1")],
  });
  for (const { daysAgo, ...draft } of demoJobs) {
    const then: Context = { ...ctx, clock: { now: () => new Date(now.getTime() - daysAgo * dayMs) } };
    const { job } = await postJob(then, draft);
    await publishJob(then, job.id);
  }
  for (const change of demoChanges) await postChange(ctx, change);
  for (const { inDays, hour, ...slot } of demoTalks) {
    const day = new Date(now.getTime() + inDays * dayMs).toISOString().slice(0, 10);
    const startsAt = new Date(`${day}T${String(hour).padStart(2, "0")}:00:00+09:00`).toISOString();
    await offerTalk(ctx, { ...slot, startsAt });
  }
  for (const news of demoNews) await postNews(ctx, news);
  const { inDays, ...event } = demoEvent;
  const day = new Date(now.getTime() + inDays * dayMs).toISOString().slice(0, 10);
  await postEvent(ctx, { ...event, startsAt: `${day}T10:00:00Z` });
  const leavers = demoLeavers(new Date(now.getTime() + leavingInDays * dayMs).toISOString().slice(0, 10));
  await importRegistry(
    ctx,
    { bytes: () => Readable.from([Buffer.from(leavers)]) },
    { source: "退職者一覧", encoding: "utf-8", dryRun: false },
  );
  for (const segment of demoSegments) await createSegment(ctx, segment);
  for (const line of leavers.trim().split("\n").slice(1)) {
    const [sub = "", family = "", given = ""] = line.split(",");
    // The first two stay outside, so that joining can be tried with their names; the last ones are HR's to look at.
    if (Number(sub) > 2 && Number(sub) < 14) await joinAs(ctx, sub, `${family} ${given}`);
  }
  await addApplicants(ctx, origin);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = await addEmbedKey(ctx, {
    issuer,
    source: { publicKey: publicKey.export({ type: "spki", format: "pem" }).toString() },
  });
  return {
    slug: organization.slug,
    publishableKey,
    secretKey,
    embedKey: {
      issuer,
      keyId: key.keyId ?? "",
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    },
  };
}

const joinAs = (ctx: Context, sub: string, name: string): Promise<string> =>
  withOrganization(ctx, (tx) => enterMember(ctx, tx, { iss: issuer, sub, name }));
