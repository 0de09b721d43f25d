import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { fairlead, type Ran } from "../helpers/command.ts";

const seconds = 1_772_532_000;
const secret = "a signing key of our own";
const token = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f607182";

function check(lines: readonly object[], ...flags: readonly string[]): Promise<Ran> {
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  return fairlead(["webhooks", "check", ...flags], {}, (child) => child.stdin?.write(text));
}

function call(key: string): object {
  const signature = createHmac("sha256", key).update(`${seconds}${token}`).digest("hex");
  const event = { event: "failed", id: "e-1", severity: "permanent", recipient: "kim@buyer.example" };
  const body = JSON.stringify({ signature: { timestamp: String(seconds), token, signature }, "event-data": event });
  return { provider: "mailgun", secret, body };
}

const answers = (ran: Ran): readonly unknown[] =>
  ran.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

test("webhooks check gives each call back with its verdict and, where it is believed, its events", async () => {
  const ran = await check(
    [
      { ...call(secret), now: seconds },
      { ...call("stranger"), now: seconds, events: ["old"] },
      { ...call(secret), now: seconds + 301 },
      { ...call(secret), now: seconds + 301, toleranceSeconds: 900 },
      call(secret),
      { provider: "ms-graph", validationToken: "a b" },
    ],
    "--json",
  );
  expect(ran.err).toBe("");
  expect(ran.code).toBe(0);
  const event = { kind: "bounced", address: "kim@buyer.example", verdict: { permanence: "uncertain" } };
  const [genuine, forged, late, tolerated, old, echoed] = answers(ran);
  expect(genuine).toMatchObject({ ok: true, events: [event], unchecked: [] });
  expect(forged).toMatchObject({ ok: false, fault: "wrong_signature" });
  expect(forged).not.toHaveProperty("events");
  expect(late).toMatchObject({ ok: false, fault: "stale" });
  expect(tolerated).toMatchObject({ ok: true });
  expect(old).toMatchObject({ ok: true, unchecked: ["now"] });
  expect(echoed).toMatchObject({ ok: true, answer: { contentType: "text/plain", body: "a b" } });
});

test("a line that is no call says so in its place", async () => {
  const ran = await check([{ provider: "carrier-pigeon" }, { ...call(secret), headers: 1 }, call(secret)], "--jsonl");
  expect(ran.code).toBe(2);
  expect(ran.err).toContain("2 of 3 lines");
  expect(answers(ran)).toMatchObject([
    { error: expect.stringContaining("name one of ses-sns, postmark") },
    { error: "line 2: `headers` is no object of texts" },
    { ok: true },
  ]);
});

test("activities shape gives each event back in our words, ignored or refused", async () => {
  const lines = [
    {
      source: "smartlead",
      body: { event: "EMAIL_REPLIED", to_email: "kim@buyer.example", message_id: "<m@x.example>" },
    },
    { source: "instantly", body: { event_type: "email_opened" } },
    { source: "cloudevents", body: [{ specversion: "1.0", id: "1", source: "/x", type: "espresso" }] },
    { source: "postal", body: "text" },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  const ran = await fairlead(["activities", "shape", "--json"], {}, (child) => child.stdin?.write(text));
  expect(ran.code).toBe(2);
  expect(answers(ran)).toMatchObject([
    { events: [{ kind: "email_replied", address: "kim@buyer.example", ids: { message: "m@x.example" } }] },
    { events: [{ ignored: "opens and clicks are machine traffic" }] },
    { events: [{ refused: "`espresso` is no event of CloudEvents that is understood" }] },
    { error: "line 4: the event is no JSON object" },
  ]);
});
