import type { Client } from "@okaeri/sdk";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { useEffect, useState } from "react";
import { type Language, words } from "./words.ts";

export function App({ client }: { client: Client }) {
  const [language, setLanguage] = useState<Language>("ja");
  const [seen, setSeen] = useState<string[]>([]);
  const text = words[language];

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <>
      <header>
        <p className="company">{text.company}</p>
        <button type="button" lang={text.otherLanguage} onClick={() => setLanguage(text.otherLanguage)}>
          {text.other}
        </button>
      </header>
      <main>
        <h1>{text.title}</h1>
        <p>{text.intro}</p>
        <okaeri-provider client={client}>
          <section aria-labelledby="jobs">
            <h2 id="jobs">{text.jobs}</h2>
            <okaeri-job-board
              reserve="57rem"
              messages={{ keyword: text.keyword }}
              onokaeri-job-open={({ detail }) =>
                setSeen((before) => [detail.jobId, ...before.filter((id) => id !== detail.jobId)])
              }
            />
          </section>
          <Seen client={client} ids={seen} title={text.seen} nothing={text.seenNothing} />
          <section aria-label={text.join}>
            <okaeri-sign-up />
          </section>
        </okaeri-provider>
      </main>
    </>
  );
}

/** React's own view of the same API, through the same client. */
function Seen({ client, ids, title, nothing }: { client: Client; ids: string[]; title: string; nothing: string }) {
  const [jobs, setJobs] = useState<JobSummary[]>([]);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    Promise.all(ids.map((id) => client.jobs.get(id, { signal }))).then(setJobs, (reason: unknown) => {
      if (!signal.aborted) console.warn("The jobs looked at can't be listed", reason);
    });
    return () => leaving.abort();
  }, [client, ids]);

  return (
    <section aria-labelledby="seen">
      <h2 id="seen">{title}</h2>
      {jobs.length === 0 ? (
        <p className="soft">{nothing}</p>
      ) : (
        <ul>
          {jobs.map(({ id, title, location }) => (
            <li key={id}>
              {title} <span className="soft">{location}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
