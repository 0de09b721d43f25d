import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useWaitingCounts } from "../api/waiting.ts";
import { Button } from "./button.tsx";
import { replyKinds } from "./choices.ts";
import { Choice } from "./fields.tsx";
import { PageHeader } from "./page-header.tsx";
import { replyKeys } from "./reply-keys.ts";
import { suggestionKey } from "./suggestion.tsx";
import { useUrlState } from "./url-state.ts";
import { wordFor } from "./words.ts";

/** The keys of the inbox. */
export const inboxKeys: readonly (readonly [key: string, says: string])[] = [
  ["j", "Next thread"],
  ["k", "Thread before"],
  ["a", "Write an answer"],
  ["b", "Give it to me"],
  ["z", "Put aside"],
  [suggestionKey, "It means what a model suggests"],
  ...replyKinds.map((kind) => [replyKeys[kind], `It means: ${wordFor(kind).word.toLowerCase()}`] as const),
  ["1 … 9", "It is from this one, where several may have written it"],
  ["?", "This list"],
];

const views = [
  ["all", "All"],
  ["unclassified", "Unclassified"],
  ["hot", "Hot"],
  ["mine", "Mine"],
  ["unassigned", "Unassigned"],
  ["snoozed", "Put aside"],
  ["sends", "Unknown sends"],
] as const;

/** The views of the inbox, its mailboxes, and its keys. */
export function InboxHead(props: { readonly show: string; readonly onHelp: () => void }): ReactNode {
  const [state, change] = useUrlState();
  const counts = useWaitingCounts();
  const mailboxes = useQuery({ ...ask("mailboxes.list", { limit: 500 }), enabled: useMay("mailboxes:read") });
  const count: Readonly<Record<string, string | undefined>> = {
    unclassified: counts.inbox,
    sends: counts.unknownSends,
  };
  return (
    <PageHeader title="Inbox">
      <nav aria-label="Views" className="scroll-area inline-flex max-w-full rounded-md bg-sunken p-0.5">
        {views.map(([value, label]) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === props.show}
            onClick={() => change({ show: value === "all" ? undefined : value, id: undefined, mail: undefined })}
            className={`h-6 rounded-[5px] px-2.5 font-medium whitespace-nowrap transition-colors ${value === props.show ? "bg-panel text-ink shadow-sm shadow-black/8" : "text-ink-2 hover:text-ink"}`}
          >
            {label}
            {count[value] === undefined || count[value] === "0" ? null : (
              <span className="ml-1.5 text-sm text-ink-3 tabular-nums">{count[value]}</span>
            )}
          </button>
        ))}
      </nav>
      {(mailboxes.data?.items.length ?? 0) < 2 ? null : (
        <Choice
          label="Mailbox"
          all="Every mailbox"
          value={state["mailbox"]}
          options={(mailboxes.data?.items ?? []).map((one) => [one.id, one.address])}
          onChange={(value) => change({ mailbox: value === "" ? undefined : value, id: undefined })}
        />
      )}
      <Button look="quiet" hotkey="?" className="max-md:hidden" onClick={props.onHelp}>
        Keys
      </Button>
    </PageHeader>
  );
}
