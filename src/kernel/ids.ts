import { z } from "zod";

/**
 * Prefixed ids: a UUIDv7 (RFC 9562) written as a type prefix and 26 base32 characters, as TypeID does it.
 * The database stores the uuid; the prefix exists at the edges, where a person or a model reads it.
 */
const prefixes = [
  "wsp",
  "usr",
  "agt",
  "key",
  "ses",
  "src",
  "imp",
  "prv",
  "run",
  "viw",
  "rul",
  "blk",
  "upl",
  "rec",
  "ast",
  "obs",
  "con",
  "acc",
  "rel",
  "rev",
  "evt",
  "inb",
  "whk",
  "dlv",
  "esp",
  "thr",
  "mbx",
  "icp",
  "sig",
  "scr",
  "sup",
  "cns",
  "hld",
  "dec",
  "pol",
  "tpl",
  "seq",
  "stp",
  "enr",
  "act",
  "apr",
  "msg",
  "att",
  "prm",
  "tsk",
  "mtg",
  "ctx",
  "out",
  "opp",
  "job",
  "aud",
] as const;

const known: ReadonlySet<string> = new Set(prefixes);

export type IdPrefix = (typeof prefixes)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const hexDigits = "0123456789abcdef";
const suffixPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What an id is made from: business time for its order, random bytes for the rest. */
export interface IdSource {
  wall(): number;
  randomBytes(count: number): Uint8Array;
}

/** A new id; ids made later sort later (to the millisecond). */
export function newId<P extends IdPrefix>(source: IdSource, prefix: P): Id<P> {
  return idFromUuid(prefix, newUuid(source));
}

/** A new UUIDv7 as text. */
export function newUuid(source: IdSource): string {
  const bytes = Buffer.from(source.randomBytes(16));
  bytes.writeUIntBE(source.wall(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidFromHex(bytes.toString("hex"));
}

/** The prefixed id of a stored uuid. */
export function idFromUuid<P extends IdPrefix>(prefix: P, uuid: string): Id<P> {
  // 26 characters hold 130 bits: two zeros come before the uuid's own.
  const suffix = regrouped(uuid.toLowerCase().replaceAll("-", ""), hexDigits, 4, { to: alphabet, toBits: 5, zeros: 2 });
  if (suffix.length !== 26) throw new TypeError(`\`${uuid}\` is not a uuid`);
  return `${prefix}_${suffix}`;
}

/** The same for a column that may be null. */
export function idOrNull<P extends IdPrefix>(prefix: P, uuid: string | null | undefined): Id<P> | null {
  return uuid === null || uuid === undefined ? null : idFromUuid(prefix, uuid);
}

/** The uuid inside a prefixed id; a plain uuid passes through. */
export function uuidFromId(id: string): string {
  if (uuidPattern.test(id)) return id.toLowerCase();
  const suffix = id.slice(4);
  if (!isPrefixed(id)) throw new TypeError(`\`${id}\` is not an id`);
  return uuidFromHex(regrouped(suffix, alphabet, 5, { to: hexDigits, toBits: 4, zeros: -2 }));
}

/** The same bits in another alphabet, with zeros put before them, or taken away. */
function regrouped(
  text: string,
  from: string,
  fromBits: number,
  { to, toBits, zeros }: { readonly to: string; readonly toBits: number; readonly zeros: number },
): string {
  let [out, held, bits] = ["", 0, zeros];
  for (let at = 0; at < text.length; at += 1) {
    const value = from.indexOf(text.charAt(at));
    if (value < 0) throw new TypeError(`\`${text}\` is neither an id nor a uuid`);
    held = (held << fromBits) | value;
    for (bits += fromBits; bits >= toBits; held &= (1 << bits) - 1) {
      bits -= toBits;
      out += to.charAt(held >>> bits);
    }
  }
  return out;
}

/** Whether a text is an id of one of our kinds. */
export function isPrefixed(text: string): boolean {
  return text.charAt(3) === "_" && known.has(text.slice(0, 3)) && suffixPattern.test(text.slice(4));
}

/** Whether a text is an id of this kind. */
export function isId<P extends IdPrefix>(prefix: P, text: string): text is Id<P> {
  return text.startsWith(`${prefix}_`) && isPrefixed(text);
}

/** The zod schema of an id of one kind, for contracts. */
export function idSchema<P extends IdPrefix>(prefix: P): z.ZodType<Id<P>, Id<P>> {
  return z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), {
    error: `expected an id that starts with \`${prefix}_\``,
  }) as unknown as z.ZodType<Id<P>, Id<P>>;
}

function uuidFromHex(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
