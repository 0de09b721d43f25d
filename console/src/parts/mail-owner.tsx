import type { ReactNode } from "react";
import { Key } from "./button.tsx";
import type { Received } from "./inbox-verbs.ts";

type Candidate = Received["mayBeFrom"][number];

/** What each clue says, where its code does not. */
const clues: Readonly<Record<string, string>> = {
  token: "it answers our mail to them",
  references: "it refers to our mail to them",
  open_thread: "we wrote to this address as theirs",
  sender: "the sender's address is theirs",
};

/** Everybody whom a mail may be from, each with what speaks for them; a number chooses one. */
export function MailOwner(props: {
  readonly candidates: readonly Candidate[];
  readonly chosenId: string | null;
  readonly isAllowed: boolean;
  readonly onChoose: (id: Candidate["contactId"]) => void;
}): ReactNode {
  return (
    <fieldset aria-label="Whose is it?" disabled={!props.isAllowed} className="mt-2 space-y-1">
      {props.candidates.map((candidate, at) => (
        <button
          key={candidate.contactId}
          type="button"
          aria-pressed={candidate.contactId === props.chosenId}
          {...(at < 9 ? { "aria-keyshortcuts": String(at + 1) } : {})}
          onClick={() => props.onChoose(candidate.contactId)}
          className="flex min-h-7 w-full flex-wrap items-center gap-x-2 rounded-md px-2 py-1 text-left hover:bg-sunken disabled:opacity-50 aria-pressed:bg-sunken aria-pressed:font-medium"
        >
          {at < 9 ? <Key inButton>{at + 1}</Key> : null}
          <span>{candidate.name ?? "No name"}</span>
          <span className="text-ink-2">{candidate.accountName ?? "no account"}</span>
          <span className="text-sm text-ink-3">{candidate.correlatedBy.map(clueWord).join(", ")}</span>
        </button>
      ))}
    </fieldset>
  );
}

function clueWord(code: string): string {
  return clues[code] ?? code.replaceAll("_", " ");
}
