import { contactMatch } from "../../../src/identity/core/match.ts";
import type { ContactRecord } from "../../../src/identity/core/resolve.ts";

/** People of as many names who all use one mailbox. */
export function strangersOn(mailbox: string, count: number): readonly ContactRecord[] {
  const letters = (at: number): string =>
    [...String(at).padStart(5, "0")].map((digit) => "abcdefghij"[Number(digit)]).join("");
  return Array.from({ length: count }, (_none, at) => ({
    id: String(at).padStart(6, "0"),
    match: contactMatch({ firstName: `N${letters(at)}`, lastName: `F${letters(count - at)}`, email: mailbox }),
  }));
}
