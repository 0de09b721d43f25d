import type { DnsAnswer } from "./dns-answer.ts";
import type { Found } from "./preflight.ts";

/** The SPF records (RFC 7208) that a domain's own leads to, each by the domain that it stands at. */
export type SpfRecords = ReadonlyMap<string, DnsAnswer<string>>;

/** More look-ups than this are an error to receivers (RFC 7208 §4.6.4). */
export const spfLookupsMax = 10;

/** What well-known relays ask to be included; they send from addresses that nobody can tell from their name. */
const includeOfRelay: readonly (readonly [relay: string, include: string])[] = [
  ["gmail.com", "_spf.google.com"],
  ["google.com", "_spf.google.com"],
  ["office365.com", "spf.protection.outlook.com"],
  ["outlook.com", "spf.protection.outlook.com"],
  ["amazonaws.com", "amazonses.com"],
  ["sendgrid.net", "sendgrid.net"],
  ["mailgun.org", "mailgun.org"],
  ["postmarkapp.com", "spf.mtasv.net"],
  ["zoho.com", "zohomail.com"],
  ["zoho.eu", "zohomail.eu"],
  ["messagingengine.com", "spf.messagingengine.com"],
];

/** The SPF records among the TXT records of a name. */
export function spfIn(answer: DnsAnswer<string>): DnsAnswer<string> {
  if (answer.kind !== "records") return answer;
  const records = answer.records.filter((text) => /^v=spf1(?: |$)/i.test(text));
  return records.length === 0 ? { kind: "none" } : { kind: "records", records };
}

/** The domains whose records are read too: of `include` and `redirect`; macros lead nowhere that is known. */
export function spfTargets(record: string): readonly string[] {
  return [...record.matchAll(/(?:^|\s)[+?~-]?(?:include:|redirect=)([^\s%]+)(?=\s|$)/gi)].map(([, name]) =>
    (name ?? "").toLowerCase().replace(/\.$/, ""),
  );
}

/** Mechanisms and the modifier that cost a receiver a look-up. */
export function spfLookups(record: string): number {
  return record
    .split(/\s+/)
    .filter((term) => /^[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr(?::|$)|exists:)|^redirect=/i.test(term)).length;
}

/** What SPF is judged by. */
export interface SpfPath {
  /** The domain in the return path, and the registrable one that it belongs to. */
  readonly domain: string;
  readonly organisation: string;
  /** Where we hand mail to, and whose that is. */
  readonly relay: string;
  readonly relayOrganisation: string;
  readonly relayAddresses: readonly string[];
}

/**
 * Whether SPF of the domain in the return path lets the relay send: its own record, what that includes, and the relay's name
 * or addresses in them.
 */
export function judgeSpf(path: SpfPath, records: SpfRecords): Found {
  const { domain, relay } = path;
  const say = (result: Found["result"], says: string, mend: string | null): Found => ({
    name: "spf",
    result,
    says,
    mend,
  });
  const own = records.get(domain);
  const include = includeOfRelay.find(([end]) => relay === end || relay.endsWith(`.${end}`))?.[1];
  const advice = `publish one TXT record at \`${domain}\`: \`v=spf1 ${include === undefined ? `a:${relay}` : `include:${include}`} ~all\``;
  if (own === undefined || own.kind === "unknown")
    return say("unknown", `the DNS did not tell the records of \`${domain}\``, "try again, or ask who runs the DNS");
  if (own.kind === "none") return say("fail", `\`${domain}\` has no SPF record`, advice);
  const [record, ...more] = own.records;
  if (record === undefined || more.length > 0)
    return say(
      "fail",
      `\`${domain}\` has ${own.records.length} SPF records, which count as none`,
      "join them into one record",
    );
  const all = [...records.values()].flatMap((one) => (one.kind === "records" ? one.records.slice(0, 1) : []));
  const lookups = all.reduce((sum, text) => sum + spfLookups(text), 0);
  if (lookups > spfLookupsMax)
    return say(
      "fail",
      `the SPF record costs ${lookups} look-ups, and ${spfLookupsMax} is the most`,
      "leave out what does not send",
    );
  if (all.some((text) => /(?:^|\s)\+?all(?:\s|$)/i.test(text)))
    return say("fail", "the SPF record lets everybody send (`+all`)", "end it with `~all`");
  if (records.has(include ?? "") || namesRelay(all, path) || includesRelay(records, path))
    return say("pass", `the SPF record of \`${domain}\` lets \`${relay}\` send`, null);
  const isOpen = [...records.values()].some((one) => one.kind === "unknown") || all.some((text) => text.includes("%"));
  return include === undefined || isOpen
    ? say(
        "unknown",
        `the SPF record of \`${domain}\` does not name \`${relay}\`, which may send from other addresses`,
        advice,
      )
    : say("fail", `the SPF record of \`${domain}\` does not include \`${include}\` of \`${relay}\``, advice);
}

/** Whether something of whoever runs the relay is included: `spf.relay.io` for `smtp.relay.io`. */
function includesRelay(records: SpfRecords, { organisation, relayOrganisation }: SpfPath): boolean {
  if (organisation === relayOrganisation) return false;
  return [...records.keys()].some((name) => name === relayOrganisation || name.endsWith(`.${relayOrganisation}`));
}

/** Whether a record names the relay: as a host, or one of its addresses. */
function namesRelay(records: readonly string[], { domain, relay, relayAddresses }: SpfPath): boolean {
  const hosts = new Set([relay, ...(relay === domain ? ["a"] : [])]);
  const terms = records.flatMap((record) => record.toLowerCase().split(/\s+/)).map((term) => term.replace(/^\+/, ""));
  return terms.some((term) => {
    const [kind = "", value = ""] = splitOnce(term, ":");
    if (kind === "a" || kind === "mx") return value === "" ? hosts.has("a") : hosts.has(value.split("/")[0] ?? "");
    return (kind === "ip4" || kind === "ip6") && relayAddresses.some((address) => covers(value, address));
  });
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whether a network of IPv4, or an address of any kind written out, covers an address. */
function covers(network: string, address: string): boolean {
  const [base = "", bits = "32"] = network.split("/");
  const [one, other] = [numberOf(base), numberOf(address)];
  if (one === null || other === null) return base === address;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(one / size) === Math.floor(other / size);
}

function numberOf(address: string): number | null {
  const parts = address.split(".").map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : null;
}
