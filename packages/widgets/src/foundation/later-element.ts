import { nothing, type TemplateResult } from "lit";
import { type Kit, kit } from "./kit.ts";
import { OkaeriElement } from "./okaeri-element.ts";

/** What stands on few pages is known to all by name only. Its view is fetched as soon as one is on the page. */
export interface LaterView {
  readonly states: string[];
  /** There is a connection, or another one: everything held must go. */
  connected(): void;
  render(): TemplateResult;
}

export abstract class LaterElement<Messages extends object> extends OkaeriElement<Messages> {
  static override properties = { ...OkaeriElement.properties, href: {} };
  /** Where the element's call leads, in place of what it does by itself. */
  declare href: string | null;
  /** What the page's address brought, of a sign-up alone. */
  declare invitation?: string | undefined;
  #view: LaterView | undefined;
  #failed = false;

  protected abstract readonly fetchView: () => Promise<(kit: Kit, element: LaterElement<Messages>) => LaterView>;

  protected get states(): string[] {
    return this.#view?.states ?? [this.#failed ? "error" : "loading"];
  }

  protected view(): TemplateResult | typeof nothing {
    return this.#view?.render() ?? nothing;
  }

  protected connected(): void {
    void this.#show();
  }

  async #show(): Promise<void> {
    try {
      const viewOf = await this.fetchView();
      this.#view ??= viewOf(kit, this);
      this.#view.connected();
    } catch {
      // Without its code the element is the host's fallback, and nothing else.
      this.#failed = true;
    }
    this.requestUpdate();
  }
}
