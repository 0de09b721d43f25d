import type { ReactNode } from "react";
import { Button } from "./button.tsx";

/** A fault of the console itself: said plainly, with a way on. */
export function PageError({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactNode {
  return (
    <div role="alert" className="mx-auto max-w-lg px-6 py-16">
      <h1 className="text-xl font-semibold">This page failed</h1>
      <p className="mt-1 text-ink-2">The fault is the console's, and nothing was changed by it. Load the page again.</p>
      <pre className="mt-4 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
        {error instanceof Error ? error.message : String(error)}
      </pre>
      <Button className="mt-4" onClick={reset}>
        Load again
      </Button>
    </div>
  );
}
