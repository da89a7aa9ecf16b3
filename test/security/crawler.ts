import { generateKeyPairSync } from "node:crypto";
import type { EmbedRole } from "@okaeri/sdk/contract/embed-sessions";
import { signEmbedToken } from "@okaeri/sdk/server";
import { addEmbedKey } from "../../packages/server/src/embedding/embed-keys.ts";
import { describeApi, type ListedOperation, listOperations } from "../../packages/server/src/http/openapi.ts";
import type { CreatedOrganization } from "../../packages/server/src/organizations/organizations.ts";
import type { Context } from "../../packages/server/src/platform/context.ts";
import { examples } from "../../packages/server/src/reference/examples.ts";
import { type TestServer, testOrigin } from "../../packages/server/testing/server.ts";

/** Whose eyes an operation is looked at with. */
export interface Caller {
  name: string;
  authorization: string;
  purpose?: string;
}

export interface Answered {
  operation: string;
  status: number;
  /** Headers and body as they went over the wire, but for the request's id and the time. */
  wire: string;
}

const issuer = "https://hris.example.com";

/** Somebody of a company for each role that its backend can vouch for. */
export async function vouchFor(server: TestServer, { ctx, publishableKey }: CreatedOrganization & { ctx: Context }) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const { keyId } = await addEmbedKey(ctx, { issuer, source: { publicKey: pem } });
  return async (role: EmbedRole, subject: string, purpose?: string): Promise<Caller> => {
    const token = await signEmbedToken({
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      algorithm: "ES256",
      keyId: keyId ?? "",
      issuer,
      subject,
      role,
      name: `${role} ${subject}`,
    });
    const answer = await server.fetch(`${server.baseUrl}/v1/embed-sessions`, {
      method: "POST",
      headers: { authorization: `Bearer ${publishableKey}`, origin: testOrigin, "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    const { sessionToken } = await answer.json();
    const name = `${role} ${subject}${purpose ? ` for ${purpose}` : ""}`;
    return { name, authorization: `Bearer ${sessionToken}`, ...(purpose && { purpose }) };
  };
}

/** What stands where an example names something that isn't there. */
export type Known = (name: string, prefix: string) => string | undefined;

/** Calls every operation of the API, as it is documented and with more that could bring something to light. */
export function createCrawler(server: TestServer, known: Known, baits: readonly string[]) {
  const operations = listOperations(describeApi(server.app, server.baseUrl));

  const real = (text: string): string =>
    text.replaceAll(/\b([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g, (id, prefix) => known("", prefix) ?? id);

  const pathOf = ({ id, path }: ListedOperation): string =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const example = examples[id]?.path?.[name] ?? "";
      return known(name, example.split("_")[0] ?? "") ?? (real(example) || "none");
    });

  const send = async (caller: Caller, { id, method }: ListedOperation, path: string, init: RequestInit = {}) => {
    const headers = new Headers({ authorization: caller.authorization, origin: testOrigin, ...init.headers });
    if (caller.purpose) headers.set("okaeri-purpose", caller.purpose);
    const answer = await server.fetch(server.baseUrl + path, { ...init, method: method.toUpperCase(), headers });
    const shown = [...answer.headers].filter(([name]) => name !== "x-request-id");
    const body = (await answer.text()).replace(/"(requestId|madeAt)":"[^"]*"/, "");
    return { operation: `${id} ${path}`, status: answer.status, wire: `${JSON.stringify(shown)}\n${body}` };
  };

  /** Without a change of anything but the trail: all reads, with every filter that takes a text. */
  async function read(caller: Caller): Promise<Answered[]> {
    const answers: Answered[] = [];
    for (const operation of operations.filter(({ method }) => method === "get")) {
      const path = pathOf(operation);
      answers.push(await send(caller, operation, path));
      const query = (operation.operation.parameters ?? []).flatMap((one) =>
        "in" in one && one.in === "query" && one.name !== "cursor" && one.name !== "limit" ? [one.name] : [],
      );
      for (const name of query)
        for (const bait of baits) {
          const search = new URLSearchParams({ [name]: bait });
          answers.push(await send(caller, operation, `${path}?${search}`));
        }
    }
    return answers;
  }

  /** What changes something, as its example says. */
  async function write(caller: Caller): Promise<Answered[]> {
    const answers: Answered[] = [];
    for (const operation of operations.filter(({ method }) => method !== "get")) {
      const path = pathOf(operation);
      const { body, csv, query } = examples[operation.id] ?? {};
      const search = query
        ? `?${new URLSearchParams(Object.entries(query).map(([key, one]) => [key, String(one)]))}`
        : "";
      const headers: Record<string, string> = { "content-type": csv === undefined ? "application/json" : "text/csv" };
      if (operation.method === "patch") {
        const before = await server.fetch(server.baseUrl + path, {
          headers: { authorization: caller.authorization, origin: testOrigin },
        });
        headers["if-match"] = before.headers.get("etag") ?? '"1"';
      }
      const text = csv ?? (body === undefined ? undefined : real(JSON.stringify(body)));
      answers.push(
        await send(caller, operation, path + search, { headers, ...(text !== undefined && { body: text }) }),
      );
    }
    return answers;
  }

  return { operations: operations.length, read, write };
}
