import type { ReactNode } from "react";

/** A key that records are brought together by. */
export interface MatchKey {
  readonly kind: string;
  readonly key: string;
  readonly shared: boolean;
}

const words: Readonly<Record<string, string>> = {
  em: "Mailbox",
  li: "Profile",
  ph: "Phone",
  nd: "Name at domain",
  nc: "Name at company",
  nm: "Company name",
  do: "Domain",
  id: "Id of a source",
};

/** What kind of key it is, in words. */
export function keyWord(kind: string): string {
  return words[kind] ?? kind;
}

/** The keys of one side; those that stand in `common` brought the sides together. */
export function MatchKeys(props: {
  readonly keys: readonly MatchKey[];
  readonly common?: ReadonlySet<string>;
}): ReactNode {
  return (
    <ul className="space-y-0.5 text-sm">
      {props.keys.map((key) => (
        <li key={nameOfKey(key)} className="min-w-0">
          <span className="text-ink-3">{keyWord(key.kind)}</span>{" "}
          <span className="font-mono text-xs break-all">{key.key}</span>
          {props.common?.has(nameOfKey(key)) === true ? (
            <span className="font-medium text-info"> in common</span>
          ) : null}
          {key.shared ? <span className="text-warn"> shared by many, proves nothing</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** The keys that stand on more than one side. */
export function commonKeys(sides: readonly { readonly keys: readonly MatchKey[] }[]): ReadonlySet<string> {
  const counted = Map.groupBy(
    sides.flatMap((side) => side.keys.map(nameOfKey)),
    (name) => name,
  );
  return new Set([...counted].filter(([, all]) => all.length > 1).map(([name]) => name));
}

function nameOfKey({ kind, key }: MatchKey): string {
  return `${kind}:${key}`;
}
