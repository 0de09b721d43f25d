import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { mailboxesGet, mailboxesList } from "./contract.ts";
import type { MailboxDeps } from "./deps.ts";
import { mailboxesAfter, mailboxesById } from "./store/mailbox.ts";
import { viewOfMailbox } from "./view.ts";

/** One page of the workspace's mailboxes. */
export async function listMailboxes(
  deps: Pick<MailboxDeps, "db" | "env">,
  input: InputOf<typeof mailboxesList>,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesList>> {
  const boxes = await deps.db.read(caller.workspaceId, (tx) =>
    mailboxesAfter(tx, input.after ?? null, input.limit + 1),
  );
  const page = boxes.slice(0, input.limit);
  return {
    items: page.map((box) => viewOfMailbox(box, deps.env.wall())),
    next: boxes.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** One mailbox. */
export async function getMailbox(
  deps: Pick<MailboxDeps, "db" | "env">,
  input: InputOf<typeof mailboxesGet>,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesGet>> {
  const [box] = await deps.db.read(caller.workspaceId, (tx) => mailboxesById(tx, [input.mailboxId]));
  if (box === undefined) {
    throw problem("not_found", `there is no mailbox \`${input.mailboxId}\`: list them with \`mailboxes.list\``);
  }
  return viewOfMailbox(box, deps.env.wall());
}
