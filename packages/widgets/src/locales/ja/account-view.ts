export const ja = {
  failedLoad: "読み込めませんでした。通信の状態を確かめて、もう一度お試しください。",
  retry: "もう一度読み込む",
};
