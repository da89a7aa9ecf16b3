import type { Salary } from "@okaeri/sdk/contract/jobs";
import { controlsCss } from "../foundation/controls.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import type { Language } from "../foundation/language.ts";
import type { LaterElement, LaterView } from "../foundation/later-element.ts";
import type { JobBoardMessages } from "../locales/ja/job-board.ts";
import type { JobDetailMessages } from "../locales/ja/job-detail.ts";
import { jobArticle } from "./job-article.ts";

interface Facts {
  ja: JobBoardMessages;
  en: JobBoardMessages;
  dayText(day: string, language: Language): string;
  payText(salary: Salary, language: Language, text: JobBoardMessages): string;
}

type Element = LaterElement<JobBoardMessages & JobDetailMessages> & { jobId?: string | null };

/** A posting as an element of its own. */
export const jobView =
  ({ ja, en, dayText, payText }: Facts) =>
  (kit: Kit, element: Element): LaterView => {
    const { html, css, nothing } = kit;
    let jobId: string | undefined;
    element.addStyles(
      controlsCss(kit),
      css`
        .alone > header {
          display: flex;
          justify-content: end;
          min-block-size: 2.75em;
        }
        .alone > :is(header, article) {
          max-inline-size: 48em;
        }
        .alone > footer {
          margin-block-start: 2.5em;
          padding-block: 0.875em;
          border-block-start: 1px solid var(--_line);
        }
        @media print {
          .alone > :is(header, footer) {
            display: none;
          }
        }
      `,
    );
    const words = (): JobBoardMessages => element.textOf({ ja, en });
    const article = jobArticle(kit, {
      element,
      get words() {
        return words();
      },
      get joinHref() {
        return element.getAttribute("join-href");
      },
      payOf: ({ salary }) => salary && payText(salary, element.language, words()),
      dayOf: (day) => day && dayText(day, element.language),
      linkTo: () => location.href.replace(/#.*/, ""),
      learn: () => undefined,
      leave: () => undefined,
    });

    const load = (): void => {
      jobId = element.jobId ?? undefined;
      article.clear();
      if (jobId) article.load(jobId);
    };
    element.addController({
      hostUpdate: () => {
        if (element.connection && (element.jobId ?? undefined) !== jobId) load();
      },
    });

    return {
      get states() {
        if (article.isGone()) return ["ready", "gone"];
        const { status, value } = article.posting;
        return [value ? "ready" : status === "error" ? "error" : "loading"];
      },
      connected: load,
      render: () => html`
        <div class="root alone" part="root" lang=${element.language} aria-busy=${article.posting.status === "loading" ? "true" : nothing}>
          <header>${article.deeds.tools(article.textOf())}</header>
          <article aria-labelledby="job-title">${article.render(undefined, "job-title", false)}</article>
          ${article.deeds.render()}
        </div>
      `,
    };
  };
