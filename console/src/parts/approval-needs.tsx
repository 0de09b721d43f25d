import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { Section } from "./page-header.tsx";
import { When } from "./when.tsx";

type Approval = ItemOf<"approvals.list">;

/** How far an approval is answered, such as "1 of 2"; empty where one yes is enough. */
export function quorumOf(approval: Approval): string {
  const most = approval.needs.reduce((quorum, need) => Math.max(quorum, need.quorum), 1);
  const met = Math.min(...approval.needs.map(({ given }) => given), most);
  return most === 1 ? "" : `${met} of ${most}`;
}

/** Who has to say yes for each policy, who has, and why the reader may not. */
export function ApprovalNeeds({ approval }: { readonly approval: Approval }): ReactNode {
  const { answer, editors, grants, needs } = approval;
  return (
    <Section title="Who has to say yes">
      <ul className="space-y-1 px-4 pb-2">
        {needs.map((need) => (
          <li key={need.policy} className="flex gap-2">
            <span className="min-w-0 grow">
              {need.approvers.join(" or ")} <span className="font-mono text-xs text-ink-3">{need.policy}</span>
            </span>
            <span className={`number ${need.isMet ? "text-good" : "text-ink-2"}`}>
              {need.given} of {need.quorum}
            </span>
          </li>
        ))}
        {grants.map((grant) => (
          <li key={grant.by.id} className="text-ink-2">
            {grant.by.name} said yes <When at={grant.at} />
            {grant.note === null ? null : <span className="text-ink-3">: {grant.note}</span>}
          </li>
        ))}
      </ul>
      {editors.length === 0 ? null : (
        <p className="px-4 pb-2 text-ink-2">
          Edited by {editors.map(({ name }) => name).join(", ")}: somebody else has to approve it too.
        </p>
      )}
      {approval.isOutdated && approval.state === "pending" ? (
        <p className="px-4 pb-2 text-warn">The policies changed since this was asked: an answer asks anew.</p>
      ) : null}
      {answer.says === null || approval.state !== "pending" ? null : (
        <p className="px-4 pb-3 text-warn">You cannot approve this: {answer.says}.</p>
      )}
    </Section>
  );
}
