import type { ReactNode } from "react";
import { Button, Key } from "./button.tsx";
import { ModalBody } from "./modal.tsx";

/** The keys of a page, each with what it does. */
export function KeysHelp(props: {
  readonly keys: readonly (readonly [key: string, says: string])[];
  readonly onClose: () => void;
}): ReactNode {
  return (
    <ModalBody title="Keys" foot={<Button onClick={props.onClose}>Close</Button>}>
      <dl className="grid grid-cols-[4.5rem_1fr] gap-y-2">
        {props.keys.map(([key, says]) => (
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
