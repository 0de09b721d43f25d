import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid, uuidFromId } from "./ids.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

test("an id is the number of its uuid in base 32, and gives the uuid back", () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const id = idFromUuid("con", uuid);
      const number = [...id.slice(4)].reduce((sum, digit) => sum * 32n + BigInt(alphabet.indexOf(digit)), 0n);
      expect(id).toMatch(/^con_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
      expect(number).toBe(BigInt(`0x${uuid.replaceAll("-", "")}`));
      expect(uuidFromId(id)).toBe(uuid);
      expect(idFromUuid("con", uuid.toUpperCase())).toBe(id);
    }),
  );
});

test.each(["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"])("%s survives", (uuid) => {
  expect(uuidFromId(idFromUuid("con", uuid))).toBe(uuid);
});

test.each(["", "0190", "0190163d-8694-739b-aea5-966c26f8ad9", "0190163d-8694-739b-aea5-966c26f8ad9g"])(
  "`%s` is no uuid",
  (text) => {
    expect(() => idFromUuid("con", text)).toThrow(TypeError);
  },
);
