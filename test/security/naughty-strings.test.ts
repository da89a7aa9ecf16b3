import { generateKeyPairSync, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AgreementGiven } from "@okaeri/sdk/contract/agreements";
import { signEmbedToken } from "@okaeri/sdk/server";
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, it } from "vitest";
import { addEmbedKey } from "../../packages/server/src/embedding/embed-keys.ts";
import { newUuid, toTypeId } from "../../packages/server/src/platform/ids.ts";
import { joinWithoutWorkers, yesTo } from "../../packages/server/testing/joining.ts";
import { testOrigin } from "../../packages/server/testing/server.ts";
import { type Answer, corpora, corpusTitle, exchange, inTurns, listen } from "./listening-server.ts";

type Founded = Awaited<ReturnType<Awaited<ReturnType<typeof listen>>["foundOrganization"]>>;

/** What became of a string in one field: the text that is read back, or a refusal. */
type Outcome = { kept: unknown } | { refused: Answer };

const strings: string[] = corpora ? JSON.parse(readFileSync(join(corpora, "text/blns/blns.json"), "utf8")) : [];
const totals = { kept: 0, refused: 0 };

describe.skipIf(!corpora)(corpusTitle("515 naughty strings in every text field"), () => {
  let url = "";
  let founded: Founded;
  let call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer & { etag: string }>;
  let ask: typeof call;
  let callAs: (key: string) => typeof call;
  let agreements: AgreementGiven[] = [];
  let allowReview: (id: string) => Promise<void>;
  /** Another organization: one lets only so many sign up in an hour. */
  let beginAnew: () => Promise<void>;

  beforeAll(async () => {
    const server = await listen();
    url = server.url;
    const { client } = server.platform.database;
    allowReview = async (id) => {
      await client.begin(async (tx) => {
        await tx`select set_config('okaeri.organization_id', ${founded.ctx.organizationId}, true)`;
        await tx`update sign_ups set status = 'in_review' where sign_up_id = ${id}`;
      });
    };
    callAs =
      (key) =>
      async (method, path, body, headers = {}) => {
        const answer = await fetch(`${url}/v1${path}`, {
          method,
          headers: {
            authorization: `Bearer ${key}`,
            origin: testOrigin,
            "content-type": "application/json",
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        expect(answer.status).toBeLessThan(500);
        return { status: answer.status, json: await answer.json(), etag: answer.headers.get("etag") ?? "" };
      };
    beginAnew = async () => {
      founded = await server.foundOrganization();
      agreements = await yesTo(founded.ctx);
      call = callAs(founded.secretKey);
      ask = callAs(founded.publishableKey);
    };
    await beginAnew();
  });

  /** Every string is read back unchanged, or refused as input at this very place. */
  async function through(field: string, pointer: string, put: (text: string) => Promise<Outcome>, alone = false) {
    const outcomes = alone ? await oneByOne(strings, put) : await inTurns(strings, put);
    let kept = 0;
    for (const [index, outcome] of outcomes.entries()) {
      if ("kept" in outcome) {
        expect([field, outcome.kept]).toEqual([field, strings[index]]);
        kept += 1;
      } else {
        const { status, json } = outcome.refused;
        expect([field, status, json.code]).toEqual([field, 422, "invalid_input"]);
        expect(json.errors[0].pointer).toBe(pointer);
      }
    }
    totals.kept += kept;
    totals.refused += strings.length - kept;
    process.stdout.write(`blns: ${field}: ${kept} unchanged, ${strings.length - kept} refused\n`);
  }

  it.each(["title", "department", "location", "applyUrl"])("postJob %s", async (field) => {
    await through(`postJob ${field}`, `#/${field}`, async (text) => {
      const posted = await call("POST", "/jobs", { title: "x", [field]: text });
      if (posted.status !== 201) return { refused: posted };
      const read = await call("GET", `/jobs/${posted.json.id}`);
      expect(read.json[field]).toBe(posted.json[field]);
      if (field === "department") {
        const list = await call("GET", `/jobs?status=draft&limit=100&${field}=${encodeURIComponent(text)}`);
        expect(list.json.data.map(({ id }: { id: string }) => id)).toContain(posted.json.id);
      }
      return { kept: read.json[field] };
    });
  });

  it.each([
    ["label", "#/questions/0/label"],
    ["options/0/label", "#/questions/0/options/0/label"],
  ])("setApplicationForm %s", async (field, pointer) => {
    const { json: job } = await call("POST", "/jobs", { title: "x" });
    const question = { key: "one", label: "x", kind: "choice", required: false, options: [{ value: "a", label: "x" }] };
    await through(
      `setApplicationForm ${field}`,
      pointer,
      async (text) => {
        const asked =
          field === "label" ? { ...question, label: text } : { ...question, options: [{ value: "a", label: text }] };
        const draft = { open: true, resume: "optional", questions: [asked] };
        const answer = await call("PUT", `/jobs/${job.id}/application-form`, draft);
        if (answer.status !== 200) return { refused: answer };
        const { json } = await call("GET", `/jobs/${job.id}/application-form`);
        return { kept: field === "label" ? json.questions[0].label : json.questions[0].options[0].label };
      },
      true,
    );
  });

  it("postJob descriptionHtml: the text survives, nothing in it can run, and a second cleaning changes nothing", async () => {
    const { document } = new JSDOM("").window;
    const parse = (html: string) => {
      const template = document.createElement("template");
      template.innerHTML = html;
      return template.content;
    };
    let unchanged = 0;
    await inTurns(strings, async (text) => {
      const posted = await call("POST", "/jobs", { title: "x", descriptionHtml: text });
      if (posted.status !== 201) {
        expect([posted.status, posted.json.errors[0].pointer]).toEqual([422, "#/descriptionHtml"]);
        totals.refused += 1;
        return;
      }
      totals.kept += 1;
      const html: string = posted.json.descriptionHtml;
      if (html === text) unchanged += 1;
      if (!/[<&]/.test(text)) expect(html).toBe(text);
      const shown = parse(html);
      for (const element of shown.querySelectorAll("*")) {
        expect(["SCRIPT", "STYLE", "IFRAME", "IMG", "SVG", "OBJECT", "FORM", "BASE", "META", "LINK"]).not.toContain(
          element.tagName.toUpperCase(),
        );
        for (const { name, value } of element.attributes) {
          expect(name).toMatch(/^(href|colspan|rowspan|scope|lang|dir|rel|target)$/);
          if (name === "href") expect(value).toMatch(/^(https?:|mailto:|tel:)/i);
        }
      }
      const meant = parse(text);
      for (const element of meant.querySelectorAll(
        "script, style, iframe, svg, math, noscript, template, title, textarea, xmp, video, audio, noembed, noframes, plaintext, head",
      ))
        element.remove();
      if (!meant.querySelector("img, input, x")) expect(squeeze(shown.textContent)).toBe(squeeze(meant.textContent));
      const again = await call("POST", "/jobs", { title: "x", descriptionHtml: html });
      expect(again.json.descriptionHtml).toBe(html);
    });
    process.stdout.write(`blns: postJob descriptionHtml: ${unchanged} byte for byte, the others as clean HTML\n`);
  });

  it("editJob title", async () => {
    const { json: job, etag } = await call("POST", "/jobs", { title: "x" });
    let version = etag;
    await through(
      "editJob title",
      "#/title",
      async (text) => {
        const edited = await call("PATCH", `/jobs/${job.id}`, { title: text }, { "if-match": version });
        if (edited.status !== 200) return { refused: edited };
        version = edited.etag;
        return { kept: (await call("GET", `/jobs/${job.id}`)).json.title };
      },
      true,
    );
  });

  it.each<[string, string, (text: string) => object, (organization: Answer["json"]) => unknown]>([
    ["name", "#/name", (name) => ({ name }), ({ name }) => name],
    ["peopleTerm.ja", "#/peopleTerm/ja", (ja) => ({ peopleTerm: { ja, en: "x" } }), ({ peopleTerm }) => peopleTerm.ja],
    ["peopleTerm.en", "#/peopleTerm/en", (en) => ({ peopleTerm: { ja: "x", en } }), ({ peopleTerm }) => peopleTerm.en],
    ["accentColor", "#/accentColor", (accentColor) => ({ accentColor }), ({ accentColor }) => accentColor],
    [
      "privacyPolicyUrl",
      "#/privacyPolicyUrl",
      (privacyPolicyUrl) => ({ privacyPolicyUrl }),
      (read) => read.privacyPolicyUrl,
    ],
    ["origins", "#/origins/1", (text) => ({ origins: [testOrigin, text] }), ({ origins }) => origins[1]],
  ])("editOrganization %s", async (field, pointer, toEdit, read) => {
    let version = (await call("GET", "/organization")).etag;
    await through(
      `editOrganization ${field}`,
      pointer,
      async (text) => {
        const edited = await call("PATCH", "/organization", toEdit(text), { "if-match": version });
        if (edited.status !== 200) return { refused: edited };
        version = edited.etag;
        return { kept: read((await call("GET", "/organization")).json) };
      },
      true,
    );
  });

  const signUp = (change: object) => ({
    name: { family: "山田", given: "花子" },
    employeeNumber: "0042",
    // Each their own: what is asked for one address is limited.
    email: `${randomUUID()}@example.net`,
    agreements,
    locale: "ja",
    ...change,
  });
  const newSignUp = () => {
    const uuid = newUuid(new Date());
    return { uuid, path: `/sign-ups/${toTypeId("signup", uuid)}` };
  };

  it.each<[string, string, (text: string) => object, ((read: Answer["json"]) => unknown) | null]>([
    ["name.family", "#/name/family", (family) => ({ name: { family, given: "x" } }), ({ name }) => name.family],
    ["name.given", "#/name/given", (given) => ({ name: { family: "x", given } }), ({ name }) => name.given],
    ["kana.family", "#/kana/family", (family) => ({ kana: { family, given: "x" } }), ({ kana }) => kana.family],
    ["kana.given", "#/kana/given", (given) => ({ kana: { family: "x", given } }), ({ kana }) => kana.given],
    [
      "formerFamilyName",
      "#/formerFamilyName",
      (formerFamilyName) => ({ formerFamilyName }),
      (read) => read.formerFamilyName,
    ],
    ["employeeNumber", "#/employeeNumber", (employeeNumber) => ({ employeeNumber }), (read) => read.employeeNumber],
    ["birthDate", "#/birthDate", (birthDate) => ({ birthDate }), ({ birthDate }) => birthDate],
    ["email", "#/email", (email) => ({ email }), ({ email }) => email],
    [
      "agreements.textHash",
      "#/agreements/0/textHash",
      (textHash) => ({ agreements: [{ kind: "community", version: 1, textHash }] }),
      null,
    ],
    ["invitation", "#/invitation", (invitation) => ({ invitation }), null],
  ])("requestSignUp %s", async (field, pointer, toChange, read) => {
    await through(`requestSignUp ${field}`, pointer, async (text) => {
      const { path } = newSignUp();
      const asked = await ask("PUT", path, signUp(toChange(text)));
      if (asked.status !== 202) return { refused: asked };
      const kept = await call("GET", path);
      return { kept: read ? read(kept.json) : text };
    });
  });

  it.each(["approval", "decline"])("%s of a sign-up: reason", async (decision) => {
    await beginAnew();
    await through(`${decision} reason`, "#/reason", async (text) => {
      const { uuid, path } = newSignUp();
      await ask("PUT", path, signUp({}));
      await allowReview(uuid);
      const decided = await call("POST", `${path}/${decision}`, { reason: text });
      return decided.status === 200 ? { kept: (await call("GET", path)).json.decisionReason } : { refused: decided };
    });
  });

  it("askApplicant question", async () => {
    await beginAnew();
    const { etag } = await call("GET", "/organization");
    await call("PATCH", "/organization", { contactEmail: "hr@example.com" }, { "if-match": etag });
    const { uuid, path } = newSignUp();
    await ask("PUT", path, signUp({}));
    await allowReview(uuid);
    const put = async (question: string) => {
      const asked = await call("POST", `${path}/question`, { question });
      return asked.status === 200 ? { kept: (await call("GET", path)).json.question } : { refused: asked };
    };
    await through("askApplicant question", "#/question", put, true);
  });

  it.each<[string, string, (text: string) => object, (read: Answer["json"]) => unknown]>([
    ["name.family", "#/name/family", (family) => ({ name: { family, given: "x" } }), ({ name }) => name.family],
    ["kana.given", "#/kana/given", (given) => ({ kana: { family: "x", given } }), ({ kana }) => kana.given],
    ["formerFamilyName", "#/formerFamilyName", (text) => ({ formerFamilyName: text }), (own) => own.formerFamilyName],
    ["phone", "#/phone", (phone) => ({ phone }), ({ phone }) => phone],
  ])("editAccount %s", async (field, pointer, toEdit, read) => {
    const own = callAs(await joinWithoutWorkers(founded.ctx));
    let version = (await own("GET", "/account")).etag;
    await through(
      `editAccount ${field}`,
      pointer,
      async (text) => {
        const edited = await own("PATCH", "/account", toEdit(text), { "if-match": version });
        if (edited.status !== 200) return { refused: edited };
        version = edited.etag;
        return { kept: read((await own("GET", "/account")).json) };
      },
      true,
    );
  });

  it.each(["sign-ins", "invitations"])("%s: email", async (part) => {
    await through(`${part} email`, "#/email", async (email) => ({
      refused:
        part === "sign-ins"
          ? await ask("PUT", `/sign-ins/${toTypeId("signin", newUuid(new Date()))}`, { email, locale: "ja" })
          : await ask("POST", "/invitations/requests", { email, locale: "ja" }),
    }));
  });

  it("enterCode code", async () => {
    const { path } = newSignUp();
    await ask("PUT", path, signUp({}));
    await through("enterCode code", "#/code", async (code) => ({
      refused: await ask("POST", `${path}/verification`, { code }),
    }));
  });

  it.each(["title", "url", "publishedOn"])("postNews %s", async (field) => {
    await through(`postNews ${field}`, `#/${field}`, async (text) => {
      const posted = await call("POST", "/community/news", { title: "x", publishedOn: "2026-11-01", [field]: text });
      return posted.status === 201 ? { kept: posted.json[field] } : { refused: posted };
    });
  });

  it.each(["title", "place", "url", "startsAt", "timeZone"])("postEvent %s", async (field) => {
    await through(`postEvent ${field}`, `#/${field}`, async (text) => {
      const posted = await call("POST", "/community/events", {
        title: "x",
        startsAt: "2030-01-01T00:00:00Z",
        [field]: text,
      });
      return posted.status === 201 ? { kept: posted.json[field] } : { refused: posted };
    });
  });

  it.each([
    ...["q", "department", "location", "employmentType", "status", "cursor", "limit"].map((field) => ["/jobs", field]),
    ...["q", "cursor", "limit"].map((field) => ["/registry/people", field]),
    ...["status", "cursor", "limit"].map((field) => ["/sign-ups", field]),
  ])("GET %s?%s", async (path = "", field = "") => {
    await through(`GET ${path} ${field}`, `#/query/${field}`, async (text) => {
      const answer = await call("GET", `${path}?${field}=${encodeURIComponent(text.toWellFormed())}`);
      return answer.status === 200 ? { kept: text } : { refused: answer };
    });
  });

  it("embed tokens: no string is one, and a name or subject comes back as it was signed", async () => {
    const issuer = "https://hris.example.com";
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const { keyId } = await addEmbedKey(founded.ctx, {
      issuer,
      source: { publicKey: JSON.stringify(publicKey.export({ format: "jwk" })) },
    });
    const send = (token: string) => exchange(url, founded.publishableKey, token);
    const refused = await inTurns(strings, async (text) => (await send(text)).json.code);
    expect(new Set(refused)).toEqual(new Set(["embed_token_malformed", "invalid_input"]));
    const signed = {
      issuer,
      keyId: keyId ?? "",
      algorithm: "EdDSA",
      privateKey,
      subject: "0042",
      role: "employee",
    } as const;
    for (const field of ["name", "subject"] as const) {
      const answers = await inTurns(strings, async (text) => ({
        text,
        ...(await send(await signEmbedToken({ ...signed, [field]: text }))),
      }));
      const kept = answers.filter(({ status }) => status === 201);
      if (field === "name") expect(kept.map(({ json }) => json.displayName)).toEqual(kept.map(({ text }) => text));
      const others = answers.filter(({ status }) => status !== 201);
      expect(new Set(others.map(({ status, json }) => `${status} ${json.code}`))).toEqual(
        new Set(["401 embed_token_claims_invalid"]),
      );
      totals.kept += kept.length;
      totals.refused += others.length;
      process.stdout.write(`blns: embed token ${field}: ${kept.length} unchanged, ${others.length} refused\n`);
    }
  });

  it("all were tried", () => {
    expect(strings).toHaveLength(515);
    process.stdout.write(`blns: ${totals.kept} unchanged, ${totals.refused} refused, 0 answered 5xx\n`);
    expect(totals.kept + totals.refused).toBeGreaterThan(515 * 40);
    expect(totals.kept).toBeGreaterThan(515 * 15);
  });
});

const squeeze = (text: string | null): string => (text ?? "").replace(/\s+/g, " ").trim();

async function oneByOne<Result>(items: readonly string[], work: (item: string) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
