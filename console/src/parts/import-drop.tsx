import { type ReactNode, useId, useState } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

/** Takes a CSV by click or drop: first a trial that keeps nothing, or the import itself. */
export function ImportDrop(props: { readonly onTried: (batch: AnswerOf<"imports.create"> | null) => void }): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const id = useId();
  const may = useMay("imports:write");
  const toast = useToast();
  const create = useTell("imports.create", {
    refresh: ["imports", "contacts", "suppressions", "report"],
    onDone: (batch) => {
      props.onTried(batch.dryRun ? batch : null);
      if (!batch.dryRun) setFile(null);
      toast({
        title: batch.dryRun ? "Tried, nothing was kept" : "Imported",
        detail: `${counted(batch.counts.rows, "row")}: ${counted(batch.counts.contacts, "contact")}, ${counted(batch.counts.optOuts, "opt-out")}, ${batch.counts.rejected} rejected.`,
      });
    },
  });
  const send = async (dryRun: boolean) => {
    if (file === null) return;
    // As bytes: the server finds out the encoding, which a browser would guess.
    const content = await base64Of(file);
    create.mutate({ filename: file.name, content, encoding: "base64", dryRun });
  };
  if (!may) return null;
  return (
    <section
      aria-label="Import a file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        setFile(event.dataTransfer.files[0] ?? null);
      }}
      className={`flex flex-wrap items-center gap-3 rounded-[10px] border border-dashed px-4 py-4 ${isOver ? "border-info bg-info-soft" : "border-line-strong"}`}
    >
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        className="peer sr-only"
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
      />
      <label
        htmlFor={id}
        className="inline-flex h-7 cursor-pointer items-center rounded-md border border-line-strong bg-panel px-2.5 font-medium peer-focus-visible:outline-2 peer-focus-visible:outline-info hover:bg-sunken"
      >
        Choose a CSV
      </label>
      <p className="text-ink-2">
        {file === null
          ? "or drop it here"
          : `${file.name}, ${Math.max(1, Math.round(file.size / 1024)).toLocaleString("en")} KiB`}
      </p>
      {file === null ? null : (
        <div className="ml-auto flex gap-2">
          <Button disabled={create.isPending} onClick={() => void send(true)}>
            Try without keeping
          </Button>
          <Button look="primary" disabled={create.isPending} onClick={() => void send(false)}>
            {create.isPending ? "Reading…" : "Import"}
          </Button>
        </div>
      )}
    </section>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.onload = () => {
      const text = String(reader.result);
      resolve(text.slice(text.indexOf(",") + 1));
    };
    reader.readAsDataURL(file);
  });
}
