import type { JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sanitizeDescription } from "../jobs/description.rules.ts";
import { DomainError } from "../platform/errors.ts";
import { formats } from "./formats.rules.ts";
import { toMarkup } from "./markup.rules.ts";
import { joinPages, type ParsedFeed } from "./parsed-feed.rules.ts";

const names = Object.keys(formats) as JobFeedFormat[];

/** Parsed or refused; everything else is a fault of ours. */
function parse(format: JobFeedFormat, document: Buffer): ParsedFeed | null {
  try {
    return joinPages([formats[format].parse(document, { url: null, contentType: null })]);
  } catch (error) {
    if (error instanceof DomainError && error.code === "feed_unreadable") return null;
    throw error;
  }
}

/** A document of each format that says `text` wherever it can be said. */
const documentsWith: Record<JobFeedFormat, (text: string) => string> = {
  greenhouse: (text) => JSON.stringify({ jobs: [{ id: 1, title: "A", content: text, location: { name: text } }] }),
  lever: (text) =>
    JSON.stringify([
      { id: "1", text: "A", description: text, lists: [{ text, content: `<li>${text}</li>` }], additional: text },
    ]),
  ashby: (text) => JSON.stringify({ jobs: [{ id: "1", title: "A", descriptionHtml: text, location: text }] }),
  smartrecruiters: (text) =>
    JSON.stringify({
      content: [{ id: "1", name: "A", jobAd: { sections: { jobDescription: { title: text, text } } } }],
    }),
  recruitee: (text) => JSON.stringify({ offers: [{ id: 1, title: "A", description: text, requirements: text }] }),
  workable: (text) => JSON.stringify({ jobs: [{ shortcode: "1", title: "A", description: text, benefits: text }] }),
  personio: (text) =>
    `<workzag-jobs><position><id>1</id><name>A</name><jobDescriptions><jobDescription><name>B</name><value>${cdata(text)}</value></jobDescription></jobDescriptions></position></workzag-jobs>`,
  teamtailor: (text) => JSON.stringify({ data: [{ id: "1", type: "jobs", attributes: { title: "A", body: text } }] }),
  usajobs: (text) =>
    `<Show><PositionOpening><DocumentID>1</DocumentID><PositionProfile><PositionTitle>A</PositionTitle><UserArea><GOVT_XMLJobBody><Overview><JobSummary>${cdata(text)}</JobSummary></Overview></GOVT_XMLJobBody></UserArea></PositionProfile></PositionOpening></Show>`,
  neogov: (text) =>
    `<rss><channel><item><title>A</title><jobId>1</jobId><description>${cdata(text)}</description></item></channel></rss>`,
  rss: (text) =>
    `<rss><channel><item><title>A</title><guid>1</guid><description>${cdata(text)}</description></item></channel></rss>`,
  schema_org: (text) =>
    JSON.stringify({ "@type": "JobPosting", identifier: "1", title: "A", description: text, responsibilities: text }),
  teaching_vacancies: (text) => JSON.stringify([{ reference: "1", jobTitle: "A", jobAdvert: text }]),
  csv: (text) => `id,title,description\n1,A,"${text.replaceAll('"', '""')}"\n`,
};

const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]] >")}]]>`;

