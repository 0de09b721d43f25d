import { useState } from "react";
import type { AnswerOf, InputOf } from "../api/operations.ts";

export type Mode = "enforce" | "shadow" | "off";

/** Policies that somebody writes and nobody put in force yet, with the cases that try them. */
export interface PolicyDraft {
  readonly organisation: string;
  readonly team: string;
  readonly modes: Readonly<Record<string, Mode>>;
  readonly cases: string;
}

/** What a table of cases looks like, for somebody who has none. */
export const firstCases = `# Each case changes a contact that nothing speaks against, and says what must come of it.
cases:
  - name: nothing speaks against a mail
    expect: allow
  - name: a competitor is left alone
    given: { account: { relation: competitor } }
    expect: deny
    codes: [COMPETITOR]
`;

/** The draft that is exactly what is in force. */
export function draftInForce(policy: AnswerOf<"policy.get">, cases: string): PolicyDraft {
  const modes = policy.policies.filter(({ mode }) => mode !== "enforce").map(({ id, mode }) => [id, mode] as const);
  return { organisation: policy.organisation, team: policy.team, modes: Object.fromEntries(modes), cases };
}

/** Whether the policies of two drafts are the same; their cases may differ. */
export function isSamePolicy(one: PolicyDraft, other: PolicyDraft): boolean {
  const modes = (draft: PolicyDraft) =>
    Object.entries(draft.modes)
      .filter(([, mode]) => mode !== "enforce")
      .map((entry) => entry.join(" "))
      .sort()
      .join();
  return one.organisation === other.organisation && one.team === other.team && modes(one) === modes(other);
}

/** A draft as the operations take it; without cases there is no table. */
export function askedBy({ organisation, team, modes, cases }: PolicyDraft): InputOf<"policy.lint"> {
  return { organisation, team, modes, tests: cases.trim() === "" ? [] : [{ name: "cases", text: cases }] };
}

/** The ids that a text gives its policies, in their order; what a comment says is none. */
export function idsIn(text: string): readonly string[] {
  const told = text.replaceAll(/\/\/.*/g, "");
  return [...told.matchAll(/@id\("([^"]+)"\)/g)].map(([, id]) => id ?? "");
}

/** The draft of this workspace, kept in this browser until it is in force or thrown away; its cases stay. */
export function usePolicyDraft(workspace: string, policy: AnswerOf<"policy.get">) {
  const key = `fairlead.policy-draft.${workspace}`;
  const [kept, setKept] = useState(() => readDraft(key));
  const inForce = draftInForce(policy, kept.cases);
  const draft: PolicyDraft = kept.policies === null ? inForce : { ...kept.policies, cases: kept.cases };
  const isChanged = !isSamePolicy(draft, inForce);
  const keep = (next: KeptDraft): void => {
    setKept(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    draft,
    isChanged,
    /** Somebody put other policies in force since the draft was begun. */
    isStale: isChanged && kept.from !== policy.hash,
    change: (part: Partial<PolicyDraft>): void => {
      const { cases, ...policies } = { ...draft, ...part };
      const isSame = isSamePolicy({ ...policies, cases }, inForce);
      keep({ from: isChanged ? kept.from : policy.hash, cases, policies: isSame ? null : policies });
    },
    discard: (): void => keep({ from: policy.hash, cases: kept.cases, policies: null }),
  };
}

/** A draft with the bundle that it was begun from; without policies where only the cases are somebody's own. */
interface KeptDraft {
  readonly from: string;
  readonly cases: string;
  readonly policies: Omit<PolicyDraft, "cases"> | null;
}

const nothingKept: KeptDraft = { from: "", cases: firstCases, policies: null };

function readDraft(key: string): KeptDraft {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return isKept(value) ? value : nothingKept;
  } catch (error) {
    if (error instanceof SyntaxError) return nothingKept;
    throw error;
  }
}

function isKept(value: unknown): value is KeptDraft {
  if (typeof value !== "object" || value === null || !("from" in value && "cases" in value && "policies" in value))
    return false;
  const { from, cases, policies } = value;
  if (typeof from !== "string" || typeof cases !== "string" || typeof policies !== "object") return false;
  if (policies === null) return true;
  const said = policies as Readonly<Record<string, unknown>>;
  return ["organisation", "team"].every((name) => typeof said[name] === "string") && typeof said["modes"] === "object";
}
