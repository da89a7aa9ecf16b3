export const ja = {
  console: "人事デスク",
  places: {
    people: "退職者名簿",
    import: "取り込み",
    duplicates: "重複",
    segments: "セグメント",
    connections: "連携",
  },
  keys: "キー操作",
  keysTitle: "キーボードでの操作",
  keysNote: "このデスクの中にフォーカスがあり、文字を入力していないときに使えます。",
  close: "閉じる",
  keyNames: {
    search: "名簿を探す",
    move: "次の行、前の行",
    ends: "最初、最後、1画面ぶん",
    open: "開く",
    back: "ひとつ戻る",
    go: "名簿・取り込み・重複・セグメント・連携へ",
    help: "この一覧",
  },
  loading: "読み込んでいます。",
  signInTitle: "人事の方だけが使えます",
  signIn: "このデスクは、人事担当者として入ると使えます。社内のポータルに入り直してから、このページを開いてください。",
  missingTitle: "この場所はありません",
  missing: "アドレスが途中で切れているか、前の版のものかもしれません。",
  toPeople: "名簿へ",
  retry: "もう一度試す",
  codeFailed: "画面の部品を読み込めませんでした。通信を確かめて、もう一度お試しください。入力したものは残っています。",
};

export type ConsoleMessages = typeof ja;
