import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "../../../src/client/problem-error.ts";
import { ask } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";
import { spelled } from "./words.ts";

/** Fit and intent with every part that made them, and the route they lead to. */
export function Scores(props: { readonly contactId: `con_${string}` }): ReactNode {
  const found = useQuery(ask("scores.get", { contactId: props.contactId }));
  const score = found.data;
  if (score === undefined) return <NoScore error={found.error} onRetry={() => void found.refetch()} />;
  const { fit, intent, disqualifiedBy } = score.reasons;
  return (
    <Section title="Scores" aside={<When at={score.scoredAt} />}>
      <div className="grid grid-cols-3 gap-3 px-4 pb-3">
        <Score label="Fit" value={score.fit} />
        <Score label="Intent" value={score.intent} />
        <div>
          <p className="text-sm text-ink-3">Route</p>
          <p className="mt-1 font-medium">
            <Status code={score.route} />
          </p>
        </div>
      </div>
      <ul className="border-t border-line py-2">
        {disqualifiedBy.map((clause) => (
          <Row
            key={clause.clauseId}
            label={`Disqualified: ${clause.label}`}
            value={clause.hit === "unknown" ? "not known" : "yes"}
          />
        ))}
        {fit.map((clause) => (
          <Row
            key={clause.clauseId}
            label={clause.label}
            isMuted={clause.hit !== true}
            value={clause.hit === "unknown" ? "not known" : `${clause.points} of ${clause.of}`}
          />
        ))}
      </ul>
      <ul className="border-t border-line py-2">
        {intent.length === 0 ? <li className="px-4 text-ink-3">No signal of interest yet.</li> : null}
        {intent.map((signal) => (
          <Row
            key={signal.kind}
            label={`${spelled(signal.kind)}${signal.count === 1 ? "" : ` × ${signal.count}`}`}
            value={`${signal.points > 0 ? "+" : ""}${signal.points}`}
          />
        ))}
      </ul>
    </Section>
  );
}

function NoScore(props: { readonly error: Error | null; readonly onRetry: () => void }): ReactNode {
  const isUnscored = props.error instanceof ProblemError && props.error.code === "not_found";
  return (
    <Section title="Scores">
      {props.error === null ? <Loading rows={3} /> : null}
      {isUnscored ? <p className="px-4 pb-3 text-ink-3">Not scored yet: scores follow imports and signals.</p> : null}
      {props.error !== null && !isUnscored ? <ProblemNote error={props.error} onRetry={props.onRetry} /> : null}
    </Section>
  );
}

function Score(props: { readonly label: string; readonly value: number }): ReactNode {
  return (
    <div>
      <p className="text-sm text-ink-3">{props.label}</p>
      <p className="number text-xl font-semibold">{props.value}</p>
      <div aria-hidden className="mt-1 h-1 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-ink-3" style={{ width: `${props.value}%` }} />
      </div>
    </div>
  );
}

function Row(props: { readonly label: string; readonly value: string; readonly isMuted?: boolean }): ReactNode {
  return (
    <li className={`flex items-baseline gap-3 px-4 py-0.5 ${props.isMuted === true ? "text-ink-3" : ""}`}>
      <span className="min-w-0 truncate" title={props.label}>
        {props.label}
      </span>
      <span className="ml-auto shrink-0 text-sm tabular-nums">{props.value}</span>
    </li>
  );
}
