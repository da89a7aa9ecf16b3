import { type AgreementAct, type AgreementKind, agreementKind } from "@okaeri/sdk/contract/agreements";

/** What membership is: without these nobody is a member, and who takes them back leaves. */
export const neededToJoin: readonly AgreementKind[] = ["community", "no_promise"];

interface Act {
  kind: AgreementKind;
  act: AgreementAct;
}

/**
 * What counts now of each kind, from all that somebody did, the oldest first. An NDA that was signed stays signed when a
 * later one is explained and not signed.
 */
export function heldOf<Receipt extends Act>(receipts: readonly Receipt[]): Map<AgreementKind, Receipt> {
  const held = new Map<AgreementKind, Receipt>();
  for (const receipt of receipts) {
    if (receipt.act === "explained_not_signed" && held.get(receipt.kind)?.act === "given") continue;
    held.set(receipt.kind, receipt);
  }
  return held;
}

/** In the order of the contract, and within a kind as they come. */
export const inOrder = <Text extends { kind: AgreementKind }>(texts: readonly Text[]): Text[] =>
  agreementKind.options.flatMap((kind) => texts.filter((text) => text.kind === kind));
