export const ja = {
  title: "書き出す",
  back: "名簿へ戻る",
  intro: "いまの条件に当てはまる方を、CSV に書き出します。書き出したファイルは、そのまま取り込めます。",
  rows: "書き出す人数",
  encoding: "文字コード",
  utf8: "UTF-8（すべての文字を書けます）",
  cp932: "CP932（Shift_JIS、古い Excel など）",
  checking: "書けない文字がないか、確かめています。",
  clean: "すべての文字を CP932 で書けます。",
  lacking: (count: string) =>
    `CP932 で書けない文字が ${count}か所あります。〓 にして書き出したファイルは、取り込みには使わないでください。`,
  lackingFirst: (shown: string) => `はじめの${shown}か所です。`,
  choose: "どうしますか",
  substitute: "書けない文字を 〓 にして書き出す",
  keepUtf8: "UTF-8 で書き出す",
  person: "氏名",
  column: "列",
  character: "文字",
  download: "書き出す",
  working: "書き出しています。",
  saved: "ファイルを保存しました。",
  fileName: "退職者名簿",
  kept: "ファイルはできていません。条件は残っています。",
};

export type ExportMessages = typeof ja;
