import { OkaeriError } from "@okaeri/sdk";
import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { ReceivedApplication } from "@okaeri/sdk/contract/applications";
import { notFound, now } from "./fake-answers.ts";
import { destinationAt, slotAt } from "./fake-board.ts";
import type { Both } from "./fake-board-calls.ts";
import type { FakeRegistry } from "./fake-registry.ts";

/** Who answers: interests, talks and applications. */
export const receivedCalls = (api: FakeRegistry): Both<"jobInterests" | "talks" | "applications"> => {
  const { board } = api;
  const application = (id: string): ReceivedApplication => {
    const found = board.applications.find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  };
  const change = (id: string, edit: Partial<ReceivedApplication>): ReceivedApplication => {
    const next = { ...application(id), ...edit };
    board.applications = board.applications.map((one) => (one.id === id ? next : one));
    return next;
  };
  const form = (jobId: string): ApplicationForm => ({
    jobId,
    ...(board.forms.get(jobId) ?? { open: true, resume: "optional" as const, questions: [] }),
    elsewhere: null,
    attachments: { max: 5, maxBytes: 10_485_760, endings: [".pdf", ".docx"] },
    consent: { hash: "0".repeat(64), texts: { ja: "同意", en: "Consent" } },
  });
  return {
    jobInterests: {
      ...api.client.jobInterests,
      listShared: (query = {}) => api.list("jobInterests.listShared", query, () => board.interests),
    },
    talks: {
      ...api.client.talks,
      listSlots: (query = {}) =>
        api.list("talks.listSlots", query, () => board.slots.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))),
      listBookings: (query = {}) => api.list("talks.listBookings", query, () => board.bookings),
      offer: (draft) =>
        api.answer("talks.offer", [draft], () => {
          const { startsAt, host, place, minutes = 30, jobId = null } = draft;
          const endsAt = new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
          const slot = slotAt(board.slots.length + 30, { startsAt, endsAt, host, place, jobId });
          board.slots = [...board.slots, slot];
          return slot;
        }),
      withdraw: (id) =>
        api.answer("talks.withdraw", [id], () => {
          board.slots = board.slots.filter((one) => one.id !== id);
          board.bookings = board.bookings.filter(({ slot }) => slot.id !== id);
        }),
    },
    applications: {
      ...api.client.applications,
      form: (jobId) => api.answer("applications.form", [jobId], () => structuredClone(form(jobId))),
      setForm: (jobId, draft) =>
        api.answer("applications.setForm", [jobId, draft], () => {
          board.forms.set(jobId, draft);
          return form(jobId);
        }),
      list: (query = {}) =>
        api.list("applications.list", query, () =>
          board.applications.filter(
            ({ job, stage, handOver }) =>
              (!query.jobId || job.id === query.jobId) &&
              (!query.stage || stage === query.stage) &&
              (!query.handOver || handOver.state === query.handOver),
          ),
        ),
      get: (id) => api.answer("applications.get", [id], () => application(id)),
      setStage: (id, { stage }) =>
        api.answer("applications.setStage", [id, stage], () => change(id, { stage, stageAsOf: now })),
      handOver: (id) =>
        api.answer("applications.handOver", [id], () => {
          const { handOver } = application(id);
          if (handOver.state === "done" || handOver.state === "none")
            throw new OkaeriError({ code: "conflict", status: 409 });
          return change(id, { handOver: { ...handOver, state: "waiting", lastError: null } });
        }),
      attachment: (id, attachmentId) =>
        api.answer("applications.attachment", [id, attachmentId], () => new Blob(["%PDF-"])),
      listDestinations: () => api.answer("applications.listDestinations", [], () => ({ data: board.destinations })),
      addDestination: (draft) =>
        api.answer("applications.addDestination", [draft], () => {
          const { kind, name, feedId } = draft;
          const address = kind === "greenhouse" ? draft.board : kind === "lever" ? draft.site : draft.url;
          const made = destinationAt(board.destinations.length + 10, {
            kind,
            name,
            feedId,
            address,
            waiting: 0,
            stopped: 0,
            lastError: null,
          });
          board.destinations = [...board.destinations, made];
          return made;
        }),
      removeDestination: (id) =>
        api.answer("applications.removeDestination", [id], () => {
          board.destinations = board.destinations.filter((one) => one.id !== id);
        }),
    },
  };
};
