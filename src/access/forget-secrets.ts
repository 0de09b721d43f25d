import type { InvokeDeps } from "../kernel/invoke.ts";
import type { Operation } from "../kernel/operation.ts";
import { createKey, createMember, setPassword } from "./contract.ts";

const shownOnce: ReadonlySet<string> = new Set([createKey.name, createMember.name, setPassword.name]);

/**
 * Answers that show a secret are never stored, not even for a repeated idempotency key: repeating such a call makes
 * another secret, and the spare one is revoked.
 */
export function forgetSecrets(
  remember: InvokeDeps["remember"],
  besides: readonly Operation[] = [],
): InvokeDeps["remember"] {
  const isShownOnce = (name: string): boolean => shownOnce.has(name) || besides.some((one) => one.name === name);
  return (operation, caller, key, input, work) =>
    isShownOnce(operation.name) ? work() : remember(operation, caller, key, input, work);
}
