import { html } from "hono/html";
import { z } from "zod";
import { type ApiDocument, type ListedOperation, listOperations } from "../http/openapi.ts";
import { toCurl, toSdkCall } from "./example-code.ts";
import { examples } from "./examples.ts";
import { describeType, memberRow, schemaTable } from "./schema-table.ts";

const content = z.looseObject({
  description: z.string().optional(),
  content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional(),
});
const parameter = z.looseObject({
  in: z.string(),
  name: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: z.unknown(),
});
const scheme = z.looseObject({ description: z.string(), bearerFormat: z.string().optional() });

const credentialNames: Record<string, string> = {
  publishableKey: "publishable key",
  publishableKeyInQuery: "publishable key in the query",
  session: "session",
  secretKey: "secret key",
};

/** The whole reference as one page without a script: it can be read, searched and printed as it is. */
export function referencePage(document: ApiDocument) {
  const operations = listOperations(document);
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags ?? []))];
  const ofTag = (tag: string) => operations.filter(({ operation }) => operation.tags?.includes(tag));
  const server = document.servers?.[0]?.url ?? "";
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${document.info.title} reference</title>
        <link rel="stylesheet" href="/docs/reference.css" />
      </head>
      <body>
        <a class="skip" href="#start">Skip to the reference</a>
        <nav aria-label="Operations">
          <p class="title"><a href="#start">${document.info.title}</a></p>
          ${tags.map(
            (tag) => html`<h2>${tag}</h2>
              <ul>
                ${ofTag(tag).map(({ id, operation }) => html`<li><a href="#${id}">${operation.summary}</a></li>`)}
              </ul>`,
          )}
          <h2><a href="#schemas">Schemas</a></h2>
        </nav>
        <main id="start">
          <h1>${document.info.title}</h1>
          <p>${document.info.description}</p>
          <p>
            The API is at <code>${server}</code>. Bodies are JSON in UTF-8, times are ISO 8601 in UTC. The machine-readable
            form is <a href="/openapi.json">/openapi.json</a>.
          </p>
          ${conventions(document)}
          ${tags.map(
            (tag) => html`<section>
              <h2>${tag}</h2>
              ${ofTag(tag).map((listed) => operationSection(listed, server))}
            </section>`,
          )}
          <section id="schemas">
            <h2>Schemas</h2>
            ${Object.entries(document.components?.schemas ?? {}).map(
              ([name, schema]) => html`<section id="schema-${name}"><h3>${name}</h3>${schemaTable(schema)}</section>`,
            )}
          </section>
        </main>
      </body>
    </html>`;
}

const conventions = (document: ApiDocument) => html`<section id="conventions">
  <h2>Who is calling</h2>
  <table>
    <tbody>
      ${Object.entries(document.components?.securitySchemes ?? {}).map(([name, value]) => {
        const { description, bearerFormat } = scheme.parse(value);
        return html`<tr>
          <th scope="row">${credentialNames[name] ?? name}${bearerFormat ? html` <code>${bearerFormat}</code>` : ""}</th>
          <td>${description}</td>
        </tr>`;
      })}
    </tbody>
  </table>
  <h2>What holds everywhere</h2>
  <p>
    Lists answer <code>data</code> and <code>nextCursor</code>: pass it back as <code>cursor</code>; null is the end. Reads
    carry an <code>ETag</code>. What goes wrong is a <a href="#schema-Problem">Problem</a> with a stable <code>code</code>;
    faults in the input come with JSON pointers. Every answer names itself in <code>X-Request-Id</code>.
  </p>
</section>`;

function operationSection({ id, method, path, operation }: ListedOperation, server: string) {
  const parameters = (operation.parameters ?? []).map((one) => parameter.parse(one));
  const schemes = (operation.security ?? []).flatMap((one) => Object.keys(one));
  const body = operation.requestBody ? content.parse(operation.requestBody) : null;
  const example = examples[id];
  const codes = z.array(z.string()).parse(operation["x-error-codes"]);
  return html`<article id="${id}">
    <h3>${operation.summary}</h3>
    <p class="path"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></p>
    <p class="callers">With a ${schemes.map((name) => credentialNames[name] ?? name).join(", or a ")}</p>
    ${
      parameters.length === 0
        ? ""
        : html`<h4>Parameters</h4>
            <table>
              <tbody>
                ${parameters.map((one) => memberRow(one.name, one.required, one.schema, one.description))}
              </tbody>
            </table>`
    }
    ${body ? html`<h4>Body</h4>${Object.entries(body.content ?? {}).map(([type, { schema }]) => html`<p><code>${type}</code>: ${describeType(schema)}</p>`)}` : ""}
    <h4>Answer</h4>
    ${Object.entries(operation.responses ?? {}).flatMap(([status, value]) => (status === "default" ? [] : [answer(status, value)]))}
    <p class="codes">Or a <a href="#schema-Problem">Problem</a>: ${codes.map((code, index) => html`${index > 0 ? ", " : ""}<code>${code}</code>`)}</p>
    ${
      example
        ? html`<h4>Example</h4>
            <pre tabindex="0" aria-label="SDK"><code>${toSdkCall(example, method)}</code></pre>
            <pre tabindex="0" aria-label="curl"><code>${toCurl(example, method, path, schemes[0] ?? "", server)}</code></pre>`
        : ""
    }
  </article>`;
}

function answer(status: string, value: unknown) {
  const { description, content: bodies } = content.parse(value);
  const schema = bodies?.["application/json"]?.schema;
  return html`<p><code>${status}</code> ${description}${schema ? html`: ${describeType(schema)}` : ""}</p>`;
}
