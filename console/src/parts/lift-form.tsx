import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { ReasonForm } from "./reason-form.tsx";
import { useToast } from "./toasts.tsx";
import { counted, wordFor } from "./words.ts";

/** Allows contact again; needs a reason that can stand in the audit log. */
export function LiftForm(props: {
  readonly suppression: ItemOf<"suppressions.list">;
  readonly onClose: () => void;
}): ReactNode {
  const { suppression, onClose } = props;
  const toast = useToast();
  const lift = useTell("suppressions.lift", {
    refresh: ["suppressions", "policy", "contacts"],
    onDone: ({ lifted }) => {
      toast({ title: "Lifted", detail: `${counted(lifted.length, "suppression")} made together.` });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Lift the suppression of ${suppression.hint}?`}
      question="Why is contact allowed again? This goes into the audit log"
      leave="Keep it"
      submit="Lift"
      look="danger"
      refusal={null}
      isPending={lift.isPending}
      onClose={onClose}
      onSubmit={(reason) => lift.mutate({ suppressionId: suppression.id, reason })}
    >
      <p>
        It was suppressed as {wordFor(suppression.reason).word.toLowerCase()}. Everything that was suppressed together
        with it is lifted too, and policies decide again from then on.
      </p>
    </ReasonForm>
  );
}
