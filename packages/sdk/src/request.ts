import type { AccessPurpose } from "./contract/access.ts";
import type { Problem } from "./contract/errors.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { isOkaeriError, OkaeriError } from "./errors.ts";
import type { Bytes, Fetch, Signal } from "./runtime.ts";
import { newSortableId } from "./sortable-id.ts";

/** What every call takes as its last argument. */
export interface CallOptions {
  /** Aborting rejects the call with the signal's own reason, a native `AbortError` unless another was given. */
  signal?: Signal | undefined;
  /** For the whole call, retries and waits included. */
  timeoutMs?: number | undefined;
  /** Only for POST. Give one to make two calls the same, say over a restart; otherwise every call makes its own. */
  idempotencyKey?: string | undefined;
  /** What restricted fields are read for. Without it they come empty, and `withheld` names them. */
  purpose?: AccessPurpose | undefined;
}

export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Several values are sent as several parameters of one name. */
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> | undefined;
  json?: unknown;
  csv?: string | Bytes;
  /** Whatever it is written in. */
  document?: string | Bytes;
  /** JSON when left out. Another answer comes as a Blob. */
  accept?: "text/csv" | "application/octet-stream";
  ifMatch?: string | null;
  options?: CallOptions | undefined;
}

export type Send = <Body>(call: Call) => Promise<Body>;

/**
 * Something that was read together with its version. `etag` is not enumerable: the object still prints, spreads and
 * compares as what the API answered. Null where a proxy has dropped the header.
 */
export type Versioned<Body> = Body & { readonly etag: string | null };

export type Credential = { publishableKey: string } | { bearer: string };

/** Whom calls speak for. */
export interface Caller {
  credential(): Promise<Credential>;
  /** Another credential for the same person after a 401; undefined when there is none. */
  replace?(refused: Credential): Promise<Credential | undefined>;
}

export interface Transport {
  baseUrl: string;
  fetch: Fetch;
  timeoutMs: number;
  maxRetries: number;
  locale: string | undefined;
}

/** The only way out. Resolves to the parsed body, with its version; undefined for 204. */
export async function request<Body>(transport: Transport, caller: Caller, call: Call): Promise<Body> {
  const deadline = startDeadline(call.options?.timeoutMs ?? transport.timeoutMs, call.options?.signal);
  // Made once and kept: that is what makes it safe to send a POST again.
  const idempotencyKey = call.method === "POST" ? (call.options?.idempotencyKey ?? newSortableId()) : undefined;
  const send = (credential: Credential) => {
    const headers = headersOf(transport, call, credential);
    if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
    if (call.options?.purpose !== undefined) headers["okaeri-purpose"] = call.options.purpose;
    return persist<Body>(transport, call, deadline, addressOf(transport, call, credential), headers);
  };
  try {
    const credential = await deadline.within(caller.credential());
    try {
      return await send(credential);
    } catch (error) {
      if (!caller.replace || !isOkaeriError(error) || error.status !== 401) throw error;
      const another = await deadline.within(caller.replace(credential));
      if (!another) throw error;
      return await send(another);
    }
  } finally {
    deadline.clear();
  }
}

async function persist<Body>(
  transport: Transport,
  call: Call,
  deadline: Deadline,
  url: string,
  headers: Record<string, string>,
): Promise<Body> {
  for (let retries = 0; ; retries++) {
    try {
      return await attempt<Body>(transport.fetch, call, deadline.signal, url, headers);
    } catch (error) {
      deadline.signal.throwIfAborted();
      if (retries >= transport.maxRetries || !isOkaeriError(error) || !mayRepeat(call, error)) throw error;
      const waitMs = error.retryAfterMs ?? Math.random() * Math.min(8_000, 500 * 2 ** retries);
      // Waiting longer than the call may take would only turn a telling error into a timeout.
      if (waitMs >= deadline.remainingMs()) throw error;
      await deadline.sleep(waitMs);
    }
  }
}

// A PATCH whose answer was lost would be refused as stale when sent again: that error would be a lie.
const mayRepeat = ({ method }: Call, { code, status }: OkaeriError): boolean =>
  method !== "PATCH" &&
  (code === "network_error" ||
    code === "idempotency_in_flight" ||
    status === 408 ||
    status === 429 ||
    (status !== undefined && status >= 500));

async function attempt<Body>(
  fetch: Fetch,
  call: Call,
  signal: AbortSignal,
  url: string,
  headers: Record<string, string>,
): Promise<Body> {
  const body = call.json === undefined ? (call.csv ?? call.document) : JSON.stringify(call.json);
  let response: Response;
  let text = "";
  let blob: unknown;
  try {
    response = await fetch(url, {
      method: call.method,
      headers,
      signal,
      ...(body !== undefined && { body: body as BodyInit }),
    });
    if (response.ok && call.accept !== undefined) blob = await response.blob();
    else text = await response.text();
  } catch (cause) {
    throw new OkaeriError({ code: "network_error", detail: "The API could not be reached", cause });
  }
  if (!response.ok) throw toError(response, text);
  if (blob !== undefined) return blob as Body;
  if (response.status === 204) return undefined as Body;
  const parsed = parse(text);
  if (typeof parsed !== "object" || parsed === null) throw notOurs(response);
  Object.defineProperty(parsed, "etag", { value: response.headers.get("etag") });
  // The shape is the contract's promise: checking it here would put the schemas into every page.
  return parsed as Body;
}

function toError(response: Response, text: string): OkaeriError {
  const body = parse(text);
  if (!isProblem(body)) return notOurs(response);
  const { code, requestId, detail, errors } = body;
  const { status } = response;
  return new OkaeriError({ code, status, requestId, detail, errors, retryAfterMs: retryAfterMsOf(response) });
}

const notOurs = (response: Response): OkaeriError =>
  new OkaeriError({
    code: "invalid_response",
    status: response.status,
    requestId: response.headers.get("x-request-id") ?? undefined,
    detail: `The answer (HTTP ${response.status}) is not the API's`,
    retryAfterMs: retryAfterMsOf(response),
  });

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 9110 10.2.3: seconds or an HTTP date. */
function retryAfterMsOf(response: Response): number | undefined {
  const header = response.headers.get("retry-after");
  if (!header) return undefined;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

// A publishable key goes into the URL of a read, so that it needs no preflight and is cached by URL.
function addressOf({ baseUrl }: Transport, { method, path, query }: Call, credential: Credential): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of [value ?? []].flat()) search.append(name, String(one));
  if ("publishableKey" in credential && method === "GET") search.set("key", credential.publishableKey);
  return `${baseUrl}${path}${search.size > 0 ? `?${search}` : ""}`;
}

function headersOf({ locale }: Transport, call: Call, credential: Credential): Record<string, string> {
  const headers: Record<string, string> = { accept: call.accept ?? "application/json" };
  if (locale !== undefined) headers["accept-language"] = locale;
  if ("bearer" in credential) headers.authorization = `Bearer ${credential.bearer}`;
  else if (call.method !== "GET") headers.authorization = `Bearer ${credential.publishableKey}`;
  if (call.json !== undefined) headers["content-type"] = "application/json";
  if (call.csv !== undefined) headers["content-type"] = "text/csv";
  if (call.document !== undefined) headers["content-type"] = "application/octet-stream";
  if (typeof call.ifMatch === "string") headers["if-match"] = call.ifMatch;
  return headers;
}
