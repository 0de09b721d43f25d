import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask, type InputOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Choice } from "./fields.tsx";
import { Section } from "./page-header.tsx";
import { useToast } from "./toasts.tsx";
import { counted, spelled } from "./words.ts";

type Role = InputOf<"committee.set">["role"];

/** Every part that somebody can play in buying; checked against the contract's list. */
export const buyingRoles = Object.keys({
  champion: 0,
  economic_buyer: 0,
  technical_buyer: 0,
  user_buyer: 0,
  influencer: 0,
  blocker: 0,
  legal: 0,
} satisfies Record<Role, 0>) as readonly Role[];

/** The part that a contact plays in buying at their account: said by a person, or suggested by the title. */
export function BuyingRole(props: {
  readonly contactId: `con_${string}`;
  readonly accountId: `acc_${string}`;
}): ReactNode {
  const { contactId, accountId } = props;
  const mayWrite = useMay("identity:write");
  const toast = useToast();
  const committee = useQuery(ask("accounts.committee", { accountId })).data;
  const refresh = ["accounts", "contacts"];
  const clear = useTell("committee.clear", { refresh, onDone: () => toast({ title: "Taken back" }) });
  const set = useTell("committee.set", {
    refresh,
    onDone: ({ role }) =>
      toast({
        tone: "good",
        title: `${spelled(role)} from now on`,
        undo: {
          label: "Undo",
          run: () => clear.mutate({ contactId, accountId, role, reason: "undone in the console" }),
        },
      }),
  });
  const parts = (committee?.members ?? []).filter((member) => member.contactId === contactId);
  const gaps = committee?.gaps ?? [];
  return (
    <Section
      title="Part in buying"
      {...(gaps.length === 0 ? {} : { says: counted(gaps.length, "gap at the account", "gaps at the account") })}
    >
      <ul className="px-4">
        {parts.length === 0 ? <li className="text-ink-3">Nobody has said, and the title suggests none.</li> : null}
        {parts.map((part) => (
          <li key={`${part.role} ${part.opportunityKey}`} className="flex items-baseline gap-2">
            <b className="font-medium">{spelled(part.role)}</b>
            <span className="min-w-0 truncate text-sm text-ink-3">
              {part.suggested ? "suggested by the title" : `said by a person, ${part.confidence} % sure`}
            </span>
            {part.suggested || !mayWrite ? null : (
              <button
                type="button"
                className="ml-auto rounded-sm text-sm text-info hover:underline"
                onClick={() =>
                  clear.mutate({ contactId, accountId, role: part.role, reason: "taken back in the console" })
                }
              >
                Take back
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="px-4 pt-2 pb-3">
        {mayWrite ? (
          <Choice
            label="Part in buying"
            all="Say which part…"
            value=""
            options={buyingRoles.map((role) => [role, spelled(role)])}
            onChange={(value) => {
              const role = buyingRoles.find((one) => one === value);
              if (role !== undefined) set.mutate({ contactId, accountId, role });
            }}
          />
        ) : null}
      </div>
    </Section>
  );
}
