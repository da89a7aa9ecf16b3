import { isOkaeriError } from "@okaeri/sdk";
import { audience, employmentType, type JobDraft, type JobStatus, type JobSummary } from "@okaeri/sdk/contract/jobs";
import { type Html, html } from "./html.ts";
import { type Answer, dayOf, fieldOf, type Visit, wordsFor } from "./portal.ts";

const statuses: JobStatus[] = ["draft", "published", "closed"];
const actionOf = { draft: "publish", published: "close", closed: null } as const;
const tenThousand = 10_000;

const table = (status: JobStatus, jobs: JobSummary[], { words, language }: Visit): Html => {
  const text = words.job;
  const action = actionOf[status];
  if (jobs.length === 0) return html`<h2>${words.jobStatuses[status]}</h2><p class="empty">${text.empty}</p>`;
  return html`<h2 id="${status}">${words.jobStatuses[status]}</h2>
    <div class="wide" role="region" aria-labelledby="${status}" tabindex="0"><table>
      <thead><tr>
        <th scope="col">${text.title}</th><th scope="col">${text.department}</th><th scope="col">${text.location}</th>
        <th scope="col">${text.type}</th><th scope="col">${text.audience}</th>
        ${status !== "draft" && html`<th scope="col" class="number">${text.day}</th>`}${action && html`<td></td>`}
      </tr></thead>
      <tbody>
        ${jobs.map(
          (job) => html`<tr>
            <th scope="row">${job.title}</th><td>${job.department}</td><td>${job.location}</td>
            <td>${job.employmentType && words.employmentTypes[job.employmentType]}</td><td>${text.audiences[job.audience]}</td>
            ${status !== "draft" && html`<td class="number">${dayOf(job.publishedAt, language)}</td>`}
            ${
              action &&
              html`<td class="act"><form method="post" action="${action}"><input type="hidden" name="id" value="${job.id}" />
                <button aria-label="${text[action]}: ${job.title}">${text[action]}</button></form></td>`
            }
          </tr>`,
        )}
      </tbody>
    </table></div>`;
};

const draftForm = ({ words, form }: Visit, faults: readonly string[]): Html => {
  const text = words.job;
  const field = (name: keyof typeof text, pointer: string, input: (attributes: Html) => Html): Html => {
    const faulty = faults.some((fault) => fault === pointer || fault.startsWith(`${pointer}/`));
    const attributes = html`name="${name}"${faulty && html` aria-invalid="true" aria-describedby="${name}-fault"`}`;
    return html`<label>${text[name] as string}${input(attributes)}
      ${faulty && html`<span class="fault" id="${name}-fault">${text.refused}</span>`}</label>`;
  };
  const line = (name: keyof typeof text, pointer: string, more = html``): Html =>
    field(name, pointer, (attributes) => html`<input ${attributes} value="${fieldOf(form, name)}" ${more} />`);
  const pick = (name: keyof typeof text, pointer: string, options: readonly (readonly [string, string])[]): Html =>
    field(
      name,
      pointer,
      (attributes) =>
        html`<select ${attributes}>${options.map(([value, label]) => html`<option value="${value}"${value === fieldOf(form, name) && html` selected`}>${label}</option>`)}</select>`,
    );
  return html`<details${faults.length > 0 && html` open`}>
    <summary>${text.write}</summary>
    ${faults.length > 0 && html`<p class="alert" role="alert">${text.faults}</p>`}
    <form class="fields grid" method="post" action="jobs">
      ${line("title", "/title", html`required maxlength="300"`)}
      ${line("department", "/department", html`maxlength="200"`)}
      ${line("location", "/location", html`maxlength="300"`)}
      ${pick("type", "/employmentType", [["", text.none], ...employmentType.options.map((type) => [type, words.employmentTypes[type]] as const)])}
      ${pick(
        "audience",
        "/audience",
        audience.options.map((value) => [value, text.audiences[value]] as const),
      )}
      <fieldset><legend>${text.pay}</legend>
        ${line("payMin", "/salary", html`type="number" min="0" inputmode="numeric"`)}
        ${line("payMax", "/salary", html`type="number" min="0" inputmode="numeric"`)}
      </fieldset>
      ${line("applyUrl", "/applyUrl", html`type="url" maxlength="2000"`)}
      ${field("text", "/descriptionHtml", (attributes) => html`<textarea ${attributes} rows="8" placeholder="${text.textHint}">${fieldOf(form, "text")}</textarea>`)}
      <p><button class="primary">${text.save}</button></p>
    </form>
  </details>`;
};

function draftOf(form: FormData): JobDraft {
  const given = (name: string): string | null => fieldOf(form, name) || null;
  const yen = (name: string): number | null => (given(name) ? Number(given(name)) * tenThousand : null);
  const [min, max] = [yen("payMin"), yen("payMax")];
  const paragraphs = fieldOf(form, "text")
    .split(/\r?\n\s*\r?\n/)
    .filter(Boolean);
  return {
    title: fieldOf(form, "title"),
    department: given("department"),
    location: given("location"),
    employmentType: employmentType.safeParse(given("type")).data ?? null,
    audience: audience.safeParse(given("audience")).data ?? "public",
    salary: min === null && max === null ? null : { min, max, currency: "JPY", per: "year" },
    applyUrl: given("applyUrl"),
    descriptionHtml: paragraphs.map((paragraph) => html`<p>${paragraph}</p>`.text).join(""),
  };
}

async function jobList(visit: Visit, alert?: string, faults: readonly string[] = []): Promise<Answer> {
  const { client, words, query } = visit;
  const lists = await Promise.all(statuses.map((status) => client.jobs.list({ status, limit: 100 })));
  const done = query.get("done");
  const said = done === "saved" || done === "published" || done === "closed" ? words.job[done] : null;
  return {
    title: words.jobs,
    ...((alert || faults.length > 0) && { status: 422 }),
    body: html`
      ${said && html`<p class="done" role="status">${said}</p>`}
      ${alert && html`<p class="alert" role="alert">${alert}</p>`}
      ${draftForm(visit, faults)}
      ${statuses.map((status, index) => table(status, lists[index]?.data ?? [], visit))}`,
  };
}

const act =
  (done: "published" | "closed", send: (visit: Visit, id: string) => Promise<unknown>) =>
  async (visit: Visit): Promise<Answer> => {
    try {
      await send(visit, fieldOf(visit.form, "id"));
      return { redirect: `jobs?done=${done}` };
    } catch (error) {
      return jobList(visit, wordsFor(error, visit.words));
    }
  };

export const jobPages = {
  jobList: (visit: Visit) => jobList(visit),

  async saveDraft(visit: Visit): Promise<Answer> {
    try {
      await visit.client.jobs.post(draftOf(visit.form));
      return { redirect: "jobs?done=saved" };
    } catch (error) {
      if (isOkaeriError(error) && error.code === "invalid_input")
        return jobList(
          visit,
          undefined,
          error.errors.map(({ pointer }) => pointer.replace(/^#/, "")),
        );
      throw error;
    }
  },

  publish: act("published", ({ client }, id) => client.jobs.publish(id)),
  close: act("closed", ({ client }, id) => client.jobs.close(id)),
};
