/** A heading, a list or a paragraph: what stands between two blank lines. */
const blocksOf = (words: string): string[] =>
  words
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n[ \t\u3000]*\n+/)
    .map((block) => block.replaceAll(/^\n+|\s+$/g, ""))
    .filter((block) => block.trim() !== "");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\u00a0", "&nbsp;");
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };
const plain = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? "");

const bullet = /^[ \t\u3000]*(?:[-*•][ \t\u3000]+|・)/;
const heading = /^#{1,3}[ \t\u3000]+/;

/**
 * Plain words as HTML: blank lines part paragraphs, `- ` or ・ begins an item of a list, `## ` a heading. Safe by
 * construction: all else is text.
 */
export function wordsToHtml(words: string): string {
  return blocksOf(words)
    .map((block) => {
      const lines = block.split("\n");
      let html = "";
      let paragraph: string[] = [];
      let items: string[] = [];
      const close = (): void => {
        if (paragraph.length > 0) html += `<p>${paragraph.join("<br>")}</p>`;
        if (items.length > 0) html += `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
        paragraph = [];
        items = [];
      };
      for (const line of lines) {
        if (heading.test(line)) {
          close();
          html += `<h3>${escaped(line.replace(heading, "").trim())}</h3>`;
        } else if (bullet.test(line)) {
          if (paragraph.length > 0) close();
          items.push(escaped(line.replace(bullet, "").trim()));
        } else {
          if (items.length > 0) close();
          paragraph.push(escaped(line.trimEnd()));
        }
      }
      close();
      return html;
    })
    .join("");
}

/** The words that this HTML was made of; null where they would lose something of it. */
export function htmlToWords(html: string): string | null {
  if (!html.includes("<")) return plain(html).trim();
  const tight = html.replaceAll(/>\s+</g, "><").trim();
  const words = tight
    .replaceAll(/<li>(.*?)<\/li>/gs, (_, item: string) => `- ${item}\n`)
    .replaceAll(/<\/?ul>/g, "\n\n")
    .replaceAll(/<h3>(.*?)<\/h3>/gs, (_, title: string) => `\n\n## ${title}\n\n`)
    .replaceAll(/<p>(.*?)<\/p>/gs, (_, paragraph: string) => `\n\n${paragraph.replaceAll(/<br\s*\/?>\n?/g, "\n")}\n\n`);
  if (/<[a-z/!]/i.test(words)) return null;
  const text = plain(words)
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return wordsToHtml(text) === normal(tight) ? text : null;
}

const normal = (html: string): string =>
  html
    .replaceAll(/<br\s*\/?>\n?/g, "<br>")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("<p></p>", "");
