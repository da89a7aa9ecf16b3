import { afterEach, describe, expect, it, vi } from "vitest";
import { renderJobsHtml } from "../server.ts";

const list = '<ul class="okaeri-jobs"><li>経理</li></ul>';
let organizations = 0;
// What is kept is kept by address: every test has its own.
const open = (...answers: (() => Response | Promise<Response>)[]) => {
  const asked: { url: string; etag: string | null }[] = [];
  const organization = `o-${organizations++}`;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push({ url: String(input), etag: new Headers(init?.headers).get("if-none-match") });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new TypeError("nobody there");
    return answer();
  };
  return { asked, render: () => renderJobsHtml({ baseUrl: "https://api.example.com", organization, fetch }) };
};
const good = (html = list) => new Response(html, { headers: { etag: 'W/"1"' } });
const never = () => Promise.reject(new TypeError("nobody there"));
const pass = async (ms: number) => {
  vi.setSystemTime(0);
  await vi.advanceTimersByTimeAsync(ms);
};

afterEach(() => void vi.useRealTimers());

describe("renderJobsHtml", () => {
  it("asks once for pages that are made at the same time, and not again for a minute", async () => {
    const { asked, render } = open(good);
    expect(await Promise.all([render(), render(), render()])).toEqual([list, list, list]);
    expect(await render()).toBe(list);
    expect(asked).toEqual([
      { url: expect.stringMatching(/^https:\/\/api\.example\.com\/o\/o-\d+\/fallback\/jobs\.html$/), etag: null },
    ]);
  });

  it("shows what it has while it asks again, by ETag, and shows what is new from then on", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { asked, render } = open(
      good,
      () => new Response(null, { status: 304 }),
      () => good("<p>new</p>"),
    );
    await render();
    for (const [before, expected] of [
      [list, list],
      [list, "<p>new</p>"],
      ["<p>new</p>", "<p>new</p>"],
    ]) {
      await pass(61_000);
      expect(await render()).toBe(before);
      await new Promise((done) => setTimeout(done, 5));
      expect(await render()).toBe(expected);
    }
    expect(asked.map(({ etag }) => etag)).toEqual([null, 'W/"1"', 'W/"1"', 'W/"1"']);
  });

  it("never makes a page fail or lose its list: not by an error, an outage or silence", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    for (const bad of [never, () => new Response("no", { status: 503 }), () => new Response("no", { status: 404 })]) {
      const { render } = open(bad, good, bad);
      expect(await render()).toBe("");
      await pass(6_000);
      expect(await render()).toBe(list);
      await pass(61_000);
      await render();
      await new Promise((done) => setTimeout(done, 5));
      expect(await render()).toBe(list);
    }
    const silent: typeof fetch = (_, init) =>
      new Promise((_, refuse) => init?.signal?.addEventListener("abort", () => refuse(init.signal?.reason)));
    expect(
      await renderJobsHtml({ baseUrl: "https://silent.example", organization: "a", timeoutMs: 20, fetch: silent }),
    ).toBe("");
  });

  it("refuses an address that is none", async () => {
    for (const baseUrl of ["api.example.com", "file:///etc", ""])
      await expect(renderJobsHtml({ baseUrl, organization: "a" })).rejects.toThrow(TypeError);
  });
});
