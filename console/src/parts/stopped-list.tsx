import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";

/** What does not work now: paused agents, and mailboxes that may not send or cannot be read. */
export function StoppedList(): ReactNode {
  const agents = useQuery({ ...ask("agents.list", {}), refetchInterval: 15_000, enabled: useMay("agents:read") });
  const mailboxes = useQuery({
    ...ask("mailboxes.list", { limit: 500 }),
    refetchInterval: 15_000,
    enabled: useMay("mailboxes:read"),
  });
  const stoppedAgents = (agents.data?.items ?? []).filter((agent) => agent.status === "paused");
  const stoppedMailboxes = (mailboxes.data?.items ?? []).flatMap((mailbox) => {
    const why = whyStopped(mailbox);
    return why === undefined ? [] : [{ mailbox, why }];
  });
  const isKnown = agents.data !== undefined && mailboxes.data !== undefined;
  const count = stoppedAgents.length + stoppedMailboxes.length;
  return (
    <Section title="Stopped">
      <ul className="pb-2">
        {count === 0 ? (
          <li className="px-4 py-1.5 text-ink-3">{isKnown ? "Every agent and every mailbox works." : "…"}</li>
        ) : null}
        {stoppedAgents.map((agent) => (
          <li key={agent.id} className="relative flex min-h-8 items-center gap-3 px-4 hover:bg-sunken/60">
            <Link to="/agents" search={{ id: agent.id }} className="row-link shrink-0">
              {agent.name}
            </Link>
            <span className="ml-auto min-w-0 truncate text-ink-2">
              <Status code="paused" word={agent.statusReason ?? "Paused"} />
            </span>
          </li>
        ))}
        {stoppedMailboxes.map(({ mailbox, why }) => (
          <li key={mailbox.id} className="flex min-h-8 items-center gap-3 px-4">
            <span className="truncate">{mailbox.address}</span>
            <span className="ml-auto shrink-0 text-ink-2">
              <Status code={why} tone="bad" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function whyStopped(mailbox: ItemOf<"mailboxes.list">): string | undefined {
  if (mailbox.breaker === "tripped") return "breaker tripped";
  if (mailbox.state === "paused") return "paused";
  return mailbox.isReadable ? undefined : "replies cannot be read";
}
