import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { preflightChecks } from "../../src/commands/checks/mailboxes.ts";
import { isoFromInstant } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { Dns, PreflightDeps } from "../../src/mailbox/deps.ts";
import { preflightMailbox, startPreflights } from "../../src/mailbox/health/preflight.ts";
import { recordRead } from "../../src/mailbox/heartbeat.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { admin } from "../helpers/people.ts";

const dayMs = 86_400_000;

let world: TestApp;
let home: TestWorkspace;
let mailboxId: Id<"mbx">;
/** What the DNS says, by name. */
let txt: Map<string, string>;
let isDnsDown = false;
let clockIsOffBy = 0;

beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.nextWorkday();
  home = await world.workspace();
  isDnsDown = false;
  clockIsOffBy = 0;
  const { id, dkim } = await home.admin.mailboxes.create({
    address: "dana@sales.acme.io",
    displayName: "Dana Diaz",
    smtp: { host: "smtp.gmail.com", port: 587 },
  });
  mailboxId = id;
  await home.admin.mailboxes.pause({ mailboxId: home.mailboxId, reason: "the other one writes" });
  await recordRead(world.app.resources, home.id);
  txt = new Map([
    ["sales.acme.io", "v=spf1 include:_spf.google.com ~all"],
    ["_spf.google.com", "v=spf1 ip4:203.0.113.0/24 ~all"],
    ["_dmarc.acme.io", "v=DMARC1; p=none"],
    [dkim?.recordName ?? "", dkim?.recordValue ?? ""],
  ]);
});
afterAll(() => world.close());

const dns: Dns = {
  txt: async (name) => {
    const record = txt.get(name);
    if (isDnsDown) return { kind: "unknown", says: "ETIMEOUT" };
    return record === undefined ? { kind: "none" } : { kind: "records", records: [record] };
  },
  mx: async () =>
    isDnsDown
      ? { kind: "unknown", says: "ETIMEOUT" }
      : { kind: "records", records: [{ host: "mx.acme.io", priority: 1 }] },
  addresses: async () => [],
};

/** The outside as a preflight meets it: a DNS of ours, and the real server behind an address with https. */
function deps(): PreflightDeps {
  const publicUrl = "https://fairlead.acme.io";
  return {
    ...world.app.deps.mailbox,
    dns,
    publicUrl,
    press: async (url) => {
      const answer = await fetch(url.replace(publicUrl, world.url), { method: "POST" });
      const date = new Date(Date.now() + clockIsOffBy).toUTCString();
      return { kind: "answered", status: answer.status, body: await answer.text(), date };
    },
  };
}

