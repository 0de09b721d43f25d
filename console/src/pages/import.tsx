import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { askImport } from "../api/imports.ts";
import { type AnswerOf, askNow } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "../parts/button.tsx";
import { Loading } from "../parts/empty.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { kindLabel } from "../parts/import-fields.ts";
import { ImportMapping } from "../parts/import-mapping.tsx";
import { ImportResult } from "../parts/import-result.tsx";
import { Modal } from "../parts/modal.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { saveText } from "../parts/save-text.ts";
import { StatusPill } from "../parts/status.tsx";
import { UndoImport, whyNotUndone } from "../parts/undo-import.tsx";
import { When } from "../parts/when.tsx";
import { counted } from "../parts/words.ts";

const route = getRouteApi("/imports/$id");

/** One import: how far it is, what became of its rows, and the way back. */
export function ImportPage(): ReactNode {
  const { id } = route.useParams();
  const found = useQuery(askImport(id as `imp_${string}`));
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading rows={10} />;
  const batch = found.data;
  return (
    <>
      <PageHeader
        title={batch.filename}
        says={
          <span className="flex items-center gap-2">
            <StatusPill code={batch.state} />
            {kindLabel(batch.kind)} from {batch.source.name}, <When at={batch.createdAt} />
            <IdChip id={batch.id} />
          </span>
        }
      >
        <ImportVerbs batch={batch} />
      </PageHeader>
      <div className="scroll-area min-h-0 grow">
        <div className="mx-auto max-w-6xl space-y-4 p-6">
          {batch.state === "undone" ? <TakenBack batch={batch} /> : null}
          <ImportResult batch={batch} />
          <ImportMapping batch={batch} />
        </div>
      </div>
    </>
  );
}

function TakenBack({ batch }: { readonly batch: AnswerOf<"imports.get"> }): ReactNode {
  const { rows, created, updated, merged } = batch.counts;
  return (
    <section aria-label="Taken back" className="panel px-4 py-3">
      <p className="font-semibold">
        Taken back <When at={batch.undoneAt} />
      </p>
      <p className="text-ink-2">
        What its {counted(rows, "row")} said is withdrawn ({created} had been created, {updated} updated, {merged}{" "}
        merged); its suppressions stayed.{" "}
        <Link to="/imports/new" search={{ kind: batch.kind }} className="text-info underline">
          Import the file again
        </Link>{" "}
        to redo it.
      </p>
    </section>
  );
}

function ImportVerbs({ batch }: { readonly batch: AnswerOf<"imports.get"> }): ReactNode {
  const [isUndoing, setUndoing] = useState(false);
  const may = useMay("imports:write");
  const why = whyNotUndone(batch);
  return (
    <>
      {batch.counts.rejected === 0 ? null : (
        <Button onClick={() => void saveRejects(batch.id)}>Rejected rows as CSV</Button>
      )}
      {why === "" || !may ? null : (
        <Button look="danger" disabled={why !== null} title={why ?? undefined} onClick={() => setUndoing(true)}>
          Undo this import…
        </Button>
      )}
      <Modal label="Undo this import" isOpen={isUndoing} onClose={() => setUndoing(false)}>
        <UndoImport batch={batch} onClose={() => setUndoing(false)} />
      </Modal>
    </>
  );
}

/** All of them as one file, however many pages that takes. */
async function saveRejects(importId: `imp_${string}`): Promise<void> {
  let cursor: string | null = null;
  let [name, csv] = ["", ""];
  do {
    const page: AnswerOf<"imports.rejects"> = await askNow("imports.rejects", {
      importId,
      ...(cursor === null ? {} : { cursor }),
    });
    name = page.filename;
    csv += page.csv;
    cursor = page.next;
  } while (cursor !== null);
  saveText(name, csv);
}
