import { createHash, randomUUID } from "node:crypto";
import { type Client, createClient } from "@okaeri/sdk";
import { type AgreementDraft, type AgreementKind, agreementKind } from "@okaeri/sdk/contract/agreements";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { upsertPeople } from "../intake/upsert.ts";
import { holdersOfPerson } from "../membership/holders.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { listPeople } from "../registry/people.ts";
import {
  checkAgreements,
  giveAgreement,
  recordAgreements,
  standingOf,
  withdrawAgreement,
  withdrawAll,
} from "./agreements.ts";
import { listReceiptsOf, secrecyClassesOf } from "./nda.ts";
import { listAgreements } from "./texts.ts";

const server = await startTestServer();
type Founded = Awaited<ReturnType<typeof server.foundOrganization>>;

const hr = ({ secretKey }: Founded): Client =>
  createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
const visitor = ({ publishableKey }: Founded): Client =>
  createClient({
    baseUrl: server.baseUrl,
    publishableKey,
    fetch: (input, init) => {
      const request = new Request(input, init);
      request.headers.set("origin", testOrigin);
      return server.fetch(request);
    },
    maxRetries: 0,
  });

const draftOf = (kind: AgreementKind, change: Partial<AgreementDraft> = {}): AgreementDraft => ({
  kind,
  texts: { ja: { title: "新しい文面", body: "本文です。\n二行目" }, en: { title: "New words", body: "The body." } },
  ...change,
});
const nda = {
  scope: "顧客の情報と技術資料",
  endsOn: "2030-03-31",
  secrecyClasses: ["internal", "confidential"],
} as const;
const ndaDraft = (change: Partial<AgreementDraft> = {}) =>
  draftOf("nda", { nda: { ...nda, secrecyClasses: [...nda.secrecyClasses] }, ...change });

const yesTo = async (ctx: Context, kinds: readonly AgreementKind[], language: "ja" | "en" = "ja") =>
  (await listAgreements(ctx))
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, version, texts }) => ({ kind, version, textHash: texts[language].hash }));

const needed: AgreementKind[] = ["community", "no_promise"];

async function addPerson({ ctx }: Founded) {
  await upsertPeople(ctx, { kind: "api", name: "test" }, [
    { employeeNumber: "0042", name: { family: "山田", given: "花子" }, leftOn: "2021-03-31" },
  ]);
  const [person] = (await listPeople(ctx, {})).data;
  if (!person) throw new Error("nobody");
  return person;
}

