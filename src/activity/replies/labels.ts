import { isoFromInstant } from "../../kernel/env.ts";
import { isId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { withoutContacts } from "../core/without-contacts.ts";
import type { ActivityDeps } from "../deps.ts";
import { labelsAfter } from "../store/labels.ts";
import type { repliesLabels } from "./contract.ts";

/** The replies that a person judged, with every address and number taken out of their words. */
export async function exportLabels(
  deps: ActivityDeps,
  input: InputOf<typeof repliesLabels>,
  caller: Caller,
): Promise<OutputOf<typeof repliesLabels>> {
  const { after = null, limit } = input;
  if (after !== null && !isId("inb", after)) throw problem("invalid_input", `\`${after}\` is no \`next\` of a page`);
  const rows = await deps.db.read(caller.workspaceId, (tx) => labelsAfter(tx, after, limit));
  return {
    items: rows.map((row) => ({
      id: row.id,
      subject: withoutContacts(row.subject),
      headers: {},
      body: withoutContacts(row.ownText),
      receivedAt: isoFromInstant(row.receivedAt),
      expect: { kind: row.kind, class: row.class },
      was: row.was,
      evidence: row.evidence === null ? null : withoutContacts(row.evidence),
      judgedBy: row.judgedBy,
      judgedAt: isoFromInstant(row.judgedAt),
    })),
    next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
  };
}
