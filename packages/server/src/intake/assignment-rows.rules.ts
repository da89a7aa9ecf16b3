import type { RegistryDateRules } from "@okaeri/sdk/contract/registry-imports";
import { employeeNumberKey } from "../registry/folding.rules.ts";
import { createCellReader, RowFault } from "./cells.rules.ts";
import type { Columns } from "./columns.rules.ts";

/** One assignment of a history; `value` is the department, title or grade. */
export interface AssignmentRow {
  row: number;
  employeeNumberKey: string;
  kind: "department" | "title" | "grade";
  value: string;
  from: string | null;
  /** Null while it lasts. */
  to: string | null;
}

const kinds = new Map<string, AssignmentRow["kind"]>([
  ["department", "department"],
  ["dept", "department"],
  ["部署", "department"],
  ["所属", "department"],
  ["title", "title"],
  ["position", "title"],
  ["役職", "title"],
  ["職位", "title"],
  ["grade", "grade"],
  ["等級", "grade"],
  ["職級", "grade"],
  ["グレード", "grade"],
]);

/** @throws RowFault */
export function readAssignmentRow(
  row: number,
  cells: readonly string[],
  columns: Columns,
  dateRules: RegistryDateRules,
): AssignmentRow {
  const cell = createCellReader(cells, columns, dateRules);
  const employeeNumber = cell.text("employeeNumber");
  if (employeeNumber === null) throw new RowFault("value_missing", "employeeNumber");
  const kindText = cell.text("kind");
  if (kindText === null) throw new RowFault("value_missing", "kind");
  const kind = kinds.get(kindText.normalize("NFKC").trim().toLowerCase());
  if (kind === undefined) throw new RowFault("kind_unknown", "kind");
  const value = cell.text("value");
  if (value === null) throw new RowFault("value_missing", "value");
  const from = cell.date("from");
  const to = cell.date("to");
  if (from !== null && to !== null && to < from) throw new RowFault("left_before_joining", "to");
  return {
    row,
    employeeNumberKey: employeeNumberKey(employeeNumber),
    kind,
    value,
    from,
    to,
  };
}