describe("agreements", () => {
  it("begin with words for every purpose in both languages, hashed, with the organization's name in them", async () => {
    const founded = await server.foundOrganization();
    const { data } = await visitor(founded).agreements.list();
    expect(data.map(({ kind }) => kind)).toEqual(agreementKind.options.filter((kind) => kind !== "nda"));
    for (const { kind, version, texts, required } of data) {
      expect([version, required]).toEqual([1, needed.includes(kind)]);
      for (const { title, body, hash } of [texts.ja, texts.en]) {
        expect(hash).toBe(createHash("sha256").update(`${title}\n${body}`).digest("hex"));
        expect(body).toContain("テスト株式会社");
        expect(body).not.toContain("{organization}");
        expect(body.includes("\r")).toBe(false);
      }
    }
  });

  it("are read from the public cache, which a new version empties", async () => {
    const founded = await server.foundOrganization();
    const read = (etag?: string) =>
      server.fetch(`${server.baseUrl}/v1/agreements?key=${founded.publishableKey}`, {
        headers: { origin: testOrigin, ...(etag && { "if-none-match": etag }) },
      });
    const etag = (await read()).headers.get("etag") ?? "";
    expect((await read(etag)).status).toBe(304);
    await hr(founded).agreements.publish(draftOf("jobs"));
    const fresh = await read(etag);
    expect(fresh.status).toBe(200);
    const { data } = await fresh.json();
    expect(data.find(({ kind }: { kind: string }) => kind === "jobs")).toMatchObject({ version: 2, required: false });
  });

  it("are published by HR alone, one version after the other, also by two at once", async () => {
    const founded = await server.foundOrganization();
    await expect(visitor(founded).agreements.publish(draftOf("jobs"))).rejects.toMatchObject({ code: "forbidden" });
    const published = await Promise.all([1, 2, 3, 4].map(() => hr(founded).agreements.publish(draftOf("jobs"))));
    expect(published.map(({ version }) => version).sort()).toEqual([2, 3, 4, 5]);
    const { data } = await hr(founded).agreements.listVersions({ kind: "jobs" });
    expect(data.map(({ version, retiredAt }) => [version, retiredAt === null])).toEqual([
      [5, true],
      [4, false],
      [3, false],
      [2, false],
      [1, false],
    ]);
  });

  it("keep what nobody can join without, and terms belong to an NDA alone", async () => {
    const founded = await server.foundOrganization();
    for (const kind of needed)
      await expect(hr(founded).agreements.retire(kind)).rejects.toMatchObject({ code: "conflict" });
    await expect(hr(founded).agreements.retire("nda")).rejects.toMatchObject({ code: "not_found" });
    await expect(hr(founded).agreements.publish(draftOf("nda"))).rejects.toMatchObject({ code: "invalid_input" });
    await expect(
      hr(founded).agreements.publish(draftOf("jobs", { nda: { ...nda, secrecyClasses: ["internal"] } })),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await hr(founded).agreements.retire("statistics");
    const { data } = await visitor(founded).agreements.list();
    expect(data.map(({ kind }) => kind)).not.toContain("statistics");
    expect((await hr(founded).agreements.publish(draftOf("community"))).required).toBe(true);
    expect((await hr(founded).agreements.publish(draftOf("jobs", { required: true }))).required).toBe(false);
  });

  it("let nobody join with a required text missing, or with words that are others by now", async () => {
    const founded = await server.foundOrganization();
    const check = (given: Awaited<ReturnType<typeof yesTo>>) =>
      readOrganization(founded.ctx, (tx) => checkAgreements(founded.ctx, tx, given, "#/agreements"));
    const old = await yesTo(founded.ctx, needed);
    await check(old);
    await check(await yesTo(founded.ctx, needed, "en"));
    await expect(check(old.slice(0, 1))).rejects.toMatchObject({
      code: "invalid_input",
      faults: [{ pointer: "#/agreements", code: "required", detail: "must hold no_promise" }],
    });
    const wrong = old.map((yes) => ({ ...yes, textHash: "0".repeat(64) }));
    await expect(check(wrong)).rejects.toMatchObject({ code: "agreement_outdated" });
    await hr(founded).agreements.publish(draftOf("community"));
    await expect(check(old)).rejects.toMatchObject({ code: "agreement_outdated" });
    await hr(founded).agreements.publish(ndaDraft({ required: true }));
    await expect(check(await yesTo(founded.ctx, needed))).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("leave a receipt for every act, in the language of the words, and the last act counts whatever the clocks say", async () => {
    const founded = await server.foundOrganization();
    const [signUpId, memberId] = [randomUUID(), randomUUID()];
    const late = { now: () => new Date(Date.now() + 60_000) };
    const ctx = founded.ctx;
    await withOrganization({ ...ctx, clock: late }, async (tx) =>
      recordAgreements(
        { ...ctx, clock: late },
        tx,
        signUpId,
        await yesTo(ctx, [...needed, "jobs"], "en"),
        "ja",
        "sign_up",
      ),
    );
    const holder = { holderIds: [memberId, signUpId], holderId: memberId };
    const [yes] = await yesTo(ctx, ["jobs"]);
    if (!yes) throw new Error("no text");
    const act = (work: (tx: Parameters<Parameters<typeof withOrganization>[1]>[0]) => Promise<unknown>) =>
      withOrganization(ctx, work);
    const standing = () => readOrganization(ctx, (tx) => standingOf(ctx, tx, holder.holderIds));
    const jobs = async () => (await standing()).find(({ kind }) => kind === "jobs");
    expect(await jobs()).toMatchObject({ act: "given", version: 1, outdated: false });
    await act((tx) => withdrawAgreement(ctx, tx, { ...holder, kind: "jobs", locale: "ja", way: "account" }));
    expect(await jobs()).toMatchObject({ act: "withdrawn" });
    await act((tx) => withdrawAgreement(ctx, tx, { ...holder, kind: "jobs", locale: "ja", way: "account" }));
    await act((tx) => giveAgreement(ctx, tx, { ...holder, given: yes, locale: "ja", way: "account" }));
    await act((tx) => giveAgreement(ctx, tx, { ...holder, given: yes, locale: "ja", way: "account" }));
    expect(await jobs()).toMatchObject({ act: "given" });
    await hr(founded).agreements.publish(draftOf("jobs"));
    expect(await jobs()).toMatchObject({ act: "given", version: 1, outdated: true });
    const receipts = await readOrganization(ctx, (tx) => listReceiptsOf(ctx, tx, holder.holderIds));
    expect(receipts.filter(({ kind }) => kind === "jobs").map(({ act, locale, way }) => [act, locale, way])).toEqual([
      ["given", "ja", "account"],
      ["withdrawn", "ja", "account"],
      ["given", "en", "sign_up"],
    ]);
    for (const kind of [...needed, "nda"] as const)
      await expect(
        act((tx) => withdrawAgreement(ctx, tx, { ...holder, kind, locale: "ja", way: "account" })),
      ).rejects.toMatchObject({ code: "conflict" });
    await act((tx) => withdrawAll(ctx, tx, { ...holder, locale: "ja", way: "account" }));
    expect((await standing()).filter(({ act }) => act === "given")).toEqual([]);
  });

  it("leave receipts that nobody who serves can change or remove", async () => {
    const { ctx } = await server.foundOrganization();
    const given = await yesTo(ctx, needed);
    const holderId = randomUUID();
    await withOrganization(ctx, (tx) => recordAgreements(ctx, tx, holderId, given, "ja", "sign_up"));
    for (const statement of [
      sql`update agreement_receipts set act = 'withdrawn'`,
      sql`update agreement_receipts set at = now()`,
      sql`delete from agreement_receipts`,
      sql`truncate agreement_receipts`,
      sql`alter table agreement_receipts disable trigger all`,
    ])
      await expect(withOrganization(ctx, (tx) => tx.execute(statement))).rejects.toThrow();
    const standing = await readOrganization(ctx, (tx) => standingOf(ctx, tx, [holderId]));
    expect(standing.filter(({ act }) => act === "given").map(({ kind }) => kind)).toEqual(needed);
  });

  it("bind to an NDA's classes until its last day, once signed; explained alone binds to nothing", async () => {
    const founded = await server.foundOrganization();
    const person = await addPerson(founded);
    const api = hr(founded);
    await expect(api.registry.noteNda(person.id, { act: "given", note: "紙" })).rejects.toMatchObject({
      code: "conflict",
    });
    await api.agreements.publish(ndaDraft());
    const bound = (on: string) =>
      readOrganization(founded.ctx, async (tx) => {
        const { personIds } = await holdersOfPerson(founded.ctx, tx, toUuid("person", person.id));
        return secrecyClassesOf(founded.ctx, tx, personIds, on);
      });
    await api.registry.noteNda(person.id, { act: "explained_not_signed", note: "面談で説明。署名は辞退" });
    expect(await bound("2026-01-01")).toEqual([]);
    const receipt = await api.registry.noteNda(person.id, { act: "given", note: "紙で署名、人事で保管" });
    expect(receipt).toMatchObject({ kind: "nda", version: 1, act: "given", way: "hr" });
    expect(await bound("2030-03-31")).toEqual(["internal", "confidential"]);
    expect(await bound("2030-04-01")).toEqual([]);
    await api.agreements.publish(
      ndaDraft({ nda: { ...nda, endsOn: null, secrecyClasses: ["strictly_confidential"] } }),
    );
    await api.registry.noteNda(person.id, { act: "explained_not_signed", note: "二版を説明" });
    expect(await bound("2030-03-31")).toEqual(["internal", "confidential"]);
    expect((await api.registry.listReceipts(person.id)).data.map(({ act, version }) => [act, version])).toEqual([
      ["explained_not_signed", 2],
      ["given", 1],
      ["explained_not_signed", 1],
    ]);
    const { data } = await api.agreements.listVersions({ kind: "nda" });
    expect(data.map(({ version, given, withdrawn }) => [version, given, withdrawn])).toEqual([
      [2, 0, 0],
      [1, 1, 0],
    ]);
  });
});
