import type { FakeRegistry } from "../testing/fake-registry.ts";

interface Asked<Body> {
  query: Record<string, unknown>;
  json: Body;
  ifMatch: string | null;
}

type Call = [pattern: RegExp, call: (id: string, other: string) => Promise<unknown>];

/** The board's part of the fake over HTTP; a body is what the console sent. */
export const boardCallsOf = (
  { jobs, jobFeeds, jobInterests, jobMatches, organizationChanges, talks, applications }: FakeRegistry["console"],
  { query, json, ifMatch }: Asked<never>,
): Call[] => [
  [/^GET jobs$/, () => jobs.list(query)],
  [/^POST jobs$/, () => jobs.post(json)],
  [/^GET jobs\/(job_\w+)$/, (id) => jobs.get(id)],
  [/^PATCH jobs\/(job_\w+)$/, (id) => jobs.edit(id, json, { ifMatch })],
  [/^POST jobs\/(job_\w+)\/publication$/, (id) => jobs.publish(id)],
  [/^POST jobs\/(job_\w+)\/closing$/, (id) => jobs.close(id)],
  [/^GET jobs\/(job_\w+)\/invitees$/, (id) => jobs.invitees(id)],
  [/^PATCH jobs\/(job_\w+)\/invitees$/, (id) => jobs.editInvitees(id, json, { ifMatch })],
  [/^GET jobs\/(job_\w+)\/match$/, (id) => jobMatches.get(id, query)],
  [/^GET jobs\/(job_\w+)\/application-form$/, (id) => applications.form(id)],
  [/^PUT jobs\/(job_\w+)\/application-form$/, (id) => applications.setForm(id, json)],
  [/^GET job-feeds$/, () => jobFeeds.list()],
  [/^POST job-feeds$/, () => jobFeeds.add(json)],
  [/^GET job-feeds\/(feed_\w+)$/, (id) => jobFeeds.get(id)],
  [/^PATCH job-feeds\/(feed_\w+)$/, (id) => jobFeeds.edit(id, json, { ifMatch })],
  [/^DELETE job-feeds\/(feed_\w+)$/, (id) => jobFeeds.remove(id)],
  [/^POST job-feeds\/(feed_\w+)\/sync$/, (id) => jobFeeds.sync(id)],
  [/^POST job-feeds\/(feed_\w+)\/document$/, (id) => jobFeeds.upload(id, "")],
  [/^GET job-feeds\/(feed_\w+)\/runs$/, (id) => jobFeeds.listRuns(id, query)],
  [/^POST job-feeds\/(feed_\w+)\/runs\/(run_\w+)\/release$/, (id, runId) => jobFeeds.releaseRun(id, runId)],
  [/^POST job-feeds\/(feed_\w+)\/runs\/(run_\w+)\/discard$/, (id, runId) => jobFeeds.discardRun(id, runId)],
  [/^GET organization\/changes$/, () => organizationChanges.list(query)],
  [/^POST organization\/changes$/, () => organizationChanges.post(json)],
  [/^GET organization\/changes\/(\w+)$/, (id) => organizationChanges.get(id)],
  [/^PATCH organization\/changes\/(\w+)$/, (id) => organizationChanges.edit(id, json, { ifMatch })],
  [/^POST organization\/changes\/(\w+)\/publication$/, (id) => organizationChanges.publish(id)],
  [/^DELETE organization\/changes\/(\w+)$/, (id) => organizationChanges.delete(id)],
  [/^GET interests$/, () => jobInterests.listShared(query)],
  [/^GET talk-slots$/, () => talks.listSlots(query)],
  [/^POST talk-slots$/, () => talks.offer(json)],
  [/^DELETE talk-slots\/(\w+)$/, (id) => talks.withdraw(id)],
  [/^GET talk-bookings$/, () => talks.listBookings(query)],
  [/^GET applications$/, () => applications.list(query)],
  [/^GET applications\/(\w+)$/, (id) => applications.get(id)],
  [/^PUT applications\/(\w+)\/stage$/, (id) => applications.setStage(id, json)],
  [/^POST applications\/(\w+)\/hand-over$/, (id) => applications.handOver(id)],
  [/^GET application-destinations$/, () => applications.listDestinations()],
  [/^POST application-destinations$/, () => applications.addDestination(json)],
  [/^DELETE application-destinations\/(\w+)$/, (id) => applications.removeDestination(id)],
];
