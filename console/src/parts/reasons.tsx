import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { Away } from "./when.tsx";
import { spelledField, type Tone } from "./words.ts";

type Reason = ItemOf<"actions.list">["reasons"][number];

/** A reason as any decision gives it; live checks add how much of which limit is used. */
export type AnyReason = Omit<Reason, "values" | "until"> & {
  readonly until?: string | null | undefined;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
};

const effectTone: Readonly<Record<string, Tone>> = { deny: "bad", approval: "warn", defer: "info" };
const tones: Readonly<Record<Tone, string>> = {
  neutral: "text-ink-2",
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
};

/** Why a decision is what it is: each rule with its code, its words, and the values that it saw. */
export function Reasons(props: { readonly reasons: readonly AnyReason[] }): ReactNode {
  return (
    <ul className="divide-y divide-line">
      {props.reasons.map((reason) => (
        <li key={`${reason.rule} ${reason.code}`} className="px-4 py-2.5">
          <div className="flex items-baseline gap-2">
            <span className={`font-mono text-xs font-semibold ${tones[effectTone[reason.effect] ?? "neutral"]}`}>
              {reason.code}
            </span>
            <span className="truncate font-mono text-xs text-ink-3" title={`rule ${reason.rule}`}>
              {reason.rule}
            </span>
            {reason.until == null ? null : (
              <span className="ml-auto text-sm whitespace-nowrap text-ink-2">
                <Away at={reason.until} />
              </span>
            )}
          </div>
          <p className="mt-0.5">{capital(reason.says)}</p>
          <Measure used={reason.used} limit={reason.limit} />
          <Values values={reason.values ?? {}} />
        </li>
      ))}
    </ul>
  );
}

function Measure(props: { readonly used: number | undefined; readonly limit: number | undefined }): ReactNode {
  // A bar is for what is used up; "1 of 8" would misread an hour before opening time.
  if (props.used === undefined || props.limit === undefined || props.used < props.limit) return null;
  const share = props.limit === 0 ? 100 : Math.min(100, (100 * props.used) / props.limit);
  return (
    <div className="mt-1.5 flex items-center gap-2 text-sm text-ink-2">
      <span className="h-1 grow overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-ink-3" style={{ width: `${share}%` }} />
      </span>
      <span className="tabular-nums">
        {props.used} of {props.limit}
      </span>
    </div>
  );
}

/** Names and values, as facts hold them. */
export function Values(props: { readonly values: Readonly<Record<string, unknown>> }): ReactNode {
  const entries = Object.entries(props.values);
  if (entries.length === 0) return null;
  return (
    <dl className="mt-1.5 grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] gap-x-3 gap-y-0.5 text-sm">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="truncate text-ink-3" title={name}>
            {factName(name)}
          </dt>
          <dd className="break-words">{shown(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The end of a fact's path in words: `caps.contact.d7` is "Contact in 7 days". */
function factName(path: string): string {
  const [last = path, before = ""] = path.split(".").reverse();
  const days = /^d(\d+)$/.exec(last)?.[1];
  return spelledField(days === undefined ? last : `${before} in ${days === "1" ? "24 hours" : `${days} days`}`);
}

function shown(value: unknown): string {
  if (value === true) return "yes";
  if (value === false) return "no";
  if (value === null || value === undefined || value === "") return "not known";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return JSON.stringify(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
