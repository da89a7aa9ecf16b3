// The platform's own types where the program has them, else the part that is used here: a program compiled without
// the DOM library and without Node's types can use the client as well.

export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Native } }
  ? Native
  : { readonly aborted: boolean; readonly reason: unknown };

export type Fetch = typeof globalThis extends { fetch: infer Native }
  ? Native
  : (url: string, init?: object) => Promise<object>;

export type Bytes = typeof globalThis extends { Blob: { prototype: infer Native } }
  ? Native | Uint8Array | ArrayBuffer
  : Uint8Array | ArrayBuffer;

/** A file that the API answered with. */
export type Download = typeof globalThis extends { Blob: { prototype: infer Native } }
  ? Native
  : { arrayBuffer(): Promise<ArrayBuffer>; text(): Promise<string> };
