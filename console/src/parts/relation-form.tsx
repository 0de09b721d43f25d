import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { accountRelations } from "./choices.ts";
import { Choice, Labelled, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";
import { wordFor } from "./words.ts";

type Account = AnswerOf<"accounts.get">;

/** Says what an account is to us; a person's word counts before every record. */
export function RelationForm(props: { readonly account: Account; readonly onClose: () => void }): ReactNode {
  const { account } = props;
  const [relation, setRelation] = useState(account.relation);
  const [reason, setReason] = useState("");
  const toast = useToast();
  const set = useTell("accounts.setRelation", {
    refresh: ["accounts", "contacts", "policy", "queue"],
    onDone: (answer) => {
      toast({
        tone: "good",
        title: `${account.name}: ${wordFor(answer.relation).word.toLowerCase()}`,
        detail: "Take it back at the field “Relation”.",
      });
      props.onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ accountId: account.id, relation, reason: reason.trim() });
      }}
    >
      <ModalBody
        title={`What is ${account.name} to us?`}
        foot={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button
              type="submit"
              look="primary"
              disabled={set.isPending || relation === account.relation || reason.trim().length < 3}
            >
              Say so
            </Button>
          </>
        }
      >
        <p>
          Anything but “none” keeps the account and its people out of cold outreach. Your word counts before records.
        </p>
        <Labelled label="Relation">
          <Choice
            label="Relation"
            value={relation}
            options={accountRelations.map((one) => [one, one === "unknown" ? "Not known" : wordFor(one).word])}
            onChange={(value) => setRelation(accountRelations.find((one) => one === value) ?? relation)}
          />
        </Labelled>
        <Labelled label="Why">
          <TextField
            required
            minLength={3}
            maxLength={500}
            value={reason}
            className="w-full"
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      </ModalBody>
    </form>
  );
}
