import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { IdChip } from "./id-chip.tsx";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";
import { counted } from "./words.ts";

/** The mailboxes that agents send through and never hold. */
export function MailboxList(): ReactNode {
  const may = useMay("mailboxes:read");
  const mailboxes = useQuery({ ...ask("mailboxes.list", { limit: 500 }), enabled: may, refetchInterval: 15_000 }).data
    ?.items;
  if (mailboxes === undefined || mailboxes.length === 0) return null;
  return (
    <Section
      title="Mailboxes"
      says="agents send through these and never hold their credentials"
      aside={counted(mailboxes.length, "mailbox", "mailboxes")}
    >
      <div className="scroll-area">
        <table className="w-full min-w-[44rem] text-left" aria-label="Mailboxes">
          <thead>
            <tr className="text-sm text-ink-3">
              {["Address", "State", "Breaker", "Replies", "Daily cap", "Last read"].map((head) => (
                <th key={head} scope="col" className="px-4 pb-1 font-medium last:text-right">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {mailboxes.map((mailbox) => (
              <tr key={mailbox.id} className="h-9 [&>td]:border-t [&>td]:border-line [&>td]:px-4">
                <td>
                  <Link to="/mailboxes/$id" params={{ id: mailbox.id }} className="font-medium hover:underline">
                    {mailbox.address}
                  </Link>{" "}
                  <IdChip id={mailbox.id} />
                </td>
                <td>
                  <Status code={mailbox.state} />
                </td>
                <td>
                  <Status code={mailbox.breaker} tone={mailbox.breaker === "tripped" ? "bad" : "neutral"} />
                </td>
                <td>
                  <Status
                    code={mailbox.isReadable ? "readable" : "not readable"}
                    tone={mailbox.isReadable ? "neutral" : "bad"}
                  />
                </td>
                <td>{mailbox.dailyCap}</td>
                <td className="text-right text-ink-2">
                  <When at={mailbox.lastReadAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
