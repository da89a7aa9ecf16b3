/** `Element.closest` that goes on outside of shadow roots. */
export function closest(element: Element, selector: string): HTMLElement | null {
  const found = element.closest<HTMLElement>(selector);
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? closest(root.host, selector) : null);
}
