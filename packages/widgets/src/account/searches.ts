import type { JobInterest } from "@okaeri/sdk/contract/job-interests";
import type { AlertRhythm, SavedSearch } from "@okaeri/sdk/contract/saved-searches";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/account-jobs.ts";
import { ja } from "../locales/ja/account-jobs.ts";
import type { Desk, Part } from "./desk.ts";
import { shownOr } from "./shown-list.ts";

const rhythms: readonly AlertRhythm[] = ["daily", "weekly", "never"];

/** What one keeps to oneself: searches with their mails, and postings that interest. */
export const searches = (desk: Desk): Part => {
  const { kit, element } = desk;
  const { html } = kit;
  const deed = deeds(desk);
  const kept = new Resource<SavedSearch[]>(element);
  const interests = new Resource<JobInterest[]>(element);
  const words = () => element.textOf({ ja, en });
  const readKept = () =>
    kept.run(async (signal) => (await (await element.client()).savedSearches.list({ signal })).data);
  const readInterests = () =>
    interests.run(async (signal) => (await (await element.client()).jobInterests.list({ signal })).data);

  const act = async (name: "search" | "interest", doIt: () => Promise<unknown>): Promise<boolean> => {
    const done = await deed.run(name, async () => {
      await doIt();
    });
    if (done) deed.tell(name, () => desk.words().saved);
    return done;
  };

  const choose = async ({ id, alert: before }: SavedSearch, { target }: Event): Promise<void> => {
    if (!(target instanceof HTMLSelectElement)) return;
    const alert = rhythms.find((one) => one === target.value);
    if (!alert) return;
    const done = await act("search", async () => {
      await (await element.client()).savedSearches.edit(id, { alert });
      await readKept();
    });
    // What the page says is what is kept.
    if (!done) target.value = before;
  };

  const search = (one: SavedSearch): TemplateResult => {
    const text = words();
    const name = one.name[element.language];
    return html`<li>
      <p>${name}<br /><label class="small"><span class="dim">${text.rhythm}</span>
        <select @change=${(event: Event) => choose(one, event)}>${rhythms.map((rhythm) => html`<option value=${rhythm} .selected=${one.alert === rhythm}>${text.rhythms[rhythm]}</option>`)}</select></label></p>
      <button type="button" aria-label=${text.forgetNamed(name)} aria-disabled=${deed.busy("search")} @click=${() =>
        act("search", async () => {
          await (await element.client()).savedSearches.delete(one.id);
          await readKept();
        })}>${text.forget}</button>
    </li>`;
  };

  const interest = ({ job, shares }: JobInterest): TemplateResult => {
    const text = words();
    const told = shares.map(({ email }) => (email === null ? text.toldHr : text.toldColleague(email)));
    return html`<li>
      <p>${job.title}<br /><span class="small dim">${told.join(element.language === "ja" ? "、" : ", ") || text.toldNobody}</span></p>
      <button type="button" aria-label=${text.dropNamed(job.title)} aria-disabled=${deed.busy("interest")} @click=${() =>
        act("interest", async () => {
          await (await element.client()).jobs.withdrawInterest(job.id);
          await readInterests();
        })}>${text.drop}</button>
    </li>`;
  };

  return {
    opened(): void {
      void readKept();
      void readInterests();
    },
    render(): TemplateResult {
      const text = words();
      return html`<div class="several">
        <h4>${text.searches}</h4>
        ${deed.said("search")}
        ${shownOr(desk, kept, text.noSearches, (all) => html`<ul class="rows">${all.map(search)}</ul>`)}
        <h4>${text.interests}</h4>
        <p class="small dim">${text.interestsHint}</p>
        ${deed.said("interest")}
        ${shownOr(desk, interests, text.noInterests, (all) => html`<ul class="rows">${all.map(interest)}</ul>`)}
      </div>`;
    },
  };
};
