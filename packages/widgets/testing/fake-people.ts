import type { Person, PersonState, SourceName } from "@okaeri/sdk/contract/registry";

const families = [
  ["架空", "かくう"],
  ["例示", "れいじ"],
  ["仮名", "かりな"],
  ["見本", "みもと"],
  ["試案", "しあん"],
  ["想像", "そうぞう"],
  ["目次", "もくじ"],
  ["下書", "したがき"],
  ["雛形", "ひながた"],
  ["標準", "ひょうじゅん"],
  ["髙例", "たかれい"],
  ["𠮷見本", "よしみもと"],
];
const givens = [
  ["みどり", "みどり"],
  ["さくら", "さくら"],
  ["太郎", "たろう"],
  ["花子", "はなこ"],
  ["大輔", "だいすけ"],
  ["ひかり", "ひかり"],
  ["直樹", "なおき"],
  ["のぞみ", "のぞみ"],
  ["一", "はじめ"],
  ["アレクサンドラ・マリア", "あれくさんどら・まりあ"],
];
const departments = [
  "営業部",
  "商品部",
  "情報システム部",
  "物流部",
  "管理部",
  "カスタマーサクセス部 関西エリア立ち上げ準備室",
];
const titles = ["係長", "主任", "課長", "副部長", undefined, "プロダクトマネージャー"];
const grades = ["G1", "G2", "G3", "G4"];
const skills = ["簿記", "Python", "英語", "倉庫管理", "SQL"];
const states: PersonState[] = [
  "noticed",
  "active",
  "invited",
  "noticed",
  "dormant",
  "leaving",
  "verified",
  "noticed",
  "rehired",
  "withdrawn",
  "pending",
];

export const idOf = (kind: string, nth: number): string =>
  `${kind}_01jd7gq3m8e9ab4x5y6z7${String(nth).padStart(5, "0")}`;
const pick = <Item>(items: readonly Item[], nth: number): Item => {
  const item = items[nth % items.length];
  if (item === undefined && items.length === 0) throw new RangeError("nothing to pick from");
  return item as Item;
};
const two = (number: number): string => String(number).padStart(2, "0");

export const fileSource: SourceName = { id: idOf("source", 1), kind: "file", name: "退職者一覧" };
export const smarthrSource: SourceName = { id: idOf("source", 2), kind: "smarthr", name: "本社" };
export const handSource: SourceName = { id: idOf("source", 3), kind: "hand", name: "手入力" };

/** The same invented person for the same number. */
export function personAt(nth: number): Person {
  const [family = "", familyKana = ""] = pick(families, nth);
  const [given = "", givenKana = ""] = pick(givens, Math.floor(nth / families.length));
  const leftYear = 2012 + (nth % 14);
  const hiredYear = leftYear - 1 - (nth % 17);
  const assignment = (value: string | undefined) => (value ? [{ value, from: `${hiredYear}-04-01`, to: null }] : []);
  const state = pick(states, nth);
  const last = {
    id: idOf("employment", nth * 2 + 1),
    employeeNumber: String(nth + 1).padStart(5, "0"),
    hiredOn: `${hiredYear}-04-01`,
    leftOn: state === "rehired" ? null : `${leftYear}-${two((nth % 12) + 1)}-28`,
    lastWorkingOn: nth % 3 ? null : `${leftYear}-${two((nth % 12) + 1)}-10`,
    employmentType: "正社員",
    separation: nth % 4 ? null : { code: "4D", number: 40 },
    leavingReason: nth % 4 ? null : "自己都合",
    ownReason: nth % 8 ? null : "家族の転居",
    rehireWishOn: nth % 16 ? null : `${leftYear}-${two((nth % 12) + 1)}-01`,
    departments:
      nth % 5
        ? assignment(pick(departments, nth))
        : [
            { value: "物流部", from: `${hiredYear}-04-01`, to: `${hiredYear + 1}-03-31` },
            { value: pick(departments, nth), from: `${hiredYear + 1}-04-01`, to: null },
          ],
    titles: assignment(pick(titles, nth)),
    grades: assignment(pick(grades, nth)),
  };
  const earlier = {
    ...last,
    id: idOf("employment", nth * 2),
    hiredOn: `${hiredYear - 6}-04-01`,
    leftOn: `${hiredYear - 2}-03-31`,
    lastWorkingOn: null,
  };
  return {
    id: idOf("person", nth),
    state,
    stateSince: `${leftYear}-${two((nth % 12) + 1)}-28T01:00:00Z`,
    name: { family, given },
    kana: nth % 9 === 8 ? null : { family: familyKana, given: givenKana },
    romaji: nth % 6 ? null : { family: "Kakuu", given: "Midori" },
    formerFamilyName: nth % 7 === 3 ? "旧見本" : null,
    earlierNames: [],
    birthDate: nth % 10 === 9 ? null : `${1960 + (nth % 40)}-${two((nth % 12) + 1)}-${two((nth % 28) + 1)}`,
    contacts: [
      {
        id: idOf("contact", nth),
        kind: "email",
        value: `invented.${nth}@example.jp`,
        verifiedAt: nth % 2 ? null : "2026-05-01T02:00:00Z",
        confirmedAt: "2026-11-01T02:00:00Z",
        source: fileSource,
      },
    ],
    skills: nth % 3 ? [] : [pick(skills, nth), pick(skills, nth + 1)],
    consents: state === "active" ? ["community", "jobs"] : [],
    employments: nth % 13 === 0 ? [earlier, last] : [last],
    heldFields: nth % 5 ? [] : ["birthDate"],
    withheld: [],
    updatedAt: "2026-11-01T02:00:00Z",
  };
}

export const peopleUpTo = (count: number): Person[] => Array.from({ length: count }, (_, nth) => personAt(nth));
