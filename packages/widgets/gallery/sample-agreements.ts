import type { AgreementKind, AgreementText, NdaTerms } from "@okaeri/sdk/contract/agreements";

type Words = [title: string, body: string];

const words: Record<AgreementKind, { ja: Words; en: Words }> = {
  community: {
    ja: ["参加と連絡", "みなと商会が、在籍の確認と、このつながりの運営のために、お名前と連絡先を使います。"],
    en: [
      "Membership and contact",
      "Harbour & Co. uses your name and contact to confirm that you worked there and to run this community.",
    ],
  },
  jobs: {
    ja: ["求人のお知らせ", "以前の部署や職種に合う求人を、みなと商会からメールでお送りします。"],
    en: ["News of jobs", "Harbour & Co. mails you jobs that fit your former department and work."],
  },
  scouting: {
    ja: ["担当者からの声かけ", "みなと商会の採用担当者が、あなたに合う仕事があるときに直接ご連絡します。"],
    en: [
      "Being approached",
      "A recruiter of Harbour & Co. may contact you directly when there is work that suits you.",
    ],
  },
  evaluation: {
    ja: ["在籍時の評価の利用", "再入社の選考で、在籍されていたときの評価を参考にします。"],
    en: ["Use of past assessments", "Assessments from your time with us are used when you apply to come back."],
  },
  group_companies: {
    ja: ["グループ会社への提供", "みなと商会のグループ会社にも、お名前と職歴をお伝えします。"],
    en: ["Group companies", "The companies of our group are told your name and your work with us, too."],
  },
  statistics: {
    ja: ["統計", "だれのことか分からない数字にまとめたうえで、制度をよくするために使います。"],
    en: ["Statistics", "Your data is counted into figures in which nobody can be recognised."],
  },
  no_promise: {
    ja: [
      "登録は、再雇用のお約束ではありません",
      "登録されても、みなと商会が再び雇うことをお約束するものではありません。また、登録されないことが選考で不利になることもありません。",
    ],
    en: [
      "Joining is no promise of being hired again",
      "Joining doesn't mean that Harbour & Co. will hire you again. Not joining is no disadvantage either.",
    ],
  },
  nda: {
    ja: ["退職後の秘密保持", "在籍中に知った秘密を、退職後も外に漏らさず、ほかの目的に使いません。"],
    en: [
      "Confidentiality after leaving",
      "What you learned in confidence stays confidential after you left, and is used for nothing else.",
    ],
  },
};

const nda: NdaTerms = {
  scope: "顧客、価格、開発中の製品 / customers, prices, products in development",
  endsOn: "2029-03-31",
  secrecyClasses: ["confidential", "strictly_confidential"],
};

/** In place of a hash: as long, and another one for each text. */
const hashOf = (text: string): string =>
  Array.from({ length: 64 }, (_, nth) => ((text.charCodeAt(nth % text.length) + nth) % 16).toString(16)).join("");

export const agreementAt = (kind: AgreementKind, version = 1, suffix = ""): AgreementText => {
  const wording = ([title, body]: Words) => ({ title, body: body + suffix, hash: hashOf(`${kind}${version}${body}`) });
  return {
    kind,
    version,
    texts: { ja: wording(words[kind].ja), en: wording(words[kind].en) },
    nda: kind === "nda" ? nda : null,
    required: kind === "community" || kind === "no_promise",
    publishedAt: "2026-11-01T00:00:00Z",
  };
};

export const sampleAgreements = (): AgreementText[] =>
  (["community", "jobs", "scouting", "statistics", "no_promise", "nda"] as const).map((kind) => agreementAt(kind));
