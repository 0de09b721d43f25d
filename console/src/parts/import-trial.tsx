import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { type FileHead, linesOf } from "../api/file-head.ts";
import { askImport, isGoingOn } from "../api/imports.ts";
import type { AnswerOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Loading } from "./empty.tsx";
import { ImportResult } from "./import-result.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { counted } from "./words.ts";

/** What a dry run found, and the import itself: the file is on the server, so that this survives a reload. */
export function ImportTrial(props: {
  readonly trial: `imp_${string}`;
  readonly upload: `upl_${string}`;
  readonly sourceName: string | undefined;
  readonly head: FileHead | undefined;
  readonly onBack: () => void;
  readonly onImported: (batch: AnswerOf<"imports.create">) => void;
}): ReactNode {
  const { head } = props;
  const found = useQuery(askImport(props.trial));
  const mapping = found.data?.mapping;
  const lines = useMemo(
    () => (head === undefined || mapping === undefined ? undefined : linesOf(head, mapping)),
    [head, mapping],
  );
  const create = useTell("imports.create", {
    refresh: ["imports", "contacts", "accounts", "suppressions", "search", "reviews", "report"],
    onDone: props.onImported,
  });
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading rows={8} />;
  const batch = found.data;
  const { rows, rejected } = batch.counts;
  const good = rows - rejected;
  const importNow = () =>
    create.mutate({
      kind: batch.kind,
      uploadId: props.upload,
      filename: batch.filename,
      ...(props.sourceName === undefined ? {} : { sourceName: props.sourceName }),
    });
  return (
    <>
      <ImportResult batch={batch} {...(lines === undefined ? {} : { lines })} />
      <div className="panel flex items-center gap-3 px-4 py-3">
        <p className="text-ink-2">
          {isGoingOn(batch.state)
            ? "Every row is tried; nothing is kept."
            : "Nothing was kept. The import does the same, row for row."}
        </p>
        <div className="ml-auto flex gap-2">
          <Button onClick={props.onBack}>Back to the columns</Button>
          <Button
            look="primary"
            disabled={create.isPending || batch.state !== "dry_run" || good === 0}
            onClick={importNow}
          >
            {create.isPending ? "Importing…" : `Import ${counted(good, "row")}`}
          </Button>
        </div>
      </div>
      {create.isError ? <ProblemNote error={create.error} /> : null}
    </>
  );
}