const look = () => preflightMailbox(deps(), { mailboxId }, admin(home.id));
const resultsOf = ({ checks }: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(checks.map(({ name, result }) => [name, result]));
let people = 0;
const propose = async () => {
  people += 1;
  const answer = await home.propose(await home.contact({ email: `kim@p${people}-${home.id.slice(-6)}.co.uk` }));
  return answer.decision.reasons.map(({ code }) => code);
};

test("a mailbox that is right in everything passes, is told so, and its findings expire", async () => {
  expect(await propose()).toEqual(["PREFLIGHT_UNKNOWN"]);
  const found = await look();
  expect(resultsOf(found)).toEqual({
    spf: "pass",
    dkim: "pass",
    dmarc: "pass",
    mx: "pass",
    inbox: "pass",
    unsubscribe: "pass",
    postal_address: "pass",
    clock: "pass",
  });
  expect(found).toMatchObject({ state: "passed", exemptBecause: null });
  const now = await world.now();
  expect(found.checks[0]).toMatchObject({ checkedAt: isoFromInstant(now), expiresAt: isoFromInstant(now + 7 * dayMs) });
  expect(await propose()).toEqual([]);
  await world.advance(7 * dayMs);
  await recordRead(world.app.resources, home.id);
  expect(await propose()).toEqual(["PREFLIGHT_UNKNOWN"]);
  expect((await home.admin.mailboxes.health({ mailboxId })).preflight.state).toBe("expired");
});

test("what is wrong stops outreach and says what to do; once mended it passes", async () => {
  const record = [...txt].find(([name]) => name.includes("_domainkey"));
  txt.delete(record?.[0] ?? "");
  clockIsOffBy = 3_600_000;
  const found = await look();
  expect(found.state).toBe("failed");
  expect(found.checks.filter(({ result }) => result === "fail").map(({ name }) => name)).toEqual(["dkim", "clock"]);
  expect(found.checks.find(({ name }) => name === "dkim")?.mend).toContain(record?.[1]);
  expect(await propose()).toEqual(["PREFLIGHT_FAILED"]);
  txt.set(record?.[0] ?? "", record?.[1] ?? "");
  clockIsOffBy = 0;
  expect((await look()).state).toBe("passed");
});

test("a DNS that does not answer neither passes a mailbox nor fails one, and undoes nothing that still holds", async () => {
  isDnsDown = true;
  expect((await look()).state).toBe("unknown");
  isDnsDown = false;
  expect((await look()).state).toBe("passed");
  isDnsDown = true;
  await world.advance(dayMs);
  expect((await look()).state).toBe("passed");
});

test("a mailbox for examples is exempt and says why; nobody is asked about it", async () => {
  const view = await preflightMailbox(
    { ...deps(), press: async () => ({ kind: "lost", says: "it was asked" }) },
    { mailboxId: home.mailboxId },
    admin(home.id),
  );
  expect(view).toMatchObject({ state: "exempt", exemptBecause: expect.stringContaining("reserved"), checks: [] });
});

test("a mailbox whose mail to itself was not taken waits, and one whose mail is on its way does not", async () => {
  const loop = (says: string | null) =>
    preflightMailbox({ ...deps(), sendToSelf: async () => says }, { mailboxId, loop: true }, admin(home.id));
  const failed = await loop("550 no such mailbox (at rcpt)");
  expect(failed).toMatchObject({ state: "failed", loop: "failed" });
  expect(await propose()).toEqual(["PREFLIGHT_FAILED"]);
  expect(await loop(null)).toMatchObject({ state: "passed", loop: "waiting" });
  expect(await propose()).toEqual([]);
});

test("a look by itself is due for each mailbox that was never looked at, and once for each", async () => {
  const jobs = () => world.db.root`
    select key from job where workspace_id = ${home.id} and queue = 'mailbox.preflight' and state < 2`;
  expect(await jobs()).toMatchObject([{ key: mailboxId }]);
  await startPreflights(world.app.resources, home.id);
  expect(await jobs()).toHaveLength(1);
});

test("doctor names what failed and how to mend it, and a mailbox that nobody looked at", async () => {
  const caller = admin(home.id);
  const { items } = await home.admin.mailboxes.list({});
  const checks = () => preflightChecks(world.app.resources, items, caller);
  expect(await checks()).toMatchObject([{ says: expect.stringContaining("nobody has looked yet") }]);
  txt.delete("_dmarc.acme.io");
  await look();
  const [check, ...more] = await checks();
  expect(more).toEqual([]);
  expect(JSON.stringify(check)).toContain("v=DMARC1");
});

test("the health of a mailbox is one document", async () => {
  await look();
  await home.admin.mailboxes.update({ mailboxId, warmUp: {} });
  await propose();
  const health = await home.admin.mailboxes.health({ mailboxId });
  expect(health).toMatchObject({
    mailbox: { id: mailboxId },
    preflight: { state: "passed" },
    caps: { dailyCap: 40, usedToday: 1, leftToday: 7, warmUp: { day: 1, cap: 8, ceiling: 40, isWarming: true } },
    reading: { isReadable: true, fault: null },
  });
  expect(health.windows.map(({ scope, key, state, sent }) => ({ scope, key, state, sent }))).toEqual([
    { scope: "mailbox", key: mailboxId, state: "closed", sent: 0 },
    { scope: "domain", key: "sales.acme.io", state: "closed", sent: 0 },
  ]);
});

test("a workspace without a postal address is told how to give one, and the next look passes", async () => {
  await home.admin.workspace.update({ postalAddress: "" });
  const missing = (await look()).checks.find(({ name }) => name === "postal_address");
  expect(missing).toMatchObject({ result: "fail", mend: expect.stringContaining("workspace update --postal-address") });
  const given = await home.admin.workspace.update({ postalAddress: "1 Main St, Springfield" });
  expect(given.postalAddress).toBe("1 Main St, Springfield");
  expect(resultsOf(await look())).toMatchObject({ postal_address: "pass" });
  await world.drain();
  const { items } = await home.admin.audit.list({ type: "auth.workspace_changed" });
  expect(items).toHaveLength(2);
});
