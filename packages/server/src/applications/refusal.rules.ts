export type RefusalCode = "empty" | "type_unknown" | "ending_contradicts" | "active_content" | "malware_signature";

/** Why a file is not taken. */
export interface Refusal {
  code: RefusalCode;
  detail: string;
}

export const unknownType = (detail: string): Refusal => ({ code: "type_unknown", detail });
export const active = (what: string): Refusal => ({
  code: "active_content",
  detail: `holds ${what}, which is not taken`,
});
export const malware: Refusal = { code: "malware_signature", detail: "holds what virus scanners know as malware" };

// The EICAR test string, in two parts: scanners would take this file away.
const eicar = Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""));

export const holdsMalware = (bytes: Buffer): boolean => bytes.includes(eicar);

const executableHeads = ["4d5a", "7f454c46", "cffaedfe", "feedfacf", "cafebabe"].map((head) =>
  Buffer.from(head, "hex"),
);

/** What older programs of Office write, which may hold macros (MS-CFB 2.2). */
export const isCompoundFile = (bytes: Buffer): boolean =>
  bytes.subarray(0, 8).equals(Buffer.from("d0cf11e0a1b11ae1", "hex"));

export const isExecutable = (bytes: Buffer): boolean =>
  executableHeads.some((head) => bytes.subarray(0, head.length).equals(head));
