/** What every address is spared, of all kinds together. */
export const maxMailsPerHour = 3;
const hourMs = 3_600_000;
const givenUpAfterMs = 3 * 24 * hourMs;
const maxPauseMs = 30 * 60_000;

export interface MailState {
  status: "waiting" | "sending" | "sent" | "dropped" | "failed";
  createdAt: string;
  leasedUntil: string | null;
}

/** `other` mails to the same address: those under way now, and when the rest of the last hour were sent. */
export interface AddressState {
  underWay: number;
  sentAt: readonly Date[];
}

export type Turn =
  | { do: "send" }
  | { do: "nothing" }
  | { do: "drop" }
  | { do: "give_up" }
  | { do: "wait"; until: Date };

/**
 * Whether a mail goes out now.
 * @param mayWait of what is as good later; the rest is dropped where the address had its share
 */
export function takeTurn(mail: MailState, mayWait: boolean, address: AddressState, now: Date): Turn {
  if (mail.status !== "waiting" && mail.status !== "sending") return { do: "nothing" };
  if (mail.status === "sending" && mail.leasedUntil !== null && new Date(mail.leasedUntil) > now)
    return { do: "wait", until: new Date(mail.leasedUntil) };
  if (now.getTime() - new Date(mail.createdAt).getTime() > givenUpAfterMs) return { do: "give_up" };
  const recent = address.sentAt.filter((at) => now.getTime() - at.getTime() < hourMs).map((at) => at.getTime());
  if (recent.length + address.underWay < maxMailsPerHour) return { do: "send" };
  if (!mayWait) return { do: "drop" };
  // As many must have left the hour as make room for one.
  const leaving = recent.sort((a, b) => a - b)[recent.length + address.underWay - maxMailsPerHour];
  return { do: "wait", until: new Date(leaving === undefined ? now.getTime() + 60_000 : leaving + hourMs + 1000) };
}

/** How long to leave a mail server alone that failed `attempts` times. */
export const pauseAfter = (attempts: number): number => Math.min(maxPauseMs, 5_000 * 2 ** Math.min(attempts - 1, 10));
