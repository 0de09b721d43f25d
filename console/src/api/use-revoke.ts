import { useToast } from "../parts/toasts.tsx";
import { identityNouns } from "./identity.ts";
import { useTell } from "./use-tell.ts";

/** Takes back what was said about who is who: everything is as if it had not been said. */
export function useRevoke(): (assertionIds: readonly `ast_${string}`[]) => void {
  const toast = useToast();
  const revoke = useTell("assertions.revoke", {
    refresh: identityNouns,
    onDone: () => toast({ title: "Undone", detail: "Everything is as if it had not been said." }),
  });
  return (assertionIds) => revoke.mutate({ assertionIds: [...assertionIds], reason: "undone in the console" });
}
