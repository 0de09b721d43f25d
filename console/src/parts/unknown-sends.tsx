import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "./button.tsx";
import { Empty, Loading } from "./empty.tsx";
import { IdChip } from "./id-chip.tsx";
import { Modal } from "./modal.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { SettleForm } from "./settle-form.tsx";
import { StatusPill } from "./status.tsx";
import { When } from "./when.tsx";

type Send = ItemOf<"sends.list">;

/** Sends whose result nobody knows, each with what is known of it, and a person's word on it. */
export function UnknownSends(): ReactNode {
  const found = useQuery({ ...ask("sends.list", { limit: 100 }), refetchInterval: 10_000 });
  const [settling, setSettling] = useState<{ readonly send: Send; readonly was: "sent" | "not_sent" } | null>(null);
  const may = useMay("approvals:decide");
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  return (
    <ScrollArea label="Sends whose result nobody knows" className="grow p-6 max-md:p-3">
      {found.data.items.length === 0 ? (
        <Empty title="Every result is known">
          A connection that breaks after the whole message was handed over leaves its result unknown. Such a send is
          never repeated; after a day without evidence it waits here for a person.
        </Empty>
      ) : null}
      <ul className="mx-auto max-w-3xl space-y-4">
        {found.data.items.map((send) => (
          <li key={send.actionId}>
            <SendCard send={send} may={may} onSettle={(was) => setSettling({ send, was })} />
          </li>
        ))}
      </ul>
      <Modal label="Settle" isOpen={settling !== null} onClose={() => setSettling(null)}>
        {settling === null ? null : <SettleForm {...settling} onClose={() => setSettling(null)} />}
      </Modal>
    </ScrollArea>
  );
}

function SendCard(props: {
  readonly send: Send;
  readonly may: boolean;
  readonly onSettle: (was: "sent" | "not_sent") => void;
}): ReactNode {
  const { send } = props;
  return (
    <article aria-label={`To ${send.to}`} className="panel overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 pt-4">
        <h2 className="font-semibold">
          <Link to="/actions/$id" params={{ id: send.actionId }} className="hover:underline">
            {send.subject}
          </Link>
        </h2>
        <StatusPill code={send.state} />
        <span className="ml-auto text-sm text-ink-3">
          <When at={send.attemptedAt} />
        </span>
      </header>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-0.5 px-5 py-2">
        <dt className="text-ink-3">To</dt>
        <dd className="break-all">
          {send.contact.name} &lt;{send.to}&gt;
        </dd>
        <dt className="text-ink-3">From</dt>
        <dd className="break-all">{send.from}</dd>
        <dt className="text-ink-3">Broke at</dt>
        <dd>
          {send.phase ?? "not known"}
          {send.replyText === null || send.replyText === "" ? "" : `: ${send.replyText}`}
        </dd>
        <dt className="text-ink-3">Look for</dt>
        <dd className="break-all">{send.rfc822Id === null ? "not known" : <IdChip id={send.rfc822Id} whole />}</dd>
      </dl>
      {send.transcript.length === 0 ? null : (
        <details className="px-5 pb-2 text-sm text-ink-2">
          <summary>The conversation with the mail server</summary>
          <pre className="mt-1 font-mono text-xs break-all whitespace-pre-wrap">{send.transcript.join("\n")}</pre>
        </details>
      )}
      <div className="flex flex-wrap justify-end gap-2 border-t border-line bg-page px-5 py-3">
        <Button disabled={!props.may} onClick={() => props.onSettle("not_sent")}>
          It was not sent…
        </Button>
        <Button look="primary" disabled={!props.may} onClick={() => props.onSettle("sent")}>
          It was sent…
        </Button>
      </div>
    </article>
  );
}
