import { describe, expect, it } from "vitest";
import type { PageUrls } from "./page.ts";
import { maxAddresses, partsOf, renderSitemap, renderSitemapIndex } from "./sitemap.ts";

const urls: PageUrls = {
  list: "https://x.example/o/a/jobs",
  styles: "",
  job: (id) => `https://x.example/o/a/jobs/${id}`,
};
const addresses = Array.from({ length: 100_000 }, (_, nth) => ({
  id: `job_${nth}`,
  updatedAt: "2026-11-22T00:00:00Z",
}));

describe("a sitemap", () => {
  it("holds every page once, in parts of what one file may hold", async () => {
    const parts = partsOf(addresses);
    const found: string[] = [];
    for (let part = 1; part <= parts; part++) {
      const locations = [...String(await renderSitemap(urls, addresses, part)).matchAll(/<loc>(.*?)<\/loc>/g)];
      expect(locations.length).toBeLessThanOrEqual(maxAddresses);
      found.push(...locations.map(([, location = ""]) => location));
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(addresses.length + 1);
    const index = String(await renderSitemapIndex("https://x.example/o/a/sitemap.xml", parts));
    expect([...index.matchAll(/\?part=\d/g)].map(([part]) => part)).toEqual(["?part=1", "?part=2", "?part=3"]);
  });
});
