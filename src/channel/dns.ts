import { Resolver } from "node:dns/promises";

/** What the DNS said: records, that there are none, or nothing that can be relied on. */
export type DnsAnswer<T> =
  | { readonly kind: "records"; readonly records: readonly T[] }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly says: string };

/** Questions to the DNS, each with a deadline; none throws. */
export interface DnsLookup {
  readonly txt: (name: string) => Promise<DnsAnswer<string>>;
  readonly mx: (domain: string) => Promise<DnsAnswer<{ readonly host: string; readonly priority: number }>>;
  readonly addresses: (host: string) => Promise<readonly string[]>;
}

/** Where questions go; the system's own servers if left out. */
export interface DnsOptions {
  readonly servers?: readonly string[];
  readonly timeoutMs?: number;
}

/** Asks the DNS by the servers of this machine, without its hosts file: what receivers see is what counts. */
export function createDns(options: DnsOptions = {}): DnsLookup {
  const resolver = new Resolver({ timeout: options.timeoutMs ?? 3_000, tries: 2 });
  if (options.servers !== undefined) resolver.setServers(options.servers);
  return {
    // A text longer than 255 bytes is published in pieces, which are one (RFC 7208 §3.3, RFC 6376 §3.6.2.2).
    txt: (name) => answered(async () => (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""))),
    mx: (domain) =>
      answered(async () =>
        (await resolver.resolveMx(domain))
          .map(({ exchange: host, priority }) => ({ host, priority }))
          .sort((a, b) => a.priority - b.priority),
      ),
    addresses: async (host) => {
      const found = await Promise.all([
        answered(() => resolver.resolve4(host)),
        answered(() => resolver.resolve6(host)),
      ]);
      return found.flatMap((answer) => (answer.kind === "records" ? answer.records : []));
    },
  };
}

async function answered<T>(ask: () => Promise<readonly T[]>): Promise<DnsAnswer<T>> {
  try {
    const records = await ask();
    return records.length === 0 ? { kind: "none" } : { kind: "records", records };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    // Only these say that there is nothing; a server that fails or does not answer says nothing at all.
    return code === "ENOTFOUND" || code === "ENODATA" ? { kind: "none" } : { kind: "unknown", says: code };
  }
}
