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
      <dl
        className={`grid gap-y-2 ${props.keys.length > 12 ? "grid-cols-[2.5rem_1fr] md:grid-cols-[2.5rem_1fr_2.5rem_1fr]" : "grid-cols-[4.5rem_1fr]"}`}
      >
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
