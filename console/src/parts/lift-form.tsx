import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";
import { counted, wordFor } from "./words.ts";

/** Allows contact again; needs a reason that can stand in the audit log. */
export function LiftForm(props: {
  readonly suppression: ItemOf<"suppressions.list">;
  readonly onClose: () => void;
}): ReactNode {
  const { suppression, onClose } = props;
  const [reason, setReason] = useState("");
  const toast = useToast();
  const lift = useTell("suppressions.lift", {
    refresh: ["suppressions", "policy", "contacts"],
    onDone: ({ lifted }) => {
      toast({ title: "Lifted", detail: `${counted(lifted.length, "suppression")} made together.` });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        lift.mutate({ suppressionId: suppression.id, reason: reason.trim() });
      }}
    >
      <ModalBody
        title={`Lift the suppression of ${suppression.hint}?`}
        foot={
          <>
            <Button onClick={onClose}>Keep it</Button>
            <Button type="submit" look="danger" disabled={reason.trim().length < 3 || lift.isPending}>
              Lift
            </Button>
          </>
        }
      >
        <p>
          It was suppressed as {wordFor(suppression.reason).word.toLowerCase()}. Everything that was suppressed together
          with it is lifted too, and policies decide again from then on.
        </p>
        <Labelled label="Why is contact allowed again? This goes into the audit log">
          <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Labelled>
      </ModalBody>
    </form>
  );
}
