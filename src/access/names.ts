import type { Tx } from "../kernel/sql.ts";
import { agentsById } from "./store/agents.ts";
import { membersById } from "./store/members.ts";

/** The names of people and agents, by id; somebody unknown has no entry. */
export async function principalNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const agents = await agentsById(
    tx,
    ids.filter((id) => id.startsWith("agt_")),
  );
  const members = await membersById(
    tx,
    ids.filter((id) => id.startsWith("usr_")),
  );
  return new Map([...agents, ...members].map((one) => [one.id as string, one.name]));
}
