import { principalNames } from "../../access/names.ts";
import { handsOfCaller } from "../../access/standing.ts";
import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { withoutFooter } from "../core/render.ts";
import type { ExecutionDeps } from "../deps.ts";
import { actionsById } from "../store/actions.ts";
import { approvalsPage, pendingCount } from "../store/approvals.ts";
import { type TemplateRow, templates } from "../store/sequences.ts";
import { type ContactView, contactRefs, cursorFrom, paged } from "../views.ts";
import type { Approval, listApprovals as operation } from "./contract.ts";
import { type Question, refusalOfYes, type Standing, standingsOf } from "./standing.ts";

/** What waits for a person, with exactly the message that an approval is bound to, and how far it is answered. */
export async function listApprovals(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const cursor = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const page = paged(
      await approvalsPage(tx, { state: input.state, limit: input.limit + 1, after: cursor }),
      input.limit,
      (row) => row.requestedAt,
    );
    const actions = await actionsById(
      tx,
      page.rows.map((row) => row.actionId),
      "none",
    );
    const byId = new Map(actions.map((action) => [action.id, action]));
    const questions = page.rows.flatMap((approval) => {
      const action = byId.get(approval.actionId);
      return action === undefined ? [] : [{ approval, action }];
    });
    const active = await deps.activeBundle(tx);
    const shown = await beside(tx, questions, {
      hands: await handsOfCaller(tx, caller),
      mayDecide: caller.scopes.has("approvals:decide"),
      bundleHash: active.state === "ready" ? active.bundle.hash : null,
    });
    return {
      items: questions.map((question) => approvalView(question, shown)),
      next: page.next,
      pending: await pendingCount(tx),
    };
  });
}

interface Viewer {
  readonly hands: readonly string[];
  readonly mayDecide: boolean;
  readonly bundleHash: string | null;
}

/** What is shown beside the questions of a page. */
interface Beside {
  readonly viewer: Viewer;
  readonly standing: (approvalId: `apr_${string}`) => Standing;
  readonly refs: (id: `con_${string}`) => ContactView;
  readonly nameOf: (id: string) => string;
  readonly versions: ReadonlyMap<string, TemplateRow>;
}

async function beside(tx: Tx, questions: readonly Question[], viewer: Viewer): Promise<Beside> {
  const standing = await standingsOf(tx, questions);
  const refs = await contactRefs(
    tx,
    questions.map(({ action }) => action.contactId),
  );
  const people = questions.flatMap(({ approval, action }) => {
    const { grants, editors } = standing(approval.id);
    return [action.proposerId, ...grants.map(({ by }) => by), ...editors];
  });
  const names = await principalNames(tx, [...new Set(people)]);
  const templateIds = [...new Set(questions.flatMap(({ action }) => action.templateId ?? []))];
  const versions = templateIds.length === 0 ? [] : await templates(tx, templateIds);
  return {
    viewer,
    standing,
    refs,
    nameOf: (id) => names.get(id) ?? id,
    versions: new Map(versions.map((version) => [version.id, version])),
  };
}

function approvalView({ approval, action }: Question, shown: Beside): Approval {
  const { content } = action;
  const standing = shown.standing(approval.id);
  const person = (id: string) => ({ id, name: shown.nameOf(id) });
  const isOutdated = approval.bundleHash !== shown.viewer.bundleHash;
  return {
    id: approval.id,
    actionId: approval.actionId,
    state: approval.state,
    policies: [...approval.policies],
    needs: standing.states.map((state) => ({ ...state, approvers: [...state.approvers] })),
    reasons: [...action.reasons],
    contact: shown.refs(action.contactId),
    proposer: { kind: action.proposerKind, id: action.proposerId, name: shown.nameOf(action.proposerId) },
    editors: [...standing.editors].sort().map(person),
    message: {
      subject: content?.subject ?? "",
      body: content?.body ?? "",
      to: content?.to ?? "",
      from: content?.fromAddress ?? "",
    },
    draft: {
      subject: content?.subject ?? "",
      body: action.purpose === "outreach" ? withoutFooter(content?.body ?? "") : (content?.body ?? ""),
    },
    template: templateView(action.templateId === null ? undefined : shown.versions.get(action.templateId)),
    shownDigest: approval.contentHash.toString("hex"),
    bundleHash: approval.bundleHash,
    isOutdated,
    answer: answerOf(standing, shown.viewer, isOutdated),
    grants: standing.grants.map(({ by, policies, at, note }) => ({
      by: person(by),
      policies: [...policies],
      at: isoFromInstant(at),
      note,
    })),
    requestedAt: isoFromInstant(approval.requestedAt),
    expiresAt: isoFromInstant(approval.expiresAt),
    decidedBy: approval.decidedBy,
    decidedAt: isoOrNull(approval.decidedAt),
    spentAt: isoOrNull(approval.spentAt),
    note: approval.note,
  };
}

/** Whether the viewer may answer. What is outdated is asked anew by whoever answers, so nobody is turned away from it. */
function answerOf(standing: Standing, viewer: Viewer, isOutdated: boolean): Approval["answer"] {
  if (!viewer.mayDecide) return { may: false, says: "your role or key does not decide approvals" };
  const refusal = isOutdated ? null : refusalOfYes(standing, viewer.hands);
  return { may: refusal === null, says: refusal?.says ?? null };
}

function templateView(row: TemplateRow | undefined): Approval["template"] {
  if (row === undefined) return null;
  const { id, name, version, subject, body, approvedBy } = row;
  return { id, name, version, subject, body, isApproved: approvedBy !== null };
}
