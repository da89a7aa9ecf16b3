import { type BoardAddress, isOurs, readAddress, writeAddress } from "./job-address.rules.ts";
import type { JobBoard, JobFilter } from "./job-board.ts";

/** Keeps what the board shows in the page's address, where the host asked for it, and the page's own fragment where it was. */
export const jobAddress = (board: JobBoard, follow: (address: BoardAddress) => void) => {
  /** The page's own fragment, to go back to. */
  let own = "";
  /** The present entry of the history was made by opening a job from the list: Back is the way to close it. */
  let fromList = false;
  let typing = false;

  const go = (how: "pushState" | "replaceState", address: BoardAddress): void => {
    if (!isOurs(location.hash)) own = location.hash;
    // With the path: a page with a base element resolves a bare fragment against that.
    history[how](history.state, "", location.pathname + location.search + (writeAddress(address) || own));
  };

  const read = (): void => {
    fromList = typing = false;
    const { hash } = location;
    // Where the page went to a place of its own, the list stays as it is.
    const elsewhere = hash !== "" && hash !== own && !isOurs(hash);
    const { jobId, filter } = readAddress(hash);
    follow({ jobId, filter: elsewhere ? board.filter : filter });
  };

  board.addController({
    hostConnected: () => {
      if (board.deepLinks) addEventListener("popstate", read);
    },
    hostDisconnected: () => removeEventListener("popstate", read),
  });

  return {
    read(): void {
      if (!isOurs(location.hash)) own = location.hash;
      read();
    },
    /** @param typed as one types, which would fill the history with halves of words */
    filtered(filter: JobFilter, jobId: string | undefined, typed: boolean): void {
      if (!board.deepLinks) return;
      go(typed && typing ? "replaceState" : "pushState", { jobId, filter });
      typing = typed;
      fromList = false;
    },
    opened(jobId: string, before: string | undefined): void {
      if (!board.deepLinks) return;
      go("pushState", { jobId, filter: board.filter });
      fromList = before === undefined;
      typing = false;
    },
    left(): void {
      if (!board.deepLinks || !readAddress(location.hash).jobId) return;
      if (fromList) history.back();
      else go("pushState", { jobId: undefined, filter: board.filter });
      fromList = false;
    },
    linkTo: (jobId: string): string | null =>
      board.deepLinks ? location.href.replace(/#.*/, "") + writeAddress({ jobId, filter: {} }) : null,
  };
};

export type JobAddress = ReturnType<typeof jobAddress>;
