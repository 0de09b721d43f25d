import { describe, expect, test } from "vitest";
import { lineBatches } from "./bundle.ts";
import { commitmentsOf, recordFields } from "./record-fields.ts";
import { seenIds } from "./seen-ids.ts";

describe("reading records", () => {
  test("takes the top-level id and time, also where the same mark occurs deeper", () => {
    const nested = Buffer.from(
      '{"approval":{"at":"2020","x":["}\\"]"]},"at":"2021","data":{"id":"aud_x"},"id":"aud_y","note":"\\"at\\":\\"2022"}',
    );
    expect(recordFields(nested)).toEqual({ id: "aud_y", at: "2021" });
    expect(recordFields(Buffer.from('{"at":"2021","id":"aud_y"}'))).toEqual({ id: "aud_y", at: "2021" });
    for (const broken of ["not json", "", "{", '{"at', '{"at":', '{"at":7,"id":[1]}', '{"id":"aud_y']) {
      expect(recordFields(Buffer.from(broken)).at).toBeUndefined();
    }
  });

  test("takes commitments only from the front of the record", () => {
    const digest = "a".repeat(43);
    expect(commitmentsOf(Buffer.from(`{"_sd":["${digest}"],"at":"x"}`))).toEqual([digest]);
    expect(commitmentsOf(Buffer.from(`{"at":"x","data":{"_sd":["${digest}"]}}`))).toEqual([]);
  });

  test("splits lines at line feeds alone, across chunks", async () => {
    async function* chunks(): AsyncGenerator<Buffer> {
      for (const text of ["a\u2028", "b\nc", "d\r\n\n", "tail"]) yield Buffer.from(text);
    }
    const lines: string[] = [];
    for await (const batch of lineBatches(chunks())) lines.push(...batch.lines.map(String));
    expect(lines).toEqual(["a\u2028b", "cd\r", "", "tail"]);
  });

  test("remembers ids past many doublings", () => {
    const ids = seenIds();
    const made = Array.from(
      { length: 5000 },
      (_, n) =>
        `aud_${n
          .toString(32)
          .replaceAll(/[ilou]/g, "z")
          .padStart(26, "0")}${n}`,
    );
    const distinct = [
      ...new Set(made.map((id) => `aud_${Buffer.from(id).toString("hex").slice(-26).padStart(26, "0")}`)),
    ];
    expect(distinct.filter((id) => !ids.add(id))).toEqual([]);
    expect(distinct.filter((id) => ids.add(id))).toEqual([]);
  });
});
