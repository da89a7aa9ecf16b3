import type { Page } from "./contract/page.ts";
import type { TalkBooking, TalkBookingDraft, TalkSlot, TalkSlotDraft, TalkSlotQuery } from "./contract/talks.ts";
import { type List, listFrom } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

const slots = "/v1/talk-slots";

/** Casual talks: without an application, and nothing is decided in them. */
export const talks = (send: Send) => ({
  /** What is free and still to come, the next first; for HR also what is booked. */
  listSlots: (query: TalkSlotQuery = {}, options?: CallOptions): List<TalkSlot> =>
    listFrom<TalkSlot>(
      (cursor) => send<Page<TalkSlot>>({ method: "GET", path: slots, query: { ...query, cursor }, options }),
      query.cursor,
    ),

  /** Fails with `conflict` when somebody was faster. A mail brings the time as a calendar entry. */
  book: (slotId: string, draft: TalkBookingDraft = {}, options?: CallOptions): Promise<TalkSlot> =>
    send({ method: "POST", path: path`/v1/talk-slots/${slotId}/booking`, json: draft, options }),

  cancel: (slotId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/talk-slots/${slotId}/booking`, options }),

  /** For a signed-in member: their own that are still to come. */
  listOwn: (options?: CallOptions): Promise<{ data: TalkSlot[] }> =>
    send({ method: "GET", path: "/v1/account/talks", options }),

  /** For HR. */
  offer: (draft: TalkSlotDraft, options?: CallOptions): Promise<TalkSlot> =>
    send({ method: "POST", path: slots, json: draft, options }),

  /** For HR. Whoever booked it is told by mail. */
  withdraw: (slotId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/talk-slots/${slotId}`, options }),

  /** For HR: the next first. */
  listBookings: (query: TalkSlotQuery = {}, options?: CallOptions): List<TalkBooking> =>
    listFrom<TalkBooking>(
      (cursor) =>
        send<Page<TalkBooking>>({ method: "GET", path: "/v1/talk-bookings", query: { ...query, cursor }, options }),
      query.cursor,
    ),
});
