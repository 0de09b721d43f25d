import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useNow } from "../api/session.ts";
import { AlertList } from "../parts/alert-list.tsx";
import { DecisionTable } from "../parts/decision-table.tsx";
import { Loading } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { Funnel } from "../parts/funnel.tsx";
import { JustHappened } from "../parts/just-happened.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { StoppedList } from "../parts/stopped-list.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { WaitingList } from "../parts/waiting-list.tsx";

const spans = [
  ["all", "All time"],
  ["30d", "30 days"],
  ["7d", "7 days"],
  ["24h", "24 hours"],
] as const;

const hour = 3_600_000;
const lengths = { all: 0, "30d": 30 * 24 * hour, "7d": 7 * 24 * hour, "24h": 24 * hour } as const;

/** What happened, what waits for a person, and what stopped; every number leads to its rows. */
export function TodayPage(): ReactNode {
  const [state, change] = useUrlState();
  const span = oneOf(state["since"], ["30d", "7d", "24h"] as const) ?? "all";
  // To the hour, so that the question stays the same while the page is open.
  const from = Math.floor((useNow() - lengths[span]) / hour) * hour;
  const input = span === "all" ? {} : { since: new Date(from).toISOString() };
  const funnel = useQuery({ ...ask("report.funnel", input), refetchInterval: 5_000 });
  const decisions = useQuery({ ...ask("report.decisions", input), refetchInterval: 5_000 });
  const failed = funnel.error ?? decisions.error;
  return (
    <>
      <PageHeader title="Today">
        <Tabs
          label="Time"
          value={span}
          options={spans}
          onChange={(value) => change({ since: value === "all" ? undefined : value })}
        />
      </PageHeader>
      <div className="scroll-area min-h-0 grow space-y-4 p-6">
        {failed === null ? null : <ProblemNote error={failed} onRetry={() => void funnel.refetch()} />}
        {funnel.data === undefined ? <Loading rows={4} /> : <Funnel stages={funnel.data.stages} />}
        <div className="grid gap-4 xl:grid-cols-[minmax(0,1.55fr)_minmax(20rem,1fr)]">
          <div className="grid grid-cols-1 content-start gap-4">
            {decisions.data === undefined ? null : <DecisionTable report={decisions.data} />}
          </div>
          <div className="grid grid-cols-1 content-start gap-4">
            <AlertList />
            <WaitingList />
            <StoppedList />
            <JustHappened />
          </div>
        </div>
      </div>
    </>
  );
}
