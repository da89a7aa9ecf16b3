/** As many as one verification takes. */
export const comparedAtOnce = 100;

/** Checkpoints in what somebody kept: one a line, in JSON, or in lines of a log. In its order, each once. */
export const checkpointsIn = (text: string): string[] => [...new Set(text.match(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? [])];
