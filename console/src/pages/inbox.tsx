import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { Empty, Loading } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { useHotkeys } from "../parts/hotkeys.ts";
import { InboundMail } from "../parts/inbound-mail.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Status } from "../parts/status.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";

type Mail = ItemOf<"inbound.list">;

/** Mail that came back and that no rule was sure of: the contact is stopped until a person says what it means. */
export function InboxPage(): ReactNode {
  const [state, change] = useUrlState();
  const shown = state["state"] === "all" ? "all" : "waiting";
  const found = useQuery({ ...ask("inbound.list", { state: shown, limit: 200 }), refetchInterval: 10_000 });
  const items = found.data?.items ?? [];
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === state["id"]),
  );
  const selected = items[at];
  const select = (index: number) => change({ id: items[Math.min(Math.max(index, 0), items.length - 1)]?.id });
  useHotkeys({ j: () => select(at + 1), k: () => select(at - 1) });
  return (
    <>
      <PageHeader title="Inbox" says="Sequences are stopped until a reply is understood">
        <Tabs
          label="Which"
          value={shown}
          options={[
            ["waiting", "Waiting"],
            ["all", "All"],
          ]}
          onChange={(value) => change({ state: value === "all" ? "all" : undefined, id: undefined })}
        />
      </PageHeader>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading /> : null}
      {found.isSuccess && selected === undefined ? (
        <Empty title={shown === "waiting" ? "Every reply is understood" : "No mail came back yet"}>
          Replies, bounces and complaints arrive here. What a rule is sure of is handled at once; the rest waits for
          you, and until then nobody writes to that contact.
        </Empty>
      ) : null}
      {selected === undefined ? null : (
        <div className="grid min-h-0 grow grid-cols-[17rem_minmax(0,1fr)]">
          <MailList items={items} selectedId={selected.id} onSelect={(id) => change({ id })} />
          <InboundMail mail={selected} onDone={() => change({ id: items[at + 1]?.id ?? items[at - 1]?.id })} />
        </div>
      )}
    </>
  );
}

function MailList(props: {
  readonly items: readonly Mail[];
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
}): ReactNode {
  return (
    <nav aria-label="Mail" className="scroll-area min-h-0 border-r border-line">
      <ul>
        {props.items.map((mail) => (
          <li key={mail.id}>
            <button
              type="button"
              aria-current={mail.id === props.selectedId}
              onClick={() => props.onSelect(mail.id)}
              className="block w-full border-b border-line px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken/60 aria-[current=true]:bg-sunken"
            >
              <span className="flex items-baseline gap-2">
                <span className="truncate font-medium">{mail.fromAddress ?? "no sender"}</span>
                <span className="ml-auto text-sm text-ink-3">
                  <When at={mail.receivedAt} />
                </span>
              </span>
              <span className="block truncate text-ink-2">{mail.subject === "" ? "no subject" : mail.subject}</span>
              <span className="block truncate text-sm text-ink-3">
                {mail.kind === null ? mail.text.slice(0, 80) : <Status code={mail.kind} />}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="px-4 py-3 text-sm text-ink-3">
        <Link to="/activity" search={{ kind: "email_replied" }} className="hover:underline">
          Every reply in the activity
        </Link>
      </p>
    </nav>
  );
}
