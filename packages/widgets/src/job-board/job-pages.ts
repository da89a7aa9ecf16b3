import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import { Resource } from "../foundation/resource.ts";
import type { JobBoard } from "./job-board.ts";
import type { Group } from "./job-list.ts";

// Groups let the browser skip what is out of sight (job-actions.styles.ts), and let us skip what hasn't changed.
const groupSize = 10;
const stretchSize = 10;
const laterPageSize = 50;
/** How many pages come by themselves, as one scrolls, after one press: what follows on the host's page stays within reach. */
const pagesAhead = 4;
const aheadOf = "1200px 0px";

/** The postings of a board, page by page, as somebody wants more of them. */
export const jobPages = (board: JobBoard) => {
  const list = new Resource<Page<JobSummary>>(board, (page) => {
    board.page = page;
  });
  let ahead = 0;
  let standing: JobSummary[][] = [];
  let manner: unknown[] = [];

  const load = (more?: Page<JobSummary>): Promise<void> =>
    list.run(async (signal) => {
      const { jobs } = await board.client();
      const next = more?.nextCursor ? { cursor: more.nextCursor, limit: laterPageSize } : {};
      const { data, nextCursor } = await jobs.list({ ...board.filter, ...next }, { signal });
      return { data: [...(more?.data ?? []), ...data], nextCursor };
    });

  const end = (): Element | null => board.renderRoot.querySelector(".after");
  const nearing = new IntersectionObserver(
    (entries) => {
      if (ahead > 0 && list.status !== "loading" && entries.some(({ isIntersecting }) => isIntersecting)) void next();
    },
    { rootMargin: aheadOf },
  );

  const next = async (): Promise<void> => {
    nearing.disconnect();
    ahead -= 1;
    const before = board.page?.data.length ?? 0;
    const atButton = board.shadowRoot?.activeElement?.closest(".after");
    await load(board.page);
    await board.updateComplete;
    const last = end();
    if (last && ahead > 0 && list.status === "ready") nearing.observe(last);
    // The button is gone with the last page: the reader goes on where they were.
    if (atButton && !last) board.renderRoot.querySelectorAll<HTMLElement>(".open")[before]?.focus();
  };

  board.addController({ hostDisconnected: () => nearing.disconnect() });

  return {
    get status() {
      return list.status;
    },
    load(): Promise<void> {
      ahead = 0;
      return load();
    },
    more(): Promise<void> {
      ahead = pagesAhead;
      return next();
    },
    reload: () => list.reload(),
    /** What was found elsewhere. */
    show(page: Page<JobSummary>): void {
      ahead = 0;
      list.set(page);
      board.page = page;
    },
    /** The list isn't on screen: the next time, all of it has to be put there. */
    gone(): void {
      standing = [];
    },
    clear(): void {
      list.clear();
      standing = [];
    },
    /**
     * Null for what stands as it is: among thousands of rows only what changed is looked at. After the first hundred rows
     * groups stand ten by ten: the browser skips a stretch as a whole, where five hundred of them would hold it up.
     */
    groups(jobs: JobSummary[]): Group[] {
      const present = [board.language, board.messages, board.deepLinks];
      if (present.some((value, nth) => value !== manner[nth])) standing = [];
      manner = present;
      const before = standing;
      standing = Array.from({ length: Math.ceil(jobs.length / groupSize) }, (_, nth) =>
        jobs.slice(nth * groupSize, (nth + 1) * groupSize),
      );
      const changed = standing.map((group, nth) => {
        const old = before[nth];
        return old?.length === group.length && group.every((job, at) => job === old[at]) ? null : group;
      });
      const stretches: Group[] = changed.slice(0, stretchSize);
      for (let from = stretchSize; from < changed.length; from += stretchSize) {
        const stretch = changed.slice(from, from + stretchSize);
        stretches.push(stretch.some((group) => group) ? stretch : null);
      }
      return stretches;
    },
  };
};

export type JobPages = ReturnType<typeof jobPages>;
