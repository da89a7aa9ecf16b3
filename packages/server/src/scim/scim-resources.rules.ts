import { DomainError } from "../platform/errors.ts";
import type { Resource } from "./filter-matching.rules.ts";

/** A resource without its location, and the version its ETag is made of. */
export interface ResourceView {
  resource: Resource;
  version: number;
}

/** Says whether a change may build on this version. */
export type Precondition = (version: number) => boolean;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isScimId = (id: string): boolean => uuid.test(id);

/** @throws DomainError `not_found`: an id that can't exist is answered like one that doesn't */
export function toScimId(id: string): string {
  if (!isScimId(id)) throw new DomainError("not_found");
  return id.toLowerCase();
}

/** Weak: what is equal for everybody who works with it, if not byte for byte. */
export const scimEtag = (version: number): string => `W/"${version}"`;
