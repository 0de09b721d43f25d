import type { ReactNode } from "react";
import { FactTable, isGroup } from "./fact-table.tsx";
import { MessageView } from "./message-view.tsx";
import { spelled } from "./words.ts";

/** Personal text that goes with a record, folded away: it is opened on purpose. */
export function Disclosed(props: { readonly name: string; readonly value: unknown }): ReactNode {
  const message = messageOf(props.value);
  return (
    <details className="mt-0.5" open={message !== undefined}>
      <summary className="text-sm text-ink-2 hover:text-ink">
        {spelled(props.name)} <span className="text-ink-3">(sealed in the log, opened for you)</span>
      </summary>
      <div className="mt-1 mb-2">
        {message === undefined ? <Plain value={props.value} /> : <MessageView message={message} />}
      </div>
    </details>
  );
}

function Plain({ value }: { readonly value: unknown }): ReactNode {
  if (isGroup(value)) return <FactTable facts={value} />;
  return (
    <pre className="scroll-area max-h-96 rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
      {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}

function messageOf(value: unknown): { subject: string; body: string; to: string; from: string } | undefined {
  if (typeof value !== "object" || value === null || !("subject" in value && "body" in value)) return undefined;
  const text = (name: string) => {
    const one = (value as Readonly<Record<string, unknown>>)[name];
    return typeof one === "string" ? one : "not disclosed";
  };
  return { subject: text("subject"), body: text("body"), to: text("to"), from: text("from") };
}
