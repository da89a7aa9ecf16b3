// The address of this file stays, its content is checked at every visit; everything behind it is named by its hash.
// Without its code the element is the host's fallback, and nothing else.
void import("./console/console.define.ts").catch(() => undefined);
