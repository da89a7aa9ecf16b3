export interface Settings {
  baseUrl: string;
  publishableKey: string;
}

/** What a build would have put into the bundle: where the API is, and the key that a page may show. */
export function createServer({ baseUrl, publishableKey }: Settings): (request: Request) => Promise<Response> {
  return async (request) =>
    new URL(request.url).pathname === "/settings.json"
      ? Response.json({ baseUrl, publishableKey })
      : new Response(null, { status: 404 });
}
