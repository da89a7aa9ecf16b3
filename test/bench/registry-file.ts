import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

const families =
  "山田,ヤマダ 髙橋,タカハシ 佐藤,サトウ 渡邉,ワタナベ 鈴木,スズキ 伊藤,イトウ 中村,ナカムラ 小林,コバヤシ 加藤,カトウ 吉田,ヨシダ 見本,ミホン 例示,レイジ";
const givens =
  "花子,ハナコ 太郎,タロウ 一郎,イチロウ 美咲,ミサキ 健,ケン 葵,アオイ 蓮,レン 陽菜,ヒナ 見二,ケンジ 例子,レイコ";
const pairsOf = (text: string) => text.split(" ").map((pair) => pair.split(","));

/** Numbers that repeat at every run and have nothing to do with each other. */
function createDice(seed: number) {
  let state = seed >>> 0;
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export const benchHeader = "社員番号,姓,セイ,名,メイ,生年月日,入社日,退職日,部署,役職,等級,メール";

/** A leavers' file as an HR system exports it: invented people, numbers with leading zeros, dates in two styles. */
export async function writeLeavers(path: string, rows: number): Promise<void> {
  const [family, given, roll] = [pairsOf(families), pairsOf(givens), createDice(42)];
  const out = createWriteStream(path);
  out.write(`${benchHeader}\r\n`);
  const digits = String(rows - 1).length;
  let batch = "";
  for (let n = 0; n < rows; n++) {
    const [f = [], g = []] = [family[roll(family.length)], given[roll(given.length)]];
    const number = String((n * 7_919) % rows).padStart(digits + 1, "0");
    const suffix = roll(1_000);
    batch +=
      `${number},${f[0]}${suffix},${f[1]}${suffix},${g[0]},${g[1]},${1950 + roll(50)}/${1 + roll(12)}/${1 + roll(28)},` +
      `H${1 + roll(20)}.4.1,${2010 + roll(16)}-0${1 + roll(9)}-28,"第${roll(400)}開発部",主任,G${1 + roll(9)},p${number}@example.com\r\n`;
    if (batch.length < 65_536) continue;
    if (!out.write(batch)) await once(out, "drain");
    batch = "";
  }
  out.end(batch);
  await finished(out);
}
