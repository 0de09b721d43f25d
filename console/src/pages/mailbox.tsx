import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "../parts/button.tsx";
import { Loading } from "../parts/empty.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { MailboxRates } from "../parts/mailbox-rates.tsx";
import { MailboxSwitch } from "../parts/mailbox-switch.tsx";
import { Modal } from "../parts/modal.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { Preflight } from "../parts/preflight.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { RearmForm } from "../parts/rearm-form.tsx";
import { SendingToday } from "../parts/sending-today.tsx";
import { StatusPill } from "../parts/status.tsx";
import { useToast } from "../parts/toasts.tsx";

type Breaker = ItemOf<"breakers.list">;

/** The health of one mailbox: authentication, caps and warm-up, rates against their limits, replies, and its switches. */
export function MailboxPage(): ReactNode {
  const id = useParams({ strict: false, select: (params) => params.id }) as `mbx_${string}`;
  const found = useQuery({ ...ask("mailboxes.health", { mailboxId: id }), refetchInterval: 10_000 });
  const [isSwitching, setSwitching] = useState(false);
  const [chosen, setChosen] = useState<Breaker | null>(null);
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const health = found.data;
  if (health === undefined) return <Loading rows={8} />;
  const { mailbox, preflight, windows } = health;
  const isPaused = mailbox.state === "paused";
  const tripped = windows.flatMap(({ breaker }) => (breaker?.state === "tripped" ? [breaker] : []));
  return (
    <>
      <PageHeader title={mailbox.address} says={<IdChip id={mailbox.id} />}>
        <StatusPill code={mailbox.state} />
        <SendToItself mailboxId={mailbox.id} isWaiting={preflight.loop === "waiting"} />
        {preflight.exemptBecause === null ? <RunPreflight mailboxId={mailbox.id} /> : null}
        <Button look={isPaused ? "plain" : "danger"} onClick={() => setSwitching(true)}>
          {isPaused ? "Resume…" : "Pause…"}
        </Button>
      </PageHeader>
      <div className="scroll-area grid min-h-0 grow content-start items-start gap-4 p-6 max-sm:p-4 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid grid-cols-1 content-start gap-4">
          {isPaused && mailbox.stateReason !== null ? (
            <p className="rounded-md bg-bad-soft px-3 py-1.5 text-bad">Paused: {mailbox.stateReason}</p>
          ) : null}
          {tripped.map((breaker) => (
            <div
              key={breaker.scope}
              role="alert"
              className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-bad-soft px-3 py-2 text-bad"
            >
              <p className="min-w-0 grow basis-60">
                <b>{breaker.scope === "mailbox" ? "The mailbox is stopped." : `All of ${breaker.key} is stopped.`}</b>{" "}
                {breaker.says}.
              </p>
              <Button onClick={() => setChosen(breaker)}>Arm again…</Button>
            </div>
          ))}
          <Preflight preflight={preflight} />
        </div>
        <div className="grid grid-cols-1 content-start gap-4">
          <SendingToday health={health} />
          {windows.map((window) => (
            <MailboxRates key={window.scope} window={window} />
          ))}
        </div>
      </div>
      <Modal label="Mailbox" isOpen={isSwitching} onClose={() => setSwitching(false)}>
        {isSwitching ? <MailboxSwitch mailbox={mailbox} onClose={() => setSwitching(false)} /> : null}
      </Modal>
      <Modal label="Arm a breaker again" isOpen={chosen !== null} onClose={() => setChosen(null)}>
        {chosen === null ? null : (
          <RearmForm
            breaker={chosen}
            name={chosen.scope === "mailbox" ? mailbox.address : chosen.key}
            onClose={() => setChosen(null)}
          />
        )}
      </Modal>
    </>
  );
}

function SendToItself(props: { readonly mailboxId: `mbx_${string}`; readonly isWaiting: boolean }): ReactNode {
  const may = useMay("mailboxes:write");
  const toast = useToast();
  const run = useTell("mailboxes.preflight", {
    refresh: ["mailboxes", "audit"],
    onDone: ({ loop }) =>
      toast({
        tone: loop === "failed" ? "warn" : "good",
        title: loop === "failed" ? "The mail was not taken" : "A mail to itself is on its way",
      }),
  });
  const isBusy = run.isPending || props.isWaiting;
  return (
    <Button disabled={!may || isBusy} onClick={() => run.mutate({ mailboxId: props.mailboxId, loop: true })}>
      {isBusy ? "Mail to itself is on its way…" : "Write to itself"}
    </Button>
  );
}

function RunPreflight(props: { readonly mailboxId: `mbx_${string}` }): ReactNode {
  const may = useMay("mailboxes:write");
  const toast = useToast();
  const run = useTell("mailboxes.preflight", {
    refresh: ["mailboxes", "audit"],
    onDone: ({ state }) =>
      toast({
        tone: state === "passed" ? "good" : "warn",
        title: state === "passed" ? "The preflight passed" : "The preflight found something",
      }),
  });
  return (
    <Button disabled={!may || run.isPending} onClick={() => run.mutate({ mailboxId: props.mailboxId })}>
      {run.isPending ? "Looking…" : "Run preflight"}
    </Button>
  );
}
