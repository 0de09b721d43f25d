import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { identityNouns } from "../api/identity.ts";
import { type AnswerOf, ask } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

type Bulk = AnswerOf<"bulk.run">;

const refresh = [...identityNouns, "bulk"];
const pollMs = 1_000;

/** Runs a bulk change, follows one that a worker does, says how it went, and offers the way back. */
export function useBulk() {
  const toast = useToast();
  const [followed, setFollowed] = useState<Bulk["id"] | null>(null);
  const hear = (bulk: Bulk): void => {
    const isUnderWay = bulk.state === "running" || bulk.state === "undoing";
    setFollowed(isUnderWay ? bulk.id : null);
    if (isUnderWay) return;
    const way = {
      label: "Undo",
      run: () => undo.mutate({ bulkId: bulk.id, reason: "undone at once: changed by mistake" }),
    };
    toast({
      tone: "good",
      ...(bulk.state === "done" ? wordsOfDone(bulk) : wordsOfUndone(bulk)),
      ...(bulk.state === "done" && bulk.undoable ? { undo: way } : {}),
    });
  };
  const undo = useTell("bulk.undo", { refresh, onDone: hear });
  const run = useTell("bulk.run", { refresh, onDone: hear });
  return { run, followed, hear };
}

function wordsOfDone({ counts }: Bulk) {
  const failed = counts.failed === 0 ? "" : ` ${counted(counts.failed, "contact")} could not be changed.`;
  const detail = `${counted(counts.same, "contact")} needed no change.${failed}`;
  return { title: `Changed ${counted(counts.changed, "contact")}`, detail };
}

function wordsOfUndone({ counts }: Bulk) {
  const detail =
    counts.kept === 0
      ? "Everybody has again what people had said before."
      : `${counted(counts.kept, "contact")} edited since stayed as they are.`;
  return { title: `Undone for ${counted(counts.undone, "contact")}`, detail };
}

/** How far a bulk change is that a worker does; tells when it is over. */
export function BulkProgress(props: { readonly bulkId: Bulk["id"]; readonly onOver: (bulk: Bulk) => void }): ReactNode {
  const { bulkId, onOver } = props;
  // Nothing is kept from the way there: an undo that began on old news would seem to be over.
  const { data } = useQuery({ ...ask("bulk.get", { bulkId, limit: 1 }), refetchInterval: pollMs, gcTime: 0 });
  const isOver = data?.state === "done" || data?.state === "undone";
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it is over
  useEffect(() => {
    if (data !== undefined && isOver) onOver(data);
  }, [isOver]);
  if (data === undefined) return null;
  const { waiting, changed } = data.counts;
  const left = data.state === "undoing" ? changed : waiting;
  return (
    <span role="status" className="text-sm whitespace-nowrap text-ink-2 tabular-nums">
      {data.state === "undoing" ? "Undoing" : "Changing"}: {left.toLocaleString("en")} of{" "}
      {counted(data.items, "contact")} to go
    </span>
  );
}
