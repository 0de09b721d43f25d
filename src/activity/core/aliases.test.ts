import { expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { aliasesIn, aliasInMessageId, aliasInProviderId, aliasInReply, withOwnIds } from "./aliases.ts";
import type { Clues, KnownMessage } from "./correlate.ts";

const ses = "0102018f3c5e7a10-6d5b3c2a-1f0e-4d3c-9b8a-7f6e5d4c3b2a-000000";

test.each([
  [`250 Ok ${ses}`, ses],
  ["250 Ok: queued as 5tGjvOs6SaSbZkeEv4ZZHw", "5tGjvOs6SaSbZkeEv4ZZHw"],
  ["250 2.0.0 Ok: queued as 4F5A1C03", null],
  ["250 2.0.0 message accepted for delivery by thisisaratherlongname", null],
  ["", null],
])("of `%s` the alias is %s", (reply, alias) => {
  expect(aliasInReply(reply)).toBe(alias);
});

test("only the domains of relays that make Message-IDs of their own carry an alias", () => {
  expect(aliasInMessageId(`<${ses}@eu-west-1.amazonses.com>`)).toBe(ses);
  expect(aliasInMessageId(`${ses}@email.amazonses.com`)).toBe(ses);
  expect(aliasInMessageId("<b7bc2f4a-e38e-4336-af7d-e6c392c2f817@mtasv.net>")).toBe(
    "b7bc2f4a-e38e-4336-af7d-e6c392c2f817",
  );
  expect(aliasInMessageId(`<${ses}@eu-west-1.amazonses.com.evil.example>`)).toBeNull();
  expect(aliasInMessageId("<short@email.amazonses.com>")).toBeNull();
});

test("SendGrid's id goes on after a dot", () => {
  expect(aliasInProviderId("5tGjvOs6SaSbZkeEv4ZZHw.recvd-5f8-1")).toBe("5tGjvOs6SaSbZkeEv4ZZHw");
  expect(aliasInProviderId("short")).toBeNull();
});

test("a mail's clues name our own Message-ID in the place of a relay's, and stay as they are where none is known", () => {
  const message = {
    messageId: idFromUuid("msg", "018f0000-0000-7000-8000-000000000001"),
    rfc822Id: "<m@ours.example>",
  };
  const theirs = `<${ses}@email.amazonses.com>`;
  const clues = { returnedRfc822Id: theirs, referenceIds: ["<other@x.example>", theirs] } as unknown as Clues;
  expect(aliasesIn(clues)).toEqual([ses, ses]);
  const own = withOwnIds(clues, new Map([[ses, message.messageId]]), [message as KnownMessage]);
  expect(own).toMatchObject({
    returnedRfc822Id: "<m@ours.example>",
    referenceIds: ["<other@x.example>", "<m@ours.example>"],
  });
  expect(withOwnIds(clues, new Map(), [])).toBe(clues);
});
