import type { Client as SdkClient, Session } from "@okaeri/sdk";
import type { PersonFilterQuery } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import type { Client } from "../foundation/connection.ts";
import { controlsCss } from "../foundation/controls.styles.ts";
import { kit } from "../foundation/kit.ts";
import { OkaeriElement } from "../foundation/okaeri-element.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/console.ts";
import { type ConsoleMessages, ja } from "../locales/ja/console.ts";
import { Address } from "./address.ts";
import type { BoardClient } from "./board-client.ts";
import { consoleStyles } from "./console.styles.ts";
import { faultView } from "./fault.ts";
import { KeyDesk } from "./key-desk.ts";
import { areas, fetchView, homeOf } from "./places.ts";
import { registryStyles } from "./registry/registry.styles.ts";
import { formatRoute, parentOf, type Route, type ViewName } from "./route.rules.ts";
import type { View } from "./view.ts";

/** What the console asks of the SDK's client. */
export type ConsoleClient = Client &
  BoardClient &
  Pick<
    SdkClient,
    | "registry"
    | "segments"
    | "duplicates"
    | "connections"
    | "signUps"
    | "invitations"
    | "agreements"
    | "access"
    | "audit"
    | "privacyRequests"
    | "retention"
    | "legalHolds"
  >;

// Longer than that, and somebody may have gone elsewhere on the page.
const headedMs = 10_000;

const isWhole = (client: Client): client is ConsoleClient => "registry" in client && "segments" in client;

/**
 * HR's own desk over the SDK: the registry of leavers, who comes in, and what keeps it honest. For recruiters, admins
 * and auditors; everybody else gets one calm line.
 *
 * @slot - the host's fallback: shown until the desk is there, and for good if it never is
 */
export class OkaeriConsole extends OkaeriElement<ConsoleMessages> {
  static override styles = [...OkaeriElement.styles, controlsCss(kit), consoleStyles, registryStyles];

  /** Grows with everything that is written: a list that is older looks again. */
  revision = 0;
  /** The list of people as it was last seen. */
  people: PersonFilterQuery = {};
  readonly address = new Address(this, () => void this.#enter());
  readonly #keys = new KeyDesk(this);
  readonly #who = new Resource<Session | null>(this, () => void this.#enter());
  #places = new Map<ViewName, View>();
  #here: string | undefined;
  #codeFault: unknown;
  #said = { words: "", steps: 0 };
  #headed: { heading: HTMLElement; untilMs: number } | undefined;

  get route(): Route {
    return this.address.route;
  }

  /** Where the reader is. */
  get place(): View | undefined {
    return this.#places.get(this.route.view);
  }

  /** What only an admin may do is not offered to others. */
  get isAdmin(): boolean {
    return this.readerRole === "admin";
  }

  get readerRole(): Session["role"] | null {
    return this.#who.value?.role ?? null;
  }

  get words(): ConsoleMessages {
    return this.textOf({ ja, en });
  }

  override async client(): Promise<ConsoleClient> {
    const client = await super.client();
    if (!isWhole(client)) throw new TypeError("okaeri-console needs a client of @okaeri/sdk with the registry");
    return client;
  }

  /** Something was written. `words` are read out. */
  changed(words: string): void {
    this.revision += 1;
    this.say(words);
  }

  /** Stays to be read over one step. */
  say(words: string): void {
    this.#said = { words, steps: 0 };
    this.requestUpdate();
  }

  /** Gives the focus to what is there after the next update. */
  async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** One step back: out of a record to its list. */
  leave(): void {
    const parent = parentOf(this.route, this.people);
    if (parent) this.address.back(parent);
  }

  protected get states(): string[] {
    const { status, value } = this.#who;
    if (status === "error" || this.#codeFault) return ["ready", "error"];
    if (status !== "ready") return ["loading"];
    if (!belongs(value)) return ["ready", "signed-out"];
    return [this.place || this.route.view === "missing" ? "ready" : "loading"];
  }

  protected connected(): void {
    // Another person may be there: nothing of the one before is left.
    this.#places = new Map();
    this.#here = undefined;
    this.#codeFault = undefined;
    this.people = {};
    this.say("");
    if (this.connection) void this.#who.run(async () => (await this.client()).session.current());
    else this.#who.clear();
  }

  protected view(): TemplateResult {
    const text = this.words;
    return html`
      <div class="root console" part="root" lang=${this.language} tabindex="-1"
        @keydown=${this.#keys.press} @click=${this.address.click}>
        ${belongs(this.#who.value) ? this.#desk(text) : this.#door(text)}
      </div>
    `;
  }

  #desk(text: ConsoleMessages): TemplateResult {
    const { words, steps } = this.#said;
    return html`
      <nav aria-label=${text.console} part="places">
        ${areas.map(({ name, places }) => {
          const offered = places.filter(({ roles }) => this.readerRole !== null && roles.includes(this.readerRole));
          if (offered.length === 0) return nothing;
          return html`<div role="group" aria-label=${text.areas[name]}>${offered.map(({ name, route, views }) => {
            const here = views.includes(this.route.view);
            return html`<a href=${this.address.hrefOf(route)} aria-current=${here ? "page" : nothing}>${text.places[name]}</a>`;
          })}</div>`;
        })}
        <button type="button" class="plain" @click=${this.#keys.show} aria-keyshortcuts="?">${text.keys}</button>
      </nav>
      <p class="said" role="status">${steps < 2 ? words : ""}</p>
      ${this.#inner(text)}
      ${this.#keys.dialog()}
    `;
  }

  #inner(text: ConsoleMessages): TemplateResult {
    if (this.#codeFault) {
      return html`<div class="fault" role="alert"><p>${text.codeFailed}</p>
        <p><button type="button" @click=${() => void this.#enter()}>${text.retry}</button></p></div>`;
    }
    if (this.route.view === "missing") {
      return html`<section><h2 tabindex="-1">${text.missingTitle}</h2><p>${text.missing}</p>
        <p><a href=${this.address.hrefOf({ view: "people", query: {} })}>${text.toPeople}</a></p></section>`;
    }
    return this.place?.render() ?? html`<p class="dim" role="status">${text.loading}</p>`;
  }

