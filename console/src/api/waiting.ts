import { useQuery } from "@tanstack/react-query";
import { ask } from "./operations.ts";
import { useMay } from "./session.ts";

/** How much waits for a person, as text; the longest count is "99+", undefined until known. */
export interface WaitingCounts {
  readonly approvals: string | undefined;
  readonly inbox: string | undefined;
  readonly tasks: string | undefined;
  readonly reviews: string | undefined;
  readonly unknownSends: string | undefined;
}

const every = { refetchInterval: 15_000, staleTime: 10_000 } as const;
const most = 99;

/** The open tasks, the most urgent first, as far as they are counted. */
export function useOpenTasks() {
  return useQuery({ ...ask("tasks.list", { limit: most }), ...every, enabled: useMay("tasks:read") });
}

/** Counts what waits: approvals, replies to classify, tasks, questions about who is who, and sends whose result is not known. */
export function useWaitingCounts(): WaitingCounts {
  const approvals = useQuery({
    ...ask("approvals.list", { state: "pending", limit: 1 }),
    ...every,
    enabled: useMay("approvals:read"),
  });
  const inbox = useQuery({
    ...ask("inbound.list", { state: "waiting", limit: most }),
    ...every,
    enabled: useMay("activities:read"),
  });
  const tasks = useOpenTasks();
  const reviews = useQuery({ ...ask("reviews.list", { limit: most }), ...every, enabled: useMay("contacts:read") });
  const unknown = useQuery({
    ...ask("sends.list", { limit: most }),
    ...every,
    enabled: useMay("actions:read"),
  });
  return {
    approvals: approvals.data?.pending.toLocaleString("en"),
    inbox: countOf(inbox.data),
    tasks: countOf(tasks.data),
    reviews: countOf(reviews.data),
    unknownSends: countOf(unknown.data),
  };
}

function countOf(
  page: { readonly items: readonly unknown[]; readonly next: string | null } | undefined,
): string | undefined {
  if (page === undefined) return undefined;
  return page.next === null ? String(page.items.length) : `${page.items.length}+`;
}
