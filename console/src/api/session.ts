import { useQuery } from "@tanstack/react-query";
import type { Scope } from "../../../src/access/words/contract.ts";
import { ask } from "./operations.ts";

/** Who is signed in. */
export function useSession() {
  return useQuery({ ...ask("session.whoami", {}), staleTime: 60_000 });
}

/** Whether the person signed in may do what needs this scope; false until known. */
export function useMay(scope: Scope): boolean {
  return useSession().data?.scopes.includes(scope) ?? false;
}

/** The workspace and whether it is stopped, kept fresh. */
export function useWorkspace() {
  return useQuery({ ...ask("workspace.get", {}), refetchInterval: 10_000 });
}

/** The server's business time where it is simulated, in epoch milliseconds; undefined where time is real. */
export function useSimulatedNow(): number | undefined {
  const workspace: object | undefined = useWorkspace().data;
  if (workspace === undefined || !("simulatedNow" in workspace)) return undefined;
  const said = workspace.simulatedNow;
  return typeof said === "string" ? Date.parse(said) : undefined;
}

/** The time that "now" means on this page. */
export function useNow(): number {
  const simulated = useSimulatedNow();
  return simulated ?? performance.timeOrigin + performance.now();
}
