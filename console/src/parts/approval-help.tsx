import type { ReactNode } from "react";
import { Button, Key } from "./button.tsx";
import { ModalBody } from "./modal.tsx";
import { keyNames } from "./platform.ts";

const keys = [
  ["j", "Next message"],
  ["k", "Message before"],
  ["a", "Approve exactly what is shown"],
  ["x", "Reject, with a note"],
  ["o", "Open the contact"],
  [keyNames.palette, "Find or do anything"],
  ["g", "then a letter: go to a page"],
  ["?", "This list"],
] as const;

/** The keys of the approvals page. */
export function ApprovalHelp(props: { readonly onClose: () => void }): ReactNode {
  return (
    <ModalBody title="Keys" foot={<Button onClick={props.onClose}>Close</Button>}>
      <dl className="grid grid-cols-[4.5rem_1fr] gap-y-2">
        {keys.map(([key, says]) => (
          <div key={key} className="contents">
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </ModalBody>
  );
}
