import { noteApproval } from "../../access/first-approval.ts";
import { actorOf, appendAudit } from "../../audit/append.ts";
import { newId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { answerableBy, isAnswered } from "../core/quorum.ts";
import type { ExecutionDeps } from "../deps.ts";
import { reconsider } from "../reconsider.ts";
import { actionsById } from "../store/actions.ts";
import { decideApproval, voidApprovals } from "../store/approvals.ts";
import { insertedGrant } from "../store/approvers.ts";
import type { grantApproval as operation } from "./contract.ts";
import { isOutdated, openQuestion, sameAsShown, standingFor } from "./question.ts";
import { type Question, type Standing, standingsOf } from "./standing.ts";

type Input = InputOf<typeof operation>;
type Output = OutputOf<typeof operation>;

/**
 * Says yes to exactly what was shown: the digest must be the one on the screen, and the policies those that asked. When
 * enough people have, the action is decided again with the grant as a fact, so that no yes overrides what changed since.
 */
export function grantApproval(deps: ExecutionDeps, input: Input, caller: Caller): Promise<Output> {
  return deps.db.write(caller.workspaceId, (tx) => grantIn(deps, tx, input, caller));
}

async function grantIn(deps: ExecutionDeps, tx: Tx, input: Input, caller: Caller): Promise<Output> {
  const question = await openQuestion(tx, input.approvalId);
  sameAsShown(question, input.shownDigest);
  if (await isOutdated(deps, tx, question)) return askAnew(deps, tx, question);
  const before = await standingFor(tx, question, caller, "yes");
  const recordId = await noteYes(deps, tx, question, before, input, caller);
  const after = (await standingsOf(tx, [question]))(question.approval.id);
  const waitsFor = after.states.filter(({ isMet }) => !isMet);
  if (!isAnswered(after.states)) return { ...(await answerOf(tx, question, "pending")), waitsFor, says: waits(after) };
  await decideApproval(tx, question.approval.id, {
    state: "granted",
    by: caller.principal.id,
    note: input.note ?? null,
    recordId,
  });
  await noteApproval(tx, { kind: question.action.proposerKind, id: question.action.proposerId });
  await reconsider(deps, tx, [question.action.id], ["awaiting_approval"], "approval");
  return { ...(await answerOf(tx, question, "granted")), waitsFor: [], says: "approved, and decided again" };
}

/** Records one person's yes with exactly what they were shown, and counts it. */
async function noteYes(
  deps: ExecutionDeps,
  tx: Tx,
  { approval, action }: Question,
  standing: Standing,
  input: Input,
  caller: Caller,
): Promise<`aud_${string}`> {
  const { id: by } = caller.principal;
  const policies = answerableBy(approval.needs, standing.approvers.get(by)?.groups ?? new Set());
  const recordId = newId(deps.env, "aud");
  await appendAudit(deps, tx, [
    {
      type: "approval.granted",
      id: recordId,
      actor: actorOf(caller),
      subject: { contact: action.contactId, action: action.id },
      causes: [action.recordId],
      approval: { id: approval.id, required: true, state: "granted", by, shown: input.shownDigest },
      data: { policies: [...policies], bundle: approval.bundleHash },
      disclose: [
        {
          name: "shown",
          value: { ...action.content, digest: input.shownDigest, note: input.note ?? null },
          contactId: action.contactId,
        },
      ],
    },
  ]);
  const isFirst = await insertedGrant(
    tx,
    { approvalId: approval.id, by, policies, note: input.note ?? null },
    recordId,
  );
  if (!isFirst) throw problem("conflict", `you have answered the approval \`${approval.id}\` already`);
  return recordId;
}

/** Decides the action again under the policies in force now: nobody's yes to other policies counts for them. */
async function askAnew(deps: ExecutionDeps, tx: Tx, question: Question): Promise<Output> {
  await voidApprovals(tx, [question.action.id]);
  await reconsider(deps, tx, [question.action.id], ["awaiting_approval"], "approval");
  return {
    ...(await answerOf(tx, question, "void")),
    waitsFor: [],
    says: "the policies changed since this was asked: it was decided again, and is asked anew where they still ask",
  };
}

async function answerOf(
  tx: Tx,
  { approval, action }: Question,
  state: string,
): Promise<Pick<Output, "id" | "state" | "action">> {
  const [now] = await actionsById(tx, [action.id], "none");
  if (now === undefined) throw new Error("the approved action is gone");
  return {
    id: approval.id,
    state,
    action: { id: action.id, state: now.state, outcome: now.outcome, reasons: [...now.reasons] },
  };
}

/** What is missing, in words. */
function waits({ states, editors, grants }: Standing): string {
  const open = states.filter(({ isMet }) => !isMet);
  const byWriters = grants.length > 0 && grants.every(({ by }) => editors.has(by));
  const missing = open.map(({ approvers, quorum, given }) =>
    given >= quorum && byWriters
      ? `somebody of ${approvers.join(" or ")} who did not write the words`
      : `${quorum - given} more of ${approvers.join(" or ")}`,
  );
  return `noted; it waits for ${[...new Set(missing)].join(" and ")}`;
}
