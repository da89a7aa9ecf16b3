/** Six ASCII digits out of what was typed or pasted, full-width ones included. */
export const codeOf = (typed: string): string => typed.normalize("NFKC").replace(/\D/g, "");
