import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { type ReplyKind, replyKinds } from "./choices.ts";
import { IdChip } from "./id-chip.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { StatusPill } from "./status.tsx";
import { useToast } from "./toasts.tsx";
import { When } from "./when.tsx";
import { wordFor } from "./words.ts";

type Mail = ItemOf<"inbound.list">;

/** One mail that came back, and the question what it means. */
export function InboundMail(props: { readonly mail: Mail; readonly onDone: () => void }): ReactNode {
  const { mail } = props;
  return (
    <ScrollArea label="The mail" className="p-6">
      <div className="mx-auto max-w-3xl space-y-4">
        <article className="panel">
          <header className="border-b border-line px-5 py-4">
            <h2 className="text-lg font-semibold">{mail.subject === "" ? "No subject" : mail.subject}</h2>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 text-ink-2">
              <span>{mail.fromAddress ?? "no sender"}</span>
              <When at={mail.receivedAt} />
              <Whose mail={mail} />
              <IdChip id={mail.id} />
            </p>
          </header>
          <div className="max-w-[72ch] px-5 py-4 text-[0.875rem] leading-[1.45rem] break-words whitespace-pre-wrap">
            {mail.text === "" ? <span className="text-ink-3">No text of its own.</span> : mail.text}
          </div>
        </article>
        <Understood mail={mail} />
        <Classify key={mail.id} mail={mail} onDone={props.onDone} />
      </div>
    </ScrollArea>
  );
}

function Whose({ mail }: { readonly mail: Mail }): ReactNode {
  if (mail.contactId !== null)
    return (
      <Link to="/contacts/$id" params={{ id: mail.contactId }} className="text-info hover:underline">
        the contact
      </Link>
    );
  if (mail.candidates.length === 0) return <span>from nobody we know</span>;
  return <span className="text-warn">from one of {mail.candidates.length} contacts; all are paused</span>;
}

function Understood({ mail }: { readonly mail: Mail }): ReactNode {
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-y-1 px-1">
      <dt className="text-ink-3">Understood as</dt>
      <dd>{mail.kind === null ? "nothing certain" : <StatusPill code={mail.kind} />}</dd>
      <dt className="text-ink-3">By</dt>
      <dd>
        {mail.stage.replaceAll("_", " ")}
        {mail.evidence === null ? "" : `: “${mail.evidence}”`}
      </dd>
      <dt className="text-ink-3">Matched by</dt>
      <dd>{mail.correlatedBy.replaceAll("_", " ")}</dd>
      {mail.resumeAt === null ? null : (
        <>
          <dt className="text-ink-3">Waits until</dt>
          <dd>
            <When at={mail.resumeAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

function Classify(props: { readonly mail: Mail; readonly onDone: () => void }): ReactNode {
  const { mail } = props;
  const [chosen, setChosen] = useState<ReplyKind | null>(mail.kind);
  const may = useMay("replies:classify");
  const toast = useToast();
  const classify = useTell("replies.classify", {
    refresh: ["inbound", "activities", "suppressions", "tasks"],
    onDone: (answer) => {
      toast({
        title: `Classified: ${wordFor(answer.kind ?? "").word.toLowerCase()}`,
        detail: "The first reading stays on record.",
      });
      props.onDone();
    },
  });
  const contact = mail.contactId ?? mail.candidates[0];
  return (
    <form
      className="panel px-5 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === null) return;
        const named = mail.contactId === null && contact !== undefined ? { contactId: contact } : {};
        classify.mutate({ inboundId: mail.id, kind: chosen, ...named });
      }}
    >
      <fieldset disabled={!may}>
        <legend className="font-semibold">What does it mean?</legend>
        <div className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-1">
          {replyKinds.map((kind) => (
            <label
              key={kind}
              className="flex h-7 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-sunken has-checked:bg-sunken has-checked:font-medium"
            >
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={chosen === kind}
                onChange={() => setChosen(kind)}
                className="accent-ink"
              />
              {wordFor(kind).word}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-3 flex items-center gap-3">
        <Button type="submit" look="primary" disabled={!may || chosen === null || classify.isPending}>
          {mail.needsPerson ? "Classify" : "Classify anew"}
        </Button>
        <p className="text-sm text-ink-3">Protection is added at once. Resuming a contact stays a separate step.</p>
      </div>
    </form>
  );
}
