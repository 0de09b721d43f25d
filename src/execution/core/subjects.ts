import type { CapSubject } from "../../policy/core/subjects.ts";

/** Everybody and everything that one touch is counted over, by id. */
export interface TouchParties {
  readonly contactId: string;
  readonly accountId: string | null;
  readonly domain: string | null;
  readonly persona: string;
  readonly mailboxId: string | null;
  /** The agent that proposes it; null for a person. */
  readonly agentId: string | null;
  readonly purpose: string;
}

/** The counters that a touch fills. A reply in a thread is counted under its own cap, not under those for outreach. */
export function capSubjectsOf(touch: TouchParties): readonly CapSubject[] {
  const senders: readonly CapSubject[] = [
    ...(touch.mailboxId === null ? [] : [{ kind: "mailbox" as const, key: touch.mailboxId }]),
    ...(touch.agentId === null ? [] : [{ kind: "agent" as const, key: touch.agentId }]),
  ];
  if (touch.purpose !== "outreach") return [{ kind: "thread", key: touch.contactId }, ...senders];
  const account: readonly CapSubject[] = touch.accountId === null ? [] : [{ kind: "account", key: touch.accountId }];
  const domain: readonly CapSubject[] = touch.domain === null ? [] : [{ kind: "domain", key: touch.domain }];
  return [
    { kind: "contact", key: touch.contactId },
    ...account,
    ...domain,
    { kind: "persona", key: touch.persona },
    ...senders,
  ];
}
