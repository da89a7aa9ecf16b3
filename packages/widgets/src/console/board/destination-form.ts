import type { JobFeed } from "@okaeri/sdk/contract/job-feeds";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-incoming.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type IncomingMessages, ja } from "../../locales/ja/console-board-incoming.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import {
  blankDestination,
  type DestinationDraft,
  destinationFaultsOf,
  destinationKinds,
  kindOf,
  newDestination,
  regions,
} from "./destination-draft.rules.ts";
import { fieldsOf } from "./fields.ts";

/** Where applications shall go to. Its key stays in this form until it is sent, and nowhere after. */
export const destinationForm = (
  desk: OkaeriConsole,
  feeds: () => readonly JobFeed[],
  done: (words: string) => void,
) => {
  let isOpen = false;
  let isChecked = false;
  let draft = blankDestination();
  const adding = deed(desk);
  const wrong = (name: keyof DestinationDraft): string | undefined => {
    const fault = isChecked ? destinationFaultsOf(draft)[name] : undefined;
    return fault && desk.textOf({ ja, en })[fault];
  };
  const { line, choose } = fieldsOf(
    desk,
    () => draft,
    wrong,
    () => {
      const of = feeds().find(({ id }) => id === draft.feedId);
      if (kindOf(draft) !== "webhook" && of?.format !== draft.kind) draft.feedId = "";
    },
  );
  const close = (): boolean => {
    const was = isOpen;
    isOpen = isChecked = false;
    draft.secret = draft.followKey = "";
    adding.clear();
    if (was) void desk.focusOn("[name=add]");
    return was;
  };

  const submit = async (event: Event, text: IncomingMessages): Promise<void> => {
    event.preventDefault();
    isChecked = true;
    desk.requestUpdate();
    if (Object.keys(destinationFaultsOf(draft)).length > 0) return desk.focusOn("[aria-invalid=true]");
    const added = await adding.run(async () => {
      await (await desk.client()).applications.addDestination(newDestination(draft));
    });
    if (!added) return;
    draft = blankDestination();
    done(text.added);
    close();
  };

  const address = (text: IncomingMessages): TemplateResult => {
    const [label, hint] = {
      greenhouse: [text.board, text.boardHint],
      lever: [text.site, text.siteHint],
      webhook: [text.url, text.urlHint],
    }[kindOf(draft)];
    return line("address", { label: label ?? text.address, hint, maxLength: 2000, required: true });
  };

  return {
    close,
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { cancel } = desk.textOf({ ja: registryJa, en: registryEn });
      const open = (): void => {
        isOpen = true;
        void desk.focusOn("[name=kind]");
      };
      const kind = kindOf(draft);
      const offered = feeds().filter(({ format }) => kind === "webhook" || format === kind);
      if (!isOpen) return html`<p class="go"><button type="button" name="add" @click=${open}>${text.add}</button></p>`;
      return html`<form class="form" novalidate @submit=${(event: Event) => void submit(event, text)}><h3>${text.add}</h3><div class="fields">
          ${choose(
            "kind",
            { label: text.kind },
            destinationKinds.map((one) => [one, text.kinds[one]]),
          )}
          ${line("name", { label: text.name, maxLength: 100, required: true })}
          ${address(text)}
          ${
            kindOf(draft) === "lever"
              ? choose(
                  "region",
                  { label: text.region },
                  regions.map((one) => [one, text.regions[one]]),
                )
              : nothing
          }
          ${choose("feedId", { label: text.ofFeed, hint: offered.length === 0 && kind !== "webhook" ? text.noFeed(text.kinds[kind]) : undefined }, [["", kind === "webhook" ? text.allOthers : text.chooseFeed], ...offered.map(({ id, name }) => [id, name] as const)])}
          ${line("secret", { label: text.secret, type: "password", maxLength: 2000, required: true, hint: kind === "webhook" ? text.keyHint : text.secretHint })}
          ${kind === "lever" ? line("followKey", { label: text.followKey, type: "password", maxLength: 2000, hint: text.followHint }) : nothing}</div>
        ${adding.fault === undefined ? nothing : faultView(adding.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button class="primary" name="addSure" aria-disabled=${adding.busy}><span>${text.addSure}</span></button>
          <button type="button" @click=${close}>${cancel}</button></p></form>`;
    },
  };
};
