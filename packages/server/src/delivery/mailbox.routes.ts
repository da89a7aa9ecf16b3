import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../http/environment.ts";
import type { Mailbox } from "../platform/mail.ts";

/** For development: the mails that would have been sent. It shows codes, so it answers this machine alone. */
export const createMailboxRoutes = (mailbox: Mailbox) =>
  new Hono<Environment & { Bindings: { incoming?: { socket: { remoteAddress?: string } } } }>().get(
    "/dev/mailbox",
    async (c) => {
      const remote = c.env?.incoming?.socket.remoteAddress ?? "127.0.0.1";
      if (!/^(::1|(::ffff:)?127\.)/.test(remote)) return c.notFound();
      const mails = await mailbox.list();
      if (c.req.header("accept")?.includes("application/json")) return c.json(mails);
      return c.html(html`<!doctype html>
        <html lang="ja">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <title>Mailbox</title>
            <link rel="stylesheet" href="/examples/pages.css" />
          </head>
          <body>
            <main>
              <h1>Mailbox</h1>
              <p>Mails that would have been sent. Set <code>SMTP_URL</code> to send them.</p>
              ${mails.map(
                (mail) => html`<article>
                  <h2>${mail.subject}</h2>
                  <p>${mail.to} · <time datetime="${mail.sentAt}">${mail.sentAt}</time></p>
                  <pre>${mail.text}</pre>
                </article>`,
              )}
            </main>
          </body>
        </html>`);
    },
  );
