import type { Attribute, Extension, Schema } from "./attributes.rules.ts";

export const enterpriseUrn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const attribute = (
  name: string,
  type: Attribute["type"],
  description: string,
  rest: Partial<Attribute> = {},
): Attribute => ({
  name,
  type,
  multiValued: false,
  description,
  required: false,
  caseExact: type === "reference",
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  ...rest,
});

const string = (name: string, description: string, rest: Partial<Attribute> = {}) =>
  attribute(name, "string", description, rest);
const complex = (name: string, description: string, attributes: Attribute[], rest: Partial<Attribute> = {}) =>
  attribute(name, "complex", description, { attributes, ...rest });

/** The sub-attributes of RFC 7643 2.4. Types that a schema names are proposals: others are taken too. */
const several = (name: string, description: string, types: string[], value = string("value", "The value.")) =>
  complex(
    name,
    description,
    [
      value,
      string("display", "A name to show."),
      string("type", "What it is for.", types.length > 0 ? { canonicalValues: types } : {}),
      attribute("primary", "boolean", "True of at most one: the preferred one."),
    ],
    { multiValued: true },
  );

const readOnly = { mutability: "readOnly" } as const;

const common: readonly Attribute[] = [
  string("id", "The resource's id here.", { ...readOnly, caseExact: true, returned: "always", uniqueness: "server" }),
  string("externalId", "The resource's id at the client.", { caseExact: true }),
  attribute("schemas", "reference", "The schemas the resource has attributes of.", {
    multiValued: true,
    ...readOnly,
    returned: "always",
    referenceTypes: ["uri"],
  }),
  complex(
    "meta",
    "About the resource itself.",
    [
      string("resourceType", "User or Group.", { ...readOnly, caseExact: true }),
      attribute("created", "dateTime", "When it was made here.", readOnly),
      attribute("lastModified", "dateTime", "When it last changed here.", readOnly),
      attribute("location", "reference", "Its URI.", { ...readOnly, referenceTypes: ["uri"] }),
      string("version", "Its ETag.", { ...readOnly, caseExact: true }),
    ],
    readOnly,
  ),
];

const enterprise: Extension = {
  id: enterpriseUrn,
  name: "EnterpriseUser",
  description: "Enterprise User, with the first and the last day of employment",
  attributes: [
    string("employeeNumber", "The employee number; leading zeros are kept. Whoever left is recognised by it."),
    string("costCenter", "The cost center."),
    string("organization", "The organization."),
    string("division", "The division."),
    string("department", "The department."),
    complex("manager", "The user's manager.", [
      string("value", "The id of the manager's User."),
      attribute("$ref", "reference", "The URI of the manager's User.", { referenceTypes: ["User"] }),
      string("displayName", "The manager's name.", readOnly),
    ]),
    string(
      "employeeHireDate",
      "The first day of employment: YYYY-MM-DD, or an instant, of which the day in Japan counts.",
    ),
    string("hireDate", "The same as employeeHireDate, which comes first where both are there."),
    string(
      "endDate",
      "The last day of employment: YYYY-MM-DD, or an instant, of which the day in Japan counts. Setting it opens a leaving, whether the user is active or not; taking it away from an active user calls the leaving off.",
    ),
    string("employeeLeaveDateTime", "The same as endDate, which comes first where both are there."),
    string("terminationDate", "The same as endDate and employeeLeaveDateTime, which come first where they are there."),
  ],
};

export const userSchema: Schema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:User",
  name: "User",
  description: "User Account",
  common,
  extension: enterprise,
  attributes: [
    string("userName", "Names the user, once in the organization.", { required: true, uniqueness: "server" }),
    complex("name", "The name in its parts.", [
      string("formatted", "The whole name."),
      string("familyName", "The family name."),
      string("givenName", "The given name."),
      string("middleName", "The middle name."),
      string("honorificPrefix", "Such as Dr."),
      string("honorificSuffix", "Such as III."),
    ]),
    string("displayName", "The name to show."),
    string("nickName", "What the user is called."),
    attribute("profileUrl", "reference", "A page about the user.", { referenceTypes: ["external"] }),
    string("title", "The title, such as 部長."),
    string("userType", "The kind of employment, such as Employee or Contractor."),
    string("preferredLanguage", "Such as ja-JP."),
    string("locale", "Such as ja-JP."),
    string("timezone", "Such as Asia/Tokyo."),
    attribute(
      "active",
      "boolean",
      "Works here. False opens a leaving: today is the last day, where no end date says otherwise.",
    ),
    // Taken and thrown away: nobody signs in with it, so it is never stored.
    string("password", "Never stored.", { mutability: "writeOnly", returned: "never" }),
    several("emails", "Mail addresses.", ["work", "home", "other"]),
    several("phoneNumbers", "Phone numbers.", ["work", "home", "mobile", "fax", "pager", "other"]),
    several("ims", "Instant messaging addresses.", ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]),
    several(
      "photos",
      "URLs of photos.",
      ["photo", "thumbnail"],
      attribute("value", "reference", "The URL.", { referenceTypes: ["external"] }),
    ),
    complex(
      "addresses",
      "Postal addresses.",
      [
        string("formatted", "The whole address."),
        string("streetAddress", "Street and house."),
        string("locality", "City."),
        string("region", "Prefecture or state."),
        string("postalCode", "Postal code."),
        string("country", "Country."),
        string("type", "What it is for.", { canonicalValues: ["work", "home", "other"] }),
        attribute("primary", "boolean", "True of at most one: the preferred one."),
      ],
      { multiValued: true },
    ),
    several("entitlements", "What the user may.", []),
    several("roles", "What the user is.", []),
  ],
};

export const groupSchema: Schema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:Group",
  name: "Group",
  description: "Group",
  common,
  extension: null,
  attributes: [
    string("displayName", "The group's name.", { required: true }),
    complex(
      "members",
      "The users in it. Groups in groups are not taken.",
      [
        string("value", "The id of a User.", { caseExact: true }),
        attribute("$ref", "reference", "The URI of the User.", { ...readOnly, referenceTypes: ["User"] }),
        string("display", "The user's name.", readOnly),
        string("type", "User.", { ...readOnly, canonicalValues: ["User"] }),
      ],
      { multiValued: true },
    ),
  ],
};
