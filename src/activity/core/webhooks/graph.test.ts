import { expect, test } from "vitest";
import { graphValidation, readGraph, verifyGraph } from "./graph.ts";
import type { WebhookVerdict } from "./verdict.ts";

const now = 1_772_532_000_000;
const item = { subscriptionId: "sub-1", clientState: "s-1", changeType: "created", resource: "Users/u/Messages/m" };
const bodyOf = (value: unknown): Buffer => Buffer.from(JSON.stringify({ value }));

function check(value: unknown, clientStates: readonly string[] = ["s-1"]): WebhookVerdict {
  return verifyGraph({ headers: {}, rawBody: bodyOf(value), now }, { clientStates });
}

test("a call is believed when every item carries a secret of ours", () => {
  expect(check([item])).toMatchObject({ ok: true, at: now });
  expect(check([item, { ...item, clientState: "s-2" }], ["s-2", "s-1"])).toMatchObject({ ok: true });
  expect(check([item])).toEqual(check([item]));
});

test("one item that does not spoils the call, wherever it stands", () => {
  const stranger = { ...item, clientState: "x" };
  for (const value of [[item, stranger], [stranger, item], [stranger]])
    expect(check(value)).toEqual({ ok: false, fault: "wrong_signature" });
  for (const clientState of [undefined, null, "", 1, ["s-1"]])
    expect(check([item, { ...item, clientState }])).toEqual({ ok: false, fault: "no_signature" });
});

test("nothing, no list and no key of ours are no proof", () => {
  for (const value of [[], null, {}, "s-1", [1], Array(2_001).fill(item)])
    expect(check(value)).toEqual({ ok: false, fault: "malformed" });
  expect(check([item], [])).toEqual({ ok: false, fault: "no_key" });
  expect(check([{ ...item, clientState: "" }], [""])).toEqual({ ok: false, fault: "no_key" });
});

test("the validation token is echoed as plain text, and nothing else is", () => {
  expect(graphValidation("Validation: <b>x</b> & ü")).toEqual({
    status: 200,
    contentType: "text/plain",
    body: "Validation: <b>x</b> & ü",
  });
  for (const token of [undefined, "", "x".repeat(2_049)]) expect(graphValidation(token)).toBeNull();
});

test("changes and the events in a subscription's life read into notices", () => {
  const lives = ["reauthorizationRequired", "subscriptionRemoved", "missed", "brandNew"];
  const notices = readGraph(
    bodyOf([item, ...lives.map((lifecycleEvent) => ({ subscriptionId: "sub-1", clientState: "s-1", lifecycleEvent }))]),
  );
  expect(notices.map(({ kind, name }) => [kind, name])).toEqual([
    ["mailbox_changed", "created"],
    ["subscription_expiring", "reauthorizationRequired"],
    ["subscription_removed", "subscriptionRemoved"],
    ["notices_missed", "missed"],
    ["ignored", "brandNew"],
  ]);
  expect(notices[0]).toMatchObject({ subscription: "sub-1", cursor: "Users/u/Messages/m", mailbox: null, at: null });
});
