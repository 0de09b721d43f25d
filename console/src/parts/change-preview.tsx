import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Change } from "../api/identity.ts";
import { Missing } from "./empty.tsx";
import { shortId } from "./id-chip.tsx";
import { counted, spelledField, wordFor } from "./words.ts";

const shownMax = 20;

/** What would become of everybody concerned: who is who, what reads differently, what stops and what spreads. */
export function ChangePreview({ change }: { readonly change: Change }): ReactNode {
  const nameOf = namesIn(change);
  return (
    <div className="space-y-3">
      <ul className="space-y-1">
        {change.merged.map((one) => (
          <li key={one.survivor}>
            <b className="font-medium">{one.absorbed.map(nameOf).join(", ")}</b> becomes one with{" "}
            <b className="font-medium">{nameOf(one.survivor)}</b>; old ids and links keep working.
          </li>
        ))}
        {change.split.map((one) => (
          <li key={one.from}>
            <b className="font-medium">{one.into.map(nameOf).join(", ")}</b> leaves{" "}
            <b className="font-medium">{nameOf(one.from)}</b> and stays apart, whatever imports say later.
          </li>
        ))}
        {change.merged.length + change.split.length === 0 ? <li>Nobody becomes somebody else.</li> : null}
      </ul>
      <ChangedFields change={change} />
      <Effects change={change} nameOf={nameOf} />
      {change.outweighs.length === 0 ? null : (
        <p className="text-sm text-ink-2">
          Outweighs {counted(change.outweighs.length, "earlier word")}: {change.outweighs.map(saidOf).join("; ")}. They
          count again when this is undone.
        </p>
      )}
    </div>
  );
}

/** Everybody concerned by name; namesakes are told apart by the end of their ids. */
function namesIn(change: Change): (id: string) => string {
  const names = new Map<string, string>(change.changed.map((one) => [one.id, one.name]));
  const bearers = Map.groupBy(names.values(), (name) => name);
  return (id) => {
    const name = names.get(id) ?? "";
    if (name === "") return shortId(id);
    return (bearers.get(name)?.length ?? 0) > 1 ? `${name} (${shortId(id)})` : name;
  };
}

function saidOf(word: Change["outweighs"][number]): string {
  return `“${word.kind}” by ${word.actor}, because ${word.reason}`;
}

function ChangedFields({ change }: { readonly change: Change }): ReactNode {
  const changed = change.changed.filter((one) => one.fields.length > 0 && one.mergedInto === null);
  if (changed.length === 0)
    return <p className="text-sm text-ink-3">No value of those who remain reads differently.</p>;
  return (
    <>
      {changed.slice(0, shownMax).map((one) => (
        <div key={one.id}>
          <p className="text-sm">
            <b className="font-medium">{one.name === "" ? "No name" : one.name}</b>
            <span className="text-ink-3"> · {counted(one.records, "record")}</span>
          </p>
          <dl className="mt-1 space-y-0.5 text-sm">
            {one.fields.map((field) => (
              <div key={field.name} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2">
                <dt className="truncate text-ink-3">{spelledField(field.name)}</dt>
                <dd className="break-words">
                  {field.before === null ? null : <s className="text-ink-3">{field.before}</s>}{" "}
                  {field.after ?? <Missing says="no value" />}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}

function Effects(props: { readonly change: Change; readonly nameOf: (id: string) => string }): ReactNode {
  const felt = props.change.effects.filter(
    (one) => one.enrollmentsStopped + one.actionsStopped + one.suppressionsGained.length > 0,
  );
  if (felt.length === 0)
    return <p className="text-sm text-ink-3">No sequence stops, no suppression spreads, and none is ever lifted.</p>;
  return (
    <ul className="space-y-1">
      {felt.map((one) => (
        <li key={one.contactId} className="rounded-md bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
          <Link to="/contacts/$id" params={{ id: one.contactId }} className="font-medium hover:underline">
            {props.nameOf(one.contactId)}
          </Link>
          : {effectWords(one).join(", ")}.
        </li>
      ))}
    </ul>
  );
}

function effectWords(effect: Change["effects"][number]): readonly string[] {
  const { enrollmentsStopped, actionsStopped, suppressionsGained } = effect;
  return [
    ...(enrollmentsStopped === 0 ? [] : [`${counted(enrollmentsStopped, "sequence")} stopped`]),
    ...(actionsStopped === 0 ? [] : [`${counted(actionsStopped, "queued action")} cancelled`]),
    ...(suppressionsGained.length === 0
      ? []
      : [`suppressed too: ${suppressionsGained.map((one) => wordFor(one).word.toLowerCase()).join(", ")}`]),
  ];
}
