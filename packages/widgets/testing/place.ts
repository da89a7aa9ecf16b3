import "../src/provider/provider.define.ts";
import { until } from "./check.ts";
import { FakeApi } from "./fake-client.ts";

const placed: Element[] = [];

/** An element inside a provider whose client is a fake. */
export async function place<Element extends HTMLElement>(
  element: Element,
  api = new FakeApi(),
  attributes: Record<string, string> = {},
): Promise<{ api: FakeApi; element: Element; root: ShadowRoot; find: Find }> {
  document.documentElement.lang = "en";
  const provider = document.createElement("okaeri-provider");
  provider.client = api.client;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  provider.append(element);
  document.body.append(provider);
  placed.push(provider);
  const root = await until(() => element.shadowRoot, "a shadow root");
  const find: Find = (selector, what = selector) => until(() => root.querySelector<HTMLElement>(selector), what);
  return { api, element, root, find };
}

type Find = (selector: string, what?: string) => Promise<HTMLElement>;

export function clear(): void {
  for (const element of placed.splice(0)) element.remove();
  history.replaceState(null, "", location.pathname + location.search);
}

export async function type(input: Element, text: string): Promise<void> {
  if (!(input instanceof HTMLInputElement)) throw new Error("not an input");
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}
