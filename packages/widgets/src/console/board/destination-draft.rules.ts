import type { ApplicationDestinationDraft, DestinationKind } from "@okaeri/sdk/contract/application-destinations";

/** What stands in the form; the key is only ever written. */
export interface DestinationDraft {
  kind: string;
  name: string;
  feedId: string;
  /** The board, the site or the URL. */
  address: string;
  region: string;
  secret: string;
  /** Of Lever's own API; empty: nobody is asked where applicants stand. */
  followKey: string;
}

export type DestinationFault = "missing" | "boardWrong" | "urlWrong" | "secretWrong" | "keyWrong" | "feedMissing";
export const destinationKinds: readonly DestinationKind[] = ["greenhouse", "lever", "webhook"];
export const regions = ["global", "eu"] as const;

export const blankDestination = (): DestinationDraft => ({
  kind: "greenhouse",
  name: "",
  feedId: "",
  address: "",
  region: "global",
  secret: "",
  followKey: "",
});
export const kindOf = ({ kind }: DestinationDraft): DestinationKind =>
  destinationKinds.find((one) => one === kind) ?? "greenhouse";

// As the contract has it: it goes into headers.
const isSecret = (text: string): boolean => /^[\x21-\x7e]{1,2000}$/.test(text);
/** Standard Webhooks: 24 bytes or more in Base64. */
const isSigningKey = (text: string): boolean => /^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/.test(text);

export function destinationFaultsOf(
  draft: DestinationDraft,
): Partial<Record<keyof DestinationDraft, DestinationFault>> {
  const faults: Partial<Record<keyof DestinationDraft, DestinationFault>> = {};
  const [address, secret] = [draft.address.trim(), draft.secret.trim()];
  const isUrl = /^https?:\/\/\S+$/i.test(address) && URL.canParse(address);
  if (draft.name.trim() === "") faults.name = "missing";
  if (address === "") faults.address = "missing";
  else if (kindOf(draft) === "webhook" ? !isUrl : !/^[A-Za-z0-9_-]{1,100}$/.test(address))
    faults.address = kindOf(draft) === "webhook" ? "urlWrong" : "boardWrong";
  if (secret === "") faults.secret = "missing";
  else if (!isSecret(secret)) faults.secret = "secretWrong";
  else if (kindOf(draft) === "webhook" && !isSigningKey(secret)) faults.secret = "keyWrong";
  if (kindOf(draft) === "lever" && draft.followKey.trim() !== "" && !isSecret(draft.followKey.trim()))
    faults.followKey = "secretWrong";
  // Only its own feed tells what its system calls a posting.
  if (kindOf(draft) !== "webhook" && draft.feedId === "") faults.feedId = "feedMissing";
  return faults;
}

export function newDestination(draft: DestinationDraft): ApplicationDestinationDraft {
  const kind = kindOf(draft);
  const address = draft.address.trim();
  const all = { name: draft.name.trim(), feedId: draft.feedId || null, secret: draft.secret.trim() };
  if (kind === "greenhouse") return { ...all, kind, board: address };
  return kind === "lever"
    ? {
        ...all,
        kind,
        site: address,
        followKey: draft.followKey.trim() || null,
        region: draft.region === "eu" ? "eu" : "global",
      }
    : { ...all, kind, url: address };
}
