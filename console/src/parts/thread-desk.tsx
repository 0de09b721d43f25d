import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { ask } from "../api/operations.ts";
import { usePeople } from "../api/people.ts";
import { useMay } from "../api/session.ts";
import { AnswerForm } from "./answer-form.tsx";
import { Button } from "./button.tsx";
import { type ReplyKind, replyKinds } from "./choices.ts";
import { ClassifyKeys, isOwned } from "./classify-keys.tsx";
import { Loading } from "./empty.tsx";
import { Choice } from "./fields.tsx";
import { type Hotkeys, useHotkeys, useQuietKeys } from "./hotkeys.ts";
import type { InboxVerbs, Owner, Received, Thread, Written } from "./inbox-verbs.ts";
import { ProblemNote } from "./problem-note.tsx";
import { replyKeys } from "./reply-keys.ts";
import { ScrollArea } from "./scroll-area.tsx";
import { suggestionKey } from "./suggestion.tsx";
import { Clock, whoOf } from "./thread-list.tsx";
import { ThreadMessage } from "./thread-message.tsx";

/** One conversation: read it, say what it means, answer it, give it to somebody or put it aside. */
export function ThreadDesk(props: {
  readonly thread: Thread;
  readonly verbs: InboxVerbs;
  readonly onSnooze: () => void;
  readonly onBack: () => void;
  readonly className?: string;
}): ReactNode {
  const { thread, verbs } = props;
  const found = useQuery({ ...ask("threads.get", { threadId: thread.id }), refetchInterval: 10_000 });
  const mayClassify = useMay("replies:classify");
  const field = useRef<HTMLTextAreaElement>(null);
  // Whoever asked to write types on, also while the thread is still being read: none of that says what a mail means.
  const [isWriting, setWriting] = useState(false);
  const mail = mailToJudge(found.data?.messages ?? []);
  const answered = lastReply(found.data?.messages ?? []);
  const canClassify = mayClassify && !verbs.isBusy;
  const [owner, setOwner] = useState<{ readonly of: string; readonly id: Owner } | null>(null);
  const ownerId = owner !== null && owner.of === mail?.id ? owner.id : null;
  const choose = (id: Owner) => mail !== undefined && setOwner({ of: mail.id, id });
  const mayAnswer = thread.contactId !== null && (found.isPending || answered !== undefined);
  useQuietKeys(isWriting && mayAnswer);
  useHotkeys({
    a: () => {
      setWriting(mayAnswer);
      field.current?.focus();
    },
    // A thread that was looked at before is shown as it was then until it is read again: no key judges by that.
    [suggestionKey]: () => {
      if (mail?.needsPerson === true && canClassify && found.isFetchedAfterMount && isOwned(mail, ownerId))
        verbs.takeSuggestion(mail, ownerId);
    },
    ...classifyingKeys((kind) => {
      if (mail?.needsPerson === true && canClassify && found.isFetchedAfterMount && isOwned(mail, ownerId))
        verbs.classify(mail, kind, ownerId);
    }),
    ...choosingKeys((at) => {
      const candidate = mail !== undefined && mail.mayBeFrom.length > 1 ? mail.mayBeFrom[at] : undefined;
      return mail?.needsPerson === true && canClassify && candidate !== undefined && choose(candidate.contactId);
    }),
  });
  return (
    <ScrollArea label="The conversation" className={props.className ?? ""}>
      <DeskHead
        thread={thread}
        isOneOf={(mail?.mayBeFrom.length ?? 0) > 1}
        verbs={verbs}
        onSnooze={props.onSnooze}
        onBack={props.onBack}
      />
      <div className="mx-auto max-w-3xl space-y-4 p-6 max-md:p-3">
        {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <Loading /> : null}
        {found.data?.isCut === true ? <p className="text-sm text-ink-3">Only the newest messages are shown.</p> : null}
        {found.data?.messages.map((one) => (
          <ThreadMessage key={one.direction === "sent" ? one.actionId : one.id} mail={one} />
        ))}
        {mail === undefined ? null : (
          <ClassifyKeys
            mail={mail}
            isAllowed={canClassify}
            ownerId={ownerId}
            onChoose={choose}
            onClassify={(kind) => verbs.classify(mail, kind, ownerId)}
            onTakeSuggestion={() => verbs.takeSuggestion(mail, ownerId)}
          />
        )}
        {thread.contactId === null || answered === undefined ? null : (
          <AnswerForm
            key={answered.id}
            contactId={answered.contactId ?? thread.contactId}
            answers={answered}
            fieldRef={field}
            isWriting={isWriting}
            onWritten={() => setWriting(false)}
          />
        )}
      </div>
    </ScrollArea>
  );
}

/** The key of each meaning, with what it does. */
function classifyingKeys(classify: (kind: ReplyKind) => void): Hotkeys {
  return Object.fromEntries(replyKinds.map((kind) => [replyKeys[kind], () => classify(kind)]));
}

/** The numbers, each with the candidate that it chooses. */
function choosingKeys(choose: (at: number) => unknown): Hotkeys {
  return Object.fromEntries(Array.from({ length: 9 }, (_, at) => [String(at + 1), () => choose(at)]));
}

/** The mail that waits for a person, the newest first, else the newest answer. */
function mailToJudge(messages: readonly Written[]): Received | undefined {
  const received = messages.filter((one): one is Received => one.direction === "received");
  return received.findLast((one) => one.needsPerson) ?? received.at(-1);
}

function lastReply(messages: readonly Written[]): Received | undefined {
  return messages.filter((one): one is Received => one.direction === "received" && one.what === "reply").at(-1);
}

function DeskHead(props: {
  readonly thread: Thread;
  /** Whether several may have written it. */
  readonly isOneOf: boolean;
  readonly verbs: InboxVerbs;
  readonly onSnooze: () => void;
  readonly onBack: () => void;
}): ReactNode {
  const { thread, verbs } = props;
  const may = useMay("replies:classify");
  const people = usePeople();
  return (
    <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-page px-6 py-2 max-md:px-3">
      <Button look="quiet" className="md:hidden" onClick={props.onBack}>
        ‹ Threads
      </Button>
      <h2 className="truncate font-semibold">
        {thread.contactId === null ? (
          whoOf(thread)
        ) : (
          <Link to="/contacts/$id" params={{ id: thread.contactId }} className="hover:underline">
            {whoOf(thread)}
          </Link>
        )}
      </h2>
      <span className="truncate text-ink-2">
        {thread.accountName ?? (thread.contactId !== null ? "" : props.isOneOf ? "one of several" : "nobody we know")}
      </span>
      <Clock thread={thread} />
      <div className="ml-auto flex flex-wrap gap-2">
        <fieldset disabled={!may} className="contents">
          <Choice
            label="Looked after by"
            all="Nobody"
            value={thread.assigneeId ?? undefined}
            options={people.map((one) => [one.id, one.name])}
            onChange={(id) => verbs.assign(thread, id === "" ? null : (id as `usr_${string}`))}
          />
          {thread.snoozedUntil === null ? (
            <Button hotkey="z" disabled={!may} onClick={props.onSnooze}>
              Put aside
            </Button>
          ) : (
            <Button disabled={!may} onClick={() => verbs.snooze(thread, null)}>
              Bring back
            </Button>
          )}
        </fieldset>
      </div>
    </div>
  );
}
