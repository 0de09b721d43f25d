import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readGmail, verifyGmail } from "./gmail.ts";
import type { WebhookVerdict } from "./verdict.ts";

const seconds = 1_772_532_000;
const now = seconds * 1_000;
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const webKey = { ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" };
const keys = { jwks: { keys: [webKey] }, audience: "https://ours.example/hooks", serviceAccount: "push@ours.example" };
const claims = {
  iss: "https://accounts.google.com",
  aud: keys.audience,
  email: keys.serviceAccount,
  email_verified: true,
  iat: seconds - 60,
  exp: seconds + 3_540,
};
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function token(
  given: object = claims,
  header: object = { alg: "RS256", kid: "k1" },
  key: KeyObject = privateKey,
): string {
  const signed = `${encoded(header)}.${encoded(given)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

function bodyOf(data: unknown, messageId = "101"): Buffer {
  const message = {
    data: Buffer.from(JSON.stringify(data)).toString("base64"),
    messageId,
    publishTime: "2026-03-03T10:00:00Z",
  };
  return Buffer.from(JSON.stringify({ message, subscription: "projects/p/subscriptions/s" }));
}

const body = bodyOf({ emailAddress: "Sales@Ours.example", historyId: 4711 });
function check(bearer: string, rawBody: Uint8Array = body, against: typeof keys = keys): WebhookVerdict {
  return verifyGmail({ headers: { Authorization: `Bearer ${bearer}` }, rawBody, now }, against);
}

test("a call is believed by Google's token for our audience and account", () => {
  expect(check(token())).toMatchObject({ ok: true, at: now });
  expect(check(token({ ...claims, iss: "accounts.google.com" }))).toMatchObject({ ok: true });
});

test("a message told again has the same replay key, another has another", () => {
  expect(check(token())).toEqual(check(token({ ...claims, iat: seconds - 1 })));
  expect(check(token(), bodyOf({}, "102"))).not.toEqual(check(token()));
});

test.each([
  ["wrong_audience", { aud: "https://other.example" }],
  ["wrong_audience", { aud: [keys.audience] }],
  ["wrong_issuer", { iss: "https://accounts.google.com.evil.example" }],
  ["wrong_account", { email: "other@ours.example" }],
  ["wrong_account", { email_verified: false }],
  ["wrong_account", { email_verified: "true" }],
  ["stale", { exp: seconds }],
  ["future", { iat: seconds + 301 }],
  ["malformed", { exp: undefined }],
] as const)("%s: %j", (fault, changed) => {
  expect(check(token({ ...claims, ...changed }))).toEqual({ ok: false, fault });
});

test("a token chooses neither its algorithm nor its key", () => {
  const wrong = { ok: false, fault: "wrong_signature" };
  expect(check(`${encoded({ alg: "none", kid: "k1" })}.${encoded(claims)}.`)).toEqual(wrong);
  expect(check(token(claims, { alg: "none", kid: "k1" }))).toEqual(wrong);
  expect(check(token(claims, { alg: "rs256", kid: "k1" }))).toEqual(wrong);
  const confused = `${encoded({ alg: "HS256", kid: "k1" })}.${encoded(claims)}`;
  const pem = publicKey.export({ type: "spki", format: "pem" });
  expect(check(`${confused}.${createHmac("sha256", pem).update(confused).digest("base64url")}`)).toEqual(wrong);
  expect(check(token(claims, { alg: "RS256", kid: "k1" }, stranger.privateKey))).toEqual(wrong);
  const own = stranger.publicKey.export({ format: "jwk" });
  expect(check(token(claims, { alg: "RS256", kid: "k1", jwk: own }, stranger.privateKey))).toEqual(wrong);
  expect(check(token(claims, { alg: "RS256", kid: "k2" }))).toEqual({ ok: false, fault: "no_key" });
  expect(check(token(claims, { alg: "RS256", kid: "k1", crit: ["b64"] }))).toEqual({ ok: false, fault: "malformed" });
});

test("keys for something else, weak ones and none are no keys", () => {
  const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const weakKey = { ...weak.publicKey.export({ format: "jwk" }), kid: "k1" };
  const none = { ok: false, fault: "no_key" };
  expect(
    check(token(claims, undefined, weak.privateKey), body, { ...keys, jwks: { keys: [weakKey as typeof webKey] } }),
  ).toEqual(none);
  for (const changed of [{ use: "enc" }, { alg: "RS512" }, { kty: "EC" }, { n: "" }])
    expect(check(token(), body, { ...keys, jwks: { keys: [{ ...webKey, ...changed }] } })).toEqual(none);
  expect(check(token(), body, { ...keys, audience: "" })).toEqual({ ok: false, fault: "wrong_audience" });
  expect(check(token({ ...claims, email: "" }), body, { ...keys, serviceAccount: "" })).toEqual({
    ok: false,
    fault: "wrong_account",
  });
});

test("any changed character of a token's header or claims fails", () => {
  const given = token();
  const end = given.lastIndexOf(".");
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(..."ABCDEFGHabcdefgh0123456789-_."), (at, letter) => {
      const place = at % end;
      fc.pre(given[place] !== letter);
      expect(check(given.slice(0, place) + letter + given.slice(place + 1)).ok).toBe(false);
    }),
  );
});

test("a call without a token, or with another kind of proof, fails", () => {
  for (const headers of [{}, { authorization: "" }, { authorization: "Basic eDp5" }])
    expect(verifyGmail({ headers, rawBody: body, now }, keys)).toEqual({ ok: false, fault: "no_signature" });
  for (const bearer of ["a", "a.b", "a.b.c", `${"a".repeat(9_000)}.b.c`])
    expect(check(bearer)).toEqual({ ok: false, fault: "malformed" });
  expect(check(token(), Buffer.from("{}"))).toEqual({ ok: false, fault: "malformed" });
});

test("a notice names the mailbox and where to read on from", () => {
  expect(readGmail(body)).toEqual([
    {
      kind: "mailbox_changed",
      provider: "gmail-pubsub",
      name: "push",
      eventId: "101",
      at: now,
      mailbox: "sales@ours.example",
      subscription: "projects/p/subscriptions/s",
      cursor: "4711",
    },
  ]);
  expect(readGmail(bodyOf({ emailAddress: "a@ours.example", historyId: "18446744073709551615" }))[0]?.cursor).toBe(
    "18446744073709551615",
  );
});

test("a history id that is no exact number is left out, and a notice without a mailbox is ignored", () => {
  const data = Buffer.from('{"emailAddress":"a@ours.example","historyId":18446744073709551615}').toString("base64");
  const [notice] = readGmail(Buffer.from(JSON.stringify({ message: { data, messageId: "1" } })));
  expect(notice).toMatchObject({ kind: "mailbox_changed", cursor: null });
  expect(readGmail(bodyOf({}))[0]).toMatchObject({ kind: "ignored", mailbox: null });
});
