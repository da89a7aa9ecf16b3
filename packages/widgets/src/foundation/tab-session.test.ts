import { aMoment, same, until } from "../../testing/check.ts";
import { createPageClient } from "./page-client.ts";
import { TabSession } from "./tab-session.ts";

const name = "okaeri-session-pk_test";
const tokenOf = (): string | undefined => JSON.parse(sessionStorage.getItem(name) ?? "{}").token;

/** An API that renews to the next token each time, and signs in to `st_1`. */
const start = (tokenProvider?: () => Promise<string | null>) => {
  let renewals = 1;
  const asked: string[] = [];
  const fetch = async (input: unknown): Promise<Response> => {
    const path = new URL(String(input), location.href).pathname;
    asked.push(path);
    if (path.endsWith("/current")) return new Response(null, { status: 204 });
    if (path.endsWith("/renewal")) renewals += 1;
    const session = {
      sessionToken: `st_${renewals}`,
      role: "member",
      displayName: null,
      subject: "m",
      expiresInSeconds: 900,
    };
    return new Response(JSON.stringify(session), { headers: { "content-type": "application/json" } });
  };
  const client = createPageClient({ baseUrl: location.origin, publishableKey: "pk_test", fetch, tokenProvider });
  return { client, asked };
};

describe("the session of a tab", () => {
  afterEach(() => sessionStorage.removeItem(name));

  it("is kept once somebody has signed in, and not a byte before or after", async () => {
    const { client } = start();
    await client.session.current();
    same([sessionStorage.length, localStorage.length, document.cookie], [0, 0, ""]);
    await client.signIns.enterCode("signin_1", { code: "123456" });
    same(tokenOf(), "st_1");
    const next = start();
    same((await next.client.session.current())?.subject, "m");
    same(tokenOf(), "st_2");
    await next.client.sessions.endCurrent();
    same([sessionStorage.length, localStorage.length, document.cookie], [0, 0, ""]);
  });

  it("isn't kept where the host says who is signed in", async () => {
    const { client } = start(async () => null);
    await client.signIns.enterCode("signin_1", { code: "123456" });
    same(sessionStorage.length, 0);
  });

  it("is passed on to a duplicated tab when it is renewed, and to no other session", async () => {
    const { client } = start();
    await client.signIns.enterCode("signin_1", { code: "123456" });
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}");
    // What the other tab says: as the same session, and as somebody else's.
    const other = new BroadcastChannel(name);
    other.postMessage({ id: "another", token: "st_foreign" });
    await aMoment();
    same(tokenOf(), "st_1");
    other.postMessage({ id: kept.id, token: "st_9" });
    await until(() => tokenOf() === "st_9", "the newest token");
    other.postMessage({ id: kept.id, token: null });
    await until(() => sessionStorage.length === 0, "the end");
    other.close();
  });

  it("survives what somebody else has put under its name", () => {
    sessionStorage.setItem(name, "st_plain");
    same(TabSession.open("pk_test")?.load(), null);
  });
});
