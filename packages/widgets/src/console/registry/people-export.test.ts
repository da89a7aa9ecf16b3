import { holds, same, until } from "../../../testing/check.ts";
import { closeConsoles, openConsole } from "../../../testing/place-console.ts";

describe("the export", () => {
  afterEach(closeConsoles);

  it("lists what CP932 lacks before anything is downloaded, and puts in a mark only when told to", async () => {
    const { api, root, find, press } = await openConsole("#/registry/export?q=%F0%A0%AE%B7");
    const downloads: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (): void {
      if (this.download) downloads.push(this.download);
      else click.call(this);
    };
    try {
      await until(() => root.querySelector(".counts dd")?.textContent === "250", "how many");
      (await find("input[value=cp932]")).click();
      await until(() => root.querySelector("tbody tr"), "the characters");
      holds(root.querySelector(".marked")?.textContent?.includes("250 characters can't be written"), "how many");
      holds(root.querySelector("tbody tr")?.textContent?.includes("U+20BB7"), "which");
      same(api.called("registry.exportPeople"), []);
      await press("Export with 〓 in their place");
      await until(() => downloads.length === 1, "the file");
      (await find("input[value=utf-8]")).click();
      await press("Export");
      await until(() => downloads.length === 2, "the other file");
      same(api.called("registry.exportPeople"), [
        [{ q: "𠮷", encoding: "cp932", substitute: "〓" }],
        [{ q: "𠮷", encoding: "utf-8" }],
      ]);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });
});
