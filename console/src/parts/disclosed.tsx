import type { ReactNode } from "react";
import { FactTable, isGroup } from "./fact-table.tsx";
import { MessageView } from "./message-view.tsx";
import { type AnyReason, Reasons } from "./reasons.tsx";
import { spelled } from "./words.ts";

/** Personal text that goes with a record, folded away: it is opened on purpose. */
export function Disclosed(props: { readonly name: string; readonly value: unknown }): ReactNode {
  if (Array.isArray(props.value) && props.value.length === 0) return null;
  const message = messageOf(props.value);
  return (
    <details className="mt-0.5" open={props.name === "message"}>
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
  if (isReasons(value)) return <Reasons reasons={value} />;
  return (
    <pre className="scroll-area max-h-96 rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
      {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}

function isReasons(value: unknown): value is readonly AnyReason[] {
  return Array.isArray(value) && value.every((one) => isGroup(one) && "rule" in one && "code" in one && "says" in one);
}

/** Our message or the mail that came back, whichever a value is. */
function messageOf(value: unknown): Parameters<typeof MessageView>[0]["message"] | undefined {
  if (!isGroup(value) || typeof value["subject"] !== "string") return undefined;
  const text = (name: string) => (typeof value[name] === "string" ? value[name] : null);
  const body = text("body") ?? text("text");
  const [name, address] = [text("fromName"), text("fromAddress")];
  const from = name !== null && address !== null ? `${name} <${address}>` : (text("from") ?? address);
  return body === null ? undefined : { subject: value["subject"], body, to: text("to"), from };
}
