import type { CommunityEvent, CommunityTeaser, NewsItem } from "@okaeri/sdk/contract/community";
import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { TemplateResult } from "lit";
import { controlsCss } from "../foundation/controls.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement, LaterView } from "../foundation/later-element.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/community-teaser.ts";
import { ja, type TeaserMessages } from "../locales/ja/community-teaser.ts";
import { teaserCss } from "./teaser.styles.ts";

type Shown = CommunityTeaser & { organization: Organization };

export const teaserView = (kit: Kit, element: LaterElement<TeaserMessages>): LaterView => {
  const { html, nothing } = kit;
  const teaser = new Resource<Shown>(element);
  element.addStyles(controlsCss(kit), teaserCss(kit));

  const join = (event: Event): void => {
    if (!element.announce("okaeri-join", {})) event.preventDefault();
    else if (!element.href) document.querySelector("okaeri-sign-up")?.scrollIntoView({ block: "start" });
  };

  const linked = (title: string, url: string | null): TemplateResult | string =>
    url ? html`<a href=${url}>${title}</a>` : title;

  const day = (date: string, timeZone: string): string =>
    new Date(date).toLocaleDateString(element.language, { dateStyle: "long", timeZone });

  // Times are those of the place: who travels there needs nothing else.
  const time = ({ startsAt, timeZone }: CommunityEvent): string =>
    new Date(startsAt).toLocaleString(element.language, {
      month: "long",
      day: "numeric",
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
      timeZone,
      ...(timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone && { timeZoneName: "short" }),
    });

  const countEntry = (count: number, text: TeaserMessages): TemplateResult => html`
    <div part="members">
      <dt class="small dim">${text.membersNote}</dt>
      <dd class="members">${text.members(count.toLocaleString(element.language))}</dd>
    </div>
  `;

  const newsEntry = (news: NewsItem, text: TeaserMessages): TemplateResult => html`
    <div part="news">
      <dt class="small dim">${text.news}</dt>
      <dd>${linked(news.title, news.url)}<span class="small dim when">${day(news.publishedOn, "UTC")}</span></dd>
    </div>
  `;

  const eventEntry = (event: CommunityEvent, text: TeaserMessages): TemplateResult => html`
    <div part="event">
      <dt class="small dim">${text.nextEvent}</dt>
      <dd>${linked(event.title, event.url)}<span class="small dim when">${time(event)}${event.place ? html`<span>${event.place}</span>` : nothing}</span></dd>
    </div>
  `;

  return {
    get states(): string[] {
      if (teaser.value) return ["ready"];
      return [teaser.status === "error" ? "error" : "loading"];
    },
    connected(): void {
      const { connection } = element;
      teaser.clear();
      if (!connection) return;
      const { organization } = connection;
      if (organization && connection.teaser) teaser.set({ ...connection.teaser, organization });
      else
        void teaser.run(async (signal) => {
          const client = await element.client();
          const [shown, named] = await Promise.all([
            client.community.teaser({ signal }),
            organization ?? client.organization.get({ signal }),
          ]);
          return { ...shown, organization: named };
        });
    },
    render(): TemplateResult {
      const text = element.textOf({ ja, en });
      const { language } = element;
      const shown = teaser.value;
      // A teaser that has nothing to say takes no room: it is no place for an error.
      if (!shown) return html`<div class="root" part="root"></div>`;
      const { organization, memberCount, latestNews, nextEvent } = shown;
      const call = html`<span>${text.join}</span>`;
      return html`
        <section class="root" part="root" lang=${language}>
          <header>
            <h2 part="invitation">${text.invitation(organization.name)}</h2>
            <p>${text.welcome(organization.peopleTerm[language])}</p>
          </header>
          ${
            memberCount || latestNews || nextEvent
              ? html`<dl>
                ${memberCount === null ? nothing : countEntry(memberCount, text)}
                ${latestNews ? newsEntry(latestNews, text) : nothing} ${nextEvent ? eventEntry(nextEvent, text) : nothing}
              </dl>`
              : nothing
          }
          <p>${
            element.href
              ? html`<a class="button primary" part="join" href=${element.href} @click=${join}>${call}</a>`
              : html`<button class="primary" part="join" type="button" @click=${join}>${call}</button>`
          }</p>
        </section>
      `;
    },
  };
};
