import fc from "fast-check";
import { expect, test } from "vitest";
import { capSubjectsOf, type LedgerEntry, oneMore, windowOf } from "./caps.ts";
import { emptyWindow, never } from "./facts.ts";

const now = Date.UTC(2026, 2, 4);
const day = 86_400_000;
const used = (age: number): LedgerEntry => ({ actionId: `a${age}`, at: now - age, state: "used", expiresAt: now });

test("a touch leaves a rolling window exactly when the window is over", () => {
  expect(windowOf([used(day - 1), used(day)], now)).toEqual({
    d1: 1,
    d7: 2,
    d30: 2,
    d1DropsAt: new Date(now + 1).toISOString(),
    d7DropsAt: new Date(now + 6 * day).toISOString(),
    d30DropsAt: new Date(now + 29 * day).toISOString(),
  });
  expect(windowOf([used(30 * day)], now)).toEqual(emptyWindow);
  expect(emptyWindow.d1DropsAt).toBe(never);
});

test("a reservation counts until it expires; a released place and an action's own do not", () => {
  const reserved = (expiresAt: number): LedgerEntry => ({ actionId: "r", at: now, state: "reserved", expiresAt });
  expect(windowOf([reserved(now + 1)], now).d1).toBe(1);
  expect(windowOf([reserved(now)], now).d1).toBe(0);
  expect(windowOf([{ ...reserved(now + 1), state: "released" }], now).d1).toBe(0);
  expect(windowOf([reserved(now + 1)], now, ["r"]).d1).toBe(0);
});

test("one more touch is the same as counting it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 * day }), { maxLength: 20 }), (ages) => {
      const before = ages.map(used);
      expect(oneMore(windowOf(before, now), now)).toEqual(windowOf([...before, { ...used(0), actionId: "new" }], now));
    }),
  );
});

test("outreach, answers and confirmations are counted apart", () => {
  const touch = {
    contactId: "con_x",
    accountId: null,
    domain: "acme.com",
    persona: "champion",
    mailboxId: "mbx_y",
    agentId: "agt_z",
  } as const;
  const kinds = (purpose: "outreach" | "reply_in_thread" | "transactional") =>
    capSubjectsOf({ ...touch, purpose }).map(({ kind }) => kind);
  expect(kinds("outreach")).toEqual(["contact", "domain", "persona", "mailbox", "agent"]);
  expect(kinds("reply_in_thread")).toEqual(["thread", "mailbox", "agent"]);
  expect(kinds("transactional")).toEqual(["thread", "mailbox", "agent"]);
});
