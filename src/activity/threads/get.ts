import { isoFromInstant } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { splitSignature } from "../core/own-text.ts";
import { protestIn } from "../core/severity.ts";
import type { ActivityDeps } from "../deps.ts";
import { inboundViewOf } from "../read-inbound.ts";
import { inboundOfThread, type StoredInbound } from "../store/inbound.ts";
import { threadById } from "../store/threads.ts";
import type { WrittenMail } from "../words/contract.ts";
import { candidatesOfMails } from "./candidates.ts";
import type { getThread as operation } from "./contract.ts";
import { threadViews } from "./view.ts";

type Written = OutputOf<typeof operation>["messages"][number];

/** What one look at a thread shows of either side. */
const mailsMax = 100;

/** One conversation in the order in which it was written. */
export async function getThread(
  deps: ActivityDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const thread = await threadById(tx, input.threadId);
    if (thread === null)
      throw problem("not_found", `there is no thread \`${input.threadId}\`: list them with threads.list`);
    const [view] = await threadViews(tx, [thread]);
    if (view === undefined) throw new Error("a thread without its view");
    const received = await inboundOfThread(tx, thread.id, mailsMax + 1);
    const mayBeFrom = await candidatesOfMails(tx, received.slice(0, mailsMax));
    const sent = await deps.sentIn(tx, {
      messageIds: [...new Set(received.flatMap((mail) => mail.messageId ?? []))],
      inboundIds: received.map((mail) => mail.id),
      limit: mailsMax + 1,
    });
    const messages = [
      ...received.slice(0, mailsMax).map((mail) => receivedView(mail, mayBeFrom.get(mail.id) ?? [])),
      ...sent.slice(0, mailsMax).map(sentView),
    ].toReversed();
    return {
      ...view,
      messages: messages.sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || turnOf(one) - turnOf(other)),
      isCut: received.length > mailsMax || sent.length > mailsMax,
    };
  });
}

/** Where the clock stands still, what was written first is what others answer. */
function turnOf(mail: Written): number {
  if (mail.direction === "received") return 1;
  return mail.answersId === null ? 0 : 2;
}

type Received = Extract<Written, { readonly direction: "received" }>;

function receivedView(mail: StoredInbound, mayBeFrom: Received["mayBeFrom"]): Received {
  const protest = mail.what === "reply" ? protestIn(splitSignature(mail.ownText)) : null;
  return {
    ...inboundViewOf(mail),
    direction: "received",
    at: isoFromInstant(mail.receivedAt),
    mayBeFrom,
    quotedText: mail.quotedText,
    attachments: [...mail.attachments],
    abstained: mail.what === "reply" && mail.kind === null,
    isReviewed: mail.isReviewed,
    severity: protest?.severity ?? null,
    severityEvidence: protest?.evidence ?? null,
  };
}

function sentView({ reasons, at, ...mail }: WrittenMail): Written {
  return {
    ...mail,
    direction: "sent",
    at: isoFromInstant(at),
    reasons: reasons.map(({ code, effect, says }) => ({ code, effect, says })),
  };
}
