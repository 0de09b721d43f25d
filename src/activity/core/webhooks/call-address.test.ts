import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../../kernel/ids.ts";
import { type CallAddress, callAddressText, readCallAddress } from "./call-address.ts";

const key = Buffer.alloc(32, 7);
const uuid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const addresses = fc.record({ workspace: uuid, provider: uuid, version: fc.integer({ min: 1, max: 65_535 }) }).map(
  ({ workspace, provider, version }): CallAddress => ({
    workspaceId: idFromUuid("wsp", workspace),
    providerId: idFromUuid("esp", provider),
    version,
  }),
);

test("an address says whom it is for, to whoever has the key", () => {
  fc.assert(
    fc.property(addresses, (address) => {
      const text = callAddressText(address, key);
      expect(text).toMatch(/^[\w-]{72}$/);
      expect(readCallAddress(text, key)).toEqual(address);
      expect(readCallAddress(text, Buffer.alloc(32, 8))).toBeNull();
    }),
  );
});

test("no other text is an address, however close", () => {
  fc.assert(
    fc.property(addresses, fc.nat(71), fc.string({ minLength: 1, maxLength: 1 }), (address, at, other) => {
      const text = callAddressText(address, key);
      fc.pre(text[at] !== other);
      expect(readCallAddress(`${text.slice(0, at)}${other}${text.slice(at + 1)}`, key)).toBeNull();
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => readCallAddress(text, key) === null));
});
