import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { When } from "./when.tsx";
import { spelled } from "./words.ts";

/** Who takes part in buying at an account, and the parts that nobody is known to play. */
export function Committee(props: { readonly accountId: `acc_${string}` }): ReactNode {
  const found = useQuery(ask("accounts.committee", { accountId: props.accountId }));
  const members = found.data?.members ?? [];
  const gaps = found.data?.gaps ?? [];
  return (
    <Section title="Buying committee">
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={3} /> : null}
      <ul className="pb-1">
        {members.map((member) => (
          <li
            key={`${member.contactId} ${member.role} ${member.opportunityKey}`}
            className="relative flex min-h-9 items-center gap-3 px-4 hover:bg-sunken/60"
          >
            <span className="w-32 shrink-0 text-ink-2">{spelled(member.role)}</span>
            <Link to="/contacts/$id" params={{ id: member.contactId }} className="row-link shrink-0 font-medium">
              {member.name === "" ? "No name" : member.name}
            </Link>
            <span className="truncate text-ink-3">{member.title}</span>
            <span className="ml-auto shrink-0 text-sm text-ink-3">
              {member.suggested ? "suggested by the title" : `${member.confidence} % sure`}
              {member.present ? "" : ", has left"}
              {member.lastTouchAt === null ? null : (
                <>
                  , touched <When at={member.lastTouchAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {gaps.length === 0 ? null : (
        <p className="border-t border-line px-4 py-2 text-sm text-ink-2">
          <b className="font-medium">Nobody is known as</b> {gaps.map((role) => spelled(role).toLowerCase()).join(", ")}
          .<span className="text-ink-3"> A suggestion fills no gap: say it on the contact's page.</span>
        </p>
      )}
    </Section>
  );
}
