/** The words of mails about new postings. */
export const alertWords = {
  ja: {
    subject: (organization: string, title: string, count: number) =>
      count === 1 ? `【${organization}】新しい求人「${title}」` : `【${organization}】新しい求人「${title}」ほか`,
    opening: (organization: string) => `保存された検索に合う${organization}の求人が、新しく届きました。`,
    search: (filter: string) => `【${filter}】`,
    closes: (day: string) => `締切 ${day}`,
    signIn: (url: string) => `サインインしてご覧ください ${url}`,
    more: (count: number, orMore: boolean) =>
      orMore ? "ほかにも多くの新しい求人があります。" : `ほか${count}件あります。`,
    boardAt: (url: string) => `求人の一覧と、保存した検索はこちらです。\n${url}`,
    closing: "ご覧になったことや保存した検索が、人事に伝わることはありません。",
    off: (url: string) => `このお知らせは、こちらからすぐに止められます。\n${url}`,
  },
  en: {
    subject: (organization: string, title: string, count: number) =>
      count === 1 ? `New at ${organization}: ${title}` : `New at ${organization}: ${title} and more`,
    opening: (organization: string) => `There are new jobs at ${organization} that fit the searches you keep.`,
    search: (filter: string) => `[${filter}]`,
    closes: (day: string) => `apply by ${day}`,
    signIn: (url: string) => `Please sign in to read it: ${url}`,
    more: (count: number, orMore: boolean) =>
      orMore ? "There are many more new ones." : `There ${count === 1 ? "is one more" : `are ${count} more`}.`,
    boardAt: (url: string) => `All jobs and the searches you keep:\n${url}`,
    closing: "HR does not learn what you look at, or which searches you keep.",
    off: (url: string) => `You can stop these mails at once:\n${url}`,
  },
} as const;
