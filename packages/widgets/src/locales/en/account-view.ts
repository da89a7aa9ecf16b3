export const en = {
  failedLoad: "It could not be loaded. Check your connection, then try again.",
  retry: "Load again",
};
