import type { Account } from "@okaeri/widgets/account";
import type { CommunityTeaser } from "@okaeri/widgets/community-teaser";
import type { OkaeriEvents } from "@okaeri/widgets/events";
import type { JobBoard } from "@okaeri/widgets/job-board";
import type { SignUp } from "@okaeri/widgets/sign-up";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

/** React 19 sets properties that an element has, and listens to `on` + the event's name. */
type Listeners = { [Name in keyof OkaeriEvents as `on${Name}`]?: (event: CustomEvent<OkaeriEvents[Name]>) => void };
type ElementProps<Element extends HTMLElement, Own extends keyof Element> = DetailedHTMLProps<
  HTMLAttributes<Element>,
  Element
> &
  Partial<Pick<Element, Own>> &
  Listeners & { theme?: "light" | "dark" | undefined };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "okaeri-provider": ElementProps<HTMLElementTagNameMap["okaeri-provider"], "client" | "tokenProvider">;
      "okaeri-job-board": ElementProps<JobBoard, "deepLinks" | "joinHref" | "messages" | "reserve">;
      "okaeri-sign-up": ElementProps<SignUp, "messages" | "reserve"> & { "account-href"?: string };
      "okaeri-account": ElementProps<Account, "messages" | "reserve"> & { "sign-up-href"?: string };
      "okaeri-community-teaser": ElementProps<CommunityTeaser, "href" | "messages" | "reserve">;
    }
  }
}
