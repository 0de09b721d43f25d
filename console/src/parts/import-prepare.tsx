import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { columnsOf, type FileHead } from "../api/file-head.ts";
import { askColumns } from "../api/imports.ts";
import type { AnswerOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import type { Upload } from "../api/use-upload.ts";
import { Button } from "./button.tsx";
import { Loading } from "./empty.tsx";
import { Labelled, TextField } from "./fields.tsx";
import { ImportColumns, type Mapping } from "./import-columns.tsx";
import type { ImportKind } from "./import-fields.ts";
import { ImportRemembered } from "./import-remembered.tsx";
import { ImportNotices } from "./import-stops.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { counted } from "./words.ts";

/** A file that was chosen, with its beginning. */
export interface ChosenFile {
  readonly file: File;
  readonly head: FileHead;
}

/** How the columns of the chosen file are read, the way to change that, and the dry run. */
export function ImportPrepare(props: {
  readonly kind: ImportKind;
  readonly chosen: ChosenFile;
  readonly upload: Upload;
  readonly onTried: (batch: AnswerOf<"imports.create">, sourceName: string) => void;
}): ReactNode {
  const { kind, chosen, upload } = props;
  const [changed, setChanged] = useState<Mapping>({});
  const [sourceName, setSourceName] = useState("");
  const read = useQuery(askColumns(kind, chosen.file, chosen.head));
  const mapping = read.data?.mapping ?? nothingKnown;
  const columns = useMemo(() => columnsOf(chosen.head, Object.keys(mapping)), [chosen, mapping]);
  const attempt = useTell("imports.create", {
    refresh: [],
    onDone: (batch) => props.onTried(batch, sourceName.trim()),
  });
  if (read.isPending) return <Loading rows={8} />;
  const left = columns.filter(({ heading }) => (changed[heading] ?? mapping[heading] ?? "ignore") === "ignore").length;
  const isChanged = Object.keys(changed).length > 0;
  const attemptNow = () => {
    if (upload.id === null) return;
    attempt.mutate({
      kind,
      uploadId: upload.id,
      dryRun: true,
      ...(sourceName.trim() === "" ? {} : { sourceName: sourceName.trim() }),
      ...(isChanged ? { mapping: said({ ...mapping, ...changed }) } : {}),
    });
  };
  return (
    <>
      {read.isError ? <ProblemNote error={read.error} onRetry={() => void read.refetch()} /> : null}
      <ImportNotices notices={read.data?.notices ?? []} />
      <Section
        title="Columns"
        says={`${columns.length - left} of ${columns.length} understood`}
        aside={left === 0 ? null : `${counted(left, "column")} not imported`}
      >
        <ImportRemembered kind={kind} headings={columns.map((one) => one.heading)} onForgotten={() => setChanged({})} />
        <ImportColumns
          kind={kind}
          columns={columns}
          mapping={mapping}
          changed={changed}
          onChange={(heading, field) => setChanged((before) => withChange(before, mapping, heading, field))}
        />
      </Section>
      <div className="panel flex flex-wrap items-end gap-4 px-4 py-3">
        <Labelled label="Source" hint="Where the file comes from: the next file of the same source updates its records">
          <TextField
            value={sourceName}
            maxLength={80}
            placeholder={read.data?.source.name ?? "CSV"}
            onChange={(event) => setSourceName(event.target.value)}
            className="w-56"
          />
        </Labelled>
        <div className="ml-auto flex items-center gap-3">
          <span className="text-sm text-ink-3">
            {isChanged ? "The mapping is remembered for the next file. " : ""}Nothing is kept yet.
          </span>
          <Button look="primary" disabled={upload.id === null || attempt.isPending} onClick={attemptNow}>
            {attempt.isPending ? "Trying every row…" : upload.id === null ? "Sending the file…" : "Dry run"}
          </Button>
        </div>
      </div>
      {attempt.isError ? <ProblemNote error={attempt.error} /> : null}
    </>
  );
}

const nothingKnown: Mapping = {};

/** A change that says what was understood anyway is none. */
function withChange(before: Mapping, mapping: Mapping, heading: string, field: string): Mapping {
  const { [heading]: _, ...others } = before;
  return (mapping[heading] ?? "ignore") === field ? others : { ...others, [heading]: field };
}

function said(mapping: Mapping): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([heading]) => heading !== ""));
}
