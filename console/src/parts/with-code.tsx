import type { ReactNode } from "react";

/** A sentence of the server, with what stands between backticks set as code. */
export function WithCode({ text }: { readonly text: string }): ReactNode {
  return text.split("`").map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <code key={at} className="rounded-sm bg-sunken px-0.5 font-mono text-sm">
        {part}
      </code>
    ),
  );
}
