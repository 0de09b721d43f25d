import { Link } from "@tanstack/react-router";
import { type ReactNode, type Ref, useState } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import type { Received } from "./inbox-verbs.ts";
import { Reasons } from "./reasons.tsx";
import { StatusPill } from "./status.tsx";

type Proposed = AnswerOf<"actions.propose">;

/** Writes an answer in the conversation. It is proposed like any touch, and what was decided is shown where it was written. */
export function AnswerForm(props: {
  readonly contactId: `con_${string}`;
  readonly answers: Received;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  /** Whether the field was asked for before it was there. */
  readonly isWriting: boolean;
  /** Called when nobody writes any longer. */
  readonly onWritten: () => void;
}): ReactNode {
  const [text, setText] = useState("");
  const [proposed, setProposed] = useState<Proposed | null>(null);
  const may = useMay("actions:write");
  const propose = useTell("actions.propose", {
    refresh: ["threads", "actions", "approvals"],
    onDone: (answer) => {
      setProposed(answer);
      if (answer.decision.outcome !== "deny") setText("");
    },
  });
  const { answers, contactId } = props;
  const subject = answers.subject.trim() === "" ? "Your mail" : answers.subject.replaceAll(/\s+/g, " ").slice(0, 200);
  return (
    <form
      aria-label="Answer"
      className="panel px-5 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate({
          contactId,
          purpose: "reply_in_thread",
          answersId: answers.id,
          draft: { subject, body: text.trim() },
        });
      }}
    >
      <Labelled label="Answer" hint="It keeps the subject and the mailbox of the conversation.">
        <TextArea
          ref={props.fieldRef}
          autoFocus={props.isWriting}
          onBlur={props.onWritten}
          rows={5}
          maxLength={10_000}
          value={text}
          disabled={!may}
          onChange={(event) => setText(event.target.value)}
        />
      </Labelled>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" disabled={!may || text.trim() === "" || propose.isPending}>
          Propose the answer
        </Button>
        <p className="text-sm text-ink-3">Policies decide; usually somebody else approves it before it is sent.</p>
      </div>
      {proposed === null ? null : <Decided proposed={proposed} />}
    </form>
  );
}

function Decided({ proposed }: { readonly proposed: Proposed }): ReactNode {
  const { outcome, reasons } = proposed.decision;
  return (
    <div role="status" className="mt-3 rounded-md border border-line">
      <p className="flex flex-wrap items-center gap-2 px-4 pt-3 pb-1">
        <StatusPill code={outcome} />
        <span>{says[outcome]}</span>
        <Link to="/actions/$id" params={{ id: proposed.id }} className="ml-auto text-info hover:underline">
          Open
        </Link>
      </p>
      {reasons.length === 0 ? <div className="pb-2" /> : <Reasons reasons={reasons} />}
    </div>
  );
}

const says: Readonly<Record<Proposed["decision"]["outcome"], string>> = {
  allow: "It is on its way.",
  needs_approval: "Somebody else has to approve it; its writer cannot.",
  defer: "It is decided again later.",
  deny: "It is not sent.",
};
