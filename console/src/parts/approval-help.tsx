import type { ReactNode } from "react";
import { KeysHelp } from "./keys-help.tsx";
import { keyNames } from "./platform.ts";

const keys = [
  ["j", "Next message"],
  ["k", "Message before"],
  ["a", "Approve exactly what is shown"],
  ["x", "Reject, with a note"],
  ["e", "Edit the words; it is asked about again"],
  ["u", "Take the last answer back, within 10 seconds"],
  ["o", "Open the contact"],
  [keyNames.palette, "Find or do anything"],
  ["g", "then a letter: go to a page"],
  ["?", "This list"],
] as const;

/** The keys of the approvals page. */
export function ApprovalHelp(props: { readonly onClose: () => void }): ReactNode {
  return <KeysHelp keys={keys} onClose={props.onClose} />;
}
