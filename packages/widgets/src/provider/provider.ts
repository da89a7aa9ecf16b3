import { ContextProvider, createContext } from "@lit/context";
import type { TokenProvider } from "@okaeri/sdk";
import type { fetchClient } from "../foundation/connect.ts";
import type { Client, Connection } from "../foundation/connection.ts";
import type { OkaeriPage } from "../foundation/page.ts";

// The key in the elements' foundation; a value from there would pull the first view's code in here.
const context = createContext<Connection | undefined>(Symbol.for("okaeri-connection"));

export interface OkaeriProvider extends HTMLElement {
  /** Fetches an embed token from the host's own server. Another function means that another person may be there. */
  tokenProvider: TokenProvider | undefined;
  /** A client made by the host, in place of `base-url`, `publishable-key` and `tokenProvider`. */
  client: Client | undefined;
}

/**
 * `<okaeri-provider>` connects the elements inside it. What isn't given comes from the organization's script, so that
 * a portal that loads that script only has to set `tokenProvider`.
 */
export const providerFor = (okaeri: {
  page: OkaeriPage;
  fetchClient: typeof fetchClient;
}): (new () => OkaeriProvider) =>
  class extends HTMLElement {
    static readonly observedAttributes = ["base-url", "publishable-key"];
    readonly #context = new ContextProvider(this, { context });
    #tokenProvider: TokenProvider | undefined;
    #client: Client | undefined;
    #waiting = false;
    #stopListening: (() => void) | undefined;

    constructor() {
      super();
      // Set before this code came, they would hide the accessors below.
      for (const name of ["client", "tokenProvider"] as const) {
        if (!Object.hasOwn(this, name)) continue;
        const value = Reflect.get(this, name);
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    }

    get tokenProvider(): TokenProvider | undefined {
      return this.#tokenProvider;
    }

    set tokenProvider(tokenProvider: TokenProvider | undefined) {
      this.#tokenProvider = tokenProvider;
      this.#update();
    }

    get client(): Client | undefined {
      return this.#client;
    }

    set client(client: Client | undefined) {
      this.#client = client;
      this.#update();
    }

    connectedCallback(): void {
      this.#context.hostConnected();
      if (!this.#context.value) this.#update();
    }

    attributeChangedCallback(): void {
      this.#update();
    }

    // Once for all the changes of one task: a half-set provider must not ask for anything.
    #update(): void {
      if (this.#waiting) return;
      this.#waiting = true;
      queueMicrotask(() => {
        this.#waiting = false;
        this.#stopListening?.();
        this.#stopListening = undefined;
        this.#context.setValue(this.#connect());
      });
    }

    #connect(): Connection | undefined {
      const { boot } = okaeri.page;
      const tokenProvider = this.#tokenProvider;
      const given = this.#client;
      const baseUrl = this.getAttribute("base-url") ?? boot?.baseUrl;
      const publishableKey = this.getAttribute("publishable-key") ?? boot?.publishableKey;
      if (!given && !(baseUrl && publishableKey)) {
        void okaeri.page.booted.then(() => this.#update());
        return undefined;
      }
      // What the script brought is of use only to the organization that its key names, and as lists only to visitors.
      const own = publishableKey === boot?.publishableKey ? boot : undefined;
      const asVisitor = own && !tokenProvider && !given ? own : undefined;
      let client: Promise<Client> | undefined;
      const opened = async (): Promise<Client> =>
        given ??
        asVisitor?.client() ??
        okaeri.fetchClient({ baseUrl: baseUrl ?? "", publishableKey: publishableKey ?? "", tokenProvider });
      return {
        client: () => (client ??= opened().then((ready) => this.#listened(ready))),
        ...(asVisitor && { jobs: asVisitor.jobs, teaser: asVisitor.teaser }),
        ...(own && { organization: own.organization }),
      };
    }

    // Who is there first is no change. If that can't be told now, the elements' own calls will say why.
    async #listened(client: Client): Promise<Client> {
      await Promise.allSettled([client.session.current()]);
      const connection = this.#context.value;
      this.#stopListening = client.session.onChange(() => {
        if (!connection) return;
        // The lists that the script brought are a visitor's.
        const { jobs: _jobs, teaser: _teaser, ...rest } = connection;
        this.#context.setValue(rest);
      });
      return client;
    }
  };
