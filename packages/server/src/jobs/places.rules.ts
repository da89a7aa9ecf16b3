interface Prefecture {
  code: string;
  /** Without 都, 府 and 県, as people write it. */
  stem: string;
  ja: string;
  en: string;
}

// ISO 3166-2:JP in its own order, from 01 on.
const names =
  "北海道 Hokkaido,青森県 Aomori,岩手県 Iwate,宮城県 Miyagi,秋田県 Akita,山形県 Yamagata,福島県 Fukushima,茨城県 Ibaraki,栃木県 Tochigi,群馬県 Gunma,埼玉県 Saitama,千葉県 Chiba,東京都 Tokyo,神奈川県 Kanagawa,新潟県 Niigata,富山県 Toyama,石川県 Ishikawa,福井県 Fukui,山梨県 Yamanashi,長野県 Nagano,岐阜県 Gifu,静岡県 Shizuoka,愛知県 Aichi,三重県 Mie,滋賀県 Shiga,京都府 Kyoto,大阪府 Osaka,兵庫県 Hyogo,奈良県 Nara,和歌山県 Wakayama,鳥取県 Tottori,島根県 Shimane,岡山県 Okayama,広島県 Hiroshima,山口県 Yamaguchi,徳島県 Tokushima,香川県 Kagawa,愛媛県 Ehime,高知県 Kochi,福岡県 Fukuoka,佐賀県 Saga,長崎県 Nagasaki,熊本県 Kumamoto,大分県 Oita,宮崎県 Miyazaki,鹿児島県 Kagoshima,沖縄県 Okinawa";

const prefectures: readonly Prefecture[] = names.split(",").map((pair, index) => {
  const [ja = "", en = ""] = pair.split(" ");
  return { code: `JP-${String(index + 1).padStart(2, "0")}`, stem: ja.replace(/(?<=..)[都府県]$/, ""), ja, en };
});

// Cities that are written without their prefecture, and are larger than any of the same name.
const cities: Readonly<Record<string, string>> = {
  札幌: "JP-01",
  仙台: "JP-04",
  さいたま: "JP-11",
  横浜: "JP-14",
  川崎: "JP-14",
  相模原: "JP-14",
  浜松: "JP-22",
  名古屋: "JP-23",
  堺: "JP-27",
  神戸: "JP-28",
  北九州: "JP-40",
  sapporo: "JP-01",
  sendai: "JP-04",
  saitama: "JP-11",
  yokohama: "JP-14",
  kawasaki: "JP-14",
  hamamatsu: "JP-22",
  nagoya: "JP-23",
  sakai: "JP-27",
  kobe: "JP-28",
  kitakyushu: "JP-40",
};

const separators = /[、,，・/／;；|｜\n]+|\s+(?:or|and|または|及び|および)\s+/iu;
const remoteWords = /^(?:フル)?(?:リモート|在宅)(?:ワーク|勤務)?(?:可|可能|あり|ok)?$|^(?:fully )?remote$/iu;

/** The places a posting names, as filters take them: prefectures by code, everything else as it is written. */
export function placesOf(location: string | null): string[] {
  const places = (location ?? "")
    .normalize("NFKC")
    .split(separators)
    .map((part) => part.replaceAll(/\([^)]*\)/g, "").trim())
    .filter((part) => part !== "" && !remoteWords.test(part))
    .map((part) => prefectureOf(part)?.code ?? part.slice(0, 100));
  return [...new Set(places)];
}

function prefectureOf(part: string): Prefecture | undefined {
  const lower = part.toLowerCase();
  const city = Object.entries(cities).find(
    ([name]) => lower.startsWith(name) && !/^[a-z]/.test(lower.slice(name.length)),
  );
  return (
    prefectures.find(({ ja }) => part.startsWith(ja)) ??
    prefectures.find(({ code }) => code === city?.[1]) ??
    prefectures.find(({ stem, en }) => part.startsWith(stem) || new RegExp(`\\b${en}\\b`, "i").test(part))
  );
}

/** What a filter's entry is called. */
export function placeName(code: string): { ja: string; en: string } {
  const known = prefectures.find((prefecture) => prefecture.code === code);
  return known ? { ja: known.ja, en: known.en } : { ja: code, en: code };
}
