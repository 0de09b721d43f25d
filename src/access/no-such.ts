import { type Problem, problem } from "../kernel/problem.ts";

/** What a caller hears of an agent that is not in its workspace, whether or not it is in another. */
export function noSuchAgent(id: string): Problem {
  return problem("not_found", `there is no agent \`${id}\`: \`agents.list\` names those there are`);
}

/** The same for a key. */
export function noSuchKey(id: string): Problem {
  return problem("not_found", `there is no key \`${id}\`: \`keys.list\` names those there are`);
}

/** The same for a person. */
export function noSuchMember(id: string): Problem {
  return problem("not_found", `there is no person \`${id}\`: \`people.list\` names those there are`);
}
