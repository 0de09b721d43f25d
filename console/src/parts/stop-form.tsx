import { type ReactNode, useState } from "react";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

/** Takes a contact out of every sequence; they may be approached again later. */
export function StopForm(props: {
  readonly contactId: `con_${string}`;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState("");
  const toast = useToast();
  const stop = useTell("enrollments.stop", {
    refresh: ["actions", "activities", "policy", "sequences"],
    onDone: ({ stoppedEnrollments, stoppedActions }) => {
      toast({
        title: "Stopped",
        detail: `${counted(stoppedEnrollments, "enrollment")} and ${counted(stoppedActions, "queued action")}.`,
      });
      props.onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        stop.mutate({ contactId: props.contactId, reason: reason.trim() });
      }}
    >
      <ModalBody
        title={`Stop every sequence of ${props.name}?`}
        foot={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" look="danger" disabled={stop.isPending || reason.trim() === ""}>
              Stop
            </Button>
          </>
        }
      >
        <p>
          Enrollments end and queued actions are cancelled now. The contact is not suppressed: an agent may propose
          again.
        </p>
        <Labelled label="Why">
          <TextField
            autoFocus
            required
            value={reason}
            maxLength={300}
            className="w-full"
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      </ModalBody>
    </form>
  );
}
