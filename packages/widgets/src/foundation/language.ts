import { closest } from "./closest.ts";

export type Language = "ja" | "en";

const followers = new Set<{ languageChanged(): void }>();
const observer = new MutationObserver(() => {
  for (const follower of followers) follower.languageChanged();
});

/** The language of the nearest `lang`, else the reader's own; what we don't speak becomes English. */
export const languageOf = (element: Element): Language =>
  (closest(element, "[lang]")?.lang || navigator.language).startsWith("ja") ? "ja" : "en";

/** Tells the element when a `lang` around it changes. */
export function followLanguage(element: Element & { languageChanged(): void }): void {
  followers.add(element);
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { subtree: true, attributeFilter: ["lang"] });
    if (!(root instanceof ShadowRoot)) break;
  }
}

export function unfollowLanguage(element: { languageChanged(): void }): void {
  followers.delete(element);
  if (followers.size === 0) observer.disconnect();
}
