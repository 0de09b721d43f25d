import type { ReactNode } from "react";
import { Key } from "./button.tsx";
import { type ReplyKind, replyKinds } from "./choices.ts";
import type { Received } from "./inbox-verbs.ts";
import { MailOwner } from "./mail-owner.tsx";
import { replyKeys } from "./reply-keys.ts";
import { TakeSuggestion } from "./suggestion.tsx";
import { wordFor } from "./words.ts";

interface ClassifyProps {
  readonly mail: Received;
  readonly isAllowed: boolean;
  /** Whose it is by the choice made here; null until one is made. */
  readonly ownerId: string | null;
  readonly onChoose: (id: Received["mayBeFrom"][number]["contactId"]) => void;
  readonly onClassify: (kind: ReplyKind) => void;
  readonly onTakeSuggestion: () => void;
}

/** The question what a reply means, asked where it waits for a person, and at hand where it does not. */
export function ClassifyKeys(props: ClassifyProps): ReactNode {
  const { mail } = props;
  if (!mail.needsPerson)
    return (
      <details className="panel px-5 py-3">
        <summary className="font-medium">Does it mean something else?</summary>
        {mail.mayBeFrom.length > 1 ? (
          <MailOwner {...props} candidates={mail.mayBeFrom} chosenId={props.ownerId ?? mail.contactId} />
        ) : null}
        <Meanings {...props} />
      </details>
    );
  return (
    <section aria-label="What does it mean?" className="panel px-5 py-4">
      {mail.mayBeFrom.length > 1 ? (
        <>
          <h2 className="font-semibold">Whose is it?</h2>
          <p className="mt-1 text-sm text-warn">
            It is from one of {mail.mayBeFrom.length} contacts, and all of them wait. Choose one, then say what it
            means: the others need not wait for it any longer.
          </p>
          <MailOwner {...props} candidates={mail.mayBeFrom} chosenId={props.ownerId} />
        </>
      ) : null}
      <TakeSuggestion
        mail={mail}
        isAllowed={props.isAllowed && isOwned(mail, props.ownerId)}
        onTake={props.onTakeSuggestion}
      />
      <h2 className="mt-2 font-semibold first:mt-0">What does it mean?</h2>
      <Meanings {...props} isAllowed={props.isAllowed && isOwned(mail, props.ownerId)} />
    </section>
  );
}

/** Whether it is said whose a mail is, so that what it means may be said too. */
export function isOwned(mail: Received, ownerId: string | null): boolean {
  return mail.mayBeFrom.length < 2 || !mail.needsPerson || ownerId !== null;
}

/** What a reply can mean, each with its key while the keys work; a click does at any time. */
function Meanings({ mail, isAllowed, onClassify }: ClassifyProps): ReactNode {
  return (
    <>
      <div className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-1">
        {replyKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            disabled={!isAllowed}
            aria-pressed={mail.kind === kind}
            {...(mail.needsPerson ? { "aria-keyshortcuts": replyKeys[kind] } : {})}
            onClick={() => onClassify(kind)}
            className="flex h-7 items-center gap-2 rounded-md px-2 text-left hover:bg-sunken disabled:opacity-50 aria-pressed:bg-sunken aria-pressed:font-medium"
          >
            {mail.needsPerson ? <Key inButton>{replyKeys[kind]}</Key> : null}
            {wordFor(kind).word}
          </button>
        ))}
      </div>
      <p className="mt-2 text-sm text-ink-3">
        Protection is added at once. Resuming a contact stays a separate step; the first reading stays on record.
      </p>
    </>
  );
}
