import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ColumnSample } from "../api/file-head.ts";
import { ask } from "../api/operations.ts";
import { Missing } from "./empty.tsx";
import { fieldsOfKind, type ImportKind, stoppingFields } from "./import-fields.ts";
import { Pill } from "./status.tsx";
import { spelledField } from "./words.ts";

/** What each heading means, by field name or `ignore`. */
export type Mapping = Readonly<Record<string, string>>;

/** How the columns were understood, each with what it holds and the field that it gives; every one can be changed. */
export function ImportColumns(props: {
  readonly kind: ImportKind;
  readonly columns: readonly ColumnSample[];
  readonly mapping: Mapping;
  readonly changed: Mapping;
  readonly onChange: (heading: string, field: string) => void;
}): ReactNode {
  const options = useFieldOptions(props.kind);
  return (
    <table aria-label="Columns" className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr className="text-left text-sm text-ink-3">
          <th scope="col" className="w-[28%] px-4 py-1.5 font-medium">
            Column
          </th>
          <th scope="col" className="px-3 py-1.5 font-medium">
            Holds
          </th>
          <th scope="col" className="w-72 px-4 py-1.5 font-medium">
            Is understood as
          </th>
        </tr>
      </thead>
      <tbody>
        {props.columns.map((column, at) => {
          const { heading } = column;
          const field = props.changed[heading] ?? props.mapping[heading] ?? "ignore";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a heading may stand twice, and columns never move
            <tr key={at} className={field === "ignore" ? "text-ink-3" : ""}>
              <td className="truncate border-t border-line px-4 py-1 font-medium">
                {heading === "" ? <Missing says="no heading" /> : heading}
              </td>
              <td className="truncate border-t border-line px-3 py-1 text-ink-2">
                {column.samples.length === 0 ? <Missing says="empty in the first rows" /> : column.samples.join(" · ")}
              </td>
              <td className="border-t border-line px-4 py-1">
                <span className="flex items-center gap-2">
                  <FieldChoice
                    heading={heading}
                    field={field}
                    options={options}
                    onChange={(next) => props.onChange(heading, next)}
                  />
                  {props.changed[heading] === undefined ? null : <Pill tone="info">changed</Pill>}
                  {stoppingFields.has(field) ? <Pill tone="bad">stops</Pill> : null}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface FieldOptions {
  readonly builtIn: readonly string[];
  readonly declared: readonly { readonly field: string; readonly label: string }[];
}

function FieldChoice(props: {
  readonly heading: string;
  readonly field: string;
  readonly options: FieldOptions;
  readonly onChange: (field: string) => void;
}): ReactNode {
  const { builtIn, declared } = props.options;
  return (
    <select
      aria-label={`Field of ${props.heading}`}
      value={props.field}
      disabled={props.heading === ""}
      onChange={(event) => props.onChange(event.target.value)}
      className={`h-7 w-44 rounded-md border border-line-strong bg-panel px-2 hover:border-ink-3 ${props.field === "ignore" ? "text-ink-3" : "font-medium text-ink"}`}
    >
      <option value="ignore">Not imported</option>
      {declared.length === 0 ? null : (
        <optgroup label="Fields of your own">
          {declared.map(({ field, label }) => (
            <option key={field} value={field}>
              {label}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label="Built-in fields">
        {builtIn.map((field) => (
          <option key={field} value={field}>
            {spelledField(field)}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

function useFieldOptions(kind: ImportKind): FieldOptions {
  const object = kind === "contacts" ? "contact" : kind === "accounts" ? "account" : null;
  const found = useQuery({ ...ask("fields.list", { object: object ?? "contact" }), enabled: object !== null });
  const declared = (found.data?.items ?? []).filter((field) => !field.builtIn && object !== null);
  return { builtIn: fieldsOfKind[kind], declared };
}
