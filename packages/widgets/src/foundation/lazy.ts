/** Fetches a part once, on first intent; a failed fetch may be tried again. */
export function lazy<Part>(fetchPart: () => Promise<Part>): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => {
    part ??= fetchPart().catch((error: unknown) => {
      part = undefined;
      throw error;
    });
    return part;
  };
}
