import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { AgentKeys } from "../parts/agent-keys.tsx";
import { AgentSwitch } from "../parts/agent-switch.tsx";
import { Button } from "../parts/button.tsx";
import { Empty, Loading } from "../parts/empty.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { MailboxList } from "../parts/mailbox-list.tsx";
import { Modal } from "../parts/modal.tsx";
import { PageHeader, Section } from "../parts/page-header.tsx";
import { keyNames } from "../parts/platform.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { StatusPill } from "../parts/status.tsx";
import { StopSwitch } from "../parts/stop-switch.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";

type Agent = ItemOf<"agents.list">;

const autonomyWords = [
  "Observes",
  "Drafts",
  "Proposes; a person approves each",
  "Acts inside approved templates",
  "Acts with sampling review",
];

/** Who acts here without being a person: what each may do, whether it runs, and the switches to stop it. */
export function AgentsPage(): ReactNode {
  const found = useQuery({ ...ask("agents.list", {}), refetchInterval: 10_000 });
  const [state] = useUrlState();
  const [chosen, setChosen] = useState<Agent | null>(null);
  const [isStopping, setStopping] = useState(false);
  const mayReadKeys = useMay("keys:write");
  const agents = found.data?.items ?? [];
  return (
    <>
      <PageHeader title="Agents">
        <Button look="danger" hotkey={keyNames.stop} onClick={() => setStopping(true)}>
          Kill switch…
        </Button>
      </PageHeader>
      <div className="scroll-area min-h-0 grow space-y-4 p-6">
        {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <Loading /> : null}
        {found.isSuccess && agents.length === 0 ? (
          <Section title="Agents">
            <Empty title="No agent yet" isSmall>
              An agent proposes touches with a key of its own; it never holds a mailbox and cannot approve. Create one
              with <code className="font-mono text-sm">fairlead agents create --name "Outbound"</code>.
            </Empty>
          </Section>
        ) : null}
        <ul className="grid gap-4 xl:grid-cols-2">
          {agents.map((agent) => (
            <li key={agent.id}>
              <AgentCard
                agent={agent}
                isMarked={agent.id === state["id"]}
                showKeys={mayReadKeys}
                onSwitch={() => setChosen(agent)}
              />
            </li>
          ))}
        </ul>
        <MailboxList />
      </div>
      <Modal label="Agent" isOpen={chosen !== null} onClose={() => setChosen(null)}>
        {chosen === null ? null : <AgentSwitch agent={chosen} onClose={() => setChosen(null)} />}
      </Modal>
      <Modal label="Kill switch" isOpen={isStopping} onClose={() => setStopping(false)}>
        <StopSwitch onClose={() => setStopping(false)} />
      </Modal>
    </>
  );
}

function AgentCard(props: {
  readonly agent: Agent;
  readonly isMarked: boolean;
  readonly showKeys: boolean;
  readonly onSwitch: () => void;
}): ReactNode {
  const { agent } = props;
  return (
    <article
      aria-label={agent.name}
      className={`panel h-full ${props.isMarked ? "outline-2 outline-offset-2 outline-line-strong" : ""}`}
    >
      <header className="flex items-center gap-3 px-4 pt-3 pb-2">
        <h2 className="truncate font-semibold">{agent.name}</h2>
        <IdChip id={agent.id} />
        <div className="ml-auto flex items-center gap-3">
          <StatusPill code={agent.status} />
          {agent.status === "revoked" ? null : (
            <Button look={agent.status === "paused" ? "plain" : "danger"} onClick={props.onSwitch}>
              {agent.status === "paused" ? "Resume…" : "Pause…"}
            </Button>
          )}
        </div>
      </header>
      {agent.statusReason === null || agent.status === "active" ? null : (
        <p className="mx-4 mb-2 rounded-md bg-bad-soft px-3 py-1.5 text-bad">
          {agent.statusReason} · <When at={agent.statusAt} />
        </p>
      )}
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-y-1 px-4 pb-3">
        <dt className="text-ink-3">Autonomy</dt>
        <dd>
          <Autonomy level={agent.autonomy} />
        </dd>
        <dt className="text-ink-3">Daily budget</dt>
        <dd>{agent.dailyBudget.toLocaleString("en")} touches</dd>
        <dt className="text-ink-3">First action</dt>
        <dd>{agent.firstActionApproved ? "approved by a person" : "still needs a person's approval"}</dd>
        <dt className="text-ink-3">Since</dt>
        <dd>
          <When at={agent.createdAt} />
        </dd>
      </dl>
      {props.showKeys ? <AgentKeys agentId={agent.id} /> : null}
    </article>
  );
}

function Autonomy({ level }: { readonly level: number }): ReactNode {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className="inline-flex gap-0.5">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={`h-2.5 w-1 rounded-full ${step <= level ? "bg-ink-2" : "bg-line-strong"}`} />
        ))}
      </span>
      {level} · {autonomyWords[level] ?? "not known"}
    </span>
  );
}
