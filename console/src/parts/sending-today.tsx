import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Section } from "./page-header.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";

type Health = AnswerOf<"mailboxes.health">;

/** How much a mailbox sent in a day, how much is left, where its warm-up stands, and whether its replies are read. */
export function SendingToday({ health }: { readonly health: Health }): ReactNode {
  const { caps, reading, mailbox } = health;
  return (
    <Section title="Last 24 hours" aside={`${caps.leftToday} left`}>
      <div className="px-4 pb-3">
        <div className="flex items-center gap-3">
          <ProgressBar
            label="Used of the cap"
            done={caps.usedToday}
            total={Math.max(1, caps.usedToday + caps.leftToday)}
          />
          <span className="number text-sm text-ink-2">
            {caps.usedToday} of {caps.usedToday + caps.leftToday}
          </span>
        </div>
        <dl className="mt-3 grid grid-cols-[8rem_minmax(0,1fr)] gap-y-1">
          <dt className="text-ink-3">Daily cap</dt>
          <dd>{caps.dailyCap.toLocaleString("en")}</dd>
          <dt className="text-ink-3">Warm-up</dt>
          <dd>{warmUpText(caps.warmUp)}</dd>
          <dt className="text-ink-3">Replies</dt>
          <dd>
            <Status
              code={reading.isReadable ? "readable" : "not readable"}
              tone={reading.isReadable ? "good" : "bad"}
            />
          </dd>
          <dt className="text-ink-3">Last read</dt>
          <dd>
            <When at={mailbox.lastReadAt} />
          </dd>
        </dl>
        {reading.fault === null ? null : (
          <p className="mt-2 rounded-md bg-bad-soft px-3 py-1.5 text-bad">{reading.fault}</p>
        )}
      </div>
    </Section>
  );
}

function warmUpText(warmUp: Health["caps"]["warmUp"]): string {
  if (warmUp === null) return "none: it sends up to its daily cap";
  return warmUp.isWarming
    ? `day ${warmUp.day}: up to ${warmUp.cap}, of ${warmUp.ceiling} when it is through`
    : `through, at ${warmUp.ceiling} a day`;
}