  #door(text: ConsoleMessages): TemplateResult {
    const { status, error } = this.#who;
    if (status === "error")
      return faultView(error, {
        language: this.language,
        act: { label: text.retry, run: () => this.#who.reload() },
      });
    if (status !== "ready") return html`<p class="dim" role="status">${text.loading}</p>`;
    return html`<section><h2>${text.signInTitle}</h2><p>${text.signIn}</p></section>`;
  }

  async #enter(): Promise<void> {
    this.requestUpdate();
    if (!belongs(this.#who.value)) return;
    const focused = this.matches(":focus-within") || document.activeElement === document.body;
    // Who may not see the registry begins elsewhere.
    const home = this.readerRole && homeOf(this.readerRole);
    if (home && home.view !== "people" && this.route.view === "people") this.address.go(home, { replace: true });
    const { view } = this.route;
    if (this.route.view === "people") this.people = this.route.query;
    if (view !== "missing" && !(await this.#open(view))) return;
    this.place?.enter(this.route);
    const here = formatRoute(this.route).replace(/\?.*/s, "");
    if (here === this.#here) return;
    const first = this.#here === undefined;
    this.#here = here;
    this.#said.steps += 1;
    this.requestUpdate();
    await this.updateComplete;
    // The page's own focus is left alone at the beginning, and whenever somebody is elsewhere on it.
    const search = this.#keys.searching ? this.renderRoot.querySelector<HTMLElement>("input[type=search]") : null;
    this.#keys.searching = false;
    if (search) search.focus();
    else if (!first && focused && !this.place?.resume?.()) this.#focusHeading();
  }

  #focusHeading(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>("h2");
    heading?.focus();
    this.#headed = heading ? { heading, untilMs: performance.now() + headedMs } : undefined;
  }

  protected override updated(): void {
    super.updated();
    // What was loading has come, and its heading with it: the focus that stood on the old one must not fall to the page.
    const headed = this.#headed;
    if (!headed || headed.heading.isConnected || performance.now() > headed.untilMs) return;
    this.#headed = undefined;
    if (document.activeElement === document.body) this.#focusHeading();
  }

  /** False where something else is wanted by the time that the code is there. */
  async #open(view: Exclude<ViewName, "missing">): Promise<boolean> {
    const places = this.#places;
    this.#codeFault = undefined;
    try {
      const open = await fetchView[view]();
      if (this.#places !== places || this.route.view !== view) return false;
      if (!places.has(view)) places.set(view, open(this));
      return true;
    } catch (error) {
      this.#codeFault = error;
      this.requestUpdate();
      return false;
    }
  }
}

/** HR, auditors, and employees for what they may propose: whoever has a place here. */
const belongs = (session: Session | null | undefined): boolean =>
  session ? homeOf(session.role).view !== "missing" : false;
