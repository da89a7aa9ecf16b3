import { OkaeriError } from "@okaeri/sdk";
import type {
  RegistryDateRules,
  RegistryField,
  RegistryImport,
  RegistryMapping,
  RejectedRow,
} from "@okaeri/sdk/contract/registry-imports";
import { idOf } from "./fake-people.ts";

const guesses: Record<string, RegistryField> = {
  社員番号: "employeeNumber",
  姓: "familyName",
  名: "givenName",
  氏名: "name",
  生年月日: "birthDate",
  入社日: "hiredOn",
  退職日: "leftOn",
  部署: "department",
  在籍状況: "status",
};

interface Asked {
  source: string;
  mapping: RegistryMapping;
  dateRules: RegistryDateRules;
  known: ReadonlySet<string>;
  dryRun: boolean;
}

const isPlain = (date: string): boolean => /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(date);
const hasTwoDigits = (date: string): boolean => /^\d{2}[-/]\d{1,2}[-/]\d{1,2}$/.test(date);

/** Reads what the tests and the gallery write: plain commas, and the faults they are about. */
export function readFile(text: string, { source, mapping, dateRules, known, dryRun }: Asked): RegistryImport {
  if (text.includes("\u0000")) throw new OkaeriError({ code: "registry_file_unreadable", status: 422 });
  const [header = "", ...lines] = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const names = header.split(",");
  if (names.some((name) => /マイナンバー/.test(name) && mapping[name] !== null))
    throw new OkaeriError({
      code: "registry_data_forbidden",
      status: 422,
      errors: [
        {
          pointer: `#/columns/${names.findIndex((name) => /マイナンバー/.test(name))}`,
          code: "my_number_refused",
          detail: "マイナンバー",
        },
      ],
    });
  const fields = names.map((name) => (name in mapping ? (mapping[name] ?? null) : (guesses[name] ?? null)));
  if (!fields.includes("employeeNumber") || !fields.includes("leftOn"))
    throw new OkaeriError({ code: "registry_columns_missing", status: 422 });
  const rows = lines.filter(Boolean).map((line) => line.split(","));
  const rejected: RejectedRow[] = [];
  const good: { row: number; number: string; name: string }[] = [];
  const seen = new Set<string>();
  for (const [index, cells] of rows.entries()) {
    const row = index + 2;
    const at = (field: RegistryField): string => cells[fields.indexOf(field)]?.trim() ?? "";
    const number = at("employeeNumber");
    const reject = (code: RejectedRow["code"], field?: RegistryField): void => {
      rejected.push({ row, code, column: field ? (names[fields.indexOf(field)] ?? null) : null });
    };
    const wrongDate = (["leftOn", "birthDate", "hiredOn"] as const).find((field) => {
      const date = at(field);
      return date !== "" && !isPlain(date) && !(hasTwoDigits(date) && dateRules.twoDigitYearsFrom !== null);
    });
    if (cells.length < names.length) reject("row_too_short");
    else if (number === "") reject("value_missing", "employeeNumber");
    else if (seen.has(number)) reject("duplicate_number", "employeeNumber");
    else if (wrongDate) reject(hasTwoDigits(at(wrongDate)) ? "date_ambiguous" : "date_unreadable", wrongDate);
    else if (at("hiredOn") > at("leftOn")) reject("left_before_joining", "leftOn");
    else {
      seen.add(number);
      const parts = [at("familyName"), at("givenName")].filter(Boolean).join(" ");
      good.push({ row, number, name: at("name") || parts });
    }
  }
  const there = good.filter(({ number }) => known.has(number));
  const created = good.filter(({ number }) => !known.has(number));
  return {
    runId: dryRun ? null : idOf("run", 1),
    source,
    read: rows.length,
    created: created.length,
    updated: there.length,
    unchanged: 0,
    here: 0,
    rejectedCount: rejected.length,
    rejected,
    columns: names.map((name, index) => ({
      name: name === "" ? `#${index + 1}` : name,
      field: fields[index] ?? null,
      guessed: !(name in mapping),
      sample: rows[0]?.[index] ?? null,
    })),
    changes: there.flatMap(({ row, name, number }) => [
      {
        row,
        personId: idOf("person", Number(number) - 1),
        name,
        field: "department",
        before: "営業部",
        after: "商品部",
        held: false,
      },
      {
        row,
        personId: idOf("person", Number(number) - 1),
        name,
        field: "birthDate",
        before: "1980-01-01",
        after: "1981-01-01",
        held: true,
      },
    ]),
    createdPeople: created.slice(0, 100).map(({ row, name, number }) => ({ row, name, employeeNumber: number })),
  };
}
