type ToHost = { type: "token-request" } | { type: "height"; px: number };

/**
 * Calls back with the port that the page around this frame sends with `{ type: "okaeri-connect" }`: once, and only from
 * one of these origins. Everything else is said through that port, so that nothing is ever posted to a window.
 */
export function acceptPort(origins: readonly string[], accepted: (port: MessagePort) => void): void {
  const listen = (event: MessageEvent<unknown>): void => {
    const [port] = event.ports;
    if (event.source !== parent || !origins.includes(event.origin) || typeOf(event.data) !== "okaeri-connect" || !port)
      return;
    removeEventListener("message", listen);
    port.start();
    accepted(port);
  };
  addEventListener("message", listen);
}

/** Waits for as long as it takes: the client that asks has a deadline. */
export const requestToken = (port: MessagePort): Promise<string | null> =>
  new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<unknown>): void => {
      const token = typeOf(data) === "token" && Reflect.get(Object(data), "token");
      if (token !== null && typeof token !== "string") return;
      port.removeEventListener("message", listen);
      resolve(token);
    };
    port.addEventListener("message", listen);
    tell(port, { type: "token-request" });
  });

/** Tells the height of all there is, in CSS pixels, now and whenever it changes. */
export function tellHeight(port: MessagePort): void {
  const { body } = document;
  new ResizeObserver(() => tell(port, { type: "height", px: Math.ceil(body.getBoundingClientRect().height) })).observe(
    body,
  );
}

const tell = (port: MessagePort, message: ToHost): void => port.postMessage(message);

const typeOf = (data: unknown): unknown => Reflect.get(Object(data), "type");
