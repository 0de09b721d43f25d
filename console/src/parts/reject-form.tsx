import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { Labelled, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";

/** Asks why, and rejects. */
export function RejectForm(props: {
  readonly approval: ItemOf<"approvals.list">;
  readonly onReject: (note: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [note, setNote] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onReject(note.trim());
      }}
    >
      <ModalBody
        title={`Reject the message to ${props.approval.contact.name}?`}
        foot={
          <>
            <Button onClick={props.onClose}>Keep it pending</Button>
            <Button type="submit" look="danger">
              Reject
            </Button>
          </>
        }
      >
        <p>The action is cancelled and is never sent. {props.approval.proposer.name} may propose another.</p>
        <Labelled label="Why? It is kept with the approval; it may stay empty">
          <TextField
            autoFocus
            value={note}
            maxLength={500}
            className="w-full"
            onChange={(event) => setNote(event.target.value)}
          />
        </Labelled>
      </ModalBody>
    </form>
  );
}
