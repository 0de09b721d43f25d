import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pictureOf, picturesOf } from "./mail-picture.ts";

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const number = (bytes: number, value: number, isBig = true): Buffer => {
  const out = Buffer.alloc(bytes);
  if (isBig) out.writeUIntBE(value, 0, bytes);
  else out.writeUIntLE(value, 0, bytes);
  return out;
};

function png(width: number, height: number): Buffer {
  return Buffer.concat([latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), number(4, width), number(4, height), Buffer.alloc(20)]);
}

function gif(width: number, height: number): Buffer {
  return Buffer.concat([latin("GIF89a"), number(2, width, false), number(2, height, false), Buffer.alloc(20)]);
}

/** A JPEG whose frame header stands behind another segment. */
function jpeg(width: number, height: number): Buffer {
  const app = Buffer.concat([latin("\xff\xe0"), number(2, 16), Buffer.alloc(14)]);
  const frame = Buffer.concat([latin("\xff\xc0"), number(2, 17), latin("\x08"), number(2, height), number(2, width)]);
  return Buffer.concat([latin("\xff\xd8"), app, frame, Buffer.alloc(20)]);
}

const webp = {
  extended: (width: number, height: number) =>
    Buffer.concat([
      latin("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0"),
      number(3, width - 1, false),
      number(3, height - 1, false),
      Buffer.alloc(9),
    ]),
  lossless: (width: number, height: number) =>
    Buffer.concat([
      latin("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f"),
      number(4, (width - 1) | ((height - 1) << 14), false),
      Buffer.alloc(9),
    ]),
  lossy: (width: number, height: number) =>
    Buffer.concat([
      latin("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a"),
      number(2, width, false),
      number(2, height, false),
      Buffer.alloc(9),
    ]),
};

describe("a picture of a mail", () => {
  test.each([
    ["png", png(300, 200), "image/png"],
    ["gif", gif(300, 200), "image/gif"],
    ["jpeg", jpeg(300, 200), "image/jpeg"],
    ["webp, extended", webp.extended(300, 200), "image/webp"],
    ["webp, lossless", webp.lossless(300, 200), "image/webp"],
    ["webp, lossy", webp.lossy(300, 200), "image/webp"],
  ])("%s is known by its bytes, and how large it is drawn", (_name, bytes, type) => {
    const picture = pictureOf(bytes);
    expect(picture?.pixels).toBe(60_000);
    expect(picture?.address).toBe(`data:${type};base64,${bytes.toString("base64")}`);
  });

  test.each([
    ["a drawing that can run", latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["a page", latin("<!doctype html><script>alert(1)</script>")],
    ["a page behind a byte order mark", latin("\xef\xbb\xbf<html>")],
    ["the first bytes alone", latin("\x89PNG\r\n\x1a\n")],
    ["a bitmap", latin(`BM${"\0".repeat(60)}`)],
    ["a film in the container of a picture", latin(`RIFF\0\0\0\0AVI LIST${"\0".repeat(40)}`)],
    ["nothing", Buffer.alloc(0)],
    ["more bytes than anybody sends", Buffer.concat([png(10, 10), Buffer.alloc(3 * 1024 * 1024)])],
    ["few bytes that fill the memory", png(60_000, 60_000)],
    ["no size", png(0, 10)],
    ["a frame that never comes", Buffer.concat([latin("\xff\xd8"), latin("\xff\xe0\0\x02".repeat(1_000))])],
  ])("%s is none", (_name, bytes) => {
    expect(pictureOf(bytes)).toBeNull();
  });

  test("whatever the bytes are, looking at them ends and fails nowhere, and what is shown is one of four types", () => {
    const start = fc.constantFrom(
      latin("\xff\xd8\xff"),
      latin("RIFF\0\0\0\0WEBPVP8L"),
      latin("GIF89a"),
      latin("\x89PNG"),
    );
    const bytes = fc.tuple(start, fc.uint8Array({ maxLength: 200 })).map((parts) => Buffer.concat(parts));
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array()), (given) => {
        const address = pictureOf(given)?.address ?? "data:image/png;base64,";
        expect(address).toMatch(/^data:image\/(png|gif|jpeg|webp);base64,[A-Za-z0-9+/=]*$/);
      }),
    );
  });

  test("it is found by its id without brackets, and of two with one id the first counts", () => {
    const pictures = picturesOf([
      { contentId: "<logo@mail.example>", bytes: png(1, 1) },
      { contentId: "<logo@mail.example>", bytes: png(2, 2) },
      { contentId: "<drawing@mail.example>", bytes: latin("<svg/>") },
      { contentId: "", bytes: png(3, 3) },
    ]);
    expect([...pictures].map(([id, { pixels }]) => [id, pixels])).toEqual([["logo@mail.example", 1]]);
  });
});
