const prefix = "#token=";

/** Takes the embed token out of the address, and the address out of the history. Null when there is none. */
export function takeToken(): string | null {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(prefix)) return null;
  history.replaceState(null, "", pathname + search);
  return hash.slice(prefix.length);
}
