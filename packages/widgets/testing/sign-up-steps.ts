import { agreementAt } from "../gallery/sample-agreements.ts";
import "../src/sign-up/sign-up.define.ts";
import { FakeApi } from "./fake-client.ts";
import { place, type } from "./place.ts";

export type Placed = Awaited<ReturnType<typeof start>>;

export const start = async (api = new FakeApi()) => {
  const placed = await place(document.createElement("okaeri-sign-up"), api);
  await placed.find("#family");
  return placed;
};

export const typed = {
  "#family": "Yamada",
  "#given": "Hanako",
  "#formerFamily": "Sato",
  "#employeeNumber": "10482",
  "#email": "hanako@example.jp",
};

export const press = async ({ find }: Placed): Promise<void> => (await find("button[type=submit]")).click();

export const person = async (placed: Placed): Promise<void> => {
  for (const [selector, text] of Object.entries(typed)) await type(await placed.find(selector), text);
  await press(placed);
  await placed.find("#community");
};

export const consents = async (placed: Placed): Promise<void> => {
  for (const purpose of ["#community", "#jobs"]) (await placed.find(purpose)).click();
  await press(placed);
  (await placed.find("#no_promise")).click();
  await press(placed);
};

export const hashOf = (kind: "community" | "jobs" | "no_promise" | "nda", version = 1): string =>
  agreementAt(kind, version).texts.en.hash;
export const yesTo = (kind: "community" | "jobs" | "no_promise" | "nda", version = 1) => ({
  kind,
  version,
  textHash: hashOf(kind, version),
});
export const requestsOf = ({ api }: Placed) => api.called("signUps.request").map(([request]) => Object(request));

export const valueAt = (root: ShadowRoot, selector: string): string | undefined =>
  root.querySelector<HTMLInputElement>(selector)?.value;
