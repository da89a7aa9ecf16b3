import { createHmac } from "node:crypto";
import { toTypeId } from "../platform/ids.ts";
import { toReceived } from "./applications.table.ts";
import type { ReceivingSystem } from "./system.rules.ts";
import { webhookKey } from "./webhook-key.rules.ts";

/**
 * A system of one's own, by Standard Webhooks (symmetric, `v1`). `webhook-id` is the same however often it is sent, so
 * that whoever remembers it takes an application once. Files are fetched with the organization's secret key.
 */
export const webhook: ReceivingSystem = {
  takes: [],
  put({ application, files, personId, address, secret, at }, origins) {
    const id = toTypeId("application", application.applicationId);
    const withdrawn = application.stage === "withdrawn";
    const received = toReceived(application, { attachments: files, destination: null }, personId);
    const data = withdrawn
      ? { id, job: received.job, withdrawnAt: received.stageAsOf }
      : {
          ...received,
          attachments: received.attachments.map((one) => ({
            ...one,
            url: `${origins.own}/v1/applications/${id}/attachments/${one.id}`,
          })),
        };
    const type = withdrawn ? "application.withdrawn" : "application.submitted";
    const content = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const messageId = withdrawn ? `${id}.withdrawn` : id;
    const key = webhookKey(secret);
    if (!key) throw new TypeError("A webhook destination without a key to sign with");
    const seconds = String(Math.floor(at.getTime() / 1000));
    const signature = createHmac("sha256", key).update(`${messageId}.${seconds}.${content}`).digest("base64");
    return {
      url: address,
      headers: {
        accept: "application/json, */*",
        "webhook-id": messageId,
        "webhook-timestamp": seconds,
        "webhook-signature": `v1,${signature}`,
      },
      body: { type: "application/json", content },
    };
  },
  read: () => ({ kind: "done", externalId: null }),
  reasonOf: () => undefined,
};
