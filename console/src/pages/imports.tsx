import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Empty, Loading } from "../parts/empty.tsx";
import { ImportCard } from "../parts/import-card.tsx";
import { ImportDrop } from "../parts/import-drop.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";

/** Files taken in: what became of each row, and the rows handed back. */
export function ImportsPage(): ReactNode {
  const found = useQuery({ ...ask("imports.list", { limit: 100 }), refetchInterval: 10_000 });
  const [trial, setTrial] = useState<AnswerOf<"imports.create"> | null>(null);
  const items = found.data?.items ?? [];
  return (
    <>
      <PageHeader title="Imports" says="Good rows are kept, bad rows are handed back with reasons" />
      <div className="scroll-area min-h-0 grow space-y-4 p-6">
        <ImportDrop onTried={setTrial} />
        {trial === null ? null : <ImportCard batch={trial} />}
        {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <Loading /> : null}
        {found.isSuccess && items.length === 0 ? (
          <Empty title="Nothing was imported yet">
            Export your contacts from a CRM as CSV. Headings of HubSpot, Salesforce and Apollo are understood as they
            are.
          </Empty>
        ) : null}
        {items.map((batch) => (
          <ImportCard key={batch.id ?? batch.createdAt} batch={batch} />
        ))}
      </div>
    </>
  );
}
