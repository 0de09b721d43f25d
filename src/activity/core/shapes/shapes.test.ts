import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Shaped, type ShapedEvent, shapeSources } from "./shape.ts";
import { shapes } from "./sources.ts";

const at = "2026-03-03T10:00:00.000Z";
const instant = Date.parse(at);
const first = (source: keyof typeof shapes, body: unknown): Shaped | undefined => shapes[source](body)[0];

function event(source: keyof typeof shapes, body: unknown): ShapedEvent {
  const shaped = first(source, body);
  if (shaped === undefined || !("kind" in shaped)) throw new Error(`not an event: ${JSON.stringify(shaped)}`);
  return shaped;
}

describe("Instantly", () => {
  const common = { timestamp: at, lead_email: "Kim@Buyer.example", campaign_id: "c-1", email_id: "em-1" };
  const read = (event_type: string, more: object = {}) => first("instantly", { ...common, event_type, ...more });

  test.each([
    ["email_sent", "email_sent", null],
    ["reply_received", "email_replied", null],
    ["auto_reply_received", "auto_reply", null],
    ["email_bounced", "email_bounced", null],
    ["lead_unsubscribed", "unsubscribed", null],
    ["lead_interested", "reply_reclassified", "interested"],
    ["lead_not_interested", "reply_reclassified", "not_interested"],
    ["lead_out_of_office", "reply_reclassified", "ooo"],
    ["lead_wrong_person", "reply_reclassified", "wrong_person"],
    ["lead_meeting_booked", "meeting_booked", null],
    ["lead_meeting_completed", "meeting_held", null],
  ])("%s is %s", (name, kind, reply) => {
    expect(read(name)).toMatchObject({ kind, reply, address: "kim@buyer.example", occurredAt: instant });
  });

  test.each(["email_opened", "link_clicked", "email_link_clicked"])("%s is machine traffic", (name) => {
    expect(read(name)).toEqual({ ignored: "opens and clicks are machine traffic" });
  });

  test("an unknown event is refused by its name, also where the name is one of JavaScript's", () => {
    expect(read("lead_levitated")).toEqual({ refused: "`lead_levitated` is no event of Instantly that is understood" });
    for (const name of ["constructor", "__proto__", ""]) expect(read(name)).toHaveProperty("refused");
  });

  test("what it says besides is kept, and a retry has the same key", () => {
    const shaped = event("instantly", { ...common, event_type: "reply_received", step: 2, jobTitle: "CFO" });
    expect(shaped.data).toEqual({ step: 2, jobTitle: "CFO" });
    expect(shaped.ids).toEqual({ event: null, message: "em-1", contact: null, sequence: "c-1" });
    const later = { ...common, event_type: "reply_received", timestamp: "2026-03-03T10:00:30.000Z" };
    expect(event("instantly", later).sourceKey).toBe(shaped.sourceKey);
    expect(event("instantly", { ...later, email_id: "em-2" }).sourceKey).not.toBe(shaped.sourceKey);
    expect(event("instantly", { ...common, event_type: "email_sent" }).sourceKey).not.toBe(shaped.sourceKey);
  });

  test("a bounce is judged by its words, and never by our own in the returned message", () => {
    const bounce = (more: object) => event("instantly", { ...common, event_type: "email_bounced", ...more }).bounce;
    expect(bounce({})).toEqual({ permanence: "uncertain", reason: "undefined" });
    expect(bounce({ bounce_reason: "550 5.1.1 user unknown" })?.permanence).toBe("permanent");
    const returned = "Delivery failed.\n\nReceived: from ours\nSubject: x\n\n550 5.1.1 user unknown";
    expect(bounce({ reply_text: returned })?.permanence).toBe("uncertain");
    expect(bounce({ email_text: "user unknown 550 5.1.1" })?.permanence).toBe("uncertain");
  });
});

