import type { ReactNode } from "react";
import type { Word } from "../api/identity.ts";
import type { ItemOf } from "../api/operations.ts";
import { Empty, Missing } from "./empty.tsx";
import { Pill } from "./status.tsx";
import { When } from "./when.tsx";

type Claim = ItemOf<"contacts.history">;

/** Everything that was ever said about one field, newest first, with what a person may say about each claim. */
export function FieldHistory(props: {
  readonly items: readonly Claim[];
  readonly canSay: boolean;
  readonly onSay: (word: Word) => void;
}): ReactNode {
  if (props.items.length === 0)
    return (
      <Empty title="Nobody said anything" isSmall>
        Each value that an import, an enrichment or a person says is listed here for good.
      </Empty>
    );
  return (
    <ul className="divide-y divide-line">
      {props.items.map((claim) => (
        <li key={`${claim.observationId} ${claim.value}`} className="flex items-start gap-3 px-3 py-2">
          <div className="min-w-0 grow">
            <p className={`break-words ${claim.counts ? "font-medium" : "text-ink-2"}`}>
              {claim.value === null ? <Missing says="cleared" /> : claim.value} <Marks claim={claim} />
            </p>
            <p className="text-sm text-ink-3">
              {claim.source.name}, <When at={claim.observedAt} />, confidence {claim.confidence} %
              {claim.current ? "" : ", said before and not any more"}
            </p>
          </div>
          <Verbs claim={claim} canSay={props.canSay} onSay={props.onSay} />
        </li>
      ))}
    </ul>
  );
}

function Marks({ claim }: { readonly claim: Claim }): ReactNode {
  return (
    <>
      {claim.counts ? <Pill tone="good">counts</Pill> : null}{" "}
      {claim.rank === "pinned" ? <Pill tone="info">pinned</Pill> : null}
      {claim.rank === "deprecated" ? <Pill tone="bad">wrong</Pill> : null}
    </>
  );
}

function Verbs(props: {
  readonly claim: Claim;
  readonly canSay: boolean;
  readonly onSay: (word: Word) => void;
}): ReactNode {
  const { field, value, rank, current } = props.claim;
  if (!current) return null;
  const verbs: readonly (readonly [label: string, word: Word])[] =
    rank === "pinned"
      ? [["Unpin", { verb: "unpin", field }]]
      : rank === "deprecated"
        ? [["Not wrong", { verb: "undeprecate", field, value }]]
        : [
            ["Pin", { verb: "pin", field, value }],
            ["Call wrong", { verb: "deprecate", field, value }],
          ];
  return (
    <span className="flex shrink-0 gap-3 text-sm">
      {verbs.map(([label, word]) => (
        <button
          key={label}
          type="button"
          disabled={!props.canSay}
          onClick={() => props.onSay(word)}
          className="rounded-sm text-info hover:underline disabled:text-ink-3 disabled:no-underline"
        >
          {label}
        </button>
      ))}
    </span>
  );
}
