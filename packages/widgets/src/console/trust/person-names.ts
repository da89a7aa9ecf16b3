import { isOkaeriError } from "@okaeri/sdk";
import type { OkaeriConsole } from "../console.ts";
import { wholeName } from "../text.rules.ts";

const askedAtOnce = 3;
const shownOfId = 6;

/** Ids differ at their end. */
export const shortId = (personId: string): string => `…${personId.slice(-shownOfId)}`;

/** Names that were looked up: null for somebody whom the registry doesn't have any more. */
export const personNames = (desk: OkaeriConsole) => {
  const known = new Map<string, string | null>();
  return {
    of: (personId: string): string | null | undefined => known.get(personId),
    learn(personId: string, name: string): void {
      known.set(personId, name);
    },
    /** Each is a reading that the trail remembers, so only on a word. @throws what a look-up failed with */
    async lookUp(personIds: readonly string[]): Promise<void> {
      const waiting = [...new Set(personIds)].filter((id) => !known.has(id));
      const { registry } = await desk.client();
      const work = async (): Promise<void> => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          known.set(id, await nameOf(id));
          desk.requestUpdate();
        }
      };
      const nameOf = async (id: string): Promise<string | null> => {
        try {
          return wholeName((await registry.getPerson(id)).name);
        } catch (error) {
          if (isOkaeriError(error) && error.code === "not_found") return null;
          throw error;
        }
      };
      await Promise.all(Array.from({ length: askedAtOnce }, work));
    },
  };
};

export type PersonNames = ReturnType<typeof personNames>;
