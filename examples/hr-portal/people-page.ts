import type { Person } from "@okaeri/sdk/contract/registry";
import { type Html, html } from "./html.ts";
import type { Answer, Visit } from "./portal.ts";

const pageSize = 50;

export const fullName = ({ name }: Pick<Person, "name">): string => [name.family, name.given].filter(Boolean).join(" ");

const rowsOf = (person: Person): Html[] =>
  person.employments.map(
    ({ employeeNumber, hiredOn, leftOn, departments, titles }) => html`<tr>
      <td class="number">${employeeNumber}</td>
      <th scope="row">${fullName(person)}</th>
      <td>${person.kana && fullName({ name: person.kana })}</td>
      <td>${person.formerFamilyName}</td>
      <td>${departments.at(-1)?.value}</td>
      <td>${titles.at(-1)?.value}</td>
      <td class="number">${hiredOn}</td>
      <td class="number">${leftOn}</td>
    </tr>`,
  );

export async function peoplePage({ client, words, query }: Visit): Promise<Answer> {
  const q = query.get("q")?.trim() ?? "";
  const cursor = query.get("cursor");
  const { data, nextCursor } = await client.registry.listPeople({
    limit: pageSize,
    ...(q && { q }),
    ...(cursor && { cursor }),
  });
  const text = words.person;
  const heads = [text.number, text.name, text.kana, text.former, text.department, text.title, text.hired, text.left];
  const numeric = new Set([text.number, text.hired, text.left]);
  const next = new URLSearchParams({ ...(q && { q }), cursor: nextCursor ?? "" });
  return {
    title: words.people,
    body: html`
      <form class="bar" role="search">
        <label>${words.search}<input type="search" name="q" value="${q}" maxlength="100" /></label>
        <button>${words.find}</button>
        ${q && html`<a href="./">${words.all}</a>`}
      </form>
      ${
        data.length === 0
          ? html`<p class="empty">${q ? text.none : text.empty}</p>`
          : html`<div class="wide" role="region" aria-label="${words.people}" tabindex="0"><table>
              <thead><tr>${heads.map((head) => html`<th scope="col"${numeric.has(head) && html` class="number"`}>${head}</th>`)}</tr></thead>
              <tbody>${data.flatMap(rowsOf)}</tbody>
            </table></div>`
      }
      <p class="pages">
        ${cursor && html`<a href="./?${new URLSearchParams(q ? { q } : {}).toString()}">${words.first}</a>`}
        ${nextCursor && html`<a href="./?${next.toString()}" rel="next">${words.next}</a>`}
      </p>`,
  };
}