describe.each(names)("%s", (format) => {
  it("is read or refused, whatever the bytes are, and the sum of what became of its items is what was read", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }).map(Buffer.from),
          fc.string({ unit: "binary", maxLength: 200 }).map((text) => Buffer.from(text)),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (document) => {
          const parsed = parse(format, document);
          if (parsed)
            expect(parsed.read).toBe(
              parsed.postings.length + parsed.notOpen.length + parsed.repeated + parsed.rejected.length,
            );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is read or refused when it is cut anywhere, or any byte of it is another", () => {
    const whole = Buffer.from(documentsWith[format]("<p>東京 &amp; 大阪</p>"));
    expect(parse(format, whole)?.postings).toHaveLength(1);
    for (let at = 0; at < whole.length; at++) parse(format, whole.subarray(0, at));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        parse(format, changed);
      }),
      { numRuns: 300 },
    );
  });

  it("says what can be stored, and no markup that runs, loads or styles", async () => {
    const hostile =
      '<script>alert(1)</script><img src=x onerror="alert(1)"><a href="java\tscript:alert(1)">a</a><svg/onload=alert(1)>' +
      '<iframe src="https://example.com"></iframe><style>*{}</style><p style="color:red" onclick=x()>ok</p>\u0000\ud800' +
      '&lt;script&gt;alert(2)&lt;/script&gt;&amp;lt;img src=x onerror=alert(3)&amp;gt;<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">';
    const [posting] = parse(format, Buffer.from(documentsWith[format](hostile)))?.postings ?? [];
    if (!posting) throw new Error("no posting");
    for (const text of [posting.title, posting.location ?? "", posting.descriptionHtml]) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain("\0");
    }
    const html = await sanitizeDescription(posting.descriptionHtml);
    const tags = html.match(/<[^>]*>/g) ?? [];
    expect(
      tags.filter((tag) => /script|onerror|onload|onclick|<img|<svg|<iframe|<style|style=|javascript/i.test(tag)),
    ).toEqual([]);
    expect(html).toContain("ok");
  });

  it("is read in time, whatever is said at length", () => {
    const long = [
      "<",
      "<li ",
      "<a <",
      "[",
      "](",
      "**",
      "&amp;",
      "&lt;",
      "1,",
      "<ul>",
      "- x\n",
      "> ",
      "`",
      "| a ",
      "<!--",
      "â",
      "_*",
      "<li>x</li> y ",
    ];
    for (const part of long) {
      const text = part.repeat(Math.floor(60_000 / part.length));
      const before = performance.now();
      parse(format, Buffer.from(documentsWith[format](text)));
      expect([part, performance.now() - before < 5_000]).toEqual([part, true]);
    }
  }, 120_000);
});

describe("a description", () => {
  it.each([
    ["deep in itself", "<div>".repeat(5_000)],
    ["with formatting that is never closed", Array.from({ length: 5_000 }, (_, at) => `<p><b id=${at}></p>`).join("")],
    ["longer than a book", "東".repeat(200_001)],
  ])("%s is refused before anybody walks it", (_, text) => {
    const parsed = parse("greenhouse", Buffer.from(documentsWith.greenhouse(text)));
    expect(parsed?.rejected.map(({ key, field }) => [key, field])).toEqual([["1", "content"]]);
  });

  it("that was escaped, cut or left without its list is markup all the same", async () => {
    const cases: [string, RegExp][] = [
      ["&lt;p&gt;A&lt;/p&gt;", /^<p>A<\/p>$/],
      ["&amp;lt;p&amp;gt;A&amp;lt;/p&amp;gt;", /^<p>A<\/p>$/],
      ['<p>A</p><p>B <a href="https://exa', /^<p>A<\/p><p>B <\/p>$/],
      ["<p>A</p><str", /^<p>A<\/p>$/],
      ["<li>A</li><li>B</li>", /^<ul><li>A<\/li><li>B<\/li><\/ul>$/],
      ["<p>x</p><li>A</li>\n<li>B</li><p>y</p>", /^<p>x<\/p><ul><li>A<\/li>\n<li>B<\/li><\/ul><p>y<\/p>$/],
      ["<ul><li>A<ol><li>B</li></ol></li></ul>", /^<ul><li>A<ol><li>B<\/li><\/ol><\/li><\/ul>$/],
      ["# T\n\n- A\n- B", /^<h3>T<\/h3>\s*<ul>\s*<li>A<\/li>\s*<li>B<\/li>\s*<\/ul>\s*$/],
      ["**A** and [b](https://example.com/)", /^<p><strong>A<\/strong> and <a href="https:\/\/example.com\/"/],
      ["A\n\nB\nC", /^<p>A<\/p><p>B<br>C<\/p>$/],
      ["Cityâ€™s", /^<p>City’s<\/p>$/],
      ["5 < 6 & 7", /^<p>5 &lt; 6 &amp; 7<\/p>$/],
      ["", /^$/],
    ];
    for (const [said, expected] of cases) expect(await sanitizeDescription(toMarkup(said))).toMatch(expected);
  });
});
