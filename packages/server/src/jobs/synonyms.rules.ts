import { foldWidth } from "./search-folding.rules.ts";
import { keyOf, unitsOf } from "./search-units.rules.ts";

/** What else to look for, by the key of a word. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

// One sense a line: left of `>` are names of the same thing, each found by the other; right of it what is found by them,
// but does not find them: whoever looks for 経理 wants to see 会計, whoever looks for a developer no civil engineer.
// By sense, as job boards in Japan sort their trades; readings are for whoever hasn't converted yet.
const senses = `
エンジニア, 技術者, えんじにあ > engineer, 開発者, developer, デベロッパー
engineer > エンジニア, 技術者
開発者, デベロッパー, developer > エンジニア
プログラマ, プログラマー, programmer
ソフトウェア, software
システムエンジニア, SE, systems engineer
機械学習, machine learning, マシンラーニング > ML
データサイエンティスト, data scientist
データサイエンス, data science
データ分析, データアナリスト, data analyst > データアナリティクス, data analysis
人工知能, AI, artificial intelligence
ウェブ, Web, ウエブ
フロントエンド, front end, frontend
バックエンド, back end, backend, サーバーサイド, server side
インフラ, インフラストラクチャ, infrastructure > サーバー, ネットワーク
サーバー, server
セキュリティ, security > 情報セキュリティ
クラウド, cloud
アプリ, アプリケーション, application software
データベース, database, DB
品質保証, QA, quality assurance
品質管理, QC, quality control
情報システム, 情シス, 社内SE, corporate IT
経理, けいり, accounting, アカウンティング > 会計, 決算
会計, かいけい > 経理, accounting
財務, ざいむ, finance, ファイナンス
税務, ぜいむ, tax
監査, かんさ, audit
会計士, 公認会計士, CPA, accountant
人事, じんじ, HR, human resources, ヒューマンリソース > 労務, 採用, 人材開発
労務, ろうむ, 社会保険
採用, さいよう, recruiting, リクルーティング, recruitment > リクルーター, recruiter
研修, 人材育成, 人材開発, 教育研修, training
総務, そうむ, general affairs, 庶務
法務, ほうむ, legal, リーガル > 弁護士, コンプライアンス
弁護士, attorney, lawyer
広報, こうほう, PR, public relations, パブリックリレーションズ
宣伝, せんでん, 広告, advertising
営業, えいぎょう, sales, セールス
法人営業, B2B営業, enterprise sales > アカウントエグゼクティブ
企画, きかく, planning, プランニング > プランナー
経営企画, corporate planning
商品企画, product planning
マーケティング, marketing, マーケ > マーケター
購買, 資材調達, 部品調達, 調達購買, こうばい, procurement, purchasing, バイヤー
物流, ぶつりゅう, logistics, ロジスティクス
在庫管理, inventory
倉庫, そうこ, warehouse
製造, せいぞう, manufacturing > 生産管理, 生産ライン
研究, けんきゅう, research > リサーチ, R&D, 研究開発
研究開発, R&D, 開発研究
設計, せっけい, 設計者
デザイナー, designer
デザイン, design > デザイナー
接客, せっきゃく, ホールスタッフ, サービススタッフ
販売, はんばい, 店頭, retail > 販売員, 店舗スタッフ
店長, てんちょう, ストアマネージャー, store manager
カスタマーサポート, お客様サポート, コールセンター, customer support, ヘルプデスク
カスタマーサクセス, customer success, CS
事務, じむ, 事務員, clerical, オフィスワーク > 一般事務, 営業事務, アシスタント
秘書, ひしょ, secretary
受付, 受け付け, うけつけ, レセプション, reception > receptionist
看護師, ナース, nurse, かんごし
介護, かいご, ケアワーカー, caregiver > 介護職, ヘルパー
医師, ドクター, physician
薬剤師, やくざいし, pharmacist
教員, 教師, 先生, teacher, 教諭 > 講師
保育士, ほいくし
運転手, ドライバー, driver, うんてんしゅ
警備, けいび, security guard
清掃, せいそう, クリーニングスタッフ, 掃除
施工管理, 現場監督, せこうかんり
建築, けんちく, architecture > 建築士, architect
土木, どぼく, civil engineering
翻訳, ほんやく, translation, translator > 通訳
通訳, つうやく, interpreter
コンサルタント, consultant, コンサル > コンサルティング, consulting
プロジェクトマネージャー, プロジェクトマネジャー, プロマネ, project manager
PM > プロジェクトマネージャー, プロダクトマネージャー
プロダクトマネージャー, プロダクトマネジャー, PdM, product manager
マネージャー, マネジャー, 管理職, manager > 課長, 部長
リーダー, leader, 主任
管理者, administrator, アドミニストレーター
リモート, リモートワーク, 在宅, 在宅勤務, テレワーク, remote, telework, work from home
フレックス, フレックスタイム, flextime
時短, 短時間勤務, 時短勤務
副業, ふくぎょう, 複業, side job
業務委託, フリーランス, freelance
正社員, せいしゃいん, full time
契約社員, けいやくしゃいん
アルバイト, バイト, パート, パートタイム, part time
派遣, はけん, 派遣社員
インターン, インターンシップ, intern, internship
新卒, しんそつ, new graduate
未経験, みけいけん, 経験不問
アルムナイ, アルムナイ採用, alumni > 再雇用, 出戻り, 復職, カムバック, 元社員, 再入社
再雇用, さいこよう, 再入社, 出戻り, カムバック, rehire > アルムナイ, 復職
問い合わせ, 問合せ, 問合わせ, お問い合わせ, inquiry
引っ越し, 引越し, 引越
子供, 子ども, こども
英語, えいご, english
中国語, ちゅうごくご, chinese
`;

const lines = senses.trim().split("\n");

interface Sense {
  same: readonly string[];
  near: readonly string[];
}

const known: readonly Sense[] = lines.map((line) => {
  const [same = "", near = ""] = line.split(">").map((side) => side.trim());
  return { same: same.split(", "), near: near === "" ? [] : near.split(", ") };
});

/** What everybody means, and what this organization says besides: groups of words for the same thing. */
export function toSynonyms(groups: readonly (readonly string[])[]): Synonyms {
  const meanings = new Map<string, Set<string>>();
  for (const { same, near } of [...known, ...groups.map((words) => ({ same: words, near: [] }))])
    for (const word of same) {
      const key = keyOf(unitsOf(foldWidth(word)));
      const others = meanings.get(key) ?? new Set<string>();
      for (const other of [...same, ...near]) if (other !== word) others.add(other);
      meanings.set(key, others);
    }
  return new Map([...meanings].map(([key, others]) => [key, [...others]]));
}

/** Where the organization says nothing. */
export const usualSynonyms: Synonyms = toSynonyms([]);
