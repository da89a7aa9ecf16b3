import type { Plugin } from "rollup";

const minifyCss = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/([ :,(-])0\./g, "$1.")
    .replace(/;}/g, "}");

// Line ends between tags are layout of the source, not of the page: a wanted space is written on the line.
const minifyHtml = (html: string): string =>
  html
    .replace(/>\s*\n\s*</g, "><")
    .replace(/>\s*\n\s*$/g, ">")
    .replace(/^\s*\n\s*</g, "<")
    .replace(/^\s*\n\s*$/g, "")
    .replace(/\s+/g, " ")
    .replace(/ \/>/g, "/>");

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => value instanceof Object && "type" in value && "start" in value;

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
  }
}

/** Takes the layout out of css`…` and html`…`. */
export const minifyTemplates = (): Plugin => ({
  name: "okaeri-minify-templates",
  transform(code, id) {
    if (!id.endsWith(".ts")) return null;
    const edits: [number, number, string][] = [];
    const program: unknown = this.parse(code);
    if (!isNode(program)) return null;
    for (const node of walk(program)) {
      if (node.type !== "TaggedTemplateExpression" || !isNode(node.tag) || !isNode(node.quasi)) continue;
      const minify = { css: minifyCss, html: minifyHtml }[String(node.tag.name)];
      if (!minify || !Array.isArray(node.quasi.quasis)) continue;
      for (const quasi of node.quasi.quasis) {
        if (isNode(quasi)) edits.push([quasi.start, quasi.end, minify(code.slice(quasi.start, quasi.end))]);
      }
    }
    edits.sort(([a], [b]) => b - a);
    for (const [start, end, text] of edits) code = code.slice(0, start) + text + code.slice(end);
    return { code, map: null };
  },
});
