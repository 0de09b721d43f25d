import fc from "fast-check";
import { expect, test } from "vitest";
import { headIn } from "./mail-head.ts";

const bytes = (...lines: readonly string[]): Buffer => Buffer.from(lines.join("\r\n"));

test("whom a head names is found between headers that say nothing, folded, repeated and in capitals", () => {
  const head = headIn(
    bytes(
      "Received: from x",
      "\tby y; to: nobody@folded.example",
      'FROM: "Kim, of Buyer" <Kim@Buyer.example>',
      "To: dana+r.token@sales.example,",
      "  lee@sales.example",
      "Delivered-To: dana@sales.example",
      "In-Reply-To: <c@sales.example>",
      "References: <a@sales.example>",
      "  <b@sales.example>",
      "",
      "To: body@sales.example",
    ),
  );
  expect(head).toEqual({
    fromAddress: "kim@buyer.example",
    addresses: ["dana+r.token@sales.example", "lee@sales.example", "dana@sales.example"],
    referenceIds: ["c@sales.example", "b@sales.example", "a@sales.example"],
  });
});

test("any bytes are a head, and what they say is plain text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (raw) => {
      const { fromAddress, addresses, referenceIds } = headIn(raw);
      expect([fromAddress, ...addresses, ...referenceIds].join("").includes("\u0000")).toBe(false);
    }),
  );
});

test("a field is read to its bound: 100,000 folded lines are a matter of milliseconds", () => {
  const head = headIn(
    Buffer.from(`To: first@sales.example${"\r\n a@b.example,".repeat(100_000)}\r\nFrom: kim@buyer.example\r\n\r\n`),
  );
  expect(head.addresses[0]).toBe("first@sales.example");
  expect(head.addresses.length).toBeLessThan(300);
});
