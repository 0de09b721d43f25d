import { type ReactNode, useState } from "react";
import type { InputOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Choice, Labelled } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";
import { wordFor } from "./words.ts";

type Reason = NonNullable<InputOf<"suppressions.create">["reason"]>;

const reasons: readonly Reason[] = [
  "do_not_contact",
  "unsubscribed",
  "complaint",
  "hard_bounce",
  "left_company",
  "negative",
];

/** Forbids contact with a person for good, and offers to undo a slip while the toast stands. */
export function SuppressForm(props: {
  readonly contactId: `con_${string}`;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState<Reason>("do_not_contact");
  const toast = useToast();
  const mayLift = useMay("suppressions:lift");
  const refresh = ["suppressions", "policy", "actions", "contacts", "activities"];
  const lift = useTell("suppressions.lift", {
    refresh,
    onDone: () => toast({ title: "Undone", detail: "Contact is allowed again." }),
  });
  const create = useTell("suppressions.create", {
    refresh,
    onDone: ({ ids, already }) => {
      const first = ids[0];
      toast({
        title: already ? `${props.name} was suppressed already` : `${props.name} is suppressed`,
        detail: "Queued sends to every address of theirs stopped in the same moment.",
        ...(already || first === undefined || !mayLift
          ? {}
          : {
              undo: {
                label: "Undo",
                run: () => lift.mutate({ suppressionId: first, reason: "undone at once: suppressed by mistake" }),
              },
            }),
      });
      props.onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ contactId: props.contactId, reason });
      }}
    >
      <ModalBody
        title={`Suppress ${props.name}?`}
        foot={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" look="danger" disabled={create.isPending}>
              Suppress
            </Button>
          </>
        }
      >
        <p>
          Nobody contacts this person again, at any address, through any agent, after any re-import or merge. What is
          queued stops now. Only a person with the right to lift can change that.
        </p>
        <Labelled label="Why">
          <Choice
            label="Why"
            value={reason}
            options={reasons.map((one) => [one, wordFor(one).word])}
            onChange={(value) => setReason(reasons.find((one) => one === value) ?? "do_not_contact")}
          />
        </Labelled>
      </ModalBody>
    </form>
  );
}
