import type { SearchedPosting } from "./japanese-postings.ts";

/** What somebody types, and which postings they would want to see. */
export interface JudgedQuery {
  q: string;
  relevant(posting: SearchedPosting): boolean;
}

/*
 * How it was judged, before the first run, and not changed for it:
 * - A posting is relevant to a word if its title, department, place, skills or text names what the word names, in any
 *   spelling in use, in Japanese or English, or names a trade that is part of it (決算 is 経理's work, a 弁護士 does 法務).
 * - With several words, each must be.
 * - A name of a prefecture or city is about where the work is: it must stand in the place or the title; in the text only
 *   where the posting names no place. 東京本社との会議 is no work in 東京.
 * - A word inside another word counts where it keeps its sense (経理 in 経理部), not where it loses it (人事 in 求人事業, 京都
 *   in 東京都, サーバー in ウォーターサーバー does keep none but can't be told apart by spelling, and counts as relevant).
 */
const textOf = ({ title, department, location, skills, text }: SearchedPosting): string =>
  [title, department ?? "", location ?? "", ...skills, text].join("\n").normalize("NFKC");

const says =
  (...words: RegExp[]) =>
  (posting: SearchedPosting): boolean =>
    words.every((word) => word.test(textOf(posting)));

const isIn =
  (place: RegExp, ...words: RegExp[]) =>
  (posting: SearchedPosting): boolean => {
    const where = `${posting.title}\n${posting.location ?? ""}`.normalize("NFKC");
    return (place.test(where) || (posting.location === null && place.test(textOf(posting)))) && says(...words)(posting);
  };

const tokyo = /東京|Tokyo/i;
const kyoto = /(?<!東)京都|Kyoto/i;
const accounting = /経理|会計|決算|accounting/i;
const web = /ウェブ|ウエブ|\bWeb/i;
const engineer = /エンジニア|技術者|開発者|\bengineers?\b|\bdevelopers?\b/i;
const rehire = /再雇用|再入社|出戻り|カムバック|復職|アルムナイ|元社員/;
const people = /(?<!求)人事|\bHR|労務|採用|人材開発/;
const sales = /営業|セールス|\bsales\b/i;
const remote = /リモート|在宅|テレワーク|remote/i;
const inquiry = /問い?合わ?せ/;

export const japaneseQueries: readonly JudgedQuery[] = [
  { q: "経理", relevant: says(accounting) },
  { q: "けいり", relevant: says(accounting) },
  { q: "accounting", relevant: says(/経理|accounting/i) },
  { q: "東京 経理", relevant: isIn(tokyo, accounting) },
  { q: "東京の経理", relevant: isIn(tokyo, accounting) },
  { q: "東京", relevant: isIn(tokyo) },
  { q: "東京都", relevant: isIn(tokyo) },
  { q: "Tokyo", relevant: isIn(tokyo) },
  { q: "京都", relevant: isIn(kyoto) },
  { q: "京都府", relevant: isIn(kyoto) },
  { q: "大阪", relevant: isIn(/大阪|Osaka/i) },
  { q: "横浜", relevant: isIn(/横浜|Yokohama/i) },
  { q: "名古屋 営業", relevant: isIn(/名古屋|Nagoya/i, sales) },
  { q: "愛知", relevant: isIn(/愛知|名古屋|豊田|Aichi/i) },
  { q: "ウェブ", relevant: says(web) },
  { q: "ウエブ", relevant: says(web) },
  { q: "Web", relevant: says(web) },
  { q: "ＷＥＢ", relevant: says(web) },
  { q: "ウェブデザイナー", relevant: says(/(ウェブ|ウエブ|Web)デザイナー?/i) },
  { q: "エンジニア", relevant: says(engineer) },
  { q: "ｴﾝｼﾞﾆｱ", relevant: says(engineer) },
  { q: "engineer", relevant: says(/エンジニア|技術者|\bengineers?\b/i) },
  { q: "機械学習エンジニア", relevant: says(/機械学習|machine learning/i, engineer) },
  { q: "機械学習", relevant: says(/機械学習|machine learning/i) },
  { q: "データサイエンティスト", relevant: says(/データサイエンティスト|data scientist/i) },
  { q: "サーバ", relevant: says(/サーバ|\bserver/i) },
  { q: "サーバー", relevant: says(/サーバ|\bserver/i) },
  { q: "サーバーサイドエンジニア", relevant: says(/サーバー?サイドエンジニア/) },
  { q: "ソフトウェア", relevant: says(/ソフトウ[ェエ]ア|software/i) },
  { q: "C++", relevant: says(/C\+\+/) },
  { q: "社内SE", relevant: says(/社内SE|情シス|情報システム/) },
  { q: "再雇用", relevant: says(rehire) },
  { q: "アルムナイ", relevant: says(rehire) },
  { q: "出戻り", relevant: says(rehire) },
  { q: "人事", relevant: says(people) },
  { q: "HR", relevant: says(people) },
  { q: "採用", relevant: says(/採用|リクルーター|リクルーティング|recruit/i) },
  { q: "営業", relevant: says(sales) },
  { q: "セールス", relevant: says(sales) },
  { q: "法人営業", relevant: says(/法人営業/) },
  { q: "ﾏｰｹﾃｨﾝｸﾞ", relevant: says(/マーケ/) },
  { q: "デザイナー", relevant: says(/デザイナー?(?!ミ)/) },
  { q: "法務", relevant: says(/法務|弁護士|コンプライアンス|\blegal\b/i) },
  { q: "弁護士", relevant: says(/弁護士/) },
  { q: "総務", relevant: says(/総務|庶務/) },
  { q: "事務", relevant: says(/事務/) },
  { q: "広報", relevant: says(/広報|\bPR\b/) },
  { q: "看護師", relevant: says(/看護師|ナース/) },
  { q: "介護", relevant: says(/介護|ケアワーカー/) },
  { q: "保育", relevant: says(/保育/) },
  { q: "子ども", relevant: says(/子ども|子供|こども/) },
  { q: "物流", relevant: says(/物流|ロジスティクス/) },
  { q: "倉庫", relevant: says(/倉庫/) },
  { q: "ドライバー", relevant: says(/ドライバー?|運転手/) },
  { q: "購買", relevant: says(/購買|調達|バイヤー/) },
  { q: "コスト", relevant: says(/コスト/) },
  { q: "ビル", relevant: says(/ビル(?!ー)/) },
  { q: "品質管理", relevant: says(/品質管理|\bQC\b/) },
  { q: "ISO9001", relevant: says(/ISO ?9001/) },
  { q: "研究", relevant: says(/研究|R&D|リサーチ/) },
  { q: "カスタマーサクセス", relevant: says(/カスタマー?サクセス|customer success/i) },
  { q: "コールセンター", relevant: says(/コールセンター|カスタマー?サポート|お客様サポート|ヘルプデスク/) },
  { q: "問い合わせ", relevant: says(inquiry) },
  { q: "問合せ 電話", relevant: says(inquiry, /電話/) },
  { q: "引越し", relevant: says(/引っ?越し?/) },
  { q: "リモート", relevant: says(remote) },
  { q: "りもーと", relevant: says(remote) },
  { q: "在宅勤務 経理", relevant: says(remote, accounting) },
  { q: "副業", relevant: says(/副業|複業/) },
  { q: "業務委託", relevant: says(/業務委託|フリーランス/) },
  { q: "未経験", relevant: says(/未経験/) },
  { q: "マネージャー", relevant: says(/マネー?ジャー?|管理職|課長|部長/) },
  { q: "プロジェクトマネージャー", relevant: says(/プロジェクトマネー?ジャー?|プロマネ|\bPM\b/) },
  { q: "秘書 英語", relevant: says(/秘書/, /英語/) },
  { q: "中国語", relevant: says(/中国語/) },
  { q: "簿記", relevant: says(/簿記/) },
  { q: "宇宙飛行士", relevant: () => false },
];

