const keptMs = 60_000;

/** Hands a file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after this; a large one takes its time.
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
