import { type ReactNode, useId, useState } from "react";
import type { Upload } from "../api/use-upload.ts";
import { type ImportKind, importKinds } from "./import-fields.ts";
import { ProgressBar } from "./progress-bar.tsx";

/** What a file is, and the file: by click or drop. */
export function ImportFile(props: {
  readonly kind: ImportKind;
  readonly file: File | null;
  readonly upload: Upload;
  readonly onKind: (kind: ImportKind) => void;
  readonly onFile: (file: File) => void;
}): ReactNode {
  const { file } = props;
  return (
    <section aria-label="The file" className="panel p-4">
      <fieldset className="mb-4">
        <legend className="mb-2 font-semibold">What are its rows?</legend>
        <div
          className={`grid gap-2 ${props.file === null ? "grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]" : "grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]"}`}
        >
          {importKinds.map(([kind, label, says]) => (
            <label
              key={kind}
              className="flex cursor-pointer items-start gap-2 rounded-lg border border-line px-3 py-2 hover:bg-sunken has-checked:border-ink has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-info"
            >
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={kind === props.kind}
                onChange={() => props.onKind(kind)}
                className="mt-1 accent-current"
              />
              <span>
                <span className="font-medium">{label}</span>
                {props.file === null ? <span className="block text-sm text-ink-3">{says}</span> : null}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <DropZone file={file} onFile={props.onFile} />
      {file === null || props.upload.id !== null || props.upload.error !== null ? null : (
        <div className="mt-3 flex items-center gap-3 text-sm text-ink-2">
          <ProgressBar label="Sending the file" done={props.upload.sent} total={file.size} />
          {sizeOf(props.upload.sent)} of {sizeOf(file.size)} sent
        </div>
      )}
    </section>
  );
}

function DropZone(props: { readonly file: File | null; readonly onFile: (file: File) => void }): ReactNode {
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = (file: File | undefined) => {
    if (file !== undefined) props.onFile(file);
  };
  return (
    <section
      aria-label="Drop a file here"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      className={`flex items-center gap-3 rounded-[10px] border border-dashed px-4 ${props.file === null ? "py-8" : "py-4"} ${isOver ? "border-info bg-info-soft" : "border-line-strong"}`}
    >
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,text/csv"
        className="peer sr-only"
        onChange={(event) => take(event.target.files?.[0])}
      />
      <label
        htmlFor={id}
        className="inline-flex h-7 cursor-pointer items-center rounded-md border border-line-strong bg-panel px-2.5 font-medium peer-focus-visible:outline-2 peer-focus-visible:outline-info hover:bg-sunken"
      >
        {props.file === null ? "Choose a file" : "Choose another"}
      </label>
      {props.file === null ? (
        <p className="text-ink-2">or drop it here: CSV, TSV or JSON lines, of any size</p>
      ) : (
        <p>
          <span className="font-medium">{props.file.name}</span>{" "}
          <span className="text-ink-3">{sizeOf(props.file.size)}</span>
        </p>
      )}
    </section>
  );
}

/** A size in bytes as a person reads it. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.round(kib)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}
