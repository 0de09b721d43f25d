import { createHash } from "node:crypto";
import { contactTimeline } from "../activity/timeline.ts";
import { actorOf, appendAudit } from "../audit/append.ts";
import { accountsOfContacts, type ContactFacts, contactFactsFor, livingContacts } from "../identity/facts-for.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { isoFromInstant } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Verdict } from "../policy/contract.ts";
import { scoreFactsFor } from "../scoring/facts-for.ts";
import { mayContact } from "./check.ts";
import { contextVersion } from "./context-standing.ts";
import type { getContext as operation } from "./contract.ts";
import { reasonsOf } from "./decide-batch.ts";
import type { ExecutionDeps } from "./deps.ts";
import { insertContextRead } from "./store/work.ts";

const timelineMax = 30;

/**
 * What an agent may know before it drafts: one contact, its account, what happened, and whether a touch is possible at all.
 * The read is recorded with a digest of what was shown, so that a later proposal can name what it was based on. No address
 * is part of it: an agent holds ids, never credentials or recipients (I9).
 */
export async function getContext(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const version = await versionNow(tx, input.contactId);
    const facts = (await contactFactsFor(tx, [input.contactId])).get(input.contactId);
    const verdict = facts === undefined ? null : await mayContact(deps, tx, input.contactId, "outreach", caller);
    if (facts === undefined || verdict === null)
      throw problem("not_found", `there is no contact \`${input.contactId}\`: find it with contacts.list`);
    const shown = await shownOf(tx, input.contactId, facts, verdict);
    const contextId = newId(deps.env, "ctx");
    const digest = createHash("sha256").update(canonicalJson(shown)).digest();
    const [recordId] = await appendAudit(deps, tx, [
      {
        type: "tool.called",
        actor: actorOf(caller),
        subject: { contact: input.contactId },
        tools: [{ call: caller.requestId, name: "context.get", status: "ok" }],
        data: { context: contextId },
        disclose: [{ name: "context", value: shown, contactId: input.contactId }],
      },
    ]);
    if (recordId === undefined) throw new Error("the context read has no record");
    await insertContextRead(tx, {
      id: contextId,
      readerKind: caller.principal.kind,
      readerId: caller.principal.id,
      digest,
      ...version,
      recordId,
    });
    return { contextId, ...shown };
  });
}

/** Whose context this is, and what their gates stand at: read before anything is shown, so that no change falls in between. */
async function versionNow(tx: Tx, asked: Id<"con">) {
  const contactId = (await livingContacts(tx, [asked])).get(asked) ?? asked;
  const accountId = (await accountsOfContacts(tx, [contactId])).get(contactId) ?? null;
  return { contactId, accountId, ...(await contextVersion(tx, contactId, accountId)) };
}

async function shownOf(tx: Tx, contactId: Id<"con">, facts: ContactFacts, verdict: Verdict) {
  const score = (await scoreFactsFor(tx, [contactId])).get(contactId);
  const timeline = await contactTimeline(tx, contactId, timelineMax);
  const { firstName, lastName, title, persona, country, confidence, accountId, seniority, jobFunction, buyingRole } =
    facts;
  const jobChangedAt = facts.jobChangedAt === null ? null : isoFromInstant(facts.jobChangedAt);
  const work = { title, seniority, jobFunction, persona, buyingRole, jobChangedAt };
  const account = { name: facts.accountName, domain: facts.domain, industry: facts.industry, relation: facts.relation };
  return {
    contact: { id: contactId, firstName, lastName, ...work, country, confidence },
    account: accountId === null ? null : { id: accountId, ...account },
    scores: score === undefined ? null : { fit: score.fit, intent: score.intent, route: score.route },
    timeline: timeline.map(({ kind, occurredAt, summary }) => ({
      kind,
      occurredAt: isoFromInstant(occurredAt),
      summary,
    })),
    mayContact: { outcome: verdict.outcome, reasons: [...reasonsOf(verdict)] },
  };
}
