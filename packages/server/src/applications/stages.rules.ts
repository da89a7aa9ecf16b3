import type { ApplicationStage } from "@okaeri/sdk/contract/applications";

/** What an applicant is written about; the rest they see when they look. */
export const isNews = (stage: ApplicationStage): boolean =>
  stage === "interview" || stage === "offer" || stage === "hired" || stage === "declined";
