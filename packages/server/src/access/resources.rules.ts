import type { AccessLevel, AccessRole } from "@okaeri/sdk/contract/access";
import type { FieldRule, Grant, ResourceRule } from "./field-access.rules.ts";

const everybody: readonly AccessRole[] = ["visitor", "member", "employee", "recruiter", "auditor", "admin", "server"];
const hr: readonly AccessRole[] = ["recruiter", "admin", "server"];
const deciders: readonly AccessRole[] = ["admin", "server"];
const overseers: readonly AccessRole[] = ["auditor", "admin", "server"];
const oneself: readonly AccessRole[] = ["member"];

const grants: Record<AccessLevel, Grant> = {
  none: { read: "none", write: false },
  purpose: { read: "purpose", write: true },
  read: { read: "read", write: true },
};

/** The organization's own machines know what HR entrusts to them: there is nobody there who could be asked what for. */
const field = (recruiter: AccessLevel, admin: AccessLevel): FieldRule => ({
  roles: { recruiter: grants[recruiter], admin: grants[admin], server: grants.read },
  adjustable: true,
});

const person: ResourceRule = {
  readers: hr,
  about: "id",
  fields: {
    birthDate: field("none", "purpose"),
    formerFamilyName: field("read", "read"),
    earlierNames: field("read", "read"),
    contacts: field("read", "read"),
    skills: field("read", "read"),
  },
};

/**
 * Role × resource × field: who may read and write what. Resources are the contract's named answers; a field that has no
 * line of its own follows its resource. What isn't here is in nobody's answer.
 */
export const resources: Readonly<Record<string, ResourceRule>> = {
  // What every page may show
  Organization: { readers: everybody },
  JobPosting: { readers: everybody },
  JobSummary: { readers: everybody },
  JobPage: { readers: everybody },
  JobFacets: { readers: everybody },
  JobSuggestions: { readers: everybody },
  JobRequirement: { readers: everybody },
  CommunityTeaser: { readers: everybody },
  Event: { readers: everybody },
  NewsItem: { readers: everybody },
  AgreementText: { readers: everybody },
  AgreementTextList: { readers: everybody },
  CodeSent: { readers: everybody },
  SignUpReceived: { readers: everybody },
  EmbedSession: { readers: everybody },
  PasskeyOptions: { readers: everybody },

  // What those who know the house may read
  OrganizationChange: { readers: ["member", "employee", ...hr] },
  OrganizationChangePage: { readers: ["member", "employee", ...hr] },
  JobChanges: { readers: oneself },
  TalkSlot: { readers: ["member", ...hr] },
  TalkSlotPage: { readers: ["member", ...hr] },
  TalkSlotList: { readers: oneself },
  TalkBooking: { readers: hr, about: "personId" },
  TalkBookingPage: { readers: hr },
  InterestShare: { readers: oneself },
  JobInterest: { readers: oneself },
  JobInterestList: { readers: oneself },
  SavedSearch: { readers: oneself },
  SavedSearchList: { readers: oneself },
  SharedInterest: { readers: hr, about: "personId" },
  SharedInterestPage: { readers: hr },
  ApplicationForm: { readers: ["member", ...hr] },
  ApplicationQuestion: { readers: ["member", ...hr] },
  ReceivedApplication: { readers: hr, about: "personId" },
  ReceivedApplicationPage: { readers: hr },
  ApplicationDestination: { readers: hr },
  ApplicationDestinationList: { readers: hr },
  JobMatchReport: { readers: ["member", ...hr], about: "personId" },

  // What is one's own
  Account: { readers: oneself },
  Application: { readers: oneself },
  ApplicationList: { readers: oneself },
  Attachment: { readers: oneself },
  AgreementReceipt: { readers: ["member", ...hr], about: "id" },
  AgreementReceiptList: { readers: ["member", ...hr] },
  Passkey: { readers: oneself },
  PasskeyList: { readers: oneself },
  SessionInfo: { readers: ["member", "employee", "recruiter", "auditor", "admin"] },
  SessionList: { readers: ["member", "employee", "recruiter", "auditor", "admin"] },
  PersonalData: { readers: ["member", ...deciders] },
  PrivacyRequest: { readers: ["member", ...deciders], about: "personId" },
  PrivacyRequestPage: { readers: ["member", ...deciders] },

  // The registry
  Person: person,
  PersonRecord: { ...person, as: "Person" },
  PersonPage: { readers: hr },
  PersonFilter: { readers: hr },
  PersonCount: { readers: hr },
  PersonChange: { readers: hr, about: "id" },
  PersonChangePage: { readers: hr },
  Employment: {
    readers: hr,
    fields: {
      employeeNumber: field("read", "read"),
      separation: field("none", "purpose"),
      leavingReason: field("none", "purpose"),
      ownReason: field("none", "purpose"),
      rehireWishOn: field("read", "read"),
    },
  },
  Contact: { readers: hr },
  Segment: { readers: hr },
  SegmentList: { readers: hr },
  Duplicate: { readers: hr },
  DuplicatePage: { readers: hr },
  Merge: { readers: hr, about: "keptId" },
  MergePage: { readers: hr },
  RegistryImport: { readers: hr },
  LeaverBatchResult: { readers: hr },
  UpsertResult: { readers: hr },
  RegistryRun: { readers: hr },
  RegistryRunPage: { readers: hr },
  RegistrySource: { readers: hr },
  RegistrySourceList: { readers: hr },
  RegistryDateRules: { readers: hr },
  RegistryExportCheck: { readers: hr },
  JobFeed: { readers: hr },
  JobFeedList: { readers: hr },
  JobFeedRun: { readers: hr },
  JobFeedRunPage: { readers: hr },
  RejectedPosting: { readers: hr },
  Connection: { readers: hr },
  ConnectionList: { readers: hr },
  SeparationCode: { readers: hr },
  SeparationCodeList: { readers: hr },

  // Finding
  JobSynonyms: { readers: hr },
  JobInvitees: { readers: hr },

  // The way in
  SignUp: {
    readers: hr,
    about: "personId",
    fields: { birthDate: field("purpose", "purpose"), employeeNumber: field("purpose", "purpose") },
  },
  SignUpPage: { readers: hr },
  SignUpEvidence: { readers: hr },
  SignUpDecisionsMade: { readers: hr },
  Invitation: { readers: hr, about: "personId" },
  InvitationPage: { readers: hr },
  InvitationsMade: { readers: hr },
  AgreementVersion: { readers: [...hr, "auditor"] },
  AgreementVersionList: { readers: [...hr, "auditor"] },

  // What keeps it honest
  AccessTable: { readers: overseers },
  AuditEntry: { readers: overseers },
  AuditPage: { readers: overseers },
  AuditCheckpoint: { readers: overseers },
  AuditVerified: { readers: overseers },
  RetentionRule: { readers: overseers },
  RetentionRules: { readers: overseers },
  RetentionPreview: { readers: overseers },
  RetentionRun: { readers: overseers },
  RetentionRunPage: { readers: overseers },
  LegalHold: { readers: deciders, about: "personId" },
  LegalHoldPage: { readers: deciders },
};

