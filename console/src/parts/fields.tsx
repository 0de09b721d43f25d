import type { ComponentProps, InputHTMLAttributes, ReactNode } from "react";

const box =
  "rounded-md border border-line-strong bg-panel px-2 text-base text-ink placeholder:text-ink-3 hover:border-ink-3";

/** A choice that narrows a list; empty means everything. */
export function Choice(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly all?: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <select
      aria-label={props.label}
      value={props.value ?? ""}
      onChange={(event) => props.onChange(event.target.value)}
      className={`h-7 ${box} ${props.value === undefined || props.value === "" ? "text-ink-2" : "font-medium"}`}
    >
      {props.all === undefined ? null : <option value="">{props.all}</option>}
      {props.options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** One line of text. */
export function TextField({ className = "", ...rest }: InputHTMLAttributes<HTMLInputElement>): ReactNode {
  return <input type="text" className={`h-7 ${box} ${className}`} {...rest} />;
}

/** Several lines of text. */
export function TextArea({ className = "", ...rest }: ComponentProps<"textarea">): ReactNode {
  return <textarea rows={3} className={`w-full resize-y py-1.5 ${box} ${className}`} {...rest} />;
}

/** A field with its label above it. */
export function Labelled(props: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="block">
      <span className="mb-1 block text-sm font-medium text-ink">{props.label}</span>
      {props.children}
      {props.hint === undefined ? null : <span className="mt-1 block text-sm text-ink-3">{props.hint}</span>}
    </label>
  );
}

/** A few choices side by side, one of them taken. */
export function Tabs(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <fieldset aria-label={props.label} className="inline-flex rounded-md bg-sunken p-0.5">
      {props.options.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
          className={`h-6 rounded-[5px] px-2.5 font-medium transition-colors ${value === props.value ? "bg-panel text-ink shadow-sm shadow-black/8" : "text-ink-2 hover:text-ink"}`}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
