/** A picture that a mail carries, ready to be shown: its bytes were looked at, and what they were called does not count. */
export interface MailPicture {
  /** A `data:` address of one of the four types. */
  readonly address: string;
  readonly pixels: number;
}

/** Pictures of a mail by the id under which its formatted part names them (RFC 2392). */
export type MailPictures = ReadonlyMap<string, MailPicture>;

const pictureMaxBytes = 2 * 1024 * 1024;
/** A small file may be a picture that fills the memory of whoever looks at it. */
const pictureMaxPixels = 25_000_000;

/** A picture by its bytes; null where they are none, too many, or more to draw than anybody wants to see. */
export function pictureOf(given: Uint8Array): MailPicture | null {
  if (given.byteLength > pictureMaxBytes) return null;
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const found = pngIn(bytes) ?? gifIn(bytes) ?? webpIn(bytes) ?? jpegIn(bytes);
  if (found === null) return null;
  const pixels = found.width * found.height;
  if (pixels === 0 || pixels > pictureMaxPixels) return null;
  return { address: `data:${found.type};base64,${bytes.toString("base64")}`, pixels };
}

/** The pictures among the parts of a mail; of two with one id the first counts. */
export function picturesOf(parts: readonly { readonly contentId: string; readonly bytes: Uint8Array }[]): MailPictures {
  const pictures = new Map<string, MailPicture>();
  for (const { contentId, bytes } of parts) {
    const id = contentId.trim().replace(/^<|>$/g, "");
    if (id === "" || pictures.has(id)) continue;
    const picture = pictureOf(bytes);
    if (picture !== null) pictures.set(id, picture);
  }
  return pictures;
}

/** What the first bytes of a file say it is. Vector graphics are documents and have no place here. */
interface Kind {
  readonly type: "image/png" | "image/gif" | "image/webp" | "image/jpeg";
  readonly width: number;
  readonly height: number;
}

function pngIn(bytes: Buffer): Kind | null {
  if (bytes.length < 24 || bytes.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") return null;
  if (bytes.toString("latin1", 12, 16) !== "IHDR") return null;
  return { type: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gifIn(bytes: Buffer): Kind | null {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(bytes.toString("latin1", 0, 6))) return null;
  return { type: "image/gif", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** The three layouts of WebP (RFC 9649): extended, lossless, lossy. */
function webpIn(bytes: Buffer): Kind | null {
  if (bytes.length < 30 || !/^RIFF....WEBP$/s.test(bytes.toString("latin1", 0, 12))) return null;
  const type = "image/webp";
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8X":
      return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case "VP8L": {
      const size = bytes.readUInt32LE(21);
      return bytes[20] === 0x2f ? { type, width: (size & 0x3fff) + 1, height: ((size >>> 14) & 0x3fff) + 1 } : null;
    }
    case "VP8 ":
      return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** The size of a JPEG stands in its frame header, behind segments of any number. */
function jpegIn(bytes: Buffer): Kind | null {
  if (bytes.toString("latin1", 0, 3) !== "\xff\xd8\xff") return null;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: "image/jpeg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return null;
}
