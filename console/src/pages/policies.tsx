import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useWorkspace } from "../api/session.ts";
import { BundleHistory } from "../parts/bundle-history.tsx";
import { Loading } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PolicyEditor } from "../parts/policy-editor.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { ShadowCounts } from "../parts/shadow-counts.tsx";
import { Simulate } from "../parts/simulate.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";

const views = ["edit", "simulate", "shadow", "history"] as const;

/** The policies: write and try them, see what they would do, and what was in force when. */
export function PoliciesPage(): ReactNode {
  const [state, change] = useUrlState();
  const view = oneOf(state["view"], views) ?? "edit";
  const found = useQuery(ask("policy.get", {}));
  const workspace = useWorkspace().data;
  const policy = found.data;
  return (
    <>
      <PageHeader
        title="Policies"
        says={
          policy === undefined ? undefined : (
            <>
              <IdChip id={policy.hash} /> in force since <When at={policy.activatedAt} />
            </>
          )
        }
      >
        <Tabs
          label="View"
          value={view}
          options={[
            ["edit", "Edit"],
            ["simulate", "Simulate"],
            ["shadow", "Shadow"],
            ["history", "History"],
          ]}
          onChange={(next) => change({ view: next === "edit" ? undefined : next })}
        />
      </PageHeader>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {view === "history" ? <BundleHistory /> : null}
      {view === "shadow" ? <ShadowCounts /> : null}
      {policy === undefined || workspace === undefined ? (
        view === "edit" && !found.isError ? (
          <Loading rows={10} />
        ) : null
      ) : view === "edit" ? (
        <PolicyEditor policy={policy} workspace={workspace.id} />
      ) : view === "simulate" ? (
        <Simulate policy={policy} workspace={workspace.id} />
      ) : null}
    </>
  );
}
