import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { identityNouns, type Subject, sayOfField, type Word } from "../api/identity.ts";
import type { AnswerOf } from "../api/operations.ts";
import { sayProblem } from "../api/problems.ts";
import { refresh } from "../api/refresh.ts";
import { useMay } from "../api/session.ts";
import { useHistory } from "../api/use-history.ts";
import { Button } from "./button.tsx";
import { Loading, Missing } from "./empty.tsx";
import { FieldHistory } from "./field-history.tsx";
import { TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { useToast } from "./toasts.tsx";
import { When } from "./when.tsx";
import { spelled, spelledField } from "./words.ts";

/** A field as its page shows it. */
export type Field = AnswerOf<"contacts.get">["fields"][number];

const claimsMax = 200;

const done: Readonly<Record<Word["verb"], string>> = {
  update: "Saved",
  revert: "Taken back: the records decide again",
  pin: "Pinned",
  unpin: "Not pinned any more",
  deprecate: "Called wrong",
  undeprecate: "May count again",
};

/** One field: its value to edit, why it counts, and everything that was ever said about it. */
export function FieldPanel(props: {
  readonly subject: Subject;
  readonly name: string;
  readonly field: Field | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { subject, name, field } = props;
  const [value, setValue] = useState(field?.value ?? "");
  const mayEdit = useMay("identity:write");
  const history = useHistory(subject, claimsMax, name);
  const say = useSay(subject, (word) => {
    if (word.verb === "update") props.onClose();
  });
  const items = history.data?.items ?? [];
  const isSaid = items.some((claim) => claim.current && claim.source.kind === "user");
  const isSame = value.trim() === (field?.value ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame) say.mutate({ verb: "update", field: name, value: value.trim() === "" ? null : value.trim() });
      }}
    >
      <ModalBody title={spelledField(name)} foot={<Button onClick={props.onClose}>Close</Button>}>
        <div className="flex items-center gap-2">
          <TextField
            autoFocus
            aria-label={spelledField(name)}
            placeholder="no value"
            maxLength={2000}
            value={value}
            disabled={!mayEdit || say.isPending}
            className="min-w-0 grow"
            onChange={(event) => setValue(event.target.value)}
          />
          <Button type="submit" look="primary" disabled={!mayEdit || isSame || say.isPending}>
            {value.trim() === "" ? "Clear" : "Save"}
          </Button>
        </div>
        <p className="text-sm">
          {field === undefined ? <Missing says="No record says anything yet." /> : <WhyNow field={field} />}
          {mayEdit
            ? " What you save counts above every source until it is taken back."
            : " Only operators and admins may change what is known."}
        </p>
        {isSaid ? (
          <Button disabled={!mayEdit || say.isPending} onClick={() => say.mutate({ verb: "revert", field: name })}>
            Take back what people said
          </Button>
        ) : null}
        <ScrollArea label="History" className="max-h-[40vh] rounded-md border border-line text-ink">
          {history.isError ? <ProblemNote error={history.error} /> : null}
          {history.isPending ? <Loading rows={3} /> : null}
          {history.isPending || history.isError ? null : (
            <FieldHistory items={items} canSay={mayEdit && !say.isPending} onSay={(word) => say.mutate(word)} />
          )}
        </ScrollArea>
      </ModalBody>
    </form>
  );
}

function WhyNow({ field }: { readonly field: Field }): ReactNode {
  return (
    <>
      {field.value === null ? "No value counts" : spelled(field.why)}: {field.source.name},{" "}
      <When at={field.observedAt} />, confidence {field.confidence} %
      {field.owner === null ? "." : `. The field belongs to ${field.owner}.`}
    </>
  );
}

function useSay(subject: Subject, onSaid: (word: Word) => void) {
  const queries = useQueryClient();
  const toast = useToast();
  const onSettled = () => refresh(queries, identityNouns);
  const again = useMutation({ mutationFn: (word: Word) => sayOfField(subject, word), onSettled });
  return useMutation({
    mutationFn: (word: Word) => sayOfField(subject, word),
    onSuccess: (_answer, word) => {
      const back = backOf(word);
      toast({
        tone: "good",
        title: `${spelledField(word.field)}: ${done[word.verb].toLowerCase()}`,
        ...(back === undefined ? {} : { undo: { label: "Undo", run: () => again.mutate(back) } }),
      });
      onSaid(word);
    },
    onError: (error) => toast({ tone: "bad", title: sayProblem(error).title, detail: sayProblem(error).detail }),
    onSettled,
  });
}

/** The word that takes a word back. */
function backOf(word: Word): Word | undefined {
  switch (word.verb) {
    case "update":
      return { verb: "revert", field: word.field };
    case "pin":
      return { verb: "unpin", field: word.field };
    case "deprecate":
      return { ...word, verb: "undeprecate" };
    case "undeprecate":
      return { ...word, verb: "deprecate" };
    default:
      return undefined;
  }
}
