import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { When } from "./when.tsx";
import { counted } from "./words.ts";

/** The keys of one agent with what each may do; never a secret. */
export function AgentKeys(props: { readonly agentId: string }): ReactNode {
  const keys = (useQuery(ask("keys.list", {})).data?.items ?? []).filter((key) => key.holder.id === props.agentId);
  return (
    <div className="border-t border-line px-4 py-2">
      {keys.length === 0 ? <p className="text-ink-3">No key: it cannot call anything.</p> : null}
      <ul className="space-y-1">
        {keys.map((key) => (
          <li key={key.id}>
            <details>
              <summary className="flex items-baseline gap-2 hover:text-ink">
                <span className="font-mono text-xs">{key.prefix}…</span>
                <span className="truncate">{key.name}</span>
                <span className="text-ink-3">
                  {key.revokedAt === null ? counted(key.scopes.length, "scope") : "revoked"}
                </span>
                <span className="ml-auto text-sm text-ink-3">
                  used <When at={key.lastUsedAt} />
                </span>
              </summary>
              <p className="mt-1 font-mono text-xs leading-5 text-ink-2">{key.scopes.join("  ")}</p>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