describe("Smartlead", () => {
  const common = {
    event_timestamp: at,
    sl_lead_email: "kim@buyer.example",
    to_email: "other@buyer.example",
    campaign_id: 7,
    sl_email_lead_id: 9,
    sent_message: { message_id: "<m@ours.example>" },
    secret_key: "s",
  };

  test.each([
    ["EMAIL_SENT", "email_sent"],
    ["EMAIL_REPLY", "email_replied"],
    ["EMAIL_REPLIED", "email_replied"],
    ["EMAIL_BOUNCE", "email_bounced"],
    ["EMAIL_BOUNCED", "email_bounced"],
    ["LEAD_UNSUBSCRIBED", "unsubscribed"],
  ])("%s is %s under either name of its field", (name, kind) => {
    for (const field of ["event", "event_type"]) {
      const shaped = event("smartlead", { ...common, [field]: name });
      expect(shaped).toMatchObject({ kind, address: "kim@buyer.example", occurredAt: instant });
      expect(shaped.ids).toMatchObject({ message: "m@ours.example", contact: "9", sequence: "7" });
    }
  });

  test("the two names of an event have one key, and so have the two events of a first mail", () => {
    const key = (name: string) => event("smartlead", { ...common, event_type: name }).sourceKey;
    expect(key("EMAIL_REPLY")).toBe(key("EMAIL_REPLIED"));
    expect(key("FIRST_EMAIL_SENT")).toBe(key("EMAIL_SENT"));
    expect(key("EMAIL_SENT")).not.toBe(key("EMAIL_REPLY"));
  });

  test("opens are ignored and strange names refused", () => {
    for (const name of ["EMAIL_OPEN", "EMAIL_OPENED", "EMAIL_LINK_CLICK"])
      expect(first("smartlead", { ...common, event: name })).toHaveProperty("ignored");
    expect(first("smartlead", { ...common, event: "EMAIL_EATEN" })).toEqual({
      refused: "`EMAIL_EATEN` is no event of Smartlead that is understood",
    });
  });

  test.each([
    ["Interested", { kind: "reply_reclassified", reply: "interested" }],
    ["Do Not Contact", { kind: "unsubscribed" }],
    ["Meeting Request", { kind: "reply_reclassified", reply: "meeting" }],
    ["Our Own", { refused: "`LEAD_CATEGORY_UPDATED Our Own` is no event of Smartlead that is understood" }],
  ])("the category %s is %j", (category, expected) => {
    for (const lead_category of [category, { old_name: "x", new_name: category }])
      expect(first("smartlead", { ...common, event: "LEAD_CATEGORY_UPDATED", lead_category })).toMatchObject(expected);
  });

  test("the webhook's own secret is not kept, the messages are", () => {
    const { data } = event("smartlead", { ...common, event: "EMAIL_SENT" });
    expect(data).toEqual({ to_email: "other@buyer.example", sent_message: { message_id: "<m@ours.example>" } });
  });
});

describe("Postal", () => {
  const message = { id: 1, message_id: "m@ours.example", to: "kim@buyer.example", from: "me@ours.example" };
  const read = (name: string, payload: object) =>
    first("postal", { event: name, uuid: "u-1", timestamp: instant / 1_000, payload });

  test.each([
    ["MessageSent", { message, status: "Sent" }, "email_sent"],
    ["MessageDelayed", { message, status: "SoftFail" }, "email_delayed"],
    ["MessageDeliveryFailed", { message, status: "HardFail", output: "550 5.1.1 no such user" }, "email_bounced"],
    ["MessageBounced", { original_message: message, bounce: { to: "b@ours.example" } }, "email_bounced"],
  ])("%s is about its recipient", (name, payload, kind) => {
    expect(read(name, payload)).toMatchObject({
      kind,
      occurredAt: instant,
      address: "kim@buyer.example",
      ids: { event: "u-1", message: "m@ours.example" },
      data: payload,
    });
  });

  test("a failure is judged by the server's words", () => {
    expect(read("MessageDeliveryFailed", { message, output: "550 5.1.1 no such user" })).toMatchObject({
      bounce: { permanence: "permanent", reason: "unknown_user" },
    });
    expect(read("MessageDeliveryFailed", { message, output: "550 5.7.1 rejected as spam" })).toMatchObject({
      bounce: { permanence: "uncertain" },
    });
  });

  test("what reached nobody or says nothing of a person is ignored, a strange name refused", () => {
    for (const name of ["MessageHeld", "MessageLoaded", "MessageLinkClicked", "DomainDNSError"])
      expect(read(name, { message })).toHaveProperty("ignored");
    expect(read("MessageTeleported", { message })).toHaveProperty("refused");
  });
});

