import type { ReactNode } from "react";
import { sayProblem } from "../api/problems.ts";
import { Button } from "./button.tsx";

/** What went wrong where something should be shown, and a way to try again. */
export function ProblemNote(props: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const { title, detail, code } = sayProblem(props.error);
  const onRetry = props.onRetry;
  return (
    <div role="alert" className="m-4 flex items-start gap-4 rounded-lg border border-line-strong bg-panel px-4 py-3">
      <div className="min-w-0 grow">
        <p className="font-medium">{title}</p>
        <p className="text-ink-2">{detail}</p>
        <p className="mt-1 font-mono text-xs text-ink-3">{code}</p>
      </div>
      {onRetry === undefined ? null : <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
