import type { AccessPurpose } from "@okaeri/sdk/contract/access";

const purposes: Record<AccessPurpose, string> = {
  identity_check: "本人確認",
  hiring: "採用の検討",
  offboarding: "退職手続き",
  inquiry: "問い合わせへの対応",
  correction: "記録の訂正",
  privacy_request: "開示などの請求への対応",
  audit: "監査",
};

export const ja = {
  why: "ここには、目的を記録してから見る項目があります。いつ、だれが、何のために見たかが残ります。",
  purpose: "見る目的",
  choose: "選んでください",
  show: "表示する",
  needed: "表示には目的が必要です",
  forbidden: "この権限では見られません",
  inForce: (purpose: string) => `目的「${purpose}」で表示しています。`,
  end: "表示を終える",
  purposes,
};

export type PurposeMessages = typeof ja;
