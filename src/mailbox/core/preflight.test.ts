import fc from "fast-check";
import { expect, test } from "vitest";
import { dayMs } from "../../kernel/env.ts";
import { checkNames } from "../health/contract.ts";
import type { DnsAnswer } from "./dns-answer.ts";
import { judgeDmarc, judgeMx } from "./domain-checks.ts";
import { exemption } from "./exempt.ts";
import { judgeClock, judgeInbox, judgePostalAddress, judgeUnsubscribe } from "./own-checks.ts";
import { nextCheckAt, preflightState, replaces, stamped } from "./preflight.ts";

const now = Date.UTC(2026, 2, 3, 10);
const results = fc.constantFrom("pass", "fail", "unknown", "exempt");
const all = checkNames.map((name) => stamped({ name, result: "pass", says: "", mend: null }, now));

function one(text: string): DnsAnswer<string> {
  return { kind: "records", records: [text] };
}

test("a mailbox is passed while all holds, then expired; before any look it is unknown", () => {
  expect(preflightState(all, now)).toBe("passed");
  expect(preflightState(all, now + 7 * dayMs)).toBe("expired");
  expect(preflightState([], now)).toBe("unknown");
  expect(
    preflightState(
      all.filter(({ name }) => name !== "mx"),
      now,
    ),
  ).toBe("unknown");
});

test("one failure that still holds fails it, but for the inbox, which decisions read live; some may stay unknown", () => {
  fc.assert(
    fc.property(fc.constantFrom(...checkNames), results, (name, result) => {
      const checks = all.map((check) => (check.name === name ? stamped({ ...check, result }, now) : check));
      const state = preflightState(checks, now);
      if (result === "fail") expect(state).toBe(name === "inbox" ? "passed" : "failed");
      else if (result === "unknown") expect(["passed", "unknown"]).toContain(state);
      else expect(state).toBe("passed");
    }),
  );
});

test("an SPF record that does not tell whether the relay may send is made up for by our own signature alone", () => {
  const change = (results: Readonly<Record<string, "pass" | "unknown" | "exempt">>) =>
    all.map((check) => stamped({ ...check, result: results[check.name] ?? check.result }, now));
  expect(preflightState(change({ spf: "unknown" }), now)).toBe("passed");
  expect(preflightState(change({ spf: "unknown", dkim: "exempt" }), now)).toBe("unknown");
  expect(preflightState(change({ spf: "unknown", dkim: "unknown" }), now)).toBe("unknown");
});

test("nobody's answer does not outweigh one that still holds", () => {
  const [before] = all;
  if (before === undefined) throw new Error("there are checks");
  const silent = (at: number) => stamped({ ...before, result: "unknown" }, at);
  expect(replaces(before, silent(now + dayMs))).toBe(false);
  expect(replaces(before, silent(now + 8 * dayMs))).toBe(true);
  expect(replaces(before, stamped({ ...before, result: "fail" }, now + dayMs))).toBe(true);
  expect(replaces(undefined, silent(now))).toBe(true);
});

test("the next look is before the first finding expires, and not sooner than in an hour", () => {
  expect(nextCheckAt(all, now)).toBe(now + 7 * dayMs - 3_600_000);
  expect(nextCheckAt([...all, stamped({ name: "clock", result: "unknown", says: "", mend: null }, now)], now)).toBe(
    now + 3_600_000,
  );
});

test.each([
  ["sales.example", "smtp.gmail.com", true],
  ["mail.example.com", "smtp.gmail.com", true],
  ["acme.test", "smtp.gmail.com", true],
  ["acme.io", "127.0.0.1", true],
  ["acme.io", "localhost", true],
  ["acme.io", "smtp.gmail.com", false],
  ["example.acme.io", "smtp.gmail.com", false],
  ["acme.io", "127.0.0.1.evil.io", false],
])("a mailbox at %s that sends by %s is exempt: %s", (fromDomain, smtpHost, isExempt) => {
  expect(exemption({ fromDomain, smtpHost }) !== null).toBe(isExempt);
});

const path = {
  fromDomain: "sales.acme.io",
  fromOrganisation: "acme.io",
  returnDomain: "in.acme.io",
  returnOrganisation: "acme.io",
  isSigned: false,
};
test.each([
  [path, one("v=DMARC1; p=none"), "pass"],
  [path, one("v=DMARC1;p=reject; aspf=s"), "fail"],
  [{ ...path, isSigned: true }, one("v=DMARC1; p=reject; aspf=s"), "pass"],
  [{ ...path, returnDomain: "bounces.io", returnOrganisation: "bounces.io" }, one("v=DMARC1; p=none"), "fail"],
  [path, one("v=DMARC1; sp=none"), "fail"],
  [path, one("v=spf1 -all"), "fail"],
  [path, { kind: "none" }, "fail"],
  [path, { kind: "unknown", says: "ETIMEOUT" }, "unknown"],
] as const)("DMARC case %# is a %s", (given, answer, result) => {
  expect(judgeDmarc(given, answer, { kind: "none" })).toMatchObject({ name: "dmarc", result });
});

test("the record of the organisation counts where the domain has none", () => {
  expect(judgeDmarc(path, { kind: "none" }, one("v=DMARC1; p=quarantine")).result).toBe("pass");
});

test("replies need a host that takes them", () => {
  const hosts = (...names: string[]) =>
    ({ kind: "records", records: names.map((host) => ({ host, priority: 1 })) }) as const;
  expect(judgeMx("acme.io", hosts("mx.acme.io")).result).toBe("pass");
  expect(judgeMx("acme.io", hosts("")).result).toBe("fail");
  expect(judgeMx("acme.io", { kind: "none" }).result).toBe("fail");
  expect(judgeMx("acme.io", { kind: "unknown", says: "ESERVFAIL" }).result).toBe("unknown");
});

test("unsubscribe links need https, an answer, and ours", () => {
  const answer = (status: number, body: string) => ({ kind: "answered", status, body }) as const;
  const result = (url: string, pressed: Parameters<typeof judgeUnsubscribe>[1]) =>
    judgeUnsubscribe(url, pressed, "ours").result;
  expect(result("https://acme.io", answer(404, "<h1>ours</h1>"))).toBe("pass");
  expect(result("https://acme.io", answer(404, "nginx"))).toBe("fail");
  expect(result("http://acme.io", answer(404, "ours"))).toBe("fail");
  expect(result("https://acme.io", { kind: "lost", says: "no answer" })).toBe("fail");
});

test("the clock, the inbox and the postal address", () => {
  const told = (date: string | null) => judgeClock(now, { kind: "answered", status: 404, body: "", date }).result;
  expect(told(new Date(now - 60_000).toUTCString())).toBe("pass");
  expect(told(new Date(now - 600_000).toUTCString())).toBe("fail");
  expect(told(null)).toBe("unknown");
  expect(judgeInbox({ isReadable: true, readGapMs: 0 }, null).result).toBe("pass");
  expect(judgeInbox({ isReadable: false, readGapMs: null }, "sign in again")).toMatchObject({ mend: "sign in again" });
  expect(judgePostalAddress(" ").result).toBe("fail");
  expect(judgePostalAddress("1 Harbour Street, Dover").result).toBe("pass");
});