describe("CloudEvents 1.0", () => {
  const common = { specversion: "1.0", id: "e-1", source: "/dialer", time: "2026-03-03T11:00:00+01:00" };
  const read = (more: object) => first("cloudevents", { ...common, ...more });

  test.each([
    ["com.example.email_replied", "email_replied"],
    ["com.example.email.bounced", "email_bounced"],
    ["email.complained", "spam_complaint"],
    ["call_placed", "call_placed"],
    ["meeting.held", "meeting_held"],
    ["unsubscribed", "unsubscribed"],
  ])("the type %s is %s", (type, kind) => {
    const data = { email: "kim@buyer.example", contactId: "con-9", minutes: 4 };
    expect(read({ type, data, traceparent: "00-1" })).toMatchObject({
      kind,
      occurredAt: instant,
      address: "kim@buyer.example",
      ids: { event: "e-1", contact: "con-9" },
      data: { minutes: 4, traceparent: "00-1", source: "/dialer" },
    });
  });

  test("a batch keeps its order, and source with id is the key", () => {
    const batch = ["a", "b"].map((id) => ({ ...common, type: "call_placed", id, subject: `${id}@buyer.example` }));
    const shaped = shapes.cloudevents([
      ...batch,
      { ...batch[0], source: "/other" },
      batch[0],
    ]) as readonly ShapedEvent[];
    expect(shaped.map(({ address }) => address?.[0])).toEqual(["a", "b", "a", "a"]);
    expect(new Set(shaped.map(({ sourceKey }) => sourceKey)).size).toBe(3);
  });

  test("data may be base64, and then is JSON where its type says so", () => {
    const data_base64 = Buffer.from('{"email":"kim@buyer.example"}').toString("base64");
    expect(read({ type: "call_placed", data_base64 })).toMatchObject({ address: "kim@buyer.example" });
    expect(read({ type: "call_placed", data_base64, datacontenttype: "audio/wav" })).toMatchObject({
      address: null,
      data: { data_base64 },
    });
  });

  test("kinds that are ours alone, and kinds that are none, are refused by name", () => {
    for (const type of ["email_attempted", "inbound_ambiguous", "com.example.espresso", "constructor"])
      expect(read({ type })).toEqual({ refused: `\`${type}\` is no event of CloudEvents that is understood` });
  });

  test.each([
    [{ specversion: "0.3", type: "call_placed" }, "`specversion` is `0.3`"],
    [{ id: "", type: "call_placed" }, "no `id`"],
    [{ source: 7, type: "call_placed" }, "no `source`"],
    [{}, "no `type`"],
    [{ type: "call_placed", time: "yesterday" }, "`time` is `yesterday`"],
    [{ type: "call_placed", data: {}, data_base64: "e30=" }, "both `data` and `data_base64`"],
    [{ type: "call_placed", data_base64: "AAAA" }, "`data_base64` is not JSON"],
  ])("%j is no event: %s", (more, says) => {
    expect(() => read(more)).toThrow(says);
  });
});

test.each(shapeSources)("%s: whatever is sent, reading throws a RangeError at most", (source) => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      try {
        for (const shaped of shapes[source](body)) expect(Object.keys(shaped).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
