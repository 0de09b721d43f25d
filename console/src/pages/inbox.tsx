import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask, askPages, type InputOf } from "../api/operations.ts";
import { useSession } from "../api/session.ts";
import { Empty, Loading } from "../parts/empty.tsx";
import { useHotkeys } from "../parts/hotkeys.ts";
import { InboxHead, inboxKeys } from "../parts/inbox-head.tsx";
import { useInboxVerbs } from "../parts/inbox-verbs.ts";
import { KeysHelp } from "../parts/keys-help.tsx";
import { LoneMail } from "../parts/lone-mail.tsx";
import { Modal } from "../parts/modal.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { SnoozeForm } from "../parts/snooze-form.tsx";
import { ThreadDesk } from "../parts/thread-desk.tsx";
import { ThreadList } from "../parts/thread-list.tsx";
import { UnknownSends } from "../parts/unknown-sends.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { useChosen } from "../parts/use-chosen.ts";

const shows = ["mine", "unassigned", "hot", "unclassified", "snoozed", "sends"] as const;
type Show = InputOf<"threads.list">["show"];

/** One inbox over all mailboxes: conversations, those where somebody waits first, and sends whose result nobody knows. */
export function InboxPage(): ReactNode {
  const [state] = useUrlState();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const show = oneOf(state["show"], shows) ?? "all";
  const mailId = state["mail"]?.startsWith("inb_") ? (state["mail"] as `inb_${string}`) : undefined;
  useHotkeys({ "?": () => setHelpOpen(true) });
  return (
    <>
      <InboxHead show={show} onHelp={() => setHelpOpen(true)} />
      {show === "sends" ? (
        <UnknownSends />
      ) : mailId === undefined ? (
        <Threads show={show} />
      ) : (
        <OneMail mailId={mailId} />
      )}
      <Modal label="Keys" isOpen={isHelpOpen} onClose={() => setHelpOpen(false)}>
        <KeysHelp keys={inboxKeys} onClose={() => setHelpOpen(false)} />
      </Modal>
    </>
  );
}

/** A mail that something points at: in its conversation, or by itself where it is in none. */
function OneMail(props: { readonly mailId: `inb_${string}` }): ReactNode {
  const found = useQuery(ask("threads.list", { inboundId: props.mailId, limit: 1 }));
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  return found.data.items.length === 0 ? (
    <LoneMail inboundId={props.mailId} />
  ) : (
    <Threads show="all" mailId={props.mailId} />
  );
}

function Threads(props: { readonly show: Show; readonly mailId?: `inb_${string}` }): ReactNode {
  const [state, change] = useUrlState();
  const [isSnoozing, setSnoozing] = useState(false);
  const me = useSession().data?.principal.id;
  const mailbox = state["mailbox"]?.startsWith("mbx_") ? { mailboxId: state["mailbox"] as `mbx_${string}` } : {};
  const asked = props.mailId === undefined ? { show: props.show, ...mailbox } : { inboundId: props.mailId };
  const found = useInfiniteQuery({
    ...askPages("threads.list", { ...asked, limit: 50 }, "after"),
    refetchInterval: 10_000,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = useChosen(items);
  const selected = chosen.item;
  const verbs = useInboxVerbs({
    next: chosen.goOn,
    back: (mail) => change({ show: undefined, id: undefined, mail: mail.id }),
  });
  useHotkeys({
    b: () => selected !== undefined && me?.startsWith("usr_") === true && verbs.assign(selected, me as `usr_${string}`),
    z: () => selected !== undefined && setSnoozing(true),
  });
  // A narrow window shows the list, or what was chosen from it.
  const isChosen = state["id"] !== undefined || props.mailId !== undefined;
  return (
    <>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading /> : null}
      {found.isSuccess && selected === undefined ? <NoThreads show={props.show} /> : null}
      {selected === undefined ? null : (
        <div className="grid min-h-0 grow md:grid-cols-[18rem_minmax(0,1fr)]">
          <ThreadList
            items={items}
            chosenId={selected.id}
            onChoose={chosen.choose}
            onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
            className={isChosen ? "max-md:hidden" : ""}
          />
          <ThreadDesk
            key={selected.id}
            thread={selected}
            verbs={verbs}
            onSnooze={() => setSnoozing(true)}
            onBack={() => change({ id: undefined, mail: undefined })}
            className={isChosen ? "" : "max-md:hidden"}
          />
        </div>
      )}
      <Modal label="Put aside" isOpen={isSnoozing} onClose={() => setSnoozing(false)}>
        <SnoozeForm
          onClose={() => setSnoozing(false)}
          onSnooze={(until) => {
            if (selected !== undefined) verbs.snooze(selected, until);
            setSnoozing(false);
          }}
        />
      </Modal>
    </>
  );
}

const nothing: Readonly<Record<string, string>> = {
  all: "No mail came back yet",
  mine: "Nothing is given to you",
  unassigned: "Everything is looked after",
  hot: "Nobody waits for an answer",
  unclassified: "Every reply is understood",
  snoozed: "Nothing is put aside",
};

function NoThreads(props: { readonly show: Show }): ReactNode {
  return (
    <Empty title={nothing[props.show ?? "all"] ?? "No threads"}>
      Replies arrive here as conversations, from every mailbox. What a rule is sure of is handled at once; the rest
      waits for you, and until then nobody writes to that contact.
    </Empty>
  );
}
