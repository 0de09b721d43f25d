import type { ContactKeyKind } from "./contact-table.ts";

/** What a workspace may decide about how records become one: a value that both resolvers take, so that a change can be tried. */
export interface Ruleset {
  /** The kinds of key that join contacts; records keep their other keys, which then join nobody. */
  readonly keys: readonly ContactKeyKind[];
  /** Whether records that show the same mailbox of a function (`info@`) may be one contact, where names allow it. */
  readonly roleMailboxesJoin: boolean;
  /** A key that more full names than this stand under belongs to nobody: it is blocked. */
  readonly namesPerKeyMax: number;
  /** A company's name under more domains than this says nothing (`Global`, `Consulting`): it leaves the closure. */
  readonly domainsPerNameMax: number;
}

/** What holds where nobody decided otherwise. */
export const defaultRuleset: Ruleset = {
  keys: ["em", "li", "ph", "nd", "nc"],
  roleMailboxesJoin: true,
  namesPerKeyMax: 12,
  domainsPerNameMax: 12,
};
