import "../src/console/console.define.ts";
import "../src/provider/provider.define.ts";
import type { OkaeriConsole } from "../src/console/console.ts";
import type { OkaeriProvider } from "../src/provider/provider.ts";
import { until } from "./check.ts";
import { FakeRegistry } from "./fake-registry.ts";

const placed: Element[] = [];

export interface Placed {
  api: FakeRegistry;
  element: OkaeriConsole;
  provider: OkaeriProvider;
  root: ShadowRoot;
  find(selector: string, what?: string): Promise<HTMLElement>;
  /** A link or button with these words. */
  press(words: string): Promise<void>;
  heading(words: string): Promise<void>;
}

const textOf = (element: Element): string => (element.textContent ?? "").trim();

/** A console inside a provider, at an address. */
export async function openConsole(hash = "", api = new FakeRegistry(), language = "en"): Promise<Placed> {
  document.documentElement.lang = language;
  // As a link from elsewhere would: the page is loaded with it.
  history.replaceState(null, "", location.pathname + location.search + hash);
  const provider = document.createElement("okaeri-provider");
  provider.client = api.console;
  const element = document.createElement("okaeri-console");
  provider.append(element);
  document.body.append(provider);
  placed.push(provider);
  const root = await until(() => element.shadowRoot, "a shadow root");
  const named = (selector: string, words: string): HTMLElement | undefined =>
    [...root.querySelectorAll<HTMLElement>(selector)].find(
      (one) => (one.getAttribute("aria-label") ?? textOf(one)) === words || textOf(one) === words,
    );
  return {
    api,
    element,
    provider,
    root,
    find: (selector, what = selector) => until(() => root.querySelector<HTMLElement>(selector), what),
    press: async (words) => (await until(() => named("a, button", words), `"${words}" to press`)).click(),
    heading: async (words) => {
      await until(
        () => named("h2", words),
        `the heading "${words}", not "${textOf(root.querySelector("h2") ?? root.host)}"`,
      );
    },
  };
}

export async function closeConsoles(): Promise<void> {
  for (const element of placed.splice(0)) element.remove();
  history.replaceState(null, "", location.pathname + location.search);
}

/** What has the focus inside. */
export const focusedIn = (root: ShadowRoot): Element | null => root.activeElement;

export function fill(input: Element | null, value: string): void {
  if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement))
    throw new Error("nothing to type into");
  input.focus();
  input.value = value;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** As somebody chooses it in the file dialog. */
export function chooseFile(input: Element | null, text: string | Uint8Array<ArrayBuffer>, name = "leavers.csv"): void {
  if (!(input instanceof HTMLInputElement)) throw new Error("no file input");
  const list = new DataTransfer();
  list.items.add(new File([text], name, { type: "text/csv" }));
  input.files = list.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
