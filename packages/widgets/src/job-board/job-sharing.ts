import type { InterestShare } from "@okaeri/sdk/contract/job-interests";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { field, isMailAddress } from "../foundation/field.ts";
import type { Kit } from "../foundation/kit.ts";
import { longField } from "../foundation/long-field.ts";
import { Resource } from "../foundation/resource.ts";
import type { JobReachMessages } from "../locales/ja/job-reach.ts";
import type { JobHost } from "./job-article.ts";

interface Shares {
  jobId: string;
  shares: InterestShare[];
}

/** To whom somebody told that a posting interests them: nobody, until they do it here. */
export const jobSharing = (kit: Kit, { element, dayOf }: JobHost, words: () => JobReachMessages) => {
  const { html, nothing } = kit;
  const told = new Resource<Shares>(element);
  const deed = deeds({ kit, element, words });
  let telling: InterestShare["with"] | undefined;
  let email = "";
  let message = "";
  let fault: "colleagueWrong" | "colleagueNotHouse" | undefined;

  const load = (jobId: string): Promise<void> =>
    told.run(async (signal) => {
      const { data } = await (await element.client()).jobInterests.list({ signal });
      return { jobId, shares: data.find(({ job }) => job.id === jobId)?.shares ?? [] };
    });

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const begin = (whom: InterestShare["with"]): Promise<void> => {
    telling = whom;
    fault = undefined;
    deed.hush();
    return focus(whom === "hr" ? "#share-message" : "#share-email");
  };

  const stop = (): Promise<void> => {
    const was = telling;
    telling = fault = undefined;
    return focus(`[name=tell-${was}]`);
  };

  const send = async (jobId: string, event: Event): Promise<void> => {
    event.preventDefault();
    const whom = telling;
    const address = email.trim();
    fault = whom === "colleague" && !isMailAddress(address) ? "colleagueWrong" : undefined;
    if (!whom || fault) return focus("#share-email");
    const sent = await deed.run(
      "share",
      async () => {
        const { jobInterests } = await element.client();
        const said = { message: message.trim() };
        await jobInterests.share(
          jobId,
          whom === "hr" ? { with: "hr", ...said } : { with: "colleague", email: address, ...said },
        );
      },
      (code) => {
        if (code === "rate_limited") return words().tooMany;
        return code === "invalid_input" && whom === "colleague" ? words().colleagueNotHouse : undefined;
      },
    );
    if (!sent) return;
    telling = undefined;
    email = message = "";
    await load(jobId);
    await focus("#sharing");
    deed.tell("share", () => words().sent);
  };

  const takeBack = async (jobId: string, share: InterestShare): Promise<void> => {
    const taken = await deed.run("share", async () => {
      await (await element.client()).jobInterests.takeBack(jobId, share.id);
    });
    if (!taken) return;
    await load(jobId);
    await focus("#sharing");
    deed.tell("share", () => (share.with === "hr" ? words().takenBackHr : words().takenBackColleague));
  };

  const row = (jobId: string, share: InterestShare, text: JobReachMessages): TemplateResult => {
    const day = dayOf(share.sharedAt) ?? "";
    const what = share.email === null ? text.toldHr(day) : text.toldColleague(share.email, day);
    return html`<li><span>${what}</span>
      <button type="button" aria-label=${text.takeBackNamed(what)} aria-disabled=${deed.busy("share")} @click=${() => takeBack(jobId, share)}>${text.takeBack}</button></li>`;
  };

  const form = (jobId: string, whom: InterestShare["with"], text: JobReachMessages): TemplateResult => html`
    <form novalidate @submit=${(event: Event) => send(jobId, event)}>
      ${
        whom === "colleague"
          ? field(kit, {
              id: "share-email",
              label: text.colleague,
              hint: text.colleagueHint,
              type: "email",
              required: true,
              maxlength: 254,
              value: email,
              fault: fault && text[fault],
              typed: (value) => (email = value),
            })
          : html`<p class="small dim">${text.hrHint}</p>`
      }
      ${longField(kit, { id: "share-message", label: text.message, maxlength: 1000, value: message, typed: (value) => (message = value) })}
      ${deed.said("share")}
      <p class="go"><button class="primary" type="submit" aria-disabled=${deed.busy("share")}><span>${deed.busy("share") ? text.sending : text.send}</span></button>
        <button class="plain" type="button" @click=${stop}>${text.cancel}</button></p>
    </form>`;

  const buttons = (shares: InterestShare[], text: JobReachMessages): TemplateResult => html`
    ${deed.said("share")}
    <p class="go">
      ${shares.some((share) => share.with === "hr") ? nothing : html`<button type="button" name="tell-hr" @click=${() => begin("hr")}>${text.tellHr}</button>`}
      <button type="button" name="tell-colleague" @click=${() => begin("colleague")}>${text.tellColleague}</button>
    </p>`;

  return {
    load,
    isShared: (jobId: string): boolean => told.value?.jobId === jobId && told.value.shares.length > 0,
    clear(): void {
      told.clear();
      telling = fault = undefined;
      email = message = "";
      deed.hush();
    },
    render({ id, interested }: JobPosting): TemplateResult | typeof nothing {
      if (!interested) return nothing;
      const text = words();
      const shares = told.value?.jobId === id ? told.value.shares : undefined;
      return html`<section part="sharing">
        <h3 id="sharing" tabindex="-1">${text.sharing}</h3>
        ${shares?.length ? nothing : html`<p class="small dim">${text.sharingHint}</p>`}
        ${
          told.status === "error"
            ? html`<p role="status">${text.sharesFailed}</p><p class="go"><button type="button" @click=${() => told.reload()}>${text.retry}</button></p>`
            : html`
              ${shares?.length ? html`<ul class="rows">${shares.map((share) => row(id, share, text))}</ul>` : nothing}
              ${shares ? (telling ? form(id, telling, text) : buttons(shares, text)) : nothing}`
        }
      </section>`;
    },
  };
};
