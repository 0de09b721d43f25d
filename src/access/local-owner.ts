import type { Id } from "../kernel/ids.ts";
import type { Caller } from "../kernel/operation.ts";
import { scopesOfRole } from "./core/scopes.ts";

/** Whoever can read the data folder's keys owns it: the caller behind command-line calls on one's own folder. */
export function localOwner(workspaceId: Id<"wsp">, requestId: string): Caller {
  return {
    workspaceId,
    principal: { kind: "person", id: "local-owner", name: "Local owner", role: "admin" },
    scopes: scopesOfRole("admin"),
    requestId,
  };
}
