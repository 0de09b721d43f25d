import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Status } from "./status.tsx";
import { counted, spelled, wordFor } from "./words.ts";

type Difference = AnswerOf<"policy.diff">;
type Outcome = Difference["outcomes"][number];
type Hits = Outcome["example"]["before"];

/** How two bundles differ: which outcomes become others, with the smallest case of each, and which policies say something else. */
export function BundleDifference({ difference }: { readonly difference: Difference }): ReactNode {
  const { outcomes, policies, cases, isComplete, settledElsewhere, notCompared } = difference;
  if (policies.length === 0) return <p>Nothing changes: both hold the same policies in the same modes.</p>;
  return (
    <>
      <h3 className="font-semibold">Outcomes</h3>
      <p className="text-sm text-ink-2">
        {outcomes.length === 0
          ? notCompared.length === 0
            ? `None of ${counted(cases, "case")} comes out otherwise.`
            : `Outcomes were not compared: ${notCompared.join("; ")}.`
          : `Tried at the boundaries of both: ${counted(cases, "case")}.`}
        {isComplete || notCompared.length > 0 ? "" : " There are more cases than were tried."}
        {settledElsewhere === 0 ? "" : ` In ${settledElsewhere.toLocaleString("en")} another policy settles it.`}
      </p>
      <ul aria-label="Outcomes that change" className="mt-1 divide-y divide-line">
        {outcomes.map((one) => (
          <li key={`${one.from} ${one.to}`} className="py-2">
            <p className="flex flex-wrap items-baseline gap-2">
              <Status code={one.from} />
              <span aria-hidden>→</span>
              <span className="sr-only">becomes</span>
              <Status code={one.to} />
              <span className="number ml-auto font-medium">{counted(one.cases, "case")}</span>
            </p>
            <Example example={one.example} />
          </li>
        ))}
      </ul>
      <h3 className="mt-3 font-semibold">Policies</h3>
      <ul aria-label="Policies that change">
        {policies.map((one) => (
          <li key={one.policy} className="py-1">
            <details>
              <summary>
                <span className="font-mono text-xs font-medium">{one.policy}</span>{" "}
                <span className="text-ink-2">
                  {spelled(one.change).toLowerCase()}
                  {one.change === "added" || one.change === "removed" ? "" : `: ${one.parts.join(", ")}`}
                </span>
              </summary>
              <Text label="Before" text={one.before} />
              <Text label="After" text={one.after} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

function Example({ example }: { readonly example: Outcome["example"] }): ReactNode {
  const facts = example.facts.map(({ fact, value, otherwise }) => `${fact} = ${shown(value)}, not ${shown(otherwise)}`);
  return (
    <p className="mt-0.5 text-sm text-ink-2">
      For example {wordFor(example.action).word.toLowerCase()} where{" "}
      <span className="font-mono text-xs">{facts.join(" and ") || "nothing else is to be said"}</span>:{" "}
      {hits(example.before)} before, {hits(example.after)} after.
    </p>
  );
}

function hits(some: Hits): string {
  return some.length === 0 ? "no policy objects" : some.map(({ policy }) => policy).join(", ");
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function Text({ label, text }: { readonly label: string; readonly text: string | null }): ReactNode {
  if (text === null) return null;
  return (
    <figure className="my-1">
      <figcaption className="text-sm text-ink-3">{label}</figcaption>
      <pre className="rounded-md bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">{text.trim()}</pre>
    </figure>
  );
}
