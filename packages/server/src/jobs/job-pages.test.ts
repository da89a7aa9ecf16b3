import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { postJob, publishJob } from "./jobs.ts";

const server = await startTestServer();
const pageOf = async (path: string) => {
  const answer = await server.fetch(`${server.baseUrl}${path}`);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

describe("job pages", () => {
  it("show public postings to search engines and people without scripts, and no others", async () => {
    const { ctx, organization } = await server.foundOrganization();
    const publish = async (title: string, audience: "public" | "alumni") =>
      publishJob(ctx, (await postJob(ctx, { title, audience, location: "東京", descriptionHtml: "<p>a</p>" })).job.id);
    const { job } = await publish("経理 <b>&</b> </script>", "public");
    const { job: hidden } = await publish("秘密", "alumni");
    const list = await pageOf(`/o/${organization.slug}/jobs`);
    expect(list.text).toContain("経理 &lt;b&gt;&amp;&lt;/b&gt;");
    expect(list.text).not.toContain("秘密");
    const page = await pageOf(`/o/${organization.slug}/jobs/${job.id}`);
    const [, jsonLd = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page.text) ?? [];
    expect(JSON.parse(jsonLd)).toMatchObject({
      "@type": "JobPosting",
      title: job.title,
      jobLocation: { address: "東京" },
    });
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await pageOf(`/o/${organization.slug}/jobs/${hidden.id}`)).status).toBe(404);
    const gone = await pageOf(`/o/${organization.slug}/jobs/${hidden.id}`);
    expect(gone.text).toContain(`href="${server.baseUrl}/o/${organization.slug}/jobs"`);
    expect(gone.text).not.toContain("秘密");
    expect((await pageOf("/o/nobody/jobs")).status).toBe(404);
    const fallback = await pageOf(`/o/${organization.slug}/fallback/jobs.html`);
    expect(fallback.text).toContain(job.id);
    expect(fallback.text).not.toContain("秘密");
  });
});
