import { html, nothing } from "lit";
import { en } from "../../locales/en/console-trust-retention.ts";
import { ja } from "../../locales/ja/console-trust-retention.ts";
import type { OkaeriConsole } from "../console.ts";
import type { RetentionPart } from "../desk-routes.rules.ts";
import type { View } from "../view.ts";
import { legalHolds } from "./legal-holds.ts";
import { retentionPreview } from "./retention-preview.ts";
import { retentionRules } from "./retention-rules.ts";
import { retentionRuns } from "./retention-runs.ts";
import { wearTrustStyles } from "./trust.styles.ts";

/** What is removed when, what a run would remove, what runs removed, and whom a legal hold keeps. */
export const retention = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  let part: RetentionPart = "rules";
  const parts = {
    rules: retentionRules(desk),
    preview: retentionPreview(desk),
    runs: retentionRuns(desk),
    holds: legalHolds(desk),
  };
  // Auditors read what was decided about records, and not whose they are.
  const offered = (): RetentionPart[] =>
    desk.isAdmin ? ["rules", "preview", "runs", "holds"] : ["rules", "preview", "runs"];

  return {
    enter(route) {
      if (route.view !== "retention") return;
      part = offered().includes(route.part) ? route.part : "rules";
      parts[part].enter();
    },
    key: (event) => part === "holds" && parts.holds.key(event),
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>
        <h2 id="retention-title" tabindex="-1">${text.title}: ${text.parts[part]}</h2>
        <div class="tabs" role="group" aria-label=${text.partsLabel}>${offered().map((one) => html`<a href=${desk.address.hrefOf({ view: "retention", part: one })} aria-current=${one === part ? "true" : nothing}>${text.parts[one]}</a>`)}</div>
        ${parts[part].render()}
      </section>`;
    },
  };
};
