import { createClient } from "@okaeri/sdk";
import type { RegistryImport } from "@okaeri/sdk/contract/registry-imports";
import type { TestServer } from "./server.ts";

/** HR of a new organization, who brings files and looks at what became of them. */
export async function openRegistryDesk(server: TestServer) {
  const { ctx, secretKey } = await server.foundOrganization();
  const client = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  const bring = (csv: string[] | string, options: Parameters<typeof client.registry.import>[1] = {}) =>
    client.registry.import([csv].flat().join("\n"), options);
  const people = async () => (await client.registry.listPeople({ limit: 100 })).data;
  const first = async () => {
    const [person, ...others] = await people();
    if (!person || others.length > 0)
      throw new Error(`${others.length + Number(Boolean(person))} people instead of one`);
    return person;
  };
  return { ctx, client, bring, people, first };
}

export const counts = ({ created, updated, unchanged, here, rejectedCount }: RegistryImport) => ({
  created,
  updated,
  unchanged,
  here,
  rejectedCount,
});

export const outcome = (created: number, updated: number, unchanged: number, here = 0, rejectedCount = 0) => ({
  created,
  updated,
  unchanged,
  here,
  rejectedCount,
});
