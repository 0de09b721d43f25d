import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Checks } from "./checks.tsx";
import { Section } from "./page-header.tsx";
import { Values } from "./reasons.tsx";
import { Status } from "./status.tsx";
import { Away } from "./when.tsx";

type Explanation = AnswerOf<"actions.explain">;
type Stop = NonNullable<Explanation["stop"]>;

const title = "Why was this not sent?";

/** What keeps one action from being sent, what would have to change, and who may; nothing where it was sent or is on its way. */
export function WhyNotSent(props: { readonly actionId: `act_${string}` }): ReactNode {
  const told = useQuery({ ...ask("actions.explain", { actionId: props.actionId }), refetchInterval: 30_000 }).data;
  if (told === undefined || told.stop === null) return null;
  const final = told.stop.rule;
  const objecting = told.checks.filter(({ objects }) => objects);
  return (
    <Section title={title} aside={<Status code={told.state} />}>
      <Final stop={told.stop} check={told.checks.find(({ policy }) => policy === final)} />
      {objecting
        .filter(({ policy }) => policy !== final)
        .map((check) => (
          <div key={check.policy} className="border-t border-line px-4 py-2">
            <p>
              <span className="font-mono text-xs font-medium">{check.code}</span>{" "}
              <span className="text-ink-2">also objects: {check.says}</span>
            </p>
          </div>
        ))}
      {told.checks.length === 0 ? null : (
        <Checks verdict={{ checks: told.checks, reasons: objecting.map(({ policy }) => ({ rule: policy })) }} />
      )}
    </Section>
  );
}

/** The same for the newest action of a contact that was not sent. */
export function WhyNotSentTo(props: { readonly contactId: `con_${string}` }): ReactNode {
  const newest = useQuery(ask("stops.list", { contactId: props.contactId, limit: 1 })).data?.items[0];
  return newest === undefined ? null : <WhyNotSent actionId={newest.id as `act_${string}`} />;
}

function Final({ stop, check }: { readonly stop: Stop; readonly check: Explanation["checks"][number] | undefined }) {
  return (
    <div className="px-4 pb-3">
      <p className="font-medium first-letter:uppercase">{stop.says}</p>
      <p className="mt-0.5 text-sm text-ink-2">
        <Link
          to="/stops"
          search={{ code: stop.code, how: stop.how }}
          className="font-mono text-xs text-info hover:underline"
          title="everything that this stopped"
        >
          {stop.code}
        </Link>
        {stop.until == null ? null : (
          <>
            {" "}
            decided again <Away at={stop.until} />
          </>
        )}
      </p>
      {check === undefined ? null : <Values values={check.values ?? {}} />}
      {check?.values === null ? <p className="mt-1 text-sm text-ink-2">What it read was erased.</p> : null}
      {stop.changes.length === 0 ? null : (
        <>
          <p className="mt-2 text-sm text-ink-3">What would have to change</p>
          <ul className="list-disc pl-4 text-sm">
            {stop.changes.map(({ says, roles }) => (
              <li key={says} className="first-letter:uppercase">
                {says}
                {roles.length === 0 ? null : <span className="text-ink-3"> ({roles.join(", ")})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
