import type { Account, AccountEdit, Departure, EmailChange, PersonalData } from "./contract/account.ts";
import type { AgreementKind, AgreementReceipt, AgreementYes } from "./contract/agreements.ts";
import type { CodeEntry, CodeSent, SignUpReceived } from "./contract/sign-ups.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

/**
 * What a signed-in member sees and decides of their own.
 * @param forget called once the membership, and the session with it, has ended
 */
export const account = (send: Send, forget: () => void) => ({
  get: (options?: CallOptions): Promise<Versioned<Account>> => send({ method: "GET", path: "/v1/account", options }),

  /** As with `jobs.edit`. */
  edit: (
    edit: AccountEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<Account>> => send({ method: "PATCH", path: "/v1/account", json: edit, ifMatch, options }),

  /** Fails with `agreement_outdated` where other words are in force by now. */
  agree: (kind: AgreementKind, yes: AgreementYes, options?: CallOptions): Promise<AgreementReceipt> =>
    send({ method: "PUT", path: path`/v1/account/agreements/${kind}`, json: yes, options }),

  /** Takes a yes back, at once and everywhere. Fails with `conflict` for what membership needs: leave instead. */
  withdraw: (kind: AgreementKind, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/account/agreements/${kind}`, options }),

  listReceipts: (options?: CallOptions): Promise<{ data: AgreementReceipt[] }> =>
    send({ method: "GET", path: "/v1/account/receipts", options }),

  /** Has a code mailed to the new address. The answer is the same whether anybody is known there or not. */
  changeEmail: (change: EmailChange, options?: CallOptions): Promise<CodeSent> =>
    send({ method: "PUT", path: "/v1/account/email", json: change, options }),

  /** Fails with `code_invalid` or `code_expired`. */
  confirmEmail: (entry: CodeEntry, options?: CallOptions): Promise<SignUpReceived> =>
    send({ method: "POST", path: "/v1/account/email/verification", json: entry, options }),

  /** Everything the organization holds about oneself. */
  download: (options?: CallOptions): Promise<PersonalData> =>
    send({ method: "GET", path: "/v1/account/data", options }),

  /** Ends the membership and every session. */
  async leave(departure: Departure, options?: CallOptions): Promise<void> {
    await send<void>({ method: "POST", path: "/v1/account/departure", json: departure, options });
    forget();
  },
});
