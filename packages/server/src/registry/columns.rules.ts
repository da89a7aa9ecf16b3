import { type RegistryField, type RegistryMapping, registryField } from "@okaeri/sdk/contract/registry";
import { DomainError } from "../platform/errors.ts";
import { foldWidth } from "./folding.rules.ts";

/** Which column holds which field, and how the file itself calls it. */
export interface Columns {
  headers: readonly string[];
  at: ReadonlyMap<RegistryField, number>;
}

const synonyms: Record<RegistryField, string> = {
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
  formerFamilyName:
    "旧姓 旧氏 旧姓漢字 formerfamilyname formerlastname formersurname previouslastname maidenname birthname",
  birthDate: "生年月日 誕生日 birthdate dateofbirth birthday dob",
  hiredOn:
    "入社日 入社年月日 入職日 採用日 採用年月日 雇用開始日 hiredate hiredon dateofhire hireddate joindate joiningdate datejoined startdate entrydate",
  leftOn:
    "退職日 退職年月日 退社日 退社年月日 離職日 離職年月日 最終在籍日 " +
    "terminationdate lefton leavedate leavingdate dateleft leftdate enddate exitdate separationdate resignationdate retiredate",
  status:
    "在籍状況 在籍区分 在籍状態 在職状況 在職区分 就業状況 就業状態 雇用状況 status employmentstatus employeestatus",
  department:
    "部署 部署名 所属 所属部署 部門 最終所属 最終部署 退職時所属 退職時部署 department lastdepartment dept departmentname division",
  title: "役職 役職名 職位 肩書 肩書き 職名 最終役職 退職時役職 title lasttitle jobtitle position",
  employmentType: "雇用形態 雇用区分 社員区分 契約区分 従業員区分 employmenttype contracttype workertype",
  leavingReason:
    "退職理由 退職事由 離職理由 退社理由 leavingreason reasonforleaving terminationreason separationreason",
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

/**
 * Finds the fields among the headers: what the mapping names as it says, the rest by the usual words in Japanese and
 * English. Where two columns would hold one field, the first does, unless the mapping names the other.
 * @throws DomainError `registry_columns_missing` when nothing holds the employee number, `invalid_input` for a mapping
 *   that names a header the file doesn't have, or one field twice
 */
export function assignColumns(headers: readonly string[], mapping: RegistryMapping): Columns {
  const at = new Map<RegistryField, number>();
  for (const [header, field] of Object.entries(mapping)) {
    const index = headers.indexOf(header);
    if (index === -1)
      throw new DomainError("invalid_input", {
        detail: `The mapping names "${header}", which is no header of the file`,
      });
    if (field === null) continue;
    if (at.has(field)) throw new DomainError("invalid_input", { detail: `The mapping gives ${field} two columns` });
    at.set(field, index);
  }
  for (const [index, header] of headers.entries()) {
    const guess = Object.hasOwn(mapping, header) ? undefined : fieldBySynonym.get(fold(header));
    if (guess && !at.has(guess)) at.set(guess, index);
  }
  if (!at.has("employeeNumber"))
    throw new DomainError("registry_columns_missing", {
      detail: "No column holds the employee number (社員番号, Employee No); name it in a mapping",
    });
  return { headers, at };
}

/** A history of departments and titles has a row for each assignment, not one for each person. */
export const isHistory = ({ at }: Columns): boolean => at.has("kind") && at.has("value");
