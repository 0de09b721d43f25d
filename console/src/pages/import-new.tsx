import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { readHead } from "../api/file-head.ts";
import { useMay } from "../api/session.ts";
import { useUpload } from "../api/use-upload.ts";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { kindOf } from "../parts/import-fields.ts";
import { ImportFile } from "../parts/import-file.tsx";
import { type ChosenFile, ImportPrepare } from "../parts/import-prepare.tsx";
import { ImportTrial } from "../parts/import-trial.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { Steps } from "../parts/steps.tsx";
import { useToast } from "../parts/toasts.tsx";
import { useUrlState } from "../parts/url-state.ts";

/** Takes a file in: what it is, how its columns read, what would become of its rows, and then the import. */
export function ImportNewPage(): ReactNode {
  const [state, change] = useUrlState();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const upload = useUpload(chosen?.file ?? null);
  const toast = useToast();
  const navigate = useNavigate();
  const kind = kindOf(state["kind"]);
  const trial = idOf("imp", state["trial"]);
  const sent = idOf("upl", state["upload"]);
  const choose = async (file: File) => {
    try {
      setChosen({ file, head: await readHead(file) });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      toast({ tone: "bad", title: "The file cannot be read", detail: error.message });
    }
  };
  const isTried = trial !== undefined && sent !== undefined;
  return (
    <>
      <PageHeader title="Import a file">
        <Button onClick={() => void navigate({ to: "/imports" })}>Cancel</Button>
      </PageHeader>
      <Steps steps={["File", "Columns", "Dry run", "Import"]} at={isTried ? 2 : chosen === null ? 0 : 1} />
      <div className="scroll-area min-h-0 grow">
        <div className="mx-auto max-w-6xl space-y-4 p-6">
          {useMay("imports:write") ? null : (
            <Empty title="Your role does not import">Ask an admin of the workspace for the role of an operator.</Empty>
          )}
          {isTried ? (
            <ImportTrial
              trial={trial}
              upload={sent}
              sourceName={state["source"]}
              head={chosen?.head}
              onBack={() => change({ trial: undefined, upload: undefined, rows: undefined })}
              onImported={({ id }) => void navigate({ to: "/imports/$id", params: { id }, search: {} })}
            />
          ) : (
            <ImportFile
              kind={kind}
              file={chosen?.file ?? null}
              upload={upload}
              onKind={(next) => change({ kind: next })}
              onFile={(file) => void choose(file)}
            />
          )}
          {chosen === null || isTried ? null : (
            <ImportPrepare
              key={`${kind} ${chosen.file.name} ${chosen.file.lastModified}`}
              kind={kind}
              chosen={chosen}
              upload={upload}
              onTried={({ id }, source) =>
                change({ trial: id, upload: upload.id ?? undefined, source: source || undefined })
              }
            />
          )}
        </div>
      </div>
    </>
  );
}

function idOf<Prefix extends string>(prefix: Prefix, text: string | undefined): `${Prefix}_${string}` | undefined {
  return text?.startsWith(`${prefix}_`) === true ? (text as `${Prefix}_${string}`) : undefined;
}
