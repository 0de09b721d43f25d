/** What the DNS said: records, that there are none, or nothing that can be relied on. */
export type DnsAnswer<T> =
  | { readonly kind: "records"; readonly records: readonly T[] }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly says: string };

/** A mail host of a domain. */
export interface MxRecord {
  readonly host: string;
  readonly priority: number;
}
