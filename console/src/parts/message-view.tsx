import type { ReactNode } from "react";
import { Missing } from "./empty.tsx";

/** A message exactly as it goes out: no more is hidden than what every message has. */
export function MessageView(props: {
  readonly message: {
    readonly subject: string;
    readonly body: string;
    /** Null where it is not said. */
    readonly to: string | null;
    readonly from: string | null;
    readonly rfc822Id?: string | null;
  };
}): ReactNode {
  const { subject, body, to, from, rfc822Id } = props.message;
  return (
    <article aria-label="The message" className="panel">
      <header className="border-b border-line px-5 py-4">
        <h2 className="text-lg font-semibold tracking-[-0.01em] text-balance">{subject}</h2>
        <dl className="mt-2 grid grid-cols-[3rem_1fr] gap-y-0.5">
          <dt className="text-ink-3">From</dt>
          <dd className="break-all">{from ?? <Missing />}</dd>
          {to === null ? null : (
            <>
              <dt className="text-ink-3">To</dt>
              <dd className="break-all">{to}</dd>
            </>
          )}
          {rfc822Id == null ? null : (
            <>
              <dt className="text-ink-3">Id</dt>
              <dd className="font-mono text-xs leading-5 break-all text-ink-2">{rfc822Id}</dd>
            </>
          )}
        </dl>
      </header>
      <div className="max-w-[72ch] px-5 py-4 text-[0.875rem] leading-[1.45rem] break-words whitespace-pre-wrap">
        {body}
      </div>
    </article>
  );
}
