import { describe, expect, it } from "vitest";
import { filterOf, formatRoute, parseRoute, type Route, stateNames } from "./route.rules.ts";
import { isDay } from "./route-parts.rules.ts";

const person = "person_01jd7gq3m8e9ab4x5y6z700000";
const segment = "segment_01jd7gq3m8e9ab4x5y6z700000";

const routes: [hash: string, route: Route][] = [
  ["#/registry/people", { view: "people", query: {} }],
  [`#/registry/people/${person}`, { view: "person", personId: person }],
  ["#/registry/import", { view: "import", step: "file" }],
  ["#/registry/import/preview", { view: "import", step: "preview" }],
  ["#/registry/duplicates", { view: "duplicates", duplicateId: null }],
  ["#/registry/duplicates/duplicate_01jd7", { view: "duplicates", duplicateId: "duplicate_01jd7" }],
  ["#/registry/merges", { view: "merges" }],
  ["#/members/approvals?status=in_review", { view: "approvals", signUpId: null, status: "in_review" }],
  ["#/members/approvals/signup_01jd7", { view: "approvals", signUpId: "signup_01jd7", status: null }],
  ["#/members/invitations", { view: "invitations", state: null }],
  [`#/members/invitations/new?personIds=${person}`, { view: "invite", personIds: [person], segmentId: null }],
  ["#/members/texts/nda", { view: "texts", kind: "nda" }],
  ["#/trust/roles", { view: "roles" }],
  [
    `#/trust/audit?personId=${person}&from=2026-01-01`,
    { view: "audit", filter: { personId: person, from: "2026-01-01" } },
  ],
  ["#/trust/requests/request_01jd7", { view: "requests", requestId: "request_01jd7", state: null }],
  ["#/trust/requests?state=refused", { view: "requests", requestId: null, state: "refused" }],
  ["#/trust/requests/new", { view: "requestDraft", personId: null }],
  [`#/trust/requests/new?personId=${person}`, { view: "requestDraft", personId: person }],
  ["#/trust/verification", { view: "verification" }],
  ["#/trust/retention/holds", { view: "retention", part: "holds" }],
  ["#/registry/segments/new?states=active", { view: "segments", segmentId: "new", filter: { states: ["active"] } }],
  [`#/registry/segments/${segment}`, { view: "segments", segmentId: segment, filter: {} }],
  ["#/board/postings", { view: "postings", id: null, query: {} }],
  [
    `#/board/postings?status=draft&q=${encodeURIComponent("経理 & 人事")}`,
    { view: "postings", id: null, query: { status: "draft", q: "経理 & 人事" } },
  ],
  ["#/board/posting/new", { view: "posting", id: "new", query: {} }],
  [
    `#/board/posting/job_01jd7?part=preview&reader=person&personId=${person}`,
    { view: "posting", id: "job_01jd7", query: { part: "preview", reader: "person", personId: person } },
  ],
  ["#/board/feeds/feed_01jd7", { view: "feeds", id: "feed_01jd7", query: {} }],
  ["#/board/changes?status=proposed", { view: "changes", id: null, query: { status: "proposed" } }],
  ["#/board/applications/application_01jd7", { view: "applications", id: "application_01jd7", query: {} }],
  ["#/board/talks", { view: "talks", id: null, query: {} }],
  ["#/registry/connections/source_01jd7", { view: "connections", sourceId: "source_01jd7" }],
  [
    `#/registry/people?q=${encodeURIComponent("佐藤&花=子")}&states=active&states=dormant&skills=C%2B%2B&minYearsSinceLeaving=0&segmentId=${segment}`,
    {
      view: "people",
      query: {
        q: "佐藤&花=子",
        states: ["active", "dormant"],
        skills: ["C++"],
        minYearsSinceLeaving: 0,
        segmentId: segment,
      },
    },
  ],
];

describe("the address of a state", () => {
  it.each(routes)("%s leads there", (hash, route) => expect(parseRoute(hash)).toEqual(route));

  it.each(routes)("%s comes back from what it leads to", (_, route) =>
    expect(parseRoute(formatRoute(route))).toEqual(route),
  );

  it.each(["", "#", "#section", "#job=job_1", "#/", "#/registryx", "#/settings/registry"])(
    "leaves %s to the host's page",
    (hash) => expect(parseRoute(hash)).toBeNull(),
  );

  it.each([
    "#/registry/nowhere",
    "#/registry/people/../../etc",
    "#/registry/people/job_1",
    "#/registry/people/person_1/more",
    "#/registry/import/later",
    "#/registry/duplicates/new",
    "#/registry/merges/x",
    "#/board/nowhere",
    "#/board/toString",
    "#/board/posting",
    "#/board/posting/person_1",
    "#/board/feeds/feed_1/more",
    "#/board/talks/talk_1",
  ])("says that %s is nowhere", (hash) => expect(parseRoute(hash)).toEqual({ view: "missing" }));

  it("drops what makes no sense, and keeps the rest", () => {
    expect(
      parseRoute(
        "#/registry/people?q=%20&states=happy&states=active&leftFrom=2024-02-30&leftTo=2024-02-29&minYearsSinceLeaving=-1&maxYearsSinceLeaving=101&consent=all&segmentId=x&page=2",
      ),
    ).toEqual({ view: "people", query: { states: ["active"], leftTo: "2024-02-29" } });
  });

  it("drops of the trail's conditions what can be none", () => {
    expect(
      parseRoute("#/trust/audit?personId=me&from=2024-02-30&to=2024-02-29&actor=%20&action=getPerson&page=2"),
    ).toEqual({
      view: "audit",
      filter: { to: "2024-02-29", action: "getPerson" },
    });
    expect(parseRoute("#/trust/requests/new?personId=me")).toEqual({ view: "requestDraft", personId: null });
  });

  it("survives percent signs that mean nothing", () => {
    expect(parseRoute("#/registry/people?q=100%")).toEqual({ view: "people", query: { q: "100%" } });
  });
});

describe("a filter", () => {
  it("for a segment holds neither the search nor another segment", () => {
    expect(filterOf({ q: "x", segmentId: segment, states: ["active"] })).toEqual({ states: ["active"] });
  });

  it("knows every state once", () => expect(new Set(stateNames).size).toBe(10));

  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2023-13-01", false],
    ["0000-01-01", false],
    ["2023/01/01", false],
    ["", false],
  ])("%s is a day: %s", (text, day) => expect(isDay(text)).toBe(day));
});
