import { type RegistryField, type RegistryMapping, registryField } from "@okaeri/sdk/contract/registry-imports";
import { DomainError } from "../platform/errors.ts";
import { foldWidth } from "../registry/folding.rules.ts";
import { refusedColumn } from "./refused-data.rules.ts";

/** Which column holds which field, and how the file itself calls it. */
export interface Columns {
  /** Each once: as in `RegistryColumn`. */
  names: readonly string[];
  at: ReadonlyMap<RegistryField, number>;
  guessed: ReadonlySet<RegistryField>;
}

const synonyms: Record<RegistryField, string> = {
  externalId: "外部id 外部キー システムid 連携id externalid externalkey crewid systemid recordid objectid",
  employeeNumber:
    "社員番号 従業員番号 職員番号 社員no 従業員no 職員no 社員コード 従業員コード 社員id 従業員id 員番 " +
    "employeeno employeenumber employeeid employeecode empno empid empnumber staffno staffid personnelno personnelnumber workerid",
  name: "氏名 名前 姓名 社員名 従業員名 職員名 氏名漢字 漢字氏名 name fullname employeename displayname legalname",
  familyName: "姓 氏 苗字 名字 姓漢字 lastname familyname surname",
  givenName: "名 名漢字 firstname givenname",
  kana:
    "氏名カタカナ 氏名カナ 氏名フリガナ 氏名ヨミ カナ氏名 フリガナ カナ ヨミガナ 氏名ヨミガナ カナ名 " +
    "kana namekana kananame fullnamekana furigana phoneticname",
  familyNameKana:
    "セイ 姓カナ 姓カタカナ 姓フリガナ 姓ヨミ 姓セイ カナ姓 氏カナ lastnamekana familynamekana surnamekana",
  givenNameKana: "メイ 名カナ 名カタカナ 名フリガナ 名ヨミ 名メイ カナ名前 firstnamekana givennamekana",
  romaji:
    "氏名ローマ字 ローマ字 ローマ字氏名 氏名英字 英字氏名 氏名アルファベット romaji nameromaji romajiname nameinroman",
  familyNameRomaji: "姓ローマ字 姓英字 ローマ字姓 lastnameromaji familynameromaji",
  givenNameRomaji: "名ローマ字 名英字 ローマ字名 firstnameromaji givennameromaji",
  formerFamilyName:
    "旧姓 旧氏 旧姓漢字 formerfamilyname formerlastname formersurname previouslastname maidenname birthname",
  birthDate: "生年月日 誕生日 birthdate dateofbirth birthday dob",
  hiredOn:
    "入社日 入社年月日 入職日 採用日 採用年月日 雇用開始日 hiredate hiredon dateofhire hireddate joindate joiningdate datejoined startdate entrydate",
  leftOn:
    "退職日 退職年月日 退社日 退社年月日 離職日 離職年月日 最終在籍日 " +
    "terminationdate lefton leavedate leavingdate dateleft leftdate enddate exitdate separationdate resignationdate retiredate",
  lastWorkingOn: "最終出社日 最終出勤日 最終勤務日 lastworkingday lastworkingon lastdayworked lastday lastworkdate",
  status:
    "在籍状況 在籍区分 在籍状態 在職状況 在職区分 就業状況 就業状態 雇用状況 status employmentstatus employeestatus",
  department:
    "部署 部署名 所属 所属部署 部門 最終所属 最終部署 退職時所属 退職時部署 department lastdepartment dept departmentname division",
  title: "役職 役職名 職位 肩書 肩書き 職名 最終役職 退職時役職 title lasttitle jobtitle position",
  grade: "等級 職級 資格等級 グレード 級 職能等級 最終等級 退職時等級 grade jobgrade paygrade level joblevel",
  employmentType: "雇用形態 雇用区分 社員区分 契約区分 従業員区分 employmenttype contracttype workertype",
  separationCode: "離職区分 離職理由コード 離職票コード 離職コード 離職票区分 離職区分コード separationcode",
  leavingReason:
    "退職理由 退職事由 離職理由 退社理由 leavingreason reasonforleaving terminationreason separationreason",
  ownReason: "本人退職理由 本人申告理由 退職理由本人 退職理由本人申告 ownreason statedreason reasonstated",
  rehireWishOn: "再雇用希望申出日 再雇用希望日 再雇用申出日 復職希望申出日 rehirewishon rehirerequestdate",
  phone:
    "電話 電話番号 携帯 携帯電話 携帯番号 携帯電話番号 個人電話番号 連絡先電話番号 tel telno phone phonenumber mobile mobilephone mobilenumber",
  skills: "スキル 技能 保有スキル skills skill",
  email:
    "メール メールアドレス eメール 個人メール 個人メールアドレス 私用メールアドレス email emailaddress mail mailaddress personalemail privateemail",
  kind: "種別 種類 kind",
  value: "値 内容 名称 value",
  from: "開始日 開始 自 発令日 from fromdate",
  to: "終了日 終了 至 to todate",
};

