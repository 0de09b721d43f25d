import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snsCertificateUrl, snsConfirmUrl, verifySns } from "./sns.ts";
import type { WebhookVerdict } from "./verdict.ts";

const now = Date.UTC(2026, 2, 3, 10, 0, 0);
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const certificatePem = publicKey.export({ type: "spki", format: "pem" }).toString();
const topic = "arn:aws:sns:eu-west-1:111122223333:mail-events";
const certificateUrl = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem";

type Envelope = Record<string, string>;
const notification: Envelope = {
  Type: "Notification",
  MessageId: "5f1d0000-0000-4000-8000-000000000001",
  TopicArn: topic,
  Message: '{"eventType":"Send","mail":{"messageId":"m-1"}}',
  Timestamp: "2026-03-03T10:00:00.000Z",
  SigningCertURL: certificateUrl,
};
const confirmation: Envelope = {
  ...notification,
  Type: "SubscriptionConfirmation",
  Token: "2336412f37fb687f5d51e6e2425dacbbd2b2f3a1",
  SubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}&Token=2336`,
};

const signedNames: Readonly<Record<string, readonly string[]>> = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

function signed(envelope: Envelope, version: "1" | "2" = "2", key: KeyObject = privateKey): Envelope {
  const lines = (signedNames[envelope["Type"] ?? ""] ?? [])
    .filter((name) => envelope[name] !== undefined)
    .map((name) => `${name}\n${envelope[name]}\n`)
    .join("");
  const signature = sign(version === "1" ? "RSA-SHA1" : "RSA-SHA256", Buffer.from(lines), key);
  return { ...envelope, SignatureVersion: version, Signature: signature.toString("base64") };
}

const bytes = (envelope: unknown): Buffer => Buffer.from(JSON.stringify(envelope));
function check(envelope: unknown, at = now, topicArns: readonly string[] = [topic]): WebhookVerdict {
  return verifySns({ headers: {}, rawBody: bytes(envelope), now: at }, { topicArns, certificatePem });
}

describe("a call of SNS", () => {
  test.each(["1", "2"] as const)(
    "is believed under signature version %s, whatever the order of its fields",
    (version) => {
      for (const envelope of [notification, { ...notification, Subject: "Amazon SES" }, confirmation]) {
        const reordered = Object.fromEntries(Object.entries(signed(envelope, version)).toReversed());
        expect(check(signed(envelope, version))).toMatchObject({ ok: true, at: now });
        expect(check(reordered)).toEqual(check(signed(envelope, version)));
      }
    },
  );

  test("has one replay key, and another message has another", () => {
    const other = { ...notification, MessageId: "5f1d0000-0000-4000-8000-000000000002" };
    expect(check(signed(notification, "1"))).toEqual(check(signed(notification, "2")));
    expect(check(signed(other))).not.toEqual(check(signed(notification)));
  });

  test("fails with any character of any signed field changed", () => {
    const given = signed({ ...notification, Subject: "Amazon SES" });
    fc.assert(
      fc.property(fc.constantFrom(...(signedNames["Notification"] ?? [])), fc.nat(), fc.string(), (name, at, other) => {
        const text = given[name] ?? "";
        const place = at % text.length;
        const changed = text.slice(0, place) + other + text.slice(place + 1);
        fc.pre(changed !== text);
        expect(check({ ...given, [name]: changed }).ok).toBe(false);
      }),
    );
  });

  test("cannot pass one field for two by a line break", () => {
    const given = signed({ ...notification, Subject: "Amazon SES" });
    const { Subject, ...rest } = given;
    const shifted = { ...rest, MessageId: `${given["MessageId"]}\nSubject\n${Subject}` };
    expect(check(shifted)).toEqual({ ok: false, fault: "malformed" });
  });

  test("has one spelling of its signature", () => {
    const given = signed(notification);
    const url = Buffer.from(given["Signature"] ?? "", "base64").toString("base64url");
    for (const Signature of [url, given["Signature"]?.replace(/=+$/, ""), `${given["Signature"]}=`])
      expect(check({ ...given, Signature })).toEqual({ ok: false, fault: "wrong_signature" });
  });

  test("fails when a stranger signed it, when nothing did, and when the version does not match", () => {
    expect(check(signed(notification, "2", stranger.privateKey))).toEqual({ ok: false, fault: "wrong_signature" });
    expect(check({ ...signed(notification, "1"), SignatureVersion: "2" })).toEqual({
      ok: false,
      fault: "wrong_signature",
    });
    for (const SignatureVersion of ["3", "constructor"])
      expect(check({ ...signed(notification), SignatureVersion })).toEqual({ ok: false, fault: "no_signature" });
    expect(check(notification)).toEqual({ ok: false, fault: "no_signature" });
  });

  test("fails for a topic that is not ours, outside the window, and without a certificate", () => {
    expect(check(signed(notification), now, ["arn:aws:sns:eu-west-1:111122223333:other"])).toEqual({
      ok: false,
      fault: "wrong_topic",
    });
    expect(check(signed(notification), now, [])).toEqual({ ok: false, fault: "wrong_topic" });
    expect(check(signed(notification), now + 300_000)).toMatchObject({ ok: true });
    expect(check(signed(notification), now + 300_001)).toEqual({ ok: false, fault: "stale" });
    expect(check(signed(notification), now - 300_001)).toEqual({ ok: false, fault: "future" });
    const request = { headers: {}, rawBody: bytes(signed(notification)), now };
    for (const pem of [null, "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
      expect(verifySns(request, { topicArns: [topic], certificatePem: pem })).toEqual({ ok: false, fault: "no_key" });
  });

  test("may be late where its provider signs once, and early nowhere", () => {
    const lateMs = 14 * 86_400_000;
    const keys = { topicArns: [topic], certificatePem };
    const late = (at: number) =>
      verifySns({ headers: {}, rawBody: bytes(signed(notification)), now: at, lateMs }, keys);
    expect(late(now + lateMs)).toMatchObject({ ok: true });
    expect(late(now + lateMs + 1)).toEqual({ ok: false, fault: "stale" });
    expect(late(now - 300_000)).toMatchObject({ ok: true });
    expect(late(now - 300_001)).toEqual({ ok: false, fault: "future" });
  });

  test.each(["", "[]", "null", "{", "\u00ff"])("is malformed as %j", (body) => {
    const request = { headers: {}, rawBody: Buffer.from(body, "latin1"), now };
    expect(verifySns(request, { topicArns: [topic], certificatePem })).toEqual({ ok: false, fault: "malformed" });
  });
});

describe("an address that SNS asks us to call", () => {
  const host = "sns.eu-west-1.amazonaws.com";
  test.each([
    certificateUrl,
    "https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-1.pem",
    "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-1.pem",
  ])("is Amazon's own: %s", (url) => {
    expect(snsCertificateUrl(bytes({ SigningCertURL: url }))).toBe(url);
  });

  test.each([
    `http://${host}/x.pem`,
    `https://${host}.evil.example/x.pem`,
    `https://evil.example/${host}/x.pem`,
    `https://${host}@evil.example/x.pem`,
    `https://user:word@${host}/x.pem`,
    `https://${host}:8443/x.pem`,
    `https://${host}:443/x.pem`,
    `https://${host}./x.pem`,
    `https://${host}\\@evil.example/x.pem`,
    `https://${host}%2eevil.example/x.pem`,
    `https://${host}\t.evil.example/x.pem`,
    `https://SNS.eu-west-1.amazonaws.com.evil.example/x.pem`,
    "https://sns.eu-west-1.amazonaws.com.co/x.pem",
    "https://sns.eu-west-1amazonaws.com/x.pem",
    "https://sns-eu-west-1.amazonaws.com/x.pem",
    "https://xsns.eu-west-1.amazonaws.com/x.pem",
    "https://sns.amazonaws.com/x.pem",
    "https://sns.s3.amazonaws.com/x.pem",
    "https://sns.s3-us-west-2.amazonaws.com/x.pem",
    "https://sns.eu-west-1.s3.amazonaws.com/x.pem",
    "https://sns.ëu-west-1.amazonaws.com/x.pem",
    "https://169.254.169.254/x.pem",
    "https://[::1]/x.pem",
    "file:///etc/x.pem",
    `https://${host}/x.pem?y`,
    `https://${host}/x.pem#y`,
    `https://${host}/x.cer`,
    ` https://${host}/x.pem`,
    `https://${host}/x.pem\nhttps://evil.example/`,
  ])("is refused: %s", (url) => {
    expect(snsCertificateUrl(bytes({ SigningCertURL: url }))).toBeNull();
    expect(check({ ...signed(notification), SigningCertURL: url })).toEqual({ ok: false, fault: "untrusted_url" });
  });

  test("confirms a subscription at Amazon's host only, even when it is rightly signed", () => {
    expect(snsConfirmUrl(bytes(signed(confirmation)))).toBe(confirmation["SubscribeURL"]);
    expect(snsConfirmUrl(bytes(signed(notification)))).toBeNull();
    for (const url of [
      "https://evil.example/?Action=ConfirmSubscription&Token=1",
      `http://${host}/?Action=ConfirmSubscription&Token=1`,
      `https://${host}@evil.example/?Action=ConfirmSubscription&Token=1`,
      `https://${host}/?Action=DeleteTopic&TopicArn=${topic}`,
    ]) {
      const envelope = signed({ ...confirmation, SubscribeURL: url });
      expect(snsConfirmUrl(bytes(envelope))).toBeNull();
      expect(check(envelope)).toEqual({ ok: false, fault: "untrusted_url" });
    }
  });
});
