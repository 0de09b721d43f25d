import { useQuery } from "@tanstack/react-query";
import { ask } from "./operations.ts";
import { useMay } from "./session.ts";

/** The members of the workspace, as far as this person may know them. */
export function usePeople() {
  return useQuery({ ...ask("people.list", {}), enabled: useMay("people:read"), staleTime: 60_000 }).data?.items ?? [];
}
