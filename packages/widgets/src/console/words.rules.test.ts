import { consentPurpose } from "@okaeri/sdk/contract/agreements";
import { questionKind } from "@okaeri/sdk/contract/application-forms";
import { applicationStage, handOverState } from "@okaeri/sdk/contract/applications";
import { errorCodes } from "@okaeri/sdk/contract/errors";
import { jobFeedFormat, jobFeedRunStatus, jobFeedSchedule, rejectedPosting } from "@okaeri/sdk/contract/job-feeds";
import { changeKind } from "@okaeri/sdk/contract/organization-changes";
import { personStates, sourceKind } from "@okaeri/sdk/contract/registry";
import { connectionKind } from "@okaeri/sdk/contract/registry-connections";
import { duplicateReason } from "@okaeri/sdk/contract/registry-duplicates";
import { registryField, rejectionCodes } from "@okaeri/sdk/contract/registry-imports";
import { describe, expect, it } from "vitest";
import { en as applicationsEn } from "../locales/en/console-board-applications.ts";
import { en as applyingEn } from "../locales/en/console-board-applying.ts";
import { en as changesEn } from "../locales/en/console-board-changes.ts";
import { en as feedsEn } from "../locales/en/console-board-feeds.ts";
import { en as connectionsEn } from "../locales/en/console-connections.ts";
import { en as duplicatesEn } from "../locales/en/console-duplicates.ts";
import { en as faultsEn } from "../locales/en/console-faults.ts";
import { en as fieldsEn } from "../locales/en/console-fields.ts";
import { en as registryEn } from "../locales/en/console-registry.ts";
import { en as rejectionsEn } from "../locales/en/console-rejections.ts";
import { ja as applicationsJa } from "../locales/ja/console-board-applications.ts";
import { ja as applyingJa } from "../locales/ja/console-board-applying.ts";
import { ja as changesJa } from "../locales/ja/console-board-changes.ts";
import { ja as feedsJa } from "../locales/ja/console-board-feeds.ts";
import { ja as connectionsJa } from "../locales/ja/console-connections.ts";
import { ja as duplicatesJa } from "../locales/ja/console-duplicates.ts";
import { ja as faultsJa } from "../locales/ja/console-faults.ts";
import { ja as fieldsJa } from "../locales/ja/console-fields.ts";
import { ja as registryJa } from "../locales/ja/console-registry.ts";
import { ja as rejectionsJa } from "../locales/ja/console-rejections.ts";
import { consentNames, stateNames } from "./route.rules.ts";

const vocabularies: [
  name: string,
  contract: readonly string[],
  ja: Record<string, string>,
  en: Record<string, string>,
][] = [
  ["states", personStates, registryJa.states, registryEn.states],
  ["kinds of source", sourceKind.options, registryJa.sources, registryEn.sources],
  ["consents", consentPurpose.options, registryJa.consents, registryEn.consents],
  ["reasons of duplicates", duplicateReason.options, duplicatesJa.reasons, duplicatesEn.reasons],
  ["rejections", rejectionCodes, rejectionsJa.codes, rejectionsEn.codes],
  ["fields", registryField.options, fieldsJa.fields, fieldsEn.fields],
  ["systems", connectionKind.options, connectionsJa.kinds, connectionsEn.kinds],
  ["kinds of change", changeKind.options, changesJa.kinds, changesEn.kinds],
  ["formats of feeds", jobFeedFormat.options, feedsJa.formats, feedsEn.formats],
  ["runs of feeds", jobFeedRunStatus.options, feedsJa.statuses, feedsEn.statuses],
  ["schedules", jobFeedSchedule.options, feedsJa.schedules, feedsEn.schedules],
  ["rejected postings", rejectedPosting.shape.code.options, feedsJa.rejections, feedsEn.rejections],
  ["stages", applicationStage.options, applicationsJa.stages, applicationsEn.stages],
  ["hand-overs", handOverState.options, applicationsJa.handOvers, applicationsEn.handOvers],
  ["kinds of question", questionKind.options, applyingJa.kinds, applyingEn.kinds],
  ["errors", errorCodes, faultsJa.codes, faultsEn.codes],
];

describe("the words", () => {
  it.each(vocabularies)("for all %s are there in both languages, and are words", (_, contract, ja, en) => {
    expect(contract.length).toBeGreaterThan(1);
    for (const code of contract) {
      expect(ja[code], code).toMatch(/[\p{L}]/u);
      expect(ja[code]).not.toBe(code);
      expect(en[code], code).toMatch(/[A-Za-z]{2}/);
      if (code.includes("_")) expect([ja[code], en[code]], code).not.toContain(code);
    }
  });

  it("end as sentences, quietly", () => {
    for (const text of Object.values(faultsJa.codes)) expect(text).toMatch(/。$/);
    for (const text of [...Object.values(faultsJa.codes), ...Object.values(faultsEn.codes)])
      expect(text).not.toMatch(/[!！]/);
  });

  it("know the contract's states and consents in its own order", () => {
    expect(stateNames).toEqual(personStates);
    expect(consentNames).toEqual(consentPurpose.options);
  });
});
