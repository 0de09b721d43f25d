import { absorbedIds, livingContacts } from "../../identity/facts-for.ts";
import { dayMs, instantFromIso } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { InputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { StopFilter } from "../store/stops.ts";
import type { countStops } from "./contract.ts";

type Asked = Omit<InputOf<typeof countStops>, "by" | "per">;

const weeksBefore = 12;

/** What was asked, with every id of the contact and a time that has two ends. */
export async function filterOf(tx: Tx, asked: Asked): Promise<StopFilter> {
  // The end is left out of the time, so that weeks can follow each other; now belongs to it.
  const to = asked.to === undefined ? tx.now + 1 : instantFromIso(asked.to);
  const from = asked.from === undefined ? to - weeksBefore * 7 * dayMs : instantFromIso(asked.from);
  if (from >= to) throw problem("invalid_input", "`from` must be before `to`");
  return {
    contactIds: asked.contactId === undefined ? null : await idsOf(tx, asked.contactId),
    accountId: asked.accountId ?? null,
    sequenceId: asked.sequenceId ?? null,
    how: asked.how ?? null,
    rule: asked.rule ?? null,
    code: asked.code ?? null,
    from,
    to,
  };
}

/** An action keeps the id of the contact that it was for, so those who were merged into it are asked for as well. */
async function idsOf(tx: Tx, contactId: Id<"con">): Promise<readonly Id<"con">[]> {
  const living = (await livingContacts(tx, [contactId])).get(contactId);
  if (living === undefined)
    throw problem("not_found", `there is no contact \`${contactId}\`: find it with contacts.list`);
  return [living, ...((await absorbedIds(tx, [living])).get(living) ?? [])];
}
