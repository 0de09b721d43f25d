import { generateKeyPairSync } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { composeMail } from "../../channel/compose.ts";
import { judgeDkim, signatureFault } from "./dkim.ts";

const keys = () => {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { publicKey: pair.publicKey.toString("base64"), privateKey: pair.privateKey };
};
const [ours, theirs] = [keys(), keys()];
const name = "fairlead._domainkey.acme.io";
let signed: Buffer;

beforeAll(async () => {
  signed = await composeMail({
    from: { name: "Dana Díaz", address: "dana@acme.io" },
    to: "kim@buyer.example",
    replyTo: "dana@acme.io",
    subject: "A subject that is long enough to be folded over more than one line of the header, as many are",
    text: "Hello  Kim,\n\nspaces at the end   \nand ümlauts.\n\n\n",
    messageId: "<1@acme.io>",
    date: 0,
    unsubscribe: { url: "https://acme.io/u/1", mailto: "mailto:u@acme.io" },
    headers: {},
    dkim: { domain: "acme.io", selector: "fairlead", privateKey: ours.privateKey },
  });
});

const changed = (from: string, to: string): Buffer => {
  const text = signed.toString("latin1");
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to), "latin1");
};

test("what the product signs verifies under its own key and under no other", () => {
  expect(signatureFault(signed, ours.publicKey)).toBeNull();
  expect(signatureFault(signed, theirs.publicKey)).toContain("not the one");
  expect(signatureFault(signed, "AAAA")).toContain("no key");
});

test("relaxed means that folding and spaces do not matter, and words do", () => {
  expect(signatureFault(changed("Subject: A subject", "SUBJECT:   A  subject"), ours.publicKey)).toBeNull();
  expect(signatureFault(changed("Subject: A subject", "Subject: Another subject"), ours.publicKey)).not.toBeNull();
  expect(signatureFault(changed("Hello", "Hallo"), ours.publicKey)).toContain("body");
  expect(signatureFault(changed("List-Unsubscribe-Post: ", "X-Gone: "), ours.publicKey)).not.toBeNull();
  expect(signatureFault(Buffer.from("From: a@b.io\r\n\r\nHello"), ours.publicKey)).toContain("no signature");
});

test.each([
  [{ kind: "records", records: [`v=DKIM1; k=rsa; p=${ours.publicKey}`] }, "pass"],
  [{ kind: "records", records: [`p = ${ours.publicKey.slice(0, 100)} ${ours.publicKey.slice(100)}`] }, "pass"],
  [{ kind: "records", records: [`v=DKIM1; p=${theirs.publicKey}`] }, "fail"],
  [{ kind: "records", records: ["v=DKIM1; p="] }, "fail"],
  [{ kind: "records", records: ["v=DKIM1; k=ed25519; p=AAAA"] }, "fail"],
  [{ kind: "records", records: ["p=a", "p=b"] }, "fail"],
  [{ kind: "none" }, "fail"],
  [{ kind: "unknown", says: "ETIMEOUT" }, "unknown"],
] as const)("the record %# is a %s", (answer, result) => {
  expect(judgeDkim(signed, name, answer, "v=DKIM1; p=…")).toMatchObject({ name: "dkim", result });
});
