import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type InputOf, tellNow } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Choice, Labelled, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useToast } from "./toasts.tsx";

type Basis = InputOf<"contacts.erase">["basis"];

const bases: readonly (readonly [Basis, string])[] = [
  ["request", "The person asked for it"],
  ["retention", "We may keep it no longer"],
  ["mistake", "We should never have had it"],
];

/** Erases a person's data for good, after a trial said what would go. There is no undo, and the form says so. */
export function EraseForm(props: {
  readonly contactId: `con_${string}`;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const [basis, setBasis] = useState<Basis>("request");
  const [reference, setReference] = useState("");
  const toast = useToast();
  const { contactId } = props;
  const trial = useQuery({
    queryKey: ["erasure", contactId],
    queryFn: ({ signal }) => tellNow("contacts.erase", { contactId, basis: "request", dryRun: true }, signal),
  });
  const erase = useTell("contacts.erase", {
    refresh: ["contacts", "suppression", "suppressions", "policy", "actions", "activities", "audit", "search"],
    onDone: () => {
      toast({ title: "Erased", detail: "The ids still answer, with nothing personal; contact stays forbidden." });
      props.onClose();
    },
  });
  const found = trial.data;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        erase.mutate({ contactId, basis, ...(reference.trim() === "" ? {} : { reference: reference.trim() }) });
      }}
    >
      <ModalBody
        title={`Erase ${props.name}?`}
        foot={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" look="danger" disabled={found === undefined || erase.isPending}>
              Erase for good
            </Button>
          </>
        }
      >
        <p>
          Names, addresses, mail and every other personal text go, everywhere and for good: nobody can undo it.
          Decisions and the log stay and still verify. Contact stays forbidden, also when a list brings the person back.
        </p>
        {trial.isError ? <ProblemNote error={trial.error} onRetry={() => void trial.refetch()} /> : null}
        {found === undefined ? null : (
          <p className="text-ink-2">
            {found.records} {found.records === 1 ? "record" : "records"} under {found.contactIds.length}{" "}
            {found.contactIds.length === 1 ? "id" : "ids"}, and {found.disclosures} texts of the log.
          </p>
        )}
        <Labelled label="Why">
          <Choice
            label="Why"
            value={basis}
            options={bases}
            onChange={(value) => setBasis(bases.find(([one]) => one === value)?.[0] ?? "request")}
          />
        </Labelled>
        <Labelled label="Number of the request" hint="It stays in the log: a number or code, no name.">
          <TextField value={reference} placeholder="DSR-17" onChange={(event) => setReference(event.target.value)} />
        </Labelled>
      </ModalBody>
    </form>
  );
}
