import { expect, test } from "vitest";
import { readPostmark } from "../../activity/core/webhooks/postmark.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import { relayHeaders } from "./relay-headers.ts";

const messageId = idFromUuid("msg", "018f0000-0000-7000-8000-000000000001");

test("Postmark is told our id in metadata, by the name under which its events are read", () => {
  const [header] = Object.entries(relayHeaders("smtp-broadcasts.postmarkapp.com", messageId));
  expect(header?.[0]).toMatch(/^X-PM-Metadata-/);
  const Metadata = { [header?.[0].replace("X-PM-Metadata-", "") ?? ""]: header?.[1] };
  const [event] = readPostmark(Buffer.from(JSON.stringify({ RecordType: "Delivery", Metadata })));
  expect(event?.ids.fairlead).toBe(messageId);
});

test("no other relay is", () => {
  for (const host of [
    "127.0.0.1",
    "email-smtp.eu-west-1.amazonaws.com",
    "postmarkapp.com.evil.example",
    "notpostmarkapp.com",
  ])
    expect(relayHeaders(host, messageId)).toEqual({});
});
