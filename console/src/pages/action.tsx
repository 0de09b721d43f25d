import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { ActorName } from "../parts/actor-name.tsx";
import { Attempts } from "../parts/attempts.tsx";
import { Button } from "../parts/button.tsx";
import { CaseStory } from "../parts/case-story.tsx";
import { Loading } from "../parts/empty.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { MessageView } from "../parts/message-view.tsx";
import { PageHeader, Section } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Reasons } from "../parts/reasons.tsx";
import { StatusPill } from "../parts/status.tsx";
import { useToast } from "../parts/toasts.tsx";
import { Away, When } from "../parts/when.tsx";
import { WhyNotSent } from "../parts/why-not-sent.tsx";
import { wordFor } from "../parts/words.ts";

type Action = AnswerOf<"actions.get">;

const underWay = ["queued", "reserved", "attempting", "sent", "done"];
const isUnderWay = ({ state }: Action): boolean => underWay.includes(state);
const stoppable = ["awaiting_approval", "deferred", "queued", "reserved", "held"];

/** One touch from proposal to result: the decision and why, the message, each attempt, and the proof. */
export function ActionPage(): ReactNode {
  const id = useParams({ strict: false, select: (params) => params.id }) as `act_${string}`;
  const found = useQuery({ ...ask("actions.get", { actionId: id }), refetchInterval: 10_000 });
  const action = found.data;
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (action === undefined) return <Loading rows={10} />;
  return (
    <>
      <PageHeader
        title={`${wordFor(action.kind).word} to ${action.contact.name}`}
        says={
          <span className="flex items-center gap-2">
            <StatusPill code={action.state} />
            <IdChip id={action.id} />
          </span>
        }
      >
        <Cancel action={action} />
      </PageHeader>
      <div className="scroll-area min-h-0 grow p-6">
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <div className="grid grid-cols-1 content-start gap-4">
            {action.message === null ? null : <MessageView message={action.message} />}
            <Attempts attempts={action.attempts} />
          </div>
          <div className="grid grid-cols-1 content-start gap-4">
            {isUnderWay(action) ? <DecisionCard action={action} /> : <WhyNotSent actionId={action.id} />}
            <Details action={action} />
          </div>
          <div className="lg:col-span-2">
            <CaseStory subjectId={action.id} />
          </div>
        </div>
      </div>
    </>
  );
}

function DecisionCard({ action }: { readonly action: Action }): ReactNode {
  return (
    <Section
      title="Decision"
      aside={
        action.until === null ? null : (
          <>
            again <Away at={action.until} />
          </>
        )
      }
    >
      <p className="px-4 pb-2">
        <StatusPill code={action.outcome} />
      </p>
      {action.stoppedReason === null ? null : (
        <p className="px-4 pb-2 text-ink-2">
          {action.state === "rejected" ? "Refused" : "Stopped"}: {action.stoppedReason}
        </p>
      )}
      {action.reasons.length === 0 ? (
        <p className="px-4 pb-3 text-ink-2">Every policy was checked and none objected.</p>
      ) : (
        <Reasons reasons={action.reasons} />
      )}
    </Section>
  );
}

function Details({ action }: { readonly action: Action }): ReactNode {
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      "Contact",
      <Link key="contact" to="/contacts/$id" params={{ id: action.contact.id }} className="text-info hover:underline">
        {action.contact.name}
      </Link>,
    ],
    ["Account", action.contact.accountName ?? <span className="text-ink-3">none</span>],
    ["Purpose", wordFor(action.purpose).word],
    ["Step", action.step],
    ["Proposed by", <ActorName key="proposer" kind={action.proposer.kind} id={action.proposer.id} />],
    ["Proposed", <When key="at" at={action.createdAt} />],
    ["Changed", <When key="changed" at={action.updatedAt} />],
    ["Record", <IdChip key="record" id={action.recordId} />],
  ];
  return (
    <Section title="Details">
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-1 px-4 pb-3">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="truncate">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Cancel({ action }: { readonly action: Action }): ReactNode {
  const [isArmed, setArmed] = useState(false);
  const may = useMay("actions:write");
  const toast = useToast();
  const cancel = useTell("actions.cancel", {
    refresh: ["actions", "approvals"],
    onDone: () => toast({ title: "Cancelled", detail: "It is never sent." }),
  });
  if (!stoppable.includes(action.state)) return null;
  return (
    <Button
      look="danger"
      disabled={!may || cancel.isPending}
      onBlur={() => setArmed(false)}
      onClick={() =>
        isArmed ? cancel.mutate({ actionId: action.id, reason: "cancelled in the console" }) : setArmed(true)
      }
    >
      {isArmed ? "Press again to cancel" : "Cancel"}
    </Button>
  );
}
