import type { AgreementGiven, AgreementKind, AgreementText } from "@okaeri/sdk/contract/agreements";
import { consentKinds, promiseKinds } from "../agreements/wording.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import type { SignUpMessages } from "../locales/ja/sign-up.ts";

export type AgreementStep = "consents" | "promises";

const kindsOf: Record<AgreementStep, readonly AgreementKind[]> = { consents: consentKinds, promises: promiseKinds };
const agreementSteps: readonly AgreementStep[] = ["consents", "promises"];

/** The texts in force, and which of them got a yes: to exactly the words that stand on screen. */
export const agreementsAsked = (element: LaterElement<SignUpMessages>) => {
  let texts: AgreementText[] = [];
  // By hash: in another language, or in a new version, a yes is another yes.
  const yes = new Set<string>();
  const keyOf = ({ kind, texts }: AgreementText): string => `${kind} ${texts[element.language].hash}`;
  const fetchTexts = async (): Promise<AgreementText[]> => (await (await element.client()).agreements.list()).data;
  const titlesOf = (some: AgreementText[]): string =>
    some.map(({ texts }) => texts[element.language].title).join(element.language === "ja" ? "、" : ", ");

  return {
    get loaded(): boolean {
      return texts.length > 0;
    },
    async load(): Promise<void> {
      if (texts.length === 0) texts = await fetchTexts();
    },
    /** The titles of what changed and of what is no longer asked for. */
    async reload(): Promise<{ changed: string; gone: string; first: AgreementStep | undefined }> {
      const before = new Map(texts.map((text) => [text.kind, text]));
      texts = await fetchTexts();
      const changed = texts.filter((text) => {
        const old = before.get(text.kind);
        before.delete(text.kind);
        return old?.version !== text.version || keyOf(old) !== keyOf(text);
      });
      // Read anew, agreed anew, even where only what is beside the words has changed.
      for (const text of changed) yes.delete(keyOf(text));
      const first = agreementSteps.find((step) => changed.some(({ kind }) => kindsOf[step].includes(kind)));
      return { changed: titlesOf(changed), gone: titlesOf([...before.values()]), first };
    },
    get steps(): AgreementStep[] {
      return agreementSteps.filter(
        (step) => step === "consents" || texts.some(({ kind }) => kindsOf[step].includes(kind)),
      );
    },
    of: (step: AgreementStep): AgreementText[] =>
      kindsOf[step].flatMap((kind) => texts.find((text) => text.kind === kind) ?? []),
    has: (text: AgreementText): boolean => yes.has(keyOf(text)),
    choose(text: AgreementText, chosen: boolean): void {
      if (chosen) yes.add(keyOf(text));
      else yes.delete(keyOf(text));
    },
    /** What has to be agreed to and isn't. */
    missingIn: (step: AgreementStep): AgreementText | undefined =>
      texts.find((text) => kindsOf[step].includes(text.kind) && text.required && !yes.has(keyOf(text))),
    given: (): AgreementGiven[] =>
      texts
        .filter((text) => yes.has(keyOf(text)))
        .map(({ kind, version, texts }) => ({ kind, version, textHash: texts[element.language].hash })),
  };
};

export type AgreementsAsked = ReturnType<typeof agreementsAsked>;
