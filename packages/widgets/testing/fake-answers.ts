import { OkaeriError, type Versioned } from "@okaeri/sdk";

export const now = "2026-11-20T03:00:00Z";
export const versioned = <Body>(body: Body, etag = '"1"'): Versioned<Body> => ({ ...body, etag });
export const defined = <Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
export const notFound = (): OkaeriError => new OkaeriError({ code: "not_found", status: 404, requestId: "req_fake" });