const fold = (header: string): string => foldWidth(header).replace(/[^\p{L}\p{N}ー]/gu, "");

// A word may be in hiragana in the file; the words above are folded the same way.
const fieldBySynonym = new Map<string, RegistryField>();
for (const field of registryField.options)
  for (const word of synonyms[field].split(" ")) fieldBySynonym.set(fold(word), field);

/** Whether one of them is a usual word for what a file can't be without. */
export const namesNumber = (headers: readonly string[]): boolean =>
  headers.some((header) => ["employeeNumber", "externalId"].includes(fieldBySynonym.get(fold(header)) ?? ""));

/** Blank ones are named by position, as are those that stand there again. */
export function nameColumns(headers: readonly string[]): string[] {
  const seen = new Set<string>();
  return headers.map((header, index) => {
    const text = header.trim();
    const name = text === "" ? `#${index + 1}` : seen.has(text) ? `${text}#${index + 1}` : text;
    seen.add(text).add(name);
    return name;
  });
}

/**
 * Finds the fields among the headers: what the mapping names as it says, the rest by the usual words in Japanese and
 * English. Where two columns would hold one field, the first does, unless the mapping names the other.
 * @throws DomainError `registry_columns_missing` when nothing holds the employee number or the id at the source,
 *   `registry_data_forbidden` for a column of health data or マイナンバー that the mapping doesn't leave out,
 *   `invalid_input` for a mapping that names a header the file doesn't have, or one field twice
 */
export function assignColumns(headers: readonly string[], mapping: RegistryMapping): Columns {
  const names = nameColumns(headers);
  refuseForbidden(names, mapping);
  const at = new Map<RegistryField, number>();
  const guessed = new Set<RegistryField>();
  for (const [name, field] of Object.entries(mapping)) {
    const index = names.indexOf(name.trim());
    if (index === -1)
      throw new DomainError("invalid_input", {
        detail: `The mapping names "${name}", which is no column of the file`,
      });
    if (field === null) continue;
    if (at.has(field)) throw new DomainError("invalid_input", { detail: `The mapping gives ${field} two columns` });
    at.set(field, index);
  }
  for (const [index, name] of names.entries()) {
    const guess = Object.hasOwn(mapping, name) ? undefined : fieldBySynonym.get(fold(headers[index] ?? ""));
    if (!guess || at.has(guess)) continue;
    at.set(guess, index);
    guessed.add(guess);
  }
  if (!at.has("employeeNumber") && !at.has("externalId"))
    throw new DomainError("registry_columns_missing", {
      detail: "No column holds the employee number (社員番号, Employee No); name it in a mapping",
    });
  return { names, at, guessed };
}

function refuseForbidden(names: readonly string[], mapping: RegistryMapping): void {
  const faults = names.flatMap((name, index) => {
    const kind = Object.hasOwn(mapping, name) && mapping[name] === null ? null : refusedColumn(fold(name));
    return kind ? [{ pointer: `#/columns/${index}`, code: kind, detail: name }] : [];
  });
  if (faults.length > 0)
    throw new DomainError("registry_data_forbidden", {
      detail: `The registry takes no health data and no マイナンバー; leave out ${faults.map(({ detail }) => `"${detail}"`).join(", ")}`,
      faults,
    });
}

/** A history of departments, titles and grades has a row for each assignment, not one for each person. */
export const isHistory = ({ at }: Columns): boolean => at.has("kind") && at.has("value");

/** Whether a column by its name holds what the registry doesn't take: nothing of it is shown, even where it is left out. */
export const isRefused = (name: string): boolean => refusedColumn(fold(name)) !== null;
