import { createHash } from "node:crypto";

interface FilePart {
  field: string;
  name: string;
  type: string;
  content: Buffer;
}

/** RFC 7578, names in UTF-8 with quotes and line ends escaped as browsers do (WHATWG HTML, multipart/form-data). */
export function multipart(fields: readonly [string, string][], files: readonly FilePart[]) {
  const quoted = (name: string) => name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const parts: { head: string; content: Buffer }[] = [
    ...fields.map(([name, value]) => ({ head: `name="${quoted(name)}"`, content: Buffer.from(value) })),
    ...files.map(({ field, name, type, content }) => ({
      head: `name="${quoted(field)}"; filename="${quoted(name)}"\r\ncontent-type: ${type}`,
      content,
    })),
  ];
  // Made from what it parts, so that the same application is the same bytes; and in none of them.
  const digest = createHash("sha256");
  for (const { head, content } of parts) digest.update(head).update(content);
  const boundary = `okaeri-${digest.digest("hex")}`;
  const content = Buffer.concat([
    ...parts.flatMap(({ head, content: bytes }) => [
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      bytes,
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { type: `multipart/form-data; boundary=${boundary}`, content };
}
