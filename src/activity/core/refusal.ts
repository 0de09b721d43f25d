import type { BounceReason, Permanence } from "../contract.ts";
import { verdictOf } from "./bounce-reason.ts";
import { codesIn } from "./bounce-text.ts";

/** What a refusal inside our own SMTP conversation means for the address, by the same rules as a bounce mail. */
export function classifyRefusal(answer: { readonly code: number | null; readonly text: string | null }): {
  readonly permanence: Permanence;
  readonly reason: BounceReason;
} {
  const text = answer.text ?? "";
  const { status } = codesIn(`${answer.code ?? ""} ${text}`);
  const reply = answer.code === null ? "" : String(answer.code);
  const { permanence, reason } = verdictOf({ action: "failed", status, reply, text });
  return { permanence, reason };
}
