import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { Disclosed } from "./disclosed.tsx";
import { Loading } from "./empty.tsx";
import { IdChip } from "./id-chip.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { counted, spelled } from "./words.ts";

/** One record of the log: what its line says, the personal text that goes with it, and its proof. */
export function RecordPanel(props: { readonly recordId: `aud_${string}`; readonly onClose: () => void }): ReactNode {
  const found = useQuery({ ...ask("audit.get", { recordId: props.recordId }), staleTime: Number.POSITIVE_INFINITY });
  const entry = found.data;
  return (
    <section
      aria-label="Record"
      className="scroll-area min-h-0 border-l border-line bg-panel p-5 max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:w-[min(30rem,100vw)]"
    >
      <div className="flex items-start gap-2">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{entry === undefined ? "Record" : spelled(entry.record.type)}</h2>
          <IdChip id={props.recordId} whole />
        </div>
        <button
          type="button"
          aria-label="Close the record"
          onClick={props.onClose}
          className="ml-auto rounded-md p-1 text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {entry === undefined && !found.isError ? <Loading /> : null}
      {entry === undefined ? null : (
        <div className="mt-3 space-y-4">
          <p>
            <Link to="/cases/$id" params={{ id: props.recordId }} className="text-info hover:underline">
              Case file
            </Link>
          </p>
          {entry.disclosures.map((one) => (
            <Disclosed key={one.name} name={one.name} value={one.value} />
          ))}
          {entry.withheld === 0 ? null : (
            <p className="text-ink-3">{counted(entry.withheld, "disclosure")} withheld from you or erased.</p>
          )}
          <Block title={`Entry #${entry.index}`} text={JSON.stringify(entry.record, null, 2)} />
          <Block title="Leaf hash" text={entry.leaf} />
          <Block title="Proof of inclusion" text={entry.proof} />
        </div>
      )}
    </section>
  );
}

function Block(props: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <div>
      <h3 className="eyebrow mb-1">{props.title}</h3>
      <ScrollArea label={props.title} className="max-h-[28rem] rounded-md bg-sunken p-3">
        <pre className="font-mono text-xs leading-[1.05rem] break-all whitespace-pre-wrap">{props.text}</pre>
      </ScrollArea>
    </div>
  );
}
