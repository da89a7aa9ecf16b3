import type { Attribute, Extension, Schema } from "./attributes.rules.ts";
import type { Resource } from "./filter-matching.rules.ts";
import { groupSchema, userSchema } from "./schemas.rules.ts";

const schemaUrn = "urn:ietf:params:scim:schemas:core:2.0:Schema";
const typeUrn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const configUrn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

/** What is served at `/ServiceProviderConfig` (RFC 7643 section 5). */
export const describeProvider = (baseUrl: string, limits: { maxResults: number }): Resource => ({
  schemas: [configUrn],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: limits.maxResults },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: "oauthbearertoken",
      name: "Bearer token",
      description: "A token of the organization, made by okaeri scim-token create and sent as Authorization: Bearer",
      specUri: "https://www.rfc-editor.org/info/rfc6750",
      primary: true,
    },
  ],
  meta: { resourceType: "ServiceProviderConfig", location: `${baseUrl}/ServiceProviderConfig` },
});

export const describeResourceTypes = (baseUrl: string): (Resource & { id: string })[] =>
  [userSchema, groupSchema].map(({ id, name, description, extension }) => ({
    schemas: [typeUrn],
    id: name,
    name,
    endpoint: `/${name}s`,
    description,
    schema: id,
    ...(extension && { schemaExtensions: [{ schema: extension.id, required: false }] }),
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${name}` },
  }));

export const describeSchemas = (baseUrl: string): (Resource & { id: string })[] =>
  [userSchema, ...extensionsOf(userSchema), groupSchema].map(({ id, name, description, attributes }) => ({
    schemas: [schemaUrn],
    id,
    name,
    description,
    attributes: attributes.map(describeAttribute),
    meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${id}` },
  }));

const extensionsOf = ({ extension }: Schema): Extension[] => (extension ? [extension] : []);

const describeAttribute = (attribute: Attribute): Resource => ({
  name: attribute.name,
  type: attribute.type,
  multiValued: attribute.multiValued,
  description: attribute.description,
  required: attribute.required,
  ...(attribute.canonicalValues && { canonicalValues: attribute.canonicalValues }),
  caseExact: attribute.caseExact,
  mutability: attribute.mutability,
  returned: attribute.returned,
  uniqueness: attribute.uniqueness,
  ...(attribute.referenceTypes && { referenceTypes: attribute.referenceTypes }),
  ...(attribute.attributes && { subAttributes: attribute.attributes.map(describeAttribute) }),
});
