import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Empty } from "./empty.tsx";
import { checkWord, findingLooks } from "./mailbox-words.ts";
import { Section } from "./page-header.tsx";
import { Pill, Status } from "./status.tsx";
import { When } from "./when.tsx";
import { WithCode } from "./with-code.tsx";

type Found = AnswerOf<"mailboxes.preflight">;

/** What receivers look at before they believe a mailbox: what was found, when, and what to mend. */
export function Preflight(props: { readonly preflight: Found }): ReactNode {
  const { state, exemptBecause, checks } = props.preflight;
  const look = findingLooks[state];
  return (
    <Section
      title="Preflight"
      says="what receivers look at before they believe a mailbox"
      aside={look === undefined ? null : <Pill tone={look.tone}>{look.word}</Pill>}
    >
      {exemptBecause === null ? null : (
        <p className="border-t border-line px-4 py-3 text-ink-2">
          Nothing is checked: <WithCode text={exemptBecause} />. It reaches no stranger, so policies ask for nothing.
        </p>
      )}
      {exemptBecause === null && checks.length === 0 ? (
        <Empty title="Nobody has looked yet" isSmall>
          Outreach waits until the mailbox was found to be right. Run the preflight, or wait a minute: it runs by
          itself.
        </Empty>
      ) : null}
      <ul>
        {checks.map((check) => (
          <li
            key={check.name}
            className="grid items-start grid-cols-[9rem_minmax(0,1fr)_auto] gap-x-4 border-t border-line px-4 py-2 max-sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="font-medium">{checkWord(check.name)}</span>
            <div className="min-w-0 wrap-anywhere max-sm:order-3 max-sm:col-span-2">
              <p className="text-ink-2">
                <WithCode text={check.says} />
              </p>
              {check.mend === null ? null : (
                <p>
                  → <WithCode text={check.mend} />
                </p>
              )}
              <p className="text-sm text-ink-3">
                found <When at={check.checkedAt} />, holds until <When at={check.expiresAt} />
              </p>
            </div>
            <Status
              code={check.result}
              word={findingLooks[check.result]?.word ?? check.result}
              tone={findingLooks[check.result]?.tone ?? "neutral"}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
