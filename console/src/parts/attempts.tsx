import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";

/** Each try to hand the message over: how far the conversation got, and what the receiver said. */
export function Attempts(props: { readonly attempts: AnswerOf<"actions.get">["attempts"] }): ReactNode {
  return (
    <Section title="Attempts" says="at most one message is handed over">
      {props.attempts.length === 0 ? (
        <p className="px-4 pb-3 text-ink-3">No mail server was spoken to.</p>
      ) : (
        <table className="w-full text-left" aria-label="Attempts">
          <thead>
            <tr className="text-sm text-ink-3">
              {["Try", "Result", "SMTP phase", "Reply", "Started"].map((head) => (
                <th key={head} scope="col" className="px-4 pb-1 font-medium last:text-right">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.attempts.map((attempt) => (
              <tr
                key={attempt.number}
                className="h-9 align-baseline [&>td]:border-t [&>td]:border-line [&>td]:px-4 [&>td]:py-2"
              >
                <td>{attempt.number}</td>
                <td>
                  <Status code={attempt.state} />
                </td>
                <td>{attempt.phase ?? <span className="text-ink-3">none</span>}</td>
                <td className="font-mono text-xs break-words">
                  {attempt.replyCode === null ? (
                    <span className="font-sans text-base text-ink-3">no reply</span>
                  ) : (
                    attempt.replyCode
                  )}{" "}
                  <span className="text-ink-2">{attempt.replyText}</span>
                </td>
                <td className="text-right">
                  <When at={attempt.startedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
