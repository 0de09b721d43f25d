import type { ReactNode } from "react";
import { Values } from "./reasons.tsx";
import { spelledField } from "./words.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A document of facts, a group for each thing that it speaks of. */
export function FactTable(props: { readonly facts: Fields }): ReactNode {
  const entries = Object.entries(props.facts);
  const plain = Object.fromEntries(entries.filter(([, value]) => !isGroup(value)));
  const groups = entries.filter((entry): entry is [string, Fields] => isGroup(entry[1]));
  return (
    <div className="scroll-area max-h-[30rem] rounded-md bg-sunken px-4 py-2">
      <Values values={plain} />
      <div className="gap-x-8 lg:columns-2">
        {groups.map(([name, facts]) => (
          <div key={name} className="mb-2 break-inside-avoid">
            <p className="mt-1 text-sm font-semibold">{spelledField(name)}</p>
            <Values values={flat(facts)} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Whether a value is a group of named facts rather than one fact. */
export function isGroup(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function flat(facts: Fields, before = ""): Fields {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      isGroup(value) ? Object.entries(flat(value, `${before}${name}.`)) : [[`${before}${name}`, value]],
    ),
  );
}
