const keptMs = 60_000;

/**
 * Prints one posting and nothing of the page around it, which isn't ours to hide: as a document of its own, with our
 * own style sheets and no address.
 */
export function printAlone(article: HTMLElement, title: string, near: HTMLElement): void {
  const frame = document.createElement("iframe");
  // Out of sight, but laid out: what is not displayed some browsers print as an empty sheet.
  frame.className = "hidden";
  frame.title = title;
  (near.shadowRoot ?? near).append(frame);
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  if (!page || !view) {
    frame.remove();
    return;
  }
  page.documentElement.lang = near.shadowRoot?.querySelector<HTMLElement>("[lang]")?.lang ?? "";
  page.title = title;
  const root = page.createElement("div");
  root.className = "root paper";
  root.append(page.importNode(article, true));
  page.body.append(root);
  // A sheet belongs to the document that made it.
  const Sheet: unknown = Reflect.get(view, "CSSStyleSheet");
  if (typeof Sheet === "function") {
    page.adoptedStyleSheets = [...(near.shadowRoot?.adoptedStyleSheets ?? [])].map((old) => {
      const sheet: CSSStyleSheet = Reflect.construct(Sheet, []);
      sheet.replaceSync(Array.from(old.cssRules, ({ cssText }) => cssText).join("\n"));
      return sheet;
    });
  }
  const { font } = getComputedStyle(near);
  page.body.style.font = font;
  const done = (): void => frame.remove();
  view.addEventListener("afterprint", done, { once: true });
  // A browser that never says when it has printed.
  setTimeout(done, keptMs);
  view.focus();
  view.print();
}
