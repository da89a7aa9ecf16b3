import { createHash } from "node:crypto";
import {
  type AgreementDraft,
  type AgreementKind,
  type AgreementText,
  type AgreementVersion,
  type AgreementVersionQuery,
  agreementDraft,
} from "@okaeri/sdk/contract/agreements";
import { and, asc, desc, eq, isNull, max } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type AgreementTextRow, agreementTexts, toAgreementText } from "./agreements.table.ts";
import { readInForce } from "./agreements.ts";
import { countHolders } from "./holder-counts.ts";
import { inOrder, neededToJoin } from "./standing.rules.ts";

/** What is in force, in the order of the kinds. */
export async function listAgreements(ctx: Context): Promise<AgreementText[]> {
  return readOrganization(ctx, async (tx) => inOrder(await readInForce(ctx, tx)).map(toAgreementText));
}

/** Every version there was, by kind, the newest first. */
export async function listVersions(ctx: Context, { kind }: AgreementVersionQuery): Promise<AgreementVersion[]> {
  requireActor(ctx, "recruiter", "admin", "auditor", "system");
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(agreementTexts)
      .where(and(eq(agreementTexts.organizationId, ctx.organizationId), kind && eq(agreementTexts.kind, kind)))
      .orderBy(asc(agreementTexts.kind), desc(agreementTexts.version));
    const counts = await countHolders(ctx, tx);
    return inOrder(rows).map((row) => ({
      ...toAgreementText(row),
      publishedBy: row.publishedBy,
      retiredAt: row.retiredAt && toInstant(row.retiredAt),
      given: counts(row.kind, row.version, "given"),
      withdrawn: counts(row.kind, row.version, "withdrawn"),
    }));
  });
}

/** A new version takes the place of the one in force. Receipts of the older one stay, and hold. */
export async function publishAgreement(ctx: Context, input: AgreementDraft): Promise<AgreementText> {
  requireActor(ctx, "admin", "system");
  const { kind, texts, nda, required } = agreementDraft.parse(input);
  return withOrganization(ctx, async (tx) => {
    // The organization's row makes two who publish at once wait for each other.
    await touchPublic(ctx, tx);
    const at = ctx.clock.now().toISOString();
    const [last] = await tx
      .select({ version: max(agreementTexts.version) })
      .from(agreementTexts)
      .where(ofKind(ctx, kind));
    await retireInForce(ctx, tx, kind, at);
    const rows = await tx
      .insert(agreementTexts)
      .values({
        organizationId: ctx.organizationId,
        kind,
        version: (last?.version ?? 0) + 1,
        titleJa: texts.ja.title,
        bodyJa: texts.ja.body,
        hashJa: hashOf(texts.ja),
        titleEn: texts.en.title,
        bodyEn: texts.en.body,
        hashEn: hashOf(texts.en),
        ndaScope: nda?.scope ?? null,
        ndaEndsOn: nda?.endsOn ?? null,
        ndaSecrecyClasses: nda && [...new Set(nda.secrecyClasses)],
        required: neededToJoin.includes(kind) || (kind === "nda" && required),
        publishedAt: at,
        publishedBy: actorName(ctx.actor),
      })
      .returning();
    return toAgreementText(only(rows));
  });
}

/** @throws DomainError `conflict` for what membership needs, `not_found` where nothing is in force */
export async function retireAgreement(ctx: Context, kind: AgreementKind): Promise<void> {
  requireActor(ctx, "admin", "system");
  if (neededToJoin.includes(kind)) throw new DomainError("conflict", { detail: "Nobody can join without it" });
  await withOrganization(ctx, async (tx) => {
    only(await retireInForce(ctx, tx, kind, ctx.clock.now().toISOString()));
    await touchPublic(ctx, tx);
  });
}

/** SHA-256 of title, a line end and body in UTF-8, in lower-case hex. */
const hashOf = ({ title, body }: { title: string; body: string }): string =>
  createHash("sha256").update(`${title}\n${body}`).digest("hex");

const ofKind = (ctx: Context, kind: AgreementKind) =>
  and(eq(agreementTexts.organizationId, ctx.organizationId), eq(agreementTexts.kind, kind));

const retireInForce = (ctx: Context, tx: Transaction, kind: AgreementKind, at: string): Promise<AgreementTextRow[]> =>
  tx
    .update(agreementTexts)
    .set({ retiredAt: at })
    .where(and(ofKind(ctx, kind), isNull(agreementTexts.retiredAt)))
    .returning();
