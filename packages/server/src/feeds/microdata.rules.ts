import { isJobPosting, type Thing } from "./json-ld.rules.ts";
import { childrenOf, serialize, textAt, type XmlElement } from "./xml.rules.ts";

/** How HTML says in its attributes what is what. */
interface Syntax {
  isScope(element: XmlElement): boolean;
  typeOf(element: XmlElement): string | undefined;
  namesOf(element: XmlElement): string | undefined;
}

/** html.spec.whatwg.org, Microdata. */
const microdata: Syntax = {
  isScope: ({ attributes }) => attributes.itemscope !== undefined,
  typeOf: ({ attributes }) => attributes.itemtype,
  namesOf: ({ attributes }) => attributes.itemprop,
};

/** w3.org, RDFa Lite 1.1. */
const rdfa: Syntax = {
  isScope: ({ attributes }) => attributes.typeof !== undefined,
  typeOf: ({ attributes }) => attributes.typeof,
  namesOf: ({ attributes }) => attributes.property,
};

// Read as markup; everything else is a line.
const long =
  /^(description|responsibilities|qualifications|skills|.*Requirements|jobBenefits|benefits|incentiveCompensation|incentives)$/;

/** The postings that a page marks up in its elements, as JSON-LD would say them. */
export const markedUpPostings = (page: XmlElement): Thing[] => [
  ...postingsIn(page, microdata),
  ...postingsIn(page, rdfa),
];

function postingsIn(element: XmlElement, syntax: Syntax): Thing[] {
  return childrenOf(element).flatMap((child) =>
    syntax.isScope(child) && isJobPosting((syntax.typeOf(child) ?? "").split(/\s+/))
      ? [thingOf(child, syntax)]
      : postingsIn(child, syntax),
  );
}

function thingOf(scope: XmlElement, syntax: Syntax): Thing {
  const properties: Record<string, unknown[]> = { "@type": [syntax.typeOf(scope)] };
  const id = scope.attributes.itemid ?? scope.attributes.resource ?? scope.attributes.about;
  if (id !== undefined) properties["@id"] = [id];
  const walk = (element: XmlElement): void => {
    for (const child of childrenOf(element)) {
      const isScope = syntax.isScope(child);
      for (const written of (syntax.namesOf(child) ?? "").split(/\s+/).filter(Boolean)) {
        const name = written.replace(/^.*[/:#]/, "");
        properties[name] = [...(properties[name] ?? []), isScope ? thingOf(child, syntax) : saidIn(child, name)];
      }
      if (!isScope) walk(child);
    }
  };
  walk(scope);
  return Object.fromEntries(
    Object.entries(properties).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}

function saidIn(element: XmlElement, name: string): string {
  const { attributes } = element;
  const said = attributes.content ?? attributes.datetime ?? attributes.href ?? attributes.src ?? attributes.value;
  if (said !== undefined) return said;
  return long.test(name) ? serialize(element).trim() : (textAt(element) ?? "").replaceAll(/\s+/g, " ");
}
