import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { PrivacyRequestKind } from "@okaeri/sdk/contract/privacy";
import { write } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { isWaiting } from "../delivery/retention.ts";
import { getOrganization } from "../organizations/organizations.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { type PrivacyRequestRow, privacyRequests } from "./requests.table.ts";
import { findRequest, ofRequest, reach } from "./requests.ts";

const kinds: Record<"ja" | "en", Record<PrivacyRequestKind, string>> = {
  ja: {
    disclosure: "個人情報の開示",
    correction: "個人情報の訂正",
    stop_use: "個人情報の利用停止",
    erasure: "個人情報の消去",
  },
  en: {
    disclosure: "see what we hold about you",
    correction: "have your data corrected",
    stop_use: "have the use of your data stopped",
    erasure: "have your data erased",
  },
};

const dayOf = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
};

/** That it came in, and until when it is answered. */
export const composeReceived: ComposeMail = async (ctx, tx, mail) => {
  const asked = await find(ctx, tx, mail.subjectId);
  if (!asked?.email) return null;
  const { row, organization, email } = asked;
  const what = kinds[mail.locale][row.kind];
  const to = { email, locale: mail.locale };
  return mail.locale === "ja"
    ? write(organization, to, `【${organization.name}】${what}のご請求を受け付けました`, [
        `${what}のご請求を受け付けました。${dayOf(row.dueOn)}までに、このアドレスへお返事します。`,
        ...(row.identifiedBy === null ? ["ご本人であることの確認のため、担当者からご連絡することがあります。"] : []),
        "お心当たりがない場合は、このメールへの返信でお知らせください。",
      ])
    : write(organization, to, `${organization.name}: we received your request`, [
        `You asked to ${what}. We will answer at this address by ${row.dueOn}.`,
        ...(row.identifiedBy === null
          ? ["Somebody may get in touch first, to make sure that it was you who asked."]
          : []),
        "If it wasn't you, please tell us by answering this mail.",
      ]);
};

/** What came of it, with the reason for each part that was refused. */
export const composeDecided: ComposeMail = async (ctx, tx, mail) => {
  const asked = await find(ctx, tx, mail.subjectId);
  if (!asked?.email) return null;
  const { row, organization, email } = asked;
  const what = kinds[mail.locale][row.kind];
  const to = { email, locale: mail.locale };
  const refused = row.refused.map((part) => `・${part.what}：${part.reason}`);
  const english = row.refused.map((part) => `- ${part.what}: ${part.reason}`);
  return mail.locale === "ja"
    ? write(organization, to, `【${organization.name}】${what}のご請求について`, [
        outcomeJa(row, what),
        ...(refused.length > 0 ? ["", "お応えできない部分と、その理由は次のとおりです。", ...refused] : []),
        ...(row.note === null ? [] : ["", row.note]),
        "",
        "ご不明な点は、このメールへの返信でお尋ねください。個人情報保護委員会に相談することもできます。",
      ])
    : write(organization, to, `${organization.name}: your request`, [
        outcomeEn(row, what),
        ...(english.length > 0 ? ["", "What we can't do, and why:", ...english] : []),
        ...(row.note === null ? [] : ["", row.note]),
        "",
        "If anything is unclear, please answer this mail. You can also turn to the data protection authority.",
      ]);
};

const outcomeJa = ({ state, kind }: PrivacyRequestRow, what: string): string => {
  if (state === "refused") return `${what}のご請求には、お応えできません。理由は次のとおりです。`;
  const part = state === "partly_refused" ? "一部を除いて" : "";
  return kind === "erasure" && state === "fulfilled"
    ? "ご請求のとおり、あなたの個人情報をすべて消去しました。このお知らせを最後に、こちらからご連絡することはありません。"
    : `${what}のご請求に、${part}お応えしました。`;
};

const outcomeEn = ({ state, kind }: PrivacyRequestRow, what: string): string => {
  if (state === "refused") return `You asked to ${what}. We can't do that, for this reason:`;
  return kind === "erasure" && state === "fulfilled"
    ? "As you asked, everything we held about you has been erased. This is the last you hear from us."
    : `You asked to ${what}. This has been done${state === "partly_refused" ? ", except for a part of it" : ""}.`;
};

interface Asked {
  row: PrivacyRequestRow;
  organization: Organization;
  email: string | null;
}

async function find(ctx: Context, tx: Parameters<ComposeMail>[1], requestId: string): Promise<Asked | null> {
  const [row] = await tx.select().from(privacyRequests).where(ofRequest(ctx, requestId));
  if (!row) return null;
  const { organization } = await getOrganization({ ...ctx, transaction: tx });
  return { row, organization, email: (await reach(ctx, tx, row)).email };
}

const checkAgainAfterMs = 60_000;

/** Forgets where an erased person was told of it, once they were told or can't be. */
export async function forgetAddress(ctx: Context, requestId: string): Promise<void> {
  await withOrganization(ctx, async (tx) => {
    const { lastEmail } = await findRequest(ctx, tx, toTypeId("request", requestId));
    if (lastEmail === null) return;
    if (await isWaiting(ctx, tx, requestId)) {
      const later = new Date(ctx.clock.now().getTime() + checkAgainAfterMs);
      const { organizationId } = ctx;
      return ctx.queue.send(tx, "privacy.forget-address", { organizationId, requestId }, later);
    }
    await tx.update(privacyRequests).set({ lastEmail: null }).where(ofRequest(ctx, requestId));
  });
}
