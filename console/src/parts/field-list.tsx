import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Subject } from "../api/identity.ts";
import { ask } from "../api/operations.ts";
import { Missing } from "./empty.tsx";
import { inFieldOrder } from "./field-order.ts";
import { type Field, FieldPanel } from "./field-panel.tsx";
import { Modal } from "./modal.tsx";
import { Section } from "./page-header.tsx";
import { When } from "./when.tsx";
import { counted, spelled, spelledField } from "./words.ts";

/** What is known: each value with its source, when it was observed and why it won. A field opens its history. */
export function FieldList(props: {
  readonly subject: Subject;
  readonly fields: readonly Field[];
  readonly records?: number;
}): ReactNode {
  const [open, setOpen] = useState<string | null>(null);
  const known = useQuery({ ...ask("fields.list", { object: props.subject.about }), staleTime: 60_000 }).data?.items;
  const said = new Set(props.fields.map((field) => field.name));
  const cleared = props.fields.filter((field) => field.value === null);
  const never = (known ?? []).filter((field) => !field.archived && !said.has(field.field)).map((field) => field.field);
  return (
    <Section
      title="Fields"
      {...(props.records === undefined ? {} : { says: `from ${counted(props.records, "record")}` })}
    >
      <ul className="divide-y divide-line border-t border-line">
        {inFieldOrder(
          props.fields.filter((field) => field.value !== null),
          (field) => field.name,
        ).map((field) => (
          <FieldRow key={field.name} field={field} onOpen={() => setOpen(field.name)} />
        ))}
        {cleared.map((field) => (
          <FieldRow key={field.name} field={field} onOpen={() => setOpen(field.name)} />
        ))}
      </ul>
      {never.length === 0 ? null : (
        <p className="border-t border-line px-4 py-2 text-sm text-ink-3">
          Not known:{" "}
          {inFieldOrder(never, (name) => name).map((name, at) => (
            <span key={name}>
              {at === 0 ? "" : ", "}
              <button
                type="button"
                onClick={() => setOpen(name)}
                className="rounded-sm text-ink-2 hover:text-ink hover:underline"
              >
                {labelOf(name)}
              </button>
            </span>
          ))}
        </p>
      )}
      <Modal label="Field" isOpen={open !== null} onClose={() => setOpen(null)} className="mt-[8vh] w-[38rem]">
        {open === null ? null : (
          <FieldPanel
            key={open}
            subject={props.subject}
            name={open}
            field={props.fields.find((field) => field.name === open)}
            onClose={() => setOpen(null)}
          />
        )}
      </Modal>
    </Section>
  );
}

/** `custom.seats` is "Seats". */
function labelOf(name: string): string {
  return spelledField(name.replace(/^custom\./, ""));
}

function FieldRow(props: { readonly field: Field; readonly onOpen: () => void }): ReactNode {
  const { field } = props;
  return (
    <li>
      <button
        type="button"
        onClick={props.onOpen}
        className="grid w-full grid-cols-[6.5rem_minmax(0,1fr)] px-4 py-1.5 text-left -outline-offset-2 hover:bg-sunken/60"
      >
        <span className="truncate text-ink-3">{labelOf(field.name)}</span>
        <span className="font-medium break-words">{field.value ?? <Missing says={clearedWord(field)} />}</span>
        <span className="col-start-2 text-sm text-ink-3">
          {field.source.name}, <When at={field.observedAt} />
        </span>
        <Weighed field={field} />
      </button>
    </li>
  );
}

/** Why this value counts, where anything else was said; or who says the same. */
function Weighed({ field }: { readonly field: Field }): ReactNode {
  const rivals = field.others.filter((other) => other.value !== field.value).length;
  const same = field.others.length - rivals;
  const words = [
    ...(rivals === 0 && field.rank !== "pinned" ? [] : [spelled(field.why)]),
    ...(rivals === 0 ? [] : [`over ${counted(rivals, "other value")}`]),
    ...(same === 0 ? [] : [rivals === 0 ? `${counted(same, "more record")} ${same === 1 ? "says" : "say"} so` : ""]),
  ].filter((word) => word !== "");
  if (words.length === 0) return null;
  return <span className="col-start-2 text-sm text-ink-2">{words.join(", ")}</span>;
}

function clearedWord(field: Field): string {
  return field.source.kind === "user" ? "cleared by a person" : "no value counts";
}
