import { OkaeriError } from "@okaeri/sdk";
import { aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

const board = () => document.createElement("okaeri-job-board");
const rowsIn = (root: ShadowRoot): Element[] => [...root.querySelectorAll(".row")];

function manyJobs(count: number): FakeApi {
  const api = new FakeApi();
  const { jobs } = api;
  api.jobs = Array.from({ length: count }, (_, nth) => jobs[nth % jobs.length]).flatMap((job, nth) =>
    job ? [{ ...job, id: `job_${nth}`, title: `${job.title} ${nth}` }] : [],
  );
  api.pageSize = 20;
  return api;
}

describe("a long list of okaeri-job-board", () => {
  afterEach(() => {
    clear();
    window.scrollTo(0, 0);
  });

  it("brings a page when it is asked to, and a few more by itself as one scrolls, never all", async () => {
    const { api, root, find } = await place(board(), manyJobs(5000));
    await find(".row");
    window.scrollTo(0, document.body.scrollHeight);
    await aMoment(200);
    same(rowsIn(root).length, 20, "rows before anybody asked for more");
    (await find("button[name=more]")).click();
    for (const rows of [70, 120, 170, 220]) {
      await until(() => rowsIn(root).length >= rows, `${rows} rows`);
      (await find(".after")).scrollIntoView();
    }
    await aMoment(300);
    same(rowsIn(root).length, 220, "rows: what follows on the page can be reached");
    same(api.called("jobs.list").at(-1), [{ cursor: "170", limit: 50 }]);
    same(new Set(rowsIn(root).map((row) => row.getAttribute("data-job"))).size, 220, "different postings");
  });

  it("lets the browser skip what is out of sight, from a hundred rows on, a hundred at a time", async () => {
    const api = manyJobs(220);
    api.pageSize = 220;
    const { root, find } = await place(board(), api);
    await find(".row");
    const told = (groups: Iterable<Element>) =>
      Array.from(groups, (group) => [group.childElementCount, getComputedStyle(group).contentVisibility]);
    const stretches = Array.from(root.querySelectorAll(".list > div"));
    same(told(stretches), [...Array.from({ length: 10 }, () => [10, "visible"]), [10, "auto"], [2, "auto"]]);
    same(told(stretches[11]?.children ?? []), [
      [10, "auto"],
      [10, "auto"],
    ]);
    same(root.querySelectorAll("[role=listitem]").length, 220);
  });

  it("draws a row again only when something about it changed", async () => {
    const api = manyJobs(200);
    api.pageSize = 150;
    const { element, root, find } = await place(board(), api);
    await find(".row");
    const drawn: string[] = [];
    const { payOf } = element;
    element.payOf = (job) => {
      drawn.push(job.id);
      return payOf.call(element, job);
    };
    await find(".after");
    element.requestUpdate();
    (await find("button[name=more]")).click();
    await until(() => rowsIn(root).length === 200, "all rows");
    same([drawn.length, drawn.includes("job_0")], [50, false], "rows drawn when a page came");
    drawn.length = 0;
    root.querySelectorAll<HTMLElement>(".open")[3]?.click();
    (await find("[part=interest]")).click();
    await until(() => root.querySelector("[data-job=job_3] .reason"), "the interest in the row");
    await aMoment();
    same(new Set(drawn).size, 10, "rows drawn again: those of one group");
    element.lang = "ja";
    await until(
      () => [...root.querySelectorAll(".facts")].every((facts) => !facts.textContent?.includes("Full-time")),
      "every row in Japanese",
    );
  });

  it("leads on to the new rows when the button has gone with the last page", async () => {
    const { root, find } = await place(board(), manyJobs(30));
    const more = await find("button[name=more]");
    more.focus();
    more.click();
    await until(() => rowsIn(root).length === 30 && !root.querySelector(".after"), "the last page");
    await until(() => root.activeElement?.closest("[data-job]")?.getAttribute("data-job") === "job_20", "the focus");
  });

  it("keeps what is there when the next page fails, and goes on when the connection is back", async () => {
    const { api, root, find } = await place(board(), manyJobs(60));
    const more = await find("button[name=more]");
    api.failing.set("jobs.list", new OkaeriError({ code: "network_error" }));
    more.click();
    await find("[part=notice]");
    same(rowsIn(root).length, 20);
    api.failing.clear();
    dispatchEvent(new Event("online"));
    await until(() => rowsIn(root).length === 60, "the rest");
    holds(!root.querySelector("[part=notice]"), "no notice any more");
  });
});
