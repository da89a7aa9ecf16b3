import type { TalkBooking, TalkBookingDraft, TalkSlot, TalkSlotDraft, TalkSlotQuery } from "./contract/talks.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

const slots = "/v1/talk-slots";

/** Casual talks: without an application, and nothing is decided in them. */
export const talks = (send: Send) => ({
  /** What is free and still to come, the next first; for HR also what is booked. */
  listSlots: listing<TalkSlot, TalkSlotQuery>(send, slots),

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
  listBookings: listing<TalkBooking, TalkSlotQuery>(send, "/v1/talk-bookings"),
});
