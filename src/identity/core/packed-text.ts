const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Begins what is no UTF-8, where no byte is 255: a UUID in its own 16 bytes, instead of 36 letters. */
const uuidMark = 0xff;
const uuidLength = 36;
const dashes: ReadonlySet<number> = new Set([8, 13, 18, 23]);
const hexDigits = "0123456789abcdef";

/** Writes a text as bytes and gives their number: UTF-8, or the 17 of a UUID. `bytes` has room for three a letter. */
export function packText(text: string, bytes: Uint8Array): number {
  if (text.length === uuidLength && packUuid(text, bytes)) return 17;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return encoder.encodeInto(text, bytes).written;
    bytes[at] = code;
  }
  return text.length;
}

/** The text of bytes that `packText` wrote. */
export function unpackText(bytes: Uint8Array): string {
  return bytes[0] === uuidMark ? uuidOf(bytes) : decoder.decode(bytes);
}

/** Orders two packed texts by their code points, as UTF-8 and UUIDs among themselves are ordered byte by byte. */
export function comparePacked(left: Uint8Array, right: Uint8Array): number {
  if ((left[0] === uuidMark) !== (right[0] === uuidMark)) return compareBytes(plain(left), plain(right));
  return compareBytes(left, right);
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function plain(bytes: Uint8Array): Uint8Array {
  return bytes[0] === uuidMark ? encoder.encode(uuidOf(bytes)) : bytes;
}

/** Only the one spelling that databases give: lower case, four dashes. */
function packUuid(text: string, bytes: Uint8Array): boolean {
  let to = 1;
  for (let at = 0; at < uuidLength; ) {
    if (dashes.has(at)) {
      if (text.charCodeAt(at) !== 0x2d) return false;
      at += 1;
      continue;
    }
    const high = nibble(text.charCodeAt(at));
    const low = nibble(text.charCodeAt(at + 1));
    if (high === -1 || low === -1) return false;
    bytes[to] = (high << 4) | low;
    to += 1;
    at += 2;
  }
  bytes[0] = uuidMark;
  return true;
}

function nibble(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

function uuidOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 1; at < 17; at += 1) {
    const byte = bytes[at] ?? 0;
    text += `${hexDigits[byte >>> 4]}${hexDigits[byte & 0xf]}`;
    if (dashes.has(text.length)) text += "-";
  }
  return text;
}
