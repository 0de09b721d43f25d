import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";

const reasonMinChars = 3;

/** A change that is made for a reason: it says what will happen, and asks why. */
export function ReasonForm(props: {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the reason is asked with. */
  readonly question: string;
  /** The words of the two buttons. */
  readonly leave: string;
  readonly submit: string;
  readonly look: "primary" | "danger";
  /** Why this person may not, where they may not. */
  readonly refusal: string | null;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => void;
}): ReactNode {
  const [reason, setReason] = useState("");
  const given = reason.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit(given);
      }}
    >
      <ModalBody
        title={props.title}
        foot={
          <>
            <Button onClick={props.onClose}>{props.leave}</Button>
            <Button
              type="submit"
              look={props.look}
              disabled={props.refusal !== null || given.length < reasonMinChars || props.isPending}
            >
              {props.submit}
            </Button>
          </>
        }
      >
        {props.children}
        <Labelled label={props.question}>
          <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Labelled>
        {props.refusal === null ? null : <p className="text-bad">{props.refusal}</p>}
      </ModalBody>
    </form>
  );
}
