import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";

/** Words that a person puts in the place of a draft. */
export interface Words {
  readonly subject: string;
  readonly body: string;
}

/** Changes the words of a message that waits. */
export function EditForm(props: {
  readonly approval: ItemOf<"approvals.list">;
  readonly onEdit: (words: Words) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { draft, contact } = props.approval;
  const [subject, setSubject] = useState(draft.subject);
  const [body, setBody] = useState(draft.body);
  const isChanged = subject.trim() !== draft.subject || body.trim() !== draft.body;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onEdit({ subject: subject.trim(), body: body.trim() });
      }}
    >
      <ModalBody
        title={`Edit the message to ${contact.name}`}
        foot={
          <>
            <Button onClick={props.onClose}>Keep it as it is</Button>
            <Button type="submit" look="primary" disabled={!isChanged || subject.trim() === "" || body.trim() === ""}>
              Save and ask again
            </Button>
          </>
        }
      >
        <p>
          Every yes to the old words is void. The new ones are decided and asked about again; somebody else has to
          approve them too.
        </p>
        <Labelled label="Subject">
          <TextField
            data-first-focus
            value={subject}
            maxLength={200}
            className="w-full"
            onChange={(event) => setSubject(event.target.value)}
          />
        </Labelled>
        <Labelled label="Message" hint="The footer comes by itself.">
          <TextArea rows={10} value={body} maxLength={10_000} onChange={(event) => setBody(event.target.value)} />
        </Labelled>
      </ModalBody>
    </form>
  );
}
