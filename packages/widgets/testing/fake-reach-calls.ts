import { OkaeriError } from "@okaeri/sdk";
import type { InterestShare } from "@okaeri/sdk/contract/job-interests";
import { applicationTo } from "../gallery/sample-reach.ts";
import type { Client } from "../src/foundation/connection.ts";
import { now } from "./fake-answers.ts";
import type { FakeApi } from "./fake-client.ts";

const notFound = () => new OkaeriError({ code: "not_found", status: 404 });

/** Telling somebody, talking, applying, and searches that are kept. */
export const reachCalls = (
  api: FakeApi,
): Pick<Client, "jobInterests" | "talks" | "applications" | "savedSearches"> => ({
  jobInterests: {
    list: () =>
      api.answer("jobInterests.list", [], () => ({
        data: api.jobs.map((job) => ({ job, since: now, shares: api.shares.get(job.id) ?? [] })),
      })),
    share: (jobId, draft) =>
      api.answer("jobInterests.share", [jobId, draft], () => {
        const share: InterestShare = {
          id: `share_${api.calls.length}`,
          with: draft.with,
          email: draft.with === "colleague" ? draft.email : null,
          message: draft.message ?? "",
          sharedAt: now,
        };
        if (!api.failing.has("jobInterests.share")) api.shares.set(jobId, [share, ...(api.shares.get(jobId) ?? [])]);
        return share;
      }),
    takeBack: (jobId, shareId) =>
      api.answer("jobInterests.takeBack", [jobId, shareId], () => {
        api.shares.set(
          jobId,
          (api.shares.get(jobId) ?? []).filter(({ id }) => id !== shareId),
        );
      }),
  },
  talks: {
    listSlots: (query = {}) => {
      const page = api.answer("talks.listSlots", [query], () => {
        const from = Number(query.cursor ?? 0);
        const end = from + (query.limit ?? 20);
        return { data: api.slots.slice(from, end), nextCursor: end < api.slots.length ? String(end) : null };
      });
      return Object.assign(page, {
        async *[Symbol.asyncIterator]() {
          yield* api.slots;
        },
      });
    },
    book: (slotId, draft) =>
      api.answer("talks.book", [slotId, draft], () => {
        const slot = api.slots.find(({ id }) => id === slotId);
        if (!slot) throw notFound();
        if (api.failing.has("talks.book")) return slot;
        const booked = { ...slot, booked: true, place: "https://meet.example.invalid/mihon" };
        api.slots = api.slots.map((one) => (one === slot ? booked : one));
        return booked;
      }),
    cancel: (slotId) =>
      api.answer("talks.cancel", [slotId], () => {
        api.slots = api.slots.map((slot) => (slot.id === slotId ? { ...slot, booked: false } : slot));
      }),
    listOwn: () => api.answer("talks.listOwn", [], () => ({ data: api.slots.filter(({ booked }) => booked) })),
  },
  applications: {
    form: (jobId) =>
      api.answer("applications.form", [jobId], () => ({
        ...api.applicationForm(jobId),
        applicationId: api.applications.find(({ job, stage }) => job.id === jobId && stage !== "withdrawn")?.id ?? null,
      })),
    attach: (name, file) =>
      api.answer("applications.attach", [name], () => ({
        id: `attachment_${api.calls.length}`,
        name,
        type: "application/pdf",
        bytes: file instanceof Blob ? file.size : 1,
      })),
    submit: (jobId, draft) =>
      api.answer("applications.submit", [jobId, draft], () => {
        const job = api.jobs.find(({ id }) => id === jobId);
        if (!job) throw notFound();
        const application = applicationTo(job, draft);
        if (!api.failing.has("applications.submit")) api.applications = [application, ...api.applications];
        return application;
      }),
    listOwn: () => api.answer("applications.listOwn", [], () => ({ data: [...api.applications] })),
    withdraw: (id) =>
      api.answer("applications.withdraw", [id], () => {
        api.applications = api.applications.map((one) => (one.id === id ? { ...one, stage: "withdrawn" } : one));
      }),
  },
  savedSearches: {
    list: () => api.answer("savedSearches.list", [], () => ({ data: [...api.searches] })),
    save: ({ filter, alert = "weekly" }) =>
      api.answer("savedSearches.save", [filter, alert], () => {
        const known = api.searches.find((one) => JSON.stringify(one.filter) === JSON.stringify(filter));
        const id = known?.id ?? `search_${api.calls.length}`;
        const words = Object.values(filter).join(", ");
        const search = { id, filter, name: { ja: words, en: words }, alert, alertedAt: null, createdAt: now };
        if (!api.failing.has("savedSearches.save"))
          api.searches = [search, ...api.searches.filter((one) => one !== known)];
        return search;
      }),
    edit: (id, { alert }) =>
      api.answer("savedSearches.edit", [id, alert], () => {
        const search = api.searches.find((one) => one.id === id);
        if (!search) throw notFound();
        const edited = { ...search, alert };
        api.searches = api.searches.map((one) => (one === search ? edited : one));
        return edited;
      }),
    delete: (id) =>
      api.answer("savedSearches.delete", [id], () => {
        api.searches = api.searches.filter((one) => one.id !== id);
      }),
  },
});