/** What members of records say by naming a field: that it is the same in two records, or is not. */
const comparisons: Readonly<Record<string, readonly [resource: string, field: string]>> = {
  birth_date: ["Person", "birthDate"],
  former_family_name: ["Person", "formerFamilyName"],
  former_name: ["Person", "formerFamilyName"],
  employee_number: ["Employment", "employeeNumber"],
  email: ["Person", "contacts"],
  phone: ["Person", "contacts"],
};

const comparing = new Set(["matchedOn", "contradicts", "reasons"]);

/** The field that an entry of this member compares; null where it compares none. Whoever knows one value knows the other. */
export const fieldOfComparison = (member: string, entry: unknown): readonly [resource: string, field: string] | null =>
  comparing.has(member) && typeof entry === "string" ? (comparisons[entry] ?? null) : null;

/** What a history or a file calls a field, and which field of the table it is a value of. */
const labels: Readonly<Record<string, readonly [resource: string, field: string]>> = {
  birthDate: ["Person", "birthDate"],
  formerFamilyName: ["Person", "formerFamilyName"],
  familyName: ["Person", "earlierNames"],
  givenName: ["Person", "earlierNames"],
  name: ["Person", "earlierNames"],
  email: ["Person", "contacts"],
  phone: ["Person", "contacts"],
  skills: ["Person", "skills"],
  employeeNumber: ["Employment", "employeeNumber"],
  separation: ["Employment", "separation"],
  separationCode: ["Employment", "separation"],
  separationNumber: ["Employment", "separation"],
  leavingReason: ["Employment", "leavingReason"],
  ownReason: ["Employment", "ownReason"],
  rehireWishOn: ["Employment", "rehireWishOn"],
};

/** Null for what everybody may read who may read the history itself. */
export const fieldOfLabel = (label: string): readonly [resource: string, field: string] | null => labels[label] ?? null;
