import { createScimToken } from "../src/organizations/scim-tokens.ts";
import type { TestServer } from "./server.ts";

export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** A new organization and its identity provider: `call` sends JSON with a token for SCIM. */
export async function connectProvider(server: TestServer) {
  const organization = await server.foundOrganization();
  const created = await createScimToken(organization.ctx);
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await server.fetch(`${server.baseUrl}/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${created.token}`, "content-type": "application/scim+json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, json: text === "" ? null : JSON.parse(text) };
  };
  return {
    ...organization,
    token: created.token,
    tokenId: created.id,
    call,
    /** The id of a new user. */
    addUser: async (user: Record<string, unknown>): Promise<string> => {
      const { status, json } = await call("POST", "/Users", user);
      if (status !== 201) throw new Error(JSON.stringify(json));
      return json.id;
    },
    patch: (path: string, ...Operations: unknown[]) => call("PATCH", path, { Operations }),
    find: async (type: "Users" | "Groups", filter: string): Promise<string[]> => {
      const { status, json } = await call("GET", `/${type}?filter=${encodeURIComponent(filter)}`);
      if (status !== 200) throw new Error(JSON.stringify(json));
      return json.Resources.map(({ id }: { id: string }) => id);
    },
  };
}
