import type { ReactiveController, ReactiveControllerHost } from "lit";

/** One asynchronous value of an element. Only the latest run counts; a run that is cut off by a move starts again. */
export class Resource<Value> implements ReactiveController {
  status: "idle" | "loading" | "ready" | "error" = "idle";
  value: Value | undefined;
  error: unknown;
  readonly #host: ReactiveControllerHost;
  readonly #ready: ((value: Value) => void) | undefined;
  #load: ((signal: AbortSignal) => Promise<Value>) | undefined;
  #abort: AbortController | undefined;

  /** @param ready gets each value that counts, before the host shows it */
  constructor(host: ReactiveControllerHost, ready?: (value: Value) => void) {
    this.#host = host;
    this.#ready = ready;
    host.addController(this);
  }

  /** The value until now stays readable while the next one loads. */
  async run(load: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#load = load;
    this.#become("loading");
    try {
      const value = await load(abort.signal);
      if (this.#abort !== abort) return;
      this.value = value;
      this.#ready?.(value);
      this.#become("ready");
    } catch (error) {
      if (this.#abort !== abort) return;
      this.error = error;
      this.#become("error");
    }
  }

  reload(): void {
    if (this.#load) void this.run(this.#load);
  }

  set(value: Value): void {
    this.clear();
    this.value = value;
    this.#become("ready");
  }

  /** Forgets the value and whatever is under way. */
  clear(): void {
    this.#abort?.abort();
    this.#abort = this.#load = this.value = this.error = undefined;
    this.#become("idle");
  }

  hostConnected(): void {
    if (this.status === "loading") this.reload();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#abort = undefined;
  }

  #become(status: Resource<Value>["status"]): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}
