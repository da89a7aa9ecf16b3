import { type CSSResult, html, LitElement, type nothing, type TemplateResult } from "lit";
import { closest } from "./closest.ts";
import { type Client, type Connection, connectionContext } from "./connection.ts";
import type { OkaeriEvents } from "./events.ts";
import { followLanguage, type Language, languageOf, unfollowLanguage } from "./language.ts";
import { page } from "./page.ts";
import { fetchProvider } from "./parts.ts";
import { tokens } from "./tokens.styles.ts";

/** What every public element does alike: connection, language, reserved room, the host's fallback. */
export abstract class OkaeriElement<Messages extends object> extends LitElement {
  static override properties = { messages: { attribute: false }, reserve: {} };
  static override styles: CSSResult[] = [tokens];

  /** Replaces single texts, whatever the language. */
  declare messages: Partial<Messages> | undefined;
  /** A CSS length: the least height that the element keeps. */
  declare reserve: string | null;

  connection: Connection | undefined;
  readonly #internals = this.attachInternals();
  readonly #rules = new CSSStyleSheet();
  #ruled = "";
  #release: (() => void) | undefined;

  /** What `:state()` says: `loading`, `ready` or `error`, and more. */
  protected abstract get states(): string[];
  protected abstract view(): TemplateResult | typeof nothing;
  /** Called when there is a connection, and again for every other one: everything held must go. */
  protected abstract connected(): void;

  get language(): Language {
    return languageOf(this);
  }

  /** The texts of the present language, with what the host replaced. */
  textOf<Texts extends object>(texts: Record<Language, Texts>): Texts {
    return { ...texts[this.language], ...this.messages };
  }

  async client(): Promise<Client> {
    if (!this.connection) throw new Error(`${this.localName} has no connection`);
    return this.connection.client();
  }

  /** Tells the page. False if it took the matter into its own hands. */
  announce<Name extends keyof OkaeriEvents>(name: Name, detail: OkaeriEvents[Name]): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** For views that are fetched later. */
  addStyles(...styles: CSSResult[]): void {
    this.shadowRoot?.adoptedStyleSheets.push(...styles.flatMap(({ styleSheet }) => styleSheet ?? []));
  }

  languageChanged(): void {
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followLanguage(this);
    this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unfollowLanguage(this);
    this.#release?.();
    this.#release = undefined;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#rules.insertRule(":host{}");
    this.shadowRoot?.adoptedStyleSheets.push(this.#rules);
    return root;
  }

  protected override updated(): void {
    const { states } = this.#internals;
    states.clear();
    for (const state of this.states) states.add(state);
    // As properties of a rule: a value that comes from outside can't bring rules of its own.
    const [rule] = this.#rules.cssRules;
    const ruled = [this.connection?.organization?.accentColor ?? "", this.reserve ?? ""] as const;
    // Touching the rule has the browser style all that is inside anew: thousands of rows, for nothing.
    if (!(rule instanceof CSSStyleRule) || `${ruled}` === this.#ruled) return;
    this.#ruled = `${ruled}`;
    rule.style.setProperty("--_own-accent", ruled[0]);
    rule.style.minBlockSize = ruled[1];
  }

  protected override render(): unknown {
    // The host's own HTML is better than our skeleton, and better than our excuse.
    return this.states.includes("ready") || !this.#hasFallback() ? this.view() : html`<slot></slot>`;
  }

  #hasFallback(): boolean {
    return [...this.childNodes].some((node) => (node instanceof Element ? !node.slot : node.nodeValue?.trim()));
  }

  // The context protocol by hand: one event is all that the first view needs of it.
  #ask(): void {
    let answered = false;
    const callback = (connection: Connection | undefined, release?: () => void): void => {
      answered = true;
      this.#release = release;
      this.#connect(connection);
    };
    const request = new Event("context-request", { bubbles: true, composed: true });
    this.dispatchEvent(
      Object.assign(request, { context: connectionContext, contextTarget: this, subscribe: true, callback }),
    );
    if (answered) return;
    if (closest(this, "okaeri-provider")) void fetchProvider().then(() => this.isConnected && this.#ask());
    else if (page.boot) this.#connect(page.boot);
    else void page.booted.then(() => this.isConnected && this.#ask());
  }

  #connect(connection: Connection | undefined): void {
    if (connection === this.connection) return;
    this.connection = connection;
    this.connected();
    this.requestUpdate();
  }
}