const word = (text: string): RegExp => new RegExp(`(?<![a-z0-9])(?:${text})(?![a-z0-9])`, "i");

/** Over the City of New York's own postings (read in place): real English, and what Japanese words find in it. */
export const englishQueries: readonly JudgedQuery[] = [
  { q: "engineer", relevant: says(word("engineers?")) },
  { q: "civil engineer", relevant: says(word("civil"), word("engineers?")) },
  { q: "accountant", relevant: says(word("accountants?|CPA")) },
  { q: "accounting", relevant: says(word("accounting")) },
  { q: "account manager", relevant: says(word("accounts?"), word("managers?")) },
  { q: "attorney", relevant: says(word("attorneys?|lawyers?")) },
  { q: "nurse", relevant: says(word("nurses?")) },
  { q: "IT", relevant: says(/(?<![A-Za-z0-9])IT(?![A-Za-z0-9])/) },
  { q: "HR", relevant: says(word("HR|human resources?")) },
  { q: "public relations", relevant: says(word("public relations|PR")) },
  { q: "project manager", relevant: says(word("projects?"), word("managers?")) },
  { q: "data analyst", relevant: says(word("data"), word("analysts?")) },
  { q: "data analysis", relevant: says(word("data"), word("analysis")) },
  { q: "procurement", relevant: says(word("procurements?|purchasing")) },
  { q: "budget", relevant: says(word("budgets?")) },
  { q: "policies", relevant: says(word("policy|policies")) },
  { q: "Queens", relevant: says(word("queens?")) },
  { q: "Brooklyn", relevant: says(word("brooklyn")) },
  { q: "inspector", relevant: says(word("inspectors?")) },
  { q: "architect", relevant: says(word("architects?")) },
  { q: "security", relevant: says(word("security|securities")) },
  { q: "GIS", relevant: says(word("GIS")) },
  { q: "SQL", relevant: says(word("SQL")) },
  { q: "Java", relevant: says(word("java")) },
  { q: "social worker", relevant: says(word("social"), word("workers?")) },
  { q: "internship", relevant: says(word("internships?|interns?")) },
  { q: "part time", relevant: says(word("part"), word("times?")) },
  { q: "bachelor's degree", relevant: says(word("bachelors?"), word("degrees?")) },
  { q: "経理", relevant: says(word("accounting")) },
  { q: "弁護士", relevant: says(word("attorneys?|lawyers?")) },
  { q: "エンジニア", relevant: says(word("engineers?|developers?")) },
  { q: "人事", relevant: says(word("HR|human resources?")) },
  { q: "xylophonist", relevant: () => false },
];
