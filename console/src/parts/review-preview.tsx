import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { tellNow } from "../api/operations.ts";
import { ChangePreview } from "./change-preview.tsx";
import { Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import type { Asked } from "./review-verbs.ts";

/** What "same" would do beside the values: who becomes whom, what stops, what spreads. It is tried, and undone at once. */
export function ReviewPreview({ asked }: { readonly asked: Asked }): ReactNode {
  const { reviewId, sides } = asked;
  const found = useQuery({
    queryKey: ["reviews", "preview", reviewId, sides ?? "all"],
    queryFn: ({ signal }) => {
      const asks = { reviewId, decision: "same", reason: "only a preview", dryRun: true } as const;
      return tellNow("reviews.decide", { ...asks, ...(sides === undefined ? {} : { sides }) }, signal);
    },
    staleTime: 30_000,
    retry: false,
  });
  const change = found.data?.contacts ?? found.data?.accounts ?? null;
  return (
    <Section title="What “same” would do" says="a trial, nothing is changed">
      <div className="min-h-20 px-4 pb-3">
        {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <Loading rows={2} /> : null}
        {change === null ? null : <ChangePreview change={change} />}
      </div>
    </Section>
  );
}
