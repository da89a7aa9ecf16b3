import type { JobMatchReport, MatchLine } from "@okaeri/sdk/contract/job-matches";
import type { JobChanges, OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-knowing.ts";
import { type JobKnowingMessages, ja } from "../locales/ja/job-knowing.ts";
import type { JobHost } from "./job-article.ts";

// A hundred of a hundred by one line of four would say more than is known: the lines alone do.
const leastSure = 0.4;

interface Known {
  match: JobMatchReport;
  changes: JobChanges;
}

/** What a posting says to somebody who worked here: how it fits, line by line, and what they don't know yet. */
export const jobKnowing = (kit: Kit, { element, dayOf }: Pick<JobHost, "element" | "dayOf">) => {
  const { html, css, nothing } = kit;
  const known = new Resource<Known>(element);
  element.addStyles(css`
    .fit {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr) max-content;
      gap: 0 1.25em;
      margin-block: 1em;
    }
    .fit > div {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      padding-block: 0.5em;
      border-block-start: 1px solid var(--_line);
    }
    .fit dd {
      margin: 0;
    }
    .fit dd > span {
      display: block;
    }
    .fit .points {
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    @container (max-width: 32em) {
      .fit {
        grid-template-columns: minmax(0, 1fr) max-content;
      }
      .fit .said {
        grid-area: 2 / 1 / auto / -1;
      }
    }
    .told time {
      margin-inline-end: 1em;
    }
    .told {
      padding: 0;
      list-style: none;
    }
    .told > li {
      padding-block: 0.75em;
      border-block-start: 1px solid var(--_line);
    }
    .told p {
      white-space: pre-line;
    }
  `);

  const reasons = ({ kind, matched, missing }: MatchLine, text: JobKnowingMessages): (string | false)[] => {
    const [has, lacks] = [matched.join(text.join), missing.join(text.join)];
    switch (kind) {
      case "department":
        return [has ? text.department(has) : text.noDepartment];
      case "grade":
        return [has ? text.grade(has) : text.otherGrade(lacks)];
      case "skills":
        return [has !== "" && text.has(has), lacks !== "" && text.hasNot(lacks)];
      case "familiarity":
        return [has !== "" && text.familiar(has), lacks !== "" && text.newSince(lacks)];
    }
  };

  const fit = ({ score, confidence, lines }: JobMatchReport, text: JobKnowingMessages): TemplateResult => html`
    <section part="match">
      <h3>${text.heading}</h3>
      ${
        score === null
          ? html`<p>${text.undecided}</p>`
          : html`<p>${confidence < leastSure ? nothing : html`<strong>${text.score(score)}</strong> `}<span class="small dim">${text.sure(confidence)}</span></p>
            <dl class="fit small">
              ${lines.map(
                (line) => html`<div>
                  <dt class="dim">${text.lines[line.kind]}</dt>
                  ${
                    line.points === null
                      ? html`<dd class="said dim">${text.notCounted}</dd><dd class="points"></dd>`
                      : html`<dd class="said">${reasons(line, text).map((reason) => (reason ? html`<span>${reason}</span>` : nothing))}</dd>
                        <dd class="points">${text.points(line.points, line.max)}</dd>`
                  }
                </div>`,
              )}
            </dl>`
      }
      <p class="small dim">${text.basis}</p>
    </section>
  `;

  const change = (one: OrganizationChange, text: JobKnowingMessages): TemplateResult => html`<li>
    <p class="small dim"><time datetime=${one.happenedOn}>${dayOf(one.happenedOn)}</time>${text.kinds[one.kind]}${one.department ? `　${one.department}` : ""}</p>
    <h4>${one.title}</h4>
    ${one.renamedFrom && one.department ? html`<p>${text.renamed(one.renamedFrom, one.department)}</p>` : nothing}
    ${one.text ? html`<p>${one.text}</p>` : nothing}
  </li>`;

  const changed = ({ since, data }: JobChanges, text: JobKnowingMessages): TemplateResult | typeof nothing =>
    data.length === 0
      ? nothing
      : html`<section part="changes">
          <h3>${text.changes}</h3>
          <p class="small dim">${since ? text.changesSince(dayOf(since) ?? since) : text.changesEver}</p>
          <ul class="told">${data.map((one) => change(one, text))}</ul>
        </section>`;

  return {
    load(jobId: string): void {
      known.clear();
      void known.run(async (signal) => {
        const { jobMatches, organizationChanges } = await element.client();
        const [match, changes] = await Promise.all([
          jobMatches.get(jobId, {}, { signal }),
          organizationChanges.ofJob(jobId, { signal }),
        ]);
        return { match, changes };
      });
    },
    /** What was read elsewhere: by HR, for whom they look at it. */
    show: (value: Known) => known.set(value),
    clear: () => known.clear(),
    render(): TemplateResult | typeof nothing {
      const text = element.textOf({ ja, en });
      const { value, status } = known;
      if (value) return html`${fit(value.match, text)}${changed(value.changes, text)}`;
      return status === "error"
        ? html`<section role="status"><p>${text.failed}</p><p><button type="button" @click=${() => known.reload()}>${text.retry}</button></p></section>`
        : nothing;
    },
  };
};

export type JobKnowing = ReturnType<typeof jobKnowing>;
