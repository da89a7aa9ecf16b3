import type {
  AgreementDraft,
  AgreementKind,
  AgreementText,
  AgreementVersion,
  AgreementVersionQuery,
} from "./contract/agreements.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

/** The texts that people agree to. What one person agreed to: `account` for oneself, `registry` for HR. */
export const agreements = (send: Send) => ({
  /** Those in force, in both languages. */
  list: (options?: CallOptions): Promise<{ data: AgreementText[] }> =>
    send({ method: "GET", path: "/v1/agreements", options }),

  /** HR only, as are the calls below: every version there was, with how many hold it. */
  listVersions: (query: AgreementVersionQuery = {}, options?: CallOptions): Promise<{ data: AgreementVersion[] }> =>
    send({ method: "GET", path: "/v1/agreements/versions", query, options }),

  /** Puts a new version in force. Who said yes to an older one is asked anew, and holds the older one until then. */
  publish: (draft: AgreementDraft, options?: CallOptions): Promise<AgreementText> =>
    send({ method: "POST", path: "/v1/agreements", json: draft, options }),

  /** No longer asks for it. Fails with `conflict` for what membership needs. */
  retire: (kind: AgreementKind, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/agreements/${kind}`, options }),
});
