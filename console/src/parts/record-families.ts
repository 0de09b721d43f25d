import type { RecordType } from "../../../src/audit/record/contract.ts";

type Family = RecordType extends `${infer Name}.${string}` ? Name : never;

/** The families of records that a person filters by. */
export const recordFamiliesOf: readonly Family[] = [
  "decision",
  "approval",
  "action",
  "message",
  "activity",
  "reply",
  "suppression",
  "hold",
  "enrollment",
  "outcome",
  "contact",
  "account",
  "import",
  "signal",
  "score",
  "icp",
  "policy",
  "sequence",
  "mailbox",
  "agent",
  "auth",
  "disclosure",
  "export",
  "log",
];
