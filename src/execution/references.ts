import { answeredMails } from "../activity/threads/answerable.ts";
import type { Tx } from "../kernel/sql.ts";
import { answerReferences } from "./core/answer.ts";
import type { ActionRow } from "./store/actions.ts";
import { messageRefs } from "./store/messages.ts";
import { threadOf } from "./store/thread.ts";

/** Wire Message-IDs that a message refers to, oldest first: the steps before it, or for an answer the conversation that it is in. */
export async function referencesOf(tx: Tx, action: ActionRow): Promise<readonly string[]> {
  if (action.answersId === null) return threadOf(tx, action);
  const mail = (await answeredMails(tx, [action.answersId])).get(action.answersId);
  if (mail === undefined) throw new Error(`action ${action.id} answers a mail that is not there`);
  const [own] =
    mail.messageId === null
      ? []
      : await messageRefs(tx, { ids: [mail.messageId], rfc822Ids: [], addresses: [], limit: 1 });
  return answerReferences({ ...mail, ownId: own?.rfc822Id ?? null });
}
