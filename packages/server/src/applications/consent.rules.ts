import { createHash } from "node:crypto";

export interface ConsentWords {
  ja: string;
  en: string;
}

/** What an applicant says yes to. `destination`: the name of the system that the application goes to, where it does. */
export const consentWords = (organization: string, destination: string | null): ConsentWords => ({
  ja: [
    `${organization}の採用担当者が、選考のために、お送りいただくお名前、連絡先、回答、書類を使うことに同意します。`,
    ...(destination === null
      ? []
      : [`お送りいただいた内容は、${organization}が使う採用管理システム「${destination}」にも渡されます。`]),
    "応募はいつでも取り下げられます。取り下げると、お送りいただいた内容はここから消えます。",
    ...(destination === null
      ? []
      : ["採用管理システムに渡った内容の消去は、取り下げのあと、採用担当者にお申し付けください。"]),
  ].join("\n"),
  en: [
    `I agree that the recruiters of ${organization} use my name, contact details, answers and documents to consider my application.`,
    ...(destination === null
      ? []
      : [`What I send is also passed on to "${destination}", the system ${organization} handles applications with.`]),
    "I can withdraw at any time. What I sent is then removed from here.",
    ...(destination === null
      ? []
      : ["To have removed what that system holds, I ask the recruiters once I have withdrawn."]),
  ].join("\n"),
});

/** Names the words: SHA-256 of both languages in UTF-8, in lower-case hex. */
export const hashOf = ({ ja, en }: ConsentWords): string => createHash("sha256").update(`${ja}\n\n${en}`).digest("hex");
