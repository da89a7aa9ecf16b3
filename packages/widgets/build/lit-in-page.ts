import { fileURLToPath } from "node:url";
import type { Plugin } from "rollup";

const policyModule = fileURLToPath(new URL("../src/foundation/trusted-types.ts", import.meta.url));

/**
 * What Lit does to a page at import that Okaeri promises not to do, and what it says to its own developers, which no page
 * has to load. Each pattern has to occur: a new Lit may be written otherwise.
 */
const changes: { file: string; from: RegExp; to: string; why: string }[] = [
  {
    file: "lit-html/lit-html.js",
    from: /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/,
    to: "okaeriPolicy",
    why: "a trusted types policy of its own",
  },
  {
    file: "reactive-element/css-tag.js",
    from: /(\w+)\.ShadowRoot&&\(void 0===\1\.ShadyCSS\|\|\1\.ShadyCSS\.nativeShadow\)&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/,
    to: "!0",
    why: "style elements where style sheets can't be adopted",
  },
  { file: "lit-html/lit-html.js", from: /\w+\.litHtmlPolyfillSupport/, to: "void 0", why: "a hook for anybody" },
  {
    file: "lit-element/lit-element.js",
    from: /\w+\.litElementPolyfillSupport/,
    to: "void 0",
    why: "a hook for anybody",
  },
  {
    file: "lit-element/lit-element.js",
    from: /\w+\.litElementHydrateSupport/,
    to: "(void 0)",
    why: "a hook for anybody",
  },
  {
    file: "reactive-element/reactive-element.js",
    from: /\w+\.reactiveElementPolyfillSupport/,
    to: "void 0",
    why: "a hook for anybody",
  },
  {
    file: "lit-html/lit-html.js",
    from: /\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]+"\)/,
    to: "0",
    why: "a global",
  },
  {
    file: "lit-element/lit-element.js",
    from: /\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[^"]+"\)/,
    to: "0",
    why: "a global",
  },
  {
    file: "reactive-element/reactive-element.js",
    from: /\b(?:\w+\.)?litPropertyMetadata\b/g,
    to: "okaeriMetadata",
    why: "a global",
  },
  {
    file: "reactive-element/css-tag.js",
    from: /Error\("CSSResult is not constructable[^"]+"\)/,
    to: "Error()",
    why: "words about css tags",
  },
  {
    file: "reactive-element/css-tag.js",
    from: /Error\("Value passed to 'css'[^"]+"\+\w+\+"[^"]+"\)/,
    to: "Error()",
    why: "words about css tags",
  },
  {
    file: "lit-html/lit-html.js",
    from: /Error\("invalid template strings array"\)/,
    to: "Error()",
    why: "words about html tags",
  },
  {
    file: "reactive-element/reactive-element.js",
    from: /\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]+"\)/,
    to: "0",
    why: "a global",
  },
];

export const litInPage = (): Plugin => ({
  name: "okaeri-lit-in-page",
  transform(code, id) {
    const mine = changes.filter(({ file }) => id.endsWith(file));
    if (mine.length === 0) return null;
    for (const { file, from, to, why } of mine) {
      if (code.search(from) < 0) this.error(`${file} no longer holds ${from} (${why})`);
      code = code.replace(from, to);
    }
    if (code.includes("okaeriPolicy"))
      code = `import{policy as okaeriPolicy}from${JSON.stringify(policyModule)};${code}`;
    if (code.includes("okaeriMetadata")) code = `let okaeriMetadata;${code}`;
    return { code, map: null };
  },
});
