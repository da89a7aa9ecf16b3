import type { DestinationKind } from "@okaeri/sdk/contract/application-destinations";

/** What a file can be, and by which endings it may be called. */
export const fileTypes = {
  pdf: { type: "application/pdf", endings: [".pdf"] },
  docx: {
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings: [".docx"],
  },
  odt: { type: "application/vnd.oasis.opendocument.text", endings: [".odt"] },
  png: { type: "image/png", endings: [".png"] },
  jpeg: { type: "image/jpeg", endings: [".jpg", ".jpeg"] },
  text: { type: "text/plain", endings: [".txt"] },
} as const;

export type FileKind = keyof typeof fileTypes;

const allKinds: readonly FileKind[] = ["pdf", "docx", "odt", "png", "jpeg", "text"];

/** What a system takes as a résumé or cover letter; Greenhouse alone says (Job Board API, Submitting Attachments). */
const kindsFor = (destination: DestinationKind | null): readonly FileKind[] =>
  destination === "greenhouse" ? ["pdf", "docx", "text"] : allKinds;

export const endingsFor = (destination: DestinationKind | null): string[] =>
  kindsFor(destination).flatMap((kind) => fileTypes[kind].endings);

/** Whether a résumé or cover letter of this media type can be handed over. */
export const isTaken = (destination: DestinationKind | null, type: string): boolean =>
  kindsFor(destination).some((kind) => fileTypes[kind].type === type);
