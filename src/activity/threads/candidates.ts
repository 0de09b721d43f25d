import { livingContacts } from "../../identity/facts-for.ts";
import { contactNames } from "../../identity/names.ts";
import type { Id } from "../../kernel/ids.ts";
import type { OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { StoredInbound } from "../store/inbound.ts";
import type { readInbound } from "./contract.ts";

type CandidateView = OutputOf<typeof readInbound>["mayBeFrom"][number];

/**
 * Whom each of these mails may be from, by mail: with the names that they have now, and why. Two who became one are one, with the
 * clues of both. One question for all mails.
 */
export async function candidatesOfMails(
  tx: Tx,
  mails: readonly Pick<StoredInbound, "id" | "candidates" | "candidateMeans">[],
): Promise<ReadonlyMap<Id<"inb">, CandidateView[]>> {
  const asked = [...new Set(mails.flatMap(({ candidates }) => candidates))];
  if (asked.length === 0) return new Map();
  const [living, names] = [await livingContacts(tx, asked), await contactNames(tx, asked)];
  return new Map(
    mails.map(({ id, candidates, candidateMeans }) => {
      const clues = candidates.map((candidate, at) => ({
        contactId: living.get(candidate) ?? candidate,
        correlatedBy: candidateMeans[at] ?? [],
      }));
      const views = [...Map.groupBy(clues, ({ contactId }) => contactId)].map(([contactId, own]) => ({
        contactId,
        name: names.get(contactId)?.name || null,
        accountName: names.get(contactId)?.accountName ?? null,
        correlatedBy: [...new Set(own.flatMap(({ correlatedBy }) => correlatedBy))],
      }));
      return [id, views];
    }),
  );
}
