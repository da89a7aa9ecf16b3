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

interface City {
  ja: string;
  en: string;
  code: string;
}

// Cities that are written without their prefecture, and are larger than any of the same name.
const cities: readonly City[] =
  "札幌 Sapporo 01,仙台 Sendai 04,さいたま Saitama 11,横浜 Yokohama 14,川崎 Kawasaki 14,相模原 Sagamihara 14,浜松 Hamamatsu 22,名古屋 Nagoya 23,堺 Sakai 27,神戸 Kobe 28,北九州 Kitakyushu 40"
    .split(",")
    .map((line) => {
      const [ja = "", en = "", number = ""] = line.split(" ");
      return { ja, en, code: `JP-${number}` };
    });

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
  const city = cities.find(({ ja, en }) => part.startsWith(ja) || new RegExp(`^${en}(?![a-z])`, "i").test(part));
  return (
    prefectures.find(({ ja }) => part.startsWith(ja)) ??
    prefectures.find(({ code }) => code === city?.code) ??
    prefectures.find(({ stem, en }) => part.startsWith(stem) || new RegExp(`\\b${en}\\b`, "i").test(part))
  );
}

/** What a filter's entry is called. */
export function placeName(code: string): { ja: string; en: string } {
  const known = prefectures.find((prefecture) => prefecture.code === code);
  return known ? { ja: known.ja, en: known.en } : { ja: code, en: code };
}

export interface NamedPlace {
  /** The filter that it is; null for a city, which no filter knows. */
  code: string | null;
  /** How it is written, without 都, 府, 県 and 市. */
  names: string[];
}

/** Keyed as somebody types it: `東京`, `東京都`, `tokyo`, `横浜市`. さいたま市 is looked for where 埼玉 is: one name in Latin letters. */
const placesByName = new Map<string, NamedPlace>([
  ...cities.flatMap(({ ja, en }): [string, NamedPlace][] => {
    const place = { code: null, names: [ja, en.toLowerCase()] };
    return [ja, `${ja}市`, en.toLowerCase()].map((name) => [name, place]);
  }),
  ...prefectures.flatMap(({ code, stem, ja, en }): [string, NamedPlace][] => {
    const place = { code, names: [stem, en.toLowerCase()] };
    return [stem, ja, en.toLowerCase(), `${en.toLowerCase()} prefecture`].map((name) => [name, place]);
  }),
]);

/** The place that a word names, whole; folded in width and case. */
export const placeNamed = (word: string): NamedPlace | null => placesByName.get(word) ?? null;
