import type { ReactNode } from "react";

/** What is shown where there is nothing yet: what would be here, and how it comes about. */
export function Empty(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly isSmall?: boolean;
}): ReactNode {
  return (
    <div className={`flex flex-col items-center text-center ${props.isSmall === true ? "px-4 py-6" : "px-6 py-16"}`}>
      <p className="text-lg font-medium">{props.title}</p>
      {props.children === undefined ? null : (
        <div className="mt-1 max-w-md text-balance text-ink-2">{props.children}</div>
      )}
    </div>
  );
}

/** A value that is not known; said, never invented. */
export function Missing(props: { readonly says?: string }): ReactNode {
  return <span className="text-ink-3">{props.says ?? "not known"}</span>;
}

/** Grey lines in the place of what is being read. */
export function Loading(props: { readonly rows?: number }): ReactNode {
  const rows = Array.from({ length: props.rows ?? 6 }, (_, at) => `${40 + ((at * 37) % 50)}%`);
  return (
    <div role="status" aria-label="Loading" className="space-y-4 p-4">
      {rows.map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={at} className="h-2.5 animate-pulse rounded-full bg-sunken" style={{ width }} />
      ))}
    </div>
  );
}
