import type { ReactiveController, ReactiveControllerHost } from "lit";
import { formatRoute, parseRoute, type Route } from "./route.rules.ts";

const home: Route = { view: "people", query: {} };

// The page has one address: the first console on it keeps its state there, another one in memory.
let owner: Address | undefined;

/** The state of the console as the fragment of the page's address. Back, Forward and links from outside work. */
export class Address implements ReactiveController {
  route: Route = home;
  readonly #changed: () => void;
  /** The fragments that Back leads through, as far as they are ours. */
  readonly #trail: string[] = [];

  constructor(host: ReactiveControllerHost, changed: () => void) {
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    if (owner) return;
    owner = this;
    addEventListener("hashchange", this.#follow);
    this.#take();
  }

  hostDisconnected(): void {
    if (owner !== this) return;
    owner = undefined;
    removeEventListener("hashchange", this.#follow);
  }

  /** For `href`: whole, because a page's base element would lead a mere fragment elsewhere. */
  hrefOf(route: Route): string {
    return location.href.replace(/#.*$/s, "") + formatRoute(route);
  }

  /** @param replace leaves no step for Back: for what changes letter by letter */
  go(route: Route, { replace = false } = {}): void {
    if (owner === this && !replace) {
      location.hash = formatRoute(route);
      return;
    }
    if (owner === this) history.replaceState(history.state, "", this.hrefOf(route));
    this.route = route;
    this.#changed();
  }

  /** To where the reader came from, if that is it; else there by a new step. */
  back(route: Route): void {
    if (owner === this && this.#trail.at(-1) === formatRoute(route)) history.back();
    else this.go(route);
  }

  /** A click on one of our links: the host may have changed its path since they were written. */
  readonly click = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const route = link && parseRoute(link.hash);
    if (!route) return;
    event.preventDefault();
    this.go(route);
  };

  readonly #follow = ({ oldURL }: HashChangeEvent): void => {
    if (this.#trail.at(-1) === location.hash) this.#trail.pop();
    else this.#trail.push(URL.parse(oldURL)?.hash ?? "");
    this.#take();
  };

  #take(): void {
    // Without a fragment the page shows what it showed at first; another one is the host's own.
    const route = location.hash === "" ? home : parseRoute(location.hash);
    if (!route) return;
    this.route = route;
    this.#changed();
  }
}
