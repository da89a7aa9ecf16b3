import type { DocumentOrigin } from "./decoding.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import { gather, type SaidPosting } from "./said-posting.rules.ts";
import { childrenOf, find, findAll, lineAt, markupAt, parseXml, textAt, type XmlElement } from "./xml.rules.ts";

/** Where USAJOBS puts the text of a posting, in its order. */
const texts: [heading: string | null, ...path: string[]][] = [
  [null, "Overview", "JobSummary"],
  ["Duties", "Duties", "MajorDuties"],
  ["Qualifications", "QualificationsAndEvaluation", "Qualifications"],
  ["Education", "QualificationsAndEvaluation", "Education"],
  ["Requirements", "QualificationsAndEvaluation", "Requirements"],
  ["Evaluations", "QualificationsAndEvaluation", "Evaluations"],
  ["How to apply", "HowToApplyInformation", "HowToApply"],
  ["Required documents", "HowToApplyInformation", "RequiredDocuments"],
  ["What to expect next", "HowToApplyInformation", "WhatToExpectNext"],
  ["Benefits", "BenefitsAndOtherInformation", "Benefits"],
  ["Other information", "BenefitsAndOtherInformation", "OtherInformation"],
];

/**
 * HR-XML 3.1 `ShowPositionOpening` as USAJOBS wrote it: namespaces change from element to element, and
 * `recordSetCount` counts what the search found, not what the document holds.
 * @throws DomainError `feed_unreadable`
 */
export function parseHrXml(document: Buffer, origin: DocumentOrigin): ParsedFeed {
  const root = parseXml(document, origin);
  const openings = root.name === "PositionOpening" ? [root] : findAll(root, "PositionOpening");
  const show = find(root, "DataArea", "Show");
  if (openings.length === 0 && !show) throw unreadable("this is no HR-XML with position openings");
  const announced = Number(show?.attributes.recordSetCount ?? Number.NaN);
  return {
    ...gather(openings, toSaid, {
      names: {
        key: "DocumentID",
        title: "PositionTitle",
        pay: "OfferedRemunerationPackage",
        publishedAt: "PositionPeriod.StartDate",
        closesOn: "PositionPeriod.EndDate",
      },
      dateOrder: "mdy",
    }),
    announced: Number.isInteger(announced) ? announced : null,
  };
}

function toSaid(opening: XmlElement): SaidPosting {
  const profile = find(opening, "PositionProfile");
  const pay = find(profile, "OfferedRemunerationPackage", "RemunerationRange");
  const body = find(profile, "UserArea", "GOVT_XMLJobBody");
  const status = textAt(opening, "PositionOpeningStatusCode");
  const grades = ["GOVT_PayGradeLow", "GOVT_PayGradeHigh"].map((name) => textAt(profile, "UserArea", name));
  return {
    key: textAt(opening, "DocumentID") ?? textAt(profile, "PositionID"),
    title: lineAt(profile, "PositionTitle"),
    department:
      lineAt(profile, "PositionOrganization", "UserArea", "GOVT_SubAgencyName") ??
      lineAt(profile, "PositionOrganization", "OrganizationIdentifiers", "OrganizationName"),
    // A postal code alone is no place that anybody would look for.
    locations: childrenOf(profile, "PositionLocation")
      .map((place) => lineAt(place, "LocationName"))
      .filter((name) => !/^\d+$/.test(name ?? "")),
    employment: [textAt(profile, "PositionScheduleTypeCode"), textAt(profile, "PositionOfferingTypeCode")],
    grade: [textAt(profile, "JobGradeCode"), [...new Set(grades)].filter(Boolean).join("–")].filter(Boolean).join(" "),
    pay: pay && {
      min: textAt(pay, "RemunerationMinimumAmount"),
      max: textAt(pay, "RemunerationMaximumAmount"),
      currency: find(pay, "RemunerationMinimumAmount")?.attributes.currencyID ?? null,
      per: textAt(pay, "RemunerationRateIntervalCode"),
    },
    parts: [
      ...texts.map(([heading, ...path]) => ({ heading, text: markupAt(body, ...path) })),
      { text: body ? null : markupAt(profile, "PositionFormattedDescription", "Content") },
    ],
    requirements: childrenOf(find(body, "Overview"), "KeyRequirement").map((one) => ({
      name: textAt(one) ?? "",
      level: "required" as const,
    })),
    applyUrl: [textAt(opening, "UserArea", "GOVT_ApplyOnlineURL"), textAt(profile, "PositionURI")],
    publishedAt: textAt(profile, "PositionPeriod", "StartDate", "FormattedDateTime"),
    closesOn: textAt(profile, "PositionPeriod", "EndDate", "FormattedDateTime"),
    isOpen: status === null || status === "Active",
  };
}
