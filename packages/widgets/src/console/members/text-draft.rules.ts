import type {
  AgreementDraft,
  AgreementKind,
  AgreementVersion,
  NdaTerms,
  SecrecyClass,
} from "@okaeri/sdk/contract/agreements";

/** What stands in the form. */
export interface TextDraft {
  titleJa: string;
  bodyJa: string;
  titleEn: string;
  bodyEn: string;
  scope: string;
  isEndless: boolean;
  endsOn: string;
  classes: SecrecyClass[];
  required: boolean;
}

export const secrecyClasses: readonly SecrecyClass[] = ["internal", "confidential", "strictly_confidential"];
/** The API asks for these from everybody who joins. */
const neededToJoin: readonly AgreementKind[] = ["community", "no_promise"];

/** Begins with the version in force. */
export const draftOf = (version: AgreementVersion | undefined): TextDraft => ({
  titleJa: version?.texts.ja.title ?? "",
  bodyJa: version?.texts.ja.body ?? "",
  titleEn: version?.texts.en.title ?? "",
  bodyEn: version?.texts.en.body ?? "",
  scope: version?.nda?.scope ?? "",
  isEndless: version?.nda ? version.nda.endsOn === null : true,
  endsOn: version?.nda?.endsOn ?? "",
  classes: version?.nda?.secrecyClasses ?? ["confidential"],
  required: version?.required ?? false,
});

const ndaOf = ({ scope, isEndless, endsOn, classes }: TextDraft): NdaTerms => ({
  scope: scope.trim(),
  endsOn: isEndless ? null : endsOn,
  secrecyClasses: secrecyClasses.filter((one) => classes.includes(one)),
});

export const publishable = (kind: AgreementKind, draft: TextDraft): AgreementDraft => ({
  kind,
  texts: {
    ja: { title: draft.titleJa.trim(), body: draft.bodyJa.trim() },
    en: { title: draft.titleEn.trim(), body: draft.bodyEn.trim() },
  },
  ...(kind === "nda" && { nda: ndaOf(draft), required: draft.required }),
});

/** What keeps it from being published; null where nothing does. */
export function faultOf(
  kind: AgreementKind,
  draft: TextDraft,
  version: AgreementVersion | undefined,
): "missing" | "ndaMissing" | "unchanged" | null {
  const { titleJa, bodyJa, titleEn, bodyEn } = draft;
  if ([titleJa, bodyJa, titleEn, bodyEn].some((text) => text.trim() === "")) return "missing";
  const { scope, endsOn, secrecyClasses: classes } = ndaOf(draft);
  if (kind === "nda" && (scope === "" || endsOn === "" || classes.length === 0)) return "ndaMissing";
  const same = JSON.stringify(publishable(kind, draft)) === JSON.stringify(publishable(kind, draftOf(version)));
  return version && same ? "unchanged" : null;
}

/** What the organization can stop asking for. */
export const canRetire = (kind: AgreementKind): boolean => !neededToJoin.includes(kind);
export const isNeeded = (kind: AgreementKind, draft: TextDraft): boolean =>
  neededToJoin.includes(kind) || (kind === "nda" && draft.required);
