import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Relation } from "./relation.tsx";
import { counted } from "./words.ts";

type Tree = AnswerOf<"accounts.tree">;
type Account = AnswerOf<"accounts.get">;

const steps = ["pl-4", "pl-9", "pl-14", "pl-19", "pl-24"] as const;

/** Who is above and below an account, as a tree with the contacts of each. */
export function AccountFamily({ account }: { readonly account: Account }): ReactNode {
  const found = useQuery(ask("accounts.tree", { accountId: account.id, depth: 4 }));
  const tree = found.data;
  return (
    <Section title="Family" {...(tree === undefined ? {} : { says: totalsWord(tree) })}>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={3} /> : null}
      {tree === undefined ? null : <TreeRows tree={tree} />}
      {account.parent === null ? null : (
        <p className="px-4 pb-2 text-sm text-ink-3">
          Part of {account.parent.name} ({account.parent.kind}) as said by {account.parent.saidBy}
          {account.parent.reason === null ? "" : `: ${account.parent.reason}`}.
        </p>
      )}
      {account.parentsUnknown.length === 0 ? null : (
        <p className="px-4 pb-2 text-sm text-warn">
          Records name a parent that is not known as an account: {account.parentsUnknown.join(", ")}.
        </p>
      )}
    </Section>
  );
}

function totalsWord({ totals, truncated }: Tree): string {
  const below = totals.accounts - 1;
  return below === 0
    ? "nothing below it"
    : `${counted(below, "account")} below, ${counted(totals.contacts, "contact")} in all${truncated ? ", and more" : ""}`;
}

function TreeRows({ tree }: { readonly tree: Tree }): ReactNode {
  const above = tree.ancestors.toReversed();
  const children = Map.groupBy(tree.descendants, (one) => one.parentId);
  const inOrder = (parentId: string): readonly Tree["descendants"][number][] =>
    (children.get(parentId as `acc_${string}`) ?? []).flatMap((one) => [one, ...inOrder(one.id)]);
  return (
    <ul className="pb-2">
      {above.map((one, at) => (
        <Node key={one.id} node={one} depth={at} kind={one.parentKind} />
      ))}
      <Node node={tree.account} depth={above.length} isHere />
      {inOrder(tree.account.id).map((one) => (
        <Node key={one.id} node={one} depth={above.length + one.depth} kind={one.parentKind} />
      ))}
    </ul>
  );
}

function Node(props: {
  readonly node: Tree["account"];
  readonly depth: number;
  readonly kind?: string;
  readonly isHere?: boolean;
}): ReactNode {
  const { node } = props;
  return (
    <li
      className={`relative flex h-8 items-center gap-2 pr-4 hover:bg-sunken/60 ${steps[Math.min(props.depth, steps.length - 1)]}`}
    >
      {props.depth === 0 ? null : (
        <span aria-hidden className="text-ink-3">
          └
        </span>
      )}
      {props.isHere === true ? (
        <b className="truncate font-semibold">{node.name}</b>
      ) : (
        <Link to="/accounts/$id" params={{ id: node.id }} className="row-link truncate font-medium">
          {node.name}
        </Link>
      )}
      <span className="truncate text-sm text-ink-3">
        {[node.domain, node.country, props.kind].filter(Boolean).join(" · ")}
      </span>
      {node.relation === "none" || node.relation === "unknown" ? null : <Relation code={node.relation} />}
      <span className="number ml-auto shrink-0 text-sm text-ink-2">{counted(node.contacts, "contact")}</span>
    </li>
  );
}
