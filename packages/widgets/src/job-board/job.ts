import { LaterElement } from "../foundation/later-element.ts";
import { lazy } from "../foundation/lazy.ts";
import { en } from "../locales/en/job-board.ts";
import { type JobBoardMessages, ja } from "../locales/ja/job-board.ts";
import type { JobDetailMessages } from "../locales/ja/job-detail.ts";
import { dayText, payText } from "./job-facts.rules.ts";

// Handed over: importing them, the later code would load the first view's a second time.
const fetchView = lazy(async () => (await import("./job-view.ts")).jobView({ ja, en, dayText, payText }));

/**
 * One posting by itself, as `job-id="job_…"` says.
 *
 * @attr join-href - where a visitor who is interested joins; without it, the page's own `okaeri-sign-up`
 * @fires okaeri-interest - before interest is noted or withdrawn; cancel it to handle it yourself
 * @fires okaeri-apply - before the application page opens
 * @fires okaeri-join - when a visitor who is interested wants to join
 * @slot - the host's fallback: shown until the posting is there, and for good if it never is
 */
export class Job extends LaterElement<JobBoardMessages & JobDetailMessages> {
  static override properties = { ...LaterElement.properties, jobId: { attribute: "job-id" } };
  declare jobId: string | null;
  protected readonly fetchView = fetchView;
}
