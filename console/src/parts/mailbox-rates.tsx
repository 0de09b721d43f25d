import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { breakerTones, causeWord, rateText } from "./mailbox-words.ts";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";
import { counted } from "./words.ts";

type Window = AnswerOf<"mailboxes.health">["windows"][number];

/** What came back of seven days against the limits, for the mailbox or for its domain. */
export function MailboxRates({ window }: { readonly window: Window }): ReactNode {
  const title = window.scope === "mailbox" ? "Seven days" : `Seven days of ${window.key}`;
  return (
    <Section
      title={title}
      says={counted(window.sent, "message")}
      aside={<Status code={window.state} tone={breakerTones[window.state]} />}
    >
      {window.says === null ? null : (
        <p className={`px-4 pb-2 ${window.state === "tripped" ? "text-bad" : "text-warn"}`}>{window.says}</p>
      )}
      <div className="scroll-area">
        <table className="w-full min-w-[24rem] text-left" aria-label={title}>
          <thead>
            <tr className="text-sm text-ink-3">
              {["Counted", "Messages", "Rate", "At least", "Stops at"].map((head) => (
                <th
                  key={head}
                  scope="col"
                  className="px-2 pb-1 font-medium whitespace-nowrap not-first:text-right first:pl-4 last:pr-4"
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {window.rates.map((rate) => (
              <tr
                key={rate.cause}
                className="h-8 whitespace-nowrap [&>td]:border-t [&>td]:border-line [&>td]:px-2 [&>td:first-child]:pl-4 [&>td:last-child]:pr-4"
              >
                <td>{causeWord(rate.cause)}</td>
                <td className="number text-right">{rate.failures}</td>
                <td className="number text-right">{rateText(rate.rateBp)}</td>
                <td className="number text-right text-ink-2">{rateText(rate.leastBp)}</td>
                <td className="number text-right text-ink-2">
                  {rate.stopBp === 0 ? "the first" : rateText(rate.stopBp)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
