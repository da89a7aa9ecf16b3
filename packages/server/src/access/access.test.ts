import { createClient } from "@okaeri/sdk";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();

describe("the table of who may see what", () => {
  it("names the roles that something can be decided for, and takes no decision for others", async () => {
    const { secretKey } = await server.foundOrganization();
    const { access } = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
    const { data, etag } = await access.get();
    const birthDate = data.find(({ resource, field }) => resource === "Person" && field === "birthDate");
    expect(birthDate?.roles).toEqual({
      recruiter: { read: "none", write: false },
      admin: { read: "purpose", write: true },
      server: { read: "read", write: true },
    });
    const change = { resource: "Person", field: "birthDate", read: "read" } as const;
    await expect(access.edit({ changes: [{ ...change, role: "auditor" }] }, { ifMatch: etag })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const changed = await access.edit({ changes: [{ ...change, role: "recruiter" }] }, { ifMatch: etag });
    expect(changed.data.find(({ field }) => field === "birthDate")?.roles.recruiter).toEqual({
      read: "read",
      write: false,
    });
    await expect(access.edit({ changes: [{ ...change, role: "recruiter" }] }, { ifMatch: etag })).rejects.toMatchObject(
      { code: "precondition_failed" },
    );
  });
});
