import { rolesWithin } from "../../access/core/scopes.ts";
import { behindPrincipals, handsOfCaller, membersWhoMay } from "../../access/standing.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { answerableBy, type NeedState, needStates } from "../core/quorum.ts";
import type { ActionRow } from "../store/actions.ts";
import type { ApprovalRow } from "../store/approvals.ts";
import { editorsOf, type GrantRow, grantsOf, groupMembers } from "../store/approvers.ts";

/** Somebody who may be asked, with the roles and groups that they answer for. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly groups: ReadonlySet<string>;
}

/** A question with the action that it is about. */
export interface Question {
  readonly approval: ApprovalRow;
  readonly action: ActionRow;
}

/** How far a question is answered, and who may not answer it. */
export interface Standing {
  readonly states: readonly NeedState[];
  readonly grants: readonly GrantRow[];
  readonly editors: ReadonlySet<string>;
  /** The proposer, and whoever has had a credential that acts in its name. */
  readonly behind: ReadonlySet<string>;
  readonly approvers: ReadonlyMap<string, Approver>;
}

/** The owner of the data folder stands for every role, and is in no group. */
const localOwner: Approver = { id: "local-owner", name: "Local owner", groups: rolesWithin("admin") };

/** Everybody who may be asked, by id: the members whose role decides approvals. */
export async function approversOf(tx: Tx): Promise<ReadonlyMap<string, Approver>> {
  const members = await membersWhoMay(tx, "approvals:decide");
  const inGroups = await groupMembers(tx);
  const known = members.map(({ id, name, roles }): Approver => {
    const groups = inGroups.filter(({ memberId }) => memberId === id).map(({ group }) => group);
    return { id, name, groups: new Set<string>([...roles, ...groups]) };
  });
  return new Map([...known, localOwner].map((one) => [one.id, one]));
}

/** How questions stand: a constant number of statements for a page of them. */
export async function standingsOf(
  tx: Tx,
  questions: readonly Question[],
): Promise<(approvalId: Id<"apr">) => Standing> {
  const approvers = await approversOf(tx);
  const grants = await grantsOf(
    tx,
    questions.map(({ approval }) => approval.id),
  );
  const editors = await editorsOf(
    tx,
    questions.map(({ action }) => action.id),
  );
  const behind = await behindPrincipals(
    tx,
    questions.map(({ action }) => action.proposerId),
  );
  const standings = new Map(
    questions.map(({ approval, action }) => {
      const own = grants.filter((grant) => grant.approvalId === approval.id);
      const wrote = editors.get(action.id) ?? new Set<string>();
      const groupsOf = (id: string): ReadonlySet<string> => approvers.get(id)?.groups ?? new Set();
      const standing: Standing = {
        states: needStates(approval.needs, own, { groupsOf, editors: wrote }),
        grants: own,
        editors: wrote,
        behind: behind.get(action.proposerId) ?? new Set([action.proposerId]),
        approvers,
      };
      return [approval.id, standing] as const;
    }),
  );
  return (approvalId) => {
    const standing = standings.get(approvalId);
    if (standing === undefined) throw new Error(`the approval ${approvalId} was not looked at`);
    return standing;
  };
}

/** Why somebody may not answer, in words that name who could. */
export interface Refusal {
  readonly code: "not_permitted" | "conflict";
  readonly says: string;
}

/** Why a caller may not touch what they are asked about: they stand behind the proposal, or are in no group that is asked. */
export async function strangerRefusal(tx: Tx, standing: Standing, caller: Caller): Promise<Refusal | null> {
  const hands = await handsOfCaller(tx, caller);
  return refusalOfHands(standing, hands);
}

/** The same for hands that are known. */
export function refusalOfHands(standing: Standing, hands: readonly string[]): Refusal | null {
  const [self = ""] = hands;
  const other = couldAnswer(standing, hands);
  if (hands.some((id) => standing.behind.has(id))) {
    return {
      code: "not_permitted",
      says: `whoever proposed an action, made the agent that did, or made a key of theirs cannot approve it: ${other}`,
    };
  }
  const groups = standing.approvers.get(self)?.groups ?? new Set<string>();
  if (answerableBy(standing.states, groups).length > 0) return null;
  const named = [...new Set(standing.states.flatMap(({ approvers }) => approvers))].map((name) => `\`${name}\``);
  return { code: "not_permitted", says: `only people of ${named.join(" or ")} answer this: ${other}` };
}

/** Why a caller may not say yes, or null where their yes counts. */
export function refusalOfYes(standing: Standing, hands: readonly string[]): Refusal | null {
  const stranger = refusalOfHands(standing, hands);
  if (stranger !== null) return stranger;
  const [self = ""] = hands;
  if (!standing.grants.some(({ by }) => by === self)) return null;
  return {
    code: "conflict",
    says: `you have approved this already, and each person counts once: ${couldAnswer(standing, hands)}`,
  };
}

const namesShown = 5;

/** Whose yes would still count, in words. */
function couldAnswer(standing: Standing, except: readonly string[]): string {
  const open = standing.states.filter(({ isMet }) => !isMet);
  const names = [...standing.approvers.values()]
    .filter(({ id }) => id !== localOwner.id && !except.includes(id) && !standing.behind.has(id))
    .filter(({ id }) => !standing.grants.some(({ by }) => by === id))
    .filter(({ groups }) => answerableBy(open, groups).length > 0)
    .map(({ name }) => name);
  if (names.length === 0) return "nobody else here could, so invite somebody or change the group";
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : "";
  return `${names.slice(0, namesShown).join(", ")}${more} could`;
}
