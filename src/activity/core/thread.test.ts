import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { attachmentNames, heatOf, placeCursor, placeFromCursor, quotedText } from "./thread.ts";

test("a reply that wants something makes its thread hot, a no cools it, and nothing else touches the clock", () => {
  expect(heatOf("reply", "question")).toBe("hot");
  expect(heatOf("reply", "not_interested")).toBe("cold");
  expect(heatOf("reply", null)).toBe("same");
  expect(heatOf("auto_reply", "ooo")).toBe("same");
  expect(heatOf("bounce", null)).toBe("same");
});

test("what is quoted is what is not their own, in order", () => {
  const text = "Sounds good.\n\nOn Monday Dana wrote:\n> Hello,\n> a shorter close?\n\nKim";
  expect(quotedText(text, "Sounds good.\n\nKim")).toBe("On Monday Dana wrote:\n> Hello,\n> a shorter close?");
  expect(quotedText("Sounds good.", "Sounds good.")).toBe("");
});

test("own text and quoted text are together all lines of a mail, whatever is in them", () => {
  const line = fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/g, ""));
  fc.assert(
    fc.property(fc.array(fc.tuple(line, fc.boolean()), { maxLength: 30 }), (lines) => {
      const own = lines.filter(([, isOwn]) => isOwn).map(([text]) => text);
      const words = (text: string) =>
        text
          .split("\n")
          .map((one) => one.trim())
          .filter((one) => one !== "")
          .sort();
      const quoted = quotedText(lines.map(([text]) => text).join("\n"), own.join("\n"));
      expect([...words(quoted), ...words(own.join("\n"))].sort()).toEqual(
        words(lines.map(([text]) => text).join("\n")),
      );
    }),
  );
});

test("the names of files carry no control and no direction marks", () => {
  const [file] = attachmentNames([{ type: "text/plain", filename: "invoice\u202Efdp.exe\u0000", bytes: 12 }]);
  expect(file).toEqual({ name: "invoicefdp.exe", type: "text/plain", bytes: 12 });
});

test("a place survives its cursor, and no other text is one", () => {
  const id = newId({ wall: () => 1, randomBytes: (count) => new Uint8Array(count) }, "thr");
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 0, max: 4_000_000_000_000 }), (isHot, placeAt) => {
      expect(placeFromCursor(placeCursor({ isHot, placeAt, id }))).toEqual({ isHot, placeAt, id });
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => placeFromCursor(text) === null));
});
