import type { ApprovalNeed } from "../../policy/contract.ts";

/** One person's yes, for the policies whose group they were in when they gave it. */
export interface Yes {
  readonly by: string;
  readonly policies: readonly string[];
}

/** A policy's question with how far it is answered. */
export interface NeedState extends ApprovalNeed {
  /** How many people have said yes who still may. */
  readonly given: number;
  readonly isMet: boolean;
}

/** The groups that people are in now; somebody who is not known is in none. */
export type GroupsOf = (personId: string) => ReadonlySet<string>;

/** The policies for which a member of these groups can answer. */
export function answerableBy(needs: readonly ApprovalNeed[], groups: ReadonlySet<string>): readonly string[] {
  return needs.filter(({ approvers }) => approvers.some((name) => groups.has(name))).map(({ policy }) => policy);
}

/**
 * How far each policy's question is answered. A person counts once, and only while they are in a group that the policy names;
 * somebody who wrote the words counts only beside somebody who did not.
 */
export function needStates(
  needs: readonly ApprovalNeed[],
  yeses: readonly Yes[],
  people: { readonly groupsOf: GroupsOf; readonly editors: ReadonlySet<string> },
): readonly NeedState[] {
  return needs.map((need) => {
    const by = new Set(
      yeses
        .filter((yes) => yes.policies.includes(need.policy))
        .filter((yes) => answerableBy([need], people.groupsOf(yes.by)).length > 0)
        .map((yes) => yes.by),
    );
    const hasReader = [...by].some((person) => !people.editors.has(person));
    return { ...need, given: by.size, isMet: by.size >= need.quorum && hasReader };
  });
}

/** Whether every question is answered. Where nothing was asked nothing is approved. */
export function isAnswered(states: readonly NeedState[]): boolean {
  return states.length > 0 && states.every(({ isMet }) => isMet);
}
