import type {
  JobFeed,
  JobFeedDraft,
  JobFeedEdit,
  JobFeedFormat,
  JobFeedSchedule,
} from "@okaeri/sdk/contract/job-feeds";

/** What stands in the form. Secrets are only ever written. */
export interface FeedDraft {
  name: string;
  format: string;
  url: string;
  audience: string;
  schedule: string;
  token: string;
  webhookSecret: string;
}

export type FeedFault = "missing" | "urlWrong" | "secretWrong";

const formats: Record<JobFeedFormat, { token?: true; hooks?: true }> = {
  greenhouse: { hooks: true },
  lever: { hooks: true },
  ashby: { hooks: true },
  smartrecruiters: { hooks: true },
  recruitee: { hooks: true },
  workable: { token: true, hooks: true },
  personio: {},
  teamtailor: { token: true },
  usajobs: {},
  neogov: {},
  rss: {},
  schema_org: {},
  teaching_vacancies: {},
  csv: {},
};
export const feedFormats = Object.keys(formats).filter((name): name is JobFeedFormat => Object.hasOwn(formats, name));
export const feedSchedules: readonly JobFeedSchedule[] = ["quarter_hourly", "hourly", "daily", "none"];
export const feedAudiences = ["public", "alumni"] as const;

const formatOf = ({ format }: FeedDraft): JobFeedFormat => feedFormats.find((one) => one === format) ?? "csv";
export const takesToken = (draft: FeedDraft): boolean => formats[formatOf(draft)].token === true;
export const takesHooks = (draft: FeedDraft): boolean => formats[formatOf(draft)].hooks === true;

export const feedDraftOf = (feed: JobFeed | undefined): FeedDraft => ({
  name: feed?.name ?? "",
  format: feed?.format ?? "greenhouse",
  url: feed?.url ?? "",
  audience: feed?.audience ?? "public",
  schedule: feed?.schedule ?? "quarter_hourly",
  token: "",
  webhookSecret: "",
});

// As the contract has it: it goes into headers.
const isSecret = (text: string): boolean => /^[\x21-\x7e]{1,2000}$/.test(text);

export function feedFaultsOf(draft: FeedDraft): Partial<Record<keyof FeedDraft, FeedFault>> {
  const faults: Partial<Record<keyof FeedDraft, FeedFault>> = {};
  const url = draft.url.trim();
  if (draft.name.trim() === "") faults.name = "missing";
  if (url !== "" && !(/^https?:\/\/\S+$/i.test(url) && URL.canParse(url))) faults.url = "urlWrong";
  for (const name of ["token", "webhookSecret"] as const)
    if (draft[name] !== "" && !isSecret(draft[name].trim())) faults[name] = "secretWrong";
  return faults;
}

const fieldsOf = (draft: FeedDraft) => ({
  name: draft.name.trim(),
  url: draft.url.trim() || null,
  audience: feedAudiences.find((one) => one === draft.audience) ?? "public",
  schedule: feedSchedules.find((one) => one === draft.schedule) ?? "quarter_hourly",
});

const secretsOf = (draft: FeedDraft): Pick<JobFeedEdit, "token" | "webhookSecret"> => ({
  ...(takesToken(draft) && draft.token.trim() && { token: draft.token.trim() }),
  ...(takesHooks(draft) && draft.webhookSecret.trim() && { webhookSecret: draft.webhookSecret.trim() }),
});

export const newFeed = (draft: FeedDraft): JobFeedDraft => ({
  ...fieldsOf(draft),
  format: formatOf(draft),
  ...secretsOf(draft),
});

/** Only what is different. */
export function feedEditOf(before: FeedDraft, after: FeedDraft): JobFeedEdit {
  const was = fieldsOf(before);
  const changed = Object.entries(fieldsOf(after)).filter(([name, value]) => Reflect.get(was, name) !== value);
  return { ...Object.fromEntries(changed), ...secretsOf(after) };
}
