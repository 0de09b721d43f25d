import { useQuery } from "@tanstack/react-query";
import ShieldAlert from "lucide-react/icons/shield-alert";
import ShieldCheck from "lucide-react/icons/shield-check";
import type { ReactNode } from "react";
import { checkProofs, checkpointOf, type ProofResult } from "../api/inclusion.ts";
import type { AnswerOf } from "../api/operations.ts";
import { counted } from "./words.ts";

type Case = AnswerOf<"audit.case">;

/** Whether every line of the case is proven; this browser computes it and does not take the server's word. */
export function CaseProof({ story }: { readonly story: Case }): ReactNode {
  const result = useQuery({
    queryKey: ["proof", story.subjectId, story.checkpoint],
    queryFn: async () => (await checkProofs(story.proofs, story.checkpoint, story.vkey)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  const size = checkpointOf(story.checkpoint)?.size;
  return (
    <div className="mx-4 mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2">
      <Verdict result={result} count={story.proofs.length} />
      <span className="text-ink-2">
        {size === undefined ? "" : `Checkpoint of ${counted(size, "entry", "entries")}.`}
        {story.withheld === 0 ? "" : ` ${counted(story.withheld, "disclosure")} withheld from you or erased.`}
      </span>
      <details className="ml-auto text-sm">
        <summary className="text-ink-2 hover:text-ink">Signed note</summary>
        <pre className="mt-1 font-mono text-xs break-all whitespace-pre-wrap">
          {story.checkpoint}
          {"\n"}key {story.vkey}
        </pre>
      </details>
    </div>
  );
}

function Verdict(props: { readonly result: ProofResult | null | undefined; readonly count: number }): ReactNode {
  const { result, count } = props;
  if (result === undefined) return <span className="text-ink-2">Checking {counted(count, "proof")}…</span>;
  if (result === null)
    return <span className="text-ink-2">{counted(count, "proof")}; this browser cannot check them outside TLS.</span>;
  const isSound = result.included === result.of && result.signed !== false;
  const Icon = isSound ? ShieldCheck : ShieldAlert;
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${isSound ? "text-good" : "text-bad"}`}>
      <Icon aria-hidden className="size-4" />
      {isSound
        ? `${counted(result.of, "record")} proven in this browser${result.signed === true ? ", signature valid" : ""}`
        : `${result.of - result.included} of ${result.of} records are not proven${result.signed === false ? ", signature wrong" : ""}`}
    </span>
  );
}
