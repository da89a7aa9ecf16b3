import type { Client } from "@okaeri/sdk";
import type { Person } from "@okaeri/sdk/contract/registry";
import { type SignUp, type SignUpStatus, signUpStatus } from "@okaeri/sdk/contract/sign-ups";
import { type Html, html } from "./html.ts";
import { fullName } from "./people-page.ts";
import { type Answer, dayOf, fieldOf, type Visit, wordsFor } from "./portal.ts";

const tabs: SignUpStatus[] = ["in_review", "asked", "approved", "declined", "matching", "code_sent"];
const candidateLimit = 5;

type Row = [name: string, given: string | null | undefined, recorded?: string | null | undefined];

/** The person the registry suggests, and others of the same family name. */
async function candidatesFor(client: Client, signUp: SignUp): Promise<Person[]> {
  const [suggested, { data }] = await Promise.all([
    signUp.personId ? client.registry.getPerson(signUp.personId) : undefined,
    client.registry.listPeople({ q: signUp.formerFamilyName ?? signUp.name.family, limit: candidateLimit }),
  ]);
  return suggested ? [suggested, ...data.filter(({ id }) => id !== suggested.id)] : data;
}

const evidence = (signUp: SignUp, person: Person | undefined, { words }: Visit): Html => {
  const text = words.person;
  const last = person?.employments.at(-1);
  const rows: Row[] = [
    [text.name, fullName(signUp), person && fullName(person)],
    [text.kana, signUp.kana && fullName({ name: signUp.kana }), person?.kana && fullName({ name: person.kana })],
    [text.former, signUp.formerFamilyName, person?.formerFamilyName],
    [text.number, signUp.employeeNumber, last?.employeeNumber],
    [text.birth, signUp.birthDate, person?.birthDate],
  ];
  return html`<table class="evidence">
    <thead><tr><td></td><th scope="col">${words.signUp.given}</th>${person && html`<th scope="col">${words.signUp.record}</th>`}</tr></thead>
    <tbody>
      ${rows
        .filter(([, given, recorded]) => given || recorded)
        .map(
          ([name, given, recorded]) =>
            html`<tr><th scope="row">${name}</th><td>${given ?? "–"}</td>${person && html`<td>${recorded ?? "–"}</td>`}</tr>`,
        )}
    </tbody>
  </table>`;
};

const nobody = "nobody";

// Letting in somebody whom the registry doesn't know is a choice that HR makes, never one it forgets to make.
const chosenPerson = (form: FormData): string | null => {
  const person = fieldOf(form, "person");
  return person === nobody ? null : person;
};

const decision = (signUp: SignUp, candidates: Person[], { words }: Visit): Html => {
  const text = words.signUp;
  const labelOf = (person: Person): string =>
    [fullName(person), person.employments.at(-1)?.employeeNumber, person.employments.at(-1)?.leftOn]
      .filter(Boolean)
      .join(" · ");
  return html`<div class="decisions">
    <form method="post" action="approve">
      <input type="hidden" name="id" value="${signUp.id}" />
      <label>${text.link}<select name="person" required>
        ${signUp.personId ? "" : html`<option value="" selected disabled>${text.choose}</option>`}
        ${candidates.map((person) => html`<option value="${person.id}"${person.id === signUp.personId && html` selected`}>${labelOf(person)}</option>`)}
        <option value="${nobody}">${text.nobody}</option>
      </select></label>
      <label>${text.approveReason}<input name="reason" maxlength="1000" required /></label>
      <button class="primary">${text.approve}</button>
    </form>
    <form method="post" action="decline">
      <input type="hidden" name="id" value="${signUp.id}" />
      <label>${text.declineReason}<input name="reason" maxlength="1000" required /></label>
      <button>${text.decline}</button>
    </form>
  </div>`;
};

async function entry(signUp: SignUp, visit: Visit): Promise<Html> {
  const { client, words, language } = visit;
  const text = words.signUp;
  const open = signUp.status === "in_review" || signUp.status === "asked";
  const candidates = open ? await candidatesFor(client, signUp) : [];
  const suggested = candidates.find(({ id }) => id === signUp.personId);
  const facts: Row[] = [
    [text.email, signUp.email],
    [text.applied, dayOf(signUp.createdAt, language)],
    [text.decided, dayOf(signUp.decidedAt, language)],
    [text.reason, signUp.decisionReason],
    [text.consents, signUp.consents.map((purpose) => words.consents[purpose]).join(language === "ja" ? "、" : ", ")],
    [text.matched, signUp.matchedOn.map((field) => words.matchedFields[field]).join(language === "ja" ? "、" : ", ")],
  ];
  return html`<article aria-labelledby="${signUp.id}">
    <h2 id="${signUp.id}">${fullName(signUp)}</h2>
    <dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${evidence(signUp, suggested, visit)}
    ${open && !suggested && html`<p class="soft">${text.noRecord}</p>`}
    ${open && decision(signUp, candidates, visit)}
  </article>`;
}

async function signUpList(visit: Visit, alert?: string): Promise<Answer> {
  const { client, words, query } = visit;
  const status = signUpStatus.safeParse(query.get("status")).data ?? "in_review";
  const cursor = query.get("cursor");
  const { data, nextCursor } = await client.signUps.list({ status, limit: 20, ...(cursor && { cursor }) });
  const done = query.get("done");
  const said = done === "approved" || done === "declined" ? words.signUp[done] : null;
  return {
    title: words.signUps,
    ...(alert && { status: 409 }),
    body: html`
      ${said && html`<p class="done" role="status">${said}</p>`}
      ${alert && html`<p class="alert" role="alert">${alert}</p>`}
      <nav class="tabs" aria-label="${words.signUps}">
        ${tabs.map((tab) => html`<a href="sign-ups?status=${tab}"${tab === status && html` aria-current="true"`}>${words.signUpStatuses[tab]}</a>`)}
      </nav>
      ${data.length === 0 ? html`<p class="empty">${words.signUp.none}</p>` : await Promise.all(data.map((signUp) => entry(signUp, visit)))}
      <p class="pages">${nextCursor && html`<a href="sign-ups?${new URLSearchParams({ status, cursor: nextCursor }).toString()}">${words.next}</a>`}</p>`,
  };
}

/** Two recruiters may decide at once: the second is shown how it stands. */
const decide =
  (done: "approved" | "declined", send: (visit: Visit, id: string, reason: string) => Promise<SignUp>) =>
  async (visit: Visit): Promise<Answer> => {
    try {
      await send(visit, fieldOf(visit.form, "id"), fieldOf(visit.form, "reason"));
      return { redirect: `sign-ups?done=${done}` };
    } catch (error) {
      return signUpList(visit, wordsFor(error, visit.words));
    }
  };

export const signUpPages = {
  signUpList: (visit: Visit) => signUpList(visit),
  approve: decide("approved", ({ client, form }, id, reason) =>
    client.signUps.approve(id, { personId: chosenPerson(form), reason }),
  ),
  decline: decide("declined", ({ client }, id, reason) => client.signUps.decline(id, { reason })),
};
