import { contactNames } from "../../identity/names.ts";
import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import type { OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { inboundByIds } from "../store/inbound.ts";
import type { ThreadRow } from "../store/threads.ts";
import type { assignThread } from "./contract.ts";

/** A thread as callers see it. */
export type ThreadView = OutputOf<typeof assignThread>;

const snippetMaxChars = 160;

/** Threads with what their newest answers say and what their contacts are called now: a constant number of statements. */
export async function threadViews(tx: Tx, threads: readonly ThreadRow[]): Promise<readonly ThreadView[]> {
  const [mails, names] = await Promise.all([
    inboundByIds(
      tx,
      threads.map((thread) => thread.lastId),
    ),
    contactNames(
      tx,
      threads.flatMap((thread) => thread.contactId ?? []),
    ),
  ]);
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  return threads.map(({ lastId, placeAt: _place, ...thread }) => {
    const mail = byId.get(lastId);
    const name = thread.contactId === null ? undefined : names.get(thread.contactId);
    return {
      ...thread,
      lastInboundId: lastId,
      lastAt: isoFromInstant(thread.lastAt),
      hotSince: isoOrNull(thread.hotSince),
      dueAt: isoOrNull(thread.dueAt),
      answeredAt: isoOrNull(thread.answeredAt),
      snoozedUntil: isoOrNull(thread.snoozedUntil),
      name: name?.name || null,
      accountName: name?.accountName ?? null,
      fromAddress: mail?.fromAddress ?? null,
      subject: mail?.subject ?? "",
      snippet: (mail?.ownText ?? "").replace(/\s+/g, " ").trim().slice(0, snippetMaxChars).toWellFormed(),
      class: mail?.class ?? null,
      kind: mail?.kind ?? null,
      suggestedKind: mail?.needsPerson === true ? (mail.suggestion?.kind ?? null) : null,
    };
  });
}
