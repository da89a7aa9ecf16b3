import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlToWords, wordsToHtml } from "./description.rules.ts";

describe("what HR writes", () => {
  it.each([
    ["", ""],
    ["営業の仕事です。\n2行目", "<p>営業の仕事です。<br>2行目</p>"],
    ["a\n\nb", "<p>a</p><p>b</p>"],
    ["a\r\n\r\nb", "<p>a</p><p>b</p>"],
    ["- 一つ\n- 二つ", "<ul><li>一つ</li><li>二つ</li></ul>"],
    ["・一つ\n・二つ", "<ul><li>一つ</li><li>二つ</li></ul>"],
    ["仕事内容\n- 一つ\n以上", "<p>仕事内容</p><ul><li>一つ</li></ul><p>以上</p>"],
    ["## 仕事内容\n営業", "<h3>仕事内容</h3><p>営業</p>"],
    ["<script>alert(1)</script> & co", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>"],
    ["-5度の倉庫", "<p>-5度の倉庫</p>"],
  ])("%j is the HTML one expects", (words, html) => {
    expect(wordsToHtml(words)).toBe(html);
  });

  it("comes back as words that make the same HTML, whatever was written", () => {
    const line = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("- a", "・b", "## c", "<b>x</b>", "", "&amp;", "　字下げ"),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const html = wordsToHtml(lines.join("\n"));
        const words = htmlToWords(html);
        if (words !== null) expect(wordsToHtml(words)).toBe(html);
        expect(html.replaceAll(/<\/?(p|ul|li|h3|br)>/g, "")).not.toMatch(/[<>]/);
      }),
    );
    expect(htmlToWords("<h3>仕事</h3><p>営業&amp;企画<br>2行</p>\n<ul><li>一つ</li></ul>")).toBe(
      "## 仕事\n\n営業&企画\n2行\n\n- 一つ",
    );
    expect(htmlToWords("ただの文")).toBe("ただの文");
  });

  it.each([
    "<p><strong>強調</strong></p>",
    '<p><a href="https://example.com">x</a></p>',
    "<table><tr><td>a</td></tr></table>",
    "<ol><li>a</li></ol>",
    "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "<p>- a</p>",
    "<h4>a</h4>",
    "<p>&copy;</p><div>a</div>",
  ])("is shown as HTML where words would lose something: %s", (html) => {
    expect(htmlToWords(html)).toBeNull();
  });
});
