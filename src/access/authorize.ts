import { limits } from "../kernel/limits.ts";
import type { Caller, Operation } from "../kernel/operation.ts";
import type { RateLimits } from "./rate-limits.ts";

/** A workspace may call this many times as often as one of its keys. */
const keysWorth = 4;

/**
 * What `invoke` asks before it runs an operation: is this caller within its rate? Scopes were checked at the door, and a
 * pause refuses nothing here: a paused agent hears of it as a decision, with its reason.
 */
export function createAuthorize(rates: RateLimits): (operation: Operation, caller: Caller) => Promise<void> {
  return async (operation, caller) => {
    const credential = caller.keyId ?? caller.sessionId;
    if (credential === undefined || operation.effect === "stop") return;
    rates.take(`credential ${credential}`, limits.requestsPerMinute);
    rates.take(`workspace ${caller.workspaceId}`, limits.requestsPerMinute * keysWorth);
  };
}
