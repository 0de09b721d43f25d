import { createHash, createPublicKey, verify } from "node:crypto";
import type { DnsAnswer } from "./dns-answer.ts";
import type { Found } from "./preflight.ts";

/** The public key of a DKIM record (RFC 6376 §3.6.1), or why there is none. */
function keyIn(record: string): { readonly key: string } | { readonly fault: string } {
  const tags = tagsOf(record);
  if (tags.has("v") && tags.get("v") !== "DKIM1") return { fault: "is of a version that nobody knows" };
  if ((tags.get("k") ?? "rsa") !== "rsa") return { fault: "is of another kind than RSA" };
  const key = tags.get("p");
  if (key === undefined) return { fault: "has no key (`p=`)" };
  return key === "" ? { fault: "is revoked (`p=` is empty)" } : { key };
}

/** Signs one way, checks the other: whether a message that we signed verifies by the key that the DNS publishes. */
export function judgeDkim(signed: Buffer, recordName: string, answer: DnsAnswer<string>, expected: string): Found {
  const say = (result: Found["result"], says: string, mend: string | null): Found => ({
    name: "dkim",
    result,
    says,
    mend,
  });
  const advice = `publish a TXT record at \`${recordName}\`: \`${expected}\``;
  if (answer.kind === "unknown")
    return say("unknown", `the DNS did not tell the record of \`${recordName}\``, "try again, or ask who runs the DNS");
  if (answer.kind === "none") return say("fail", `there is no record at \`${recordName}\``, advice);
  const [record, ...more] = answer.records;
  if (record === undefined || more.length > 0)
    return say("fail", `there are ${answer.records.length} records at \`${recordName}\``, "leave one, with our key");
  const found = keyIn(record);
  if ("fault" in found) return say("fail", `the record at \`${recordName}\` ${found.fault}`, advice);
  const fault = signatureFault(signed, found.key);
  return fault === null
    ? say("pass", `a message signed by us verifies by the key at \`${recordName}\``, null)
    : say("fail", `a message signed by us does not verify by the key at \`${recordName}\`: ${fault}`, advice);
}

/**
 * What is wrong with the first DKIM signature of a message under a public key, or null when it verifies (RFC 6376 §6.1),
 * for what we sign ourselves: rsa-sha256 over relaxed headers and a relaxed body.
 */
export function signatureFault(raw: Buffer, publicKey: string): string | null {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const fields = text.slice(0, end + 2).match(/[^\r\n][\s\S]*?\r\n(?![ \t])/g) ?? [];
  const own = fields.find((field) => /^dkim-signature:/i.test(field));
  if (own === undefined) return "it carries no signature";
  const tags = tagsOf(own.slice(own.indexOf(":") + 1));
  if (tags.get("a") !== "rsa-sha256" || tags.get("c") !== "relaxed/relaxed")
    return "it is signed in another way than ours";
  const bodyHash = createHash("sha256")
    .update(relaxedBody(text.slice(end + 4)), "latin1")
    .digest("base64");
  if (tags.get("bh") !== bodyHash) return "its body is not what was signed";
  const signedNames = (tags.get("h") ?? "")
    .toLowerCase()
    .split(":")
    .map((name) => name.trim());
  const left = [...fields];
  const lines = signedNames.flatMap((name) => {
    // The last of several comes first (§5.4.2); a name without a header signs that there is none.
    const at = left.findLastIndex((field) => field.slice(0, field.indexOf(":")).trim().toLowerCase() === name);
    return at === -1 ? [] : left.splice(at, 1).map((field) => `${relaxedHeader(field)}\r\n`);
  });
  const blank = relaxedHeader(own.replace(/([;:\s]b=)[^;]*/, "$1"));
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    const signature = Buffer.from(tags.get("b") ?? "", "base64");
    return verify("sha256", Buffer.from(lines.join("") + blank, "latin1"), key, signature)
      ? null
      : "the key is not the one that we sign with";
  } catch {
    // What is published is no key at all: as good as another one.
    return "what is published is no key";
  }
}

/** Tags of a record or signature, without the white space that folding puts in. */
function tagsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(";").flatMap((part) => {
      const at = part.indexOf("=");
      return at === -1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).replace(/\s+/g, "")] as const];
    }),
  );
}

/** RFC 6376 §3.4.2. */
function relaxedHeader(field: string): string {
  const at = field.indexOf(":");
  const value = field
    .slice(at + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${field.slice(0, at).trim().toLowerCase()}:${value}`;
}

/** RFC 6376 §3.4.4. */
function relaxedBody(body: string): string {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  return lines.length === 0 ? "" : `${lines.join("\r\n")}\r\n`;
}
