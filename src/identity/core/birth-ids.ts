/** What the ids of a block's records are made from: one time, and 16 random bytes per record. */
export interface Births {
  readonly at: number;
  readonly random: Uint8Array;
}

/**
 * The id of the record of a block's row: a UUIDv7 that counts the rows in the bits after the time (RFC 9562, method 1), so that
 * of two rows that meet the first one of the file gives the contact its id. `kind` keeps ids of several kinds per row apart.
 */
export function birthId(births: Births, row: number, kind: number): string {
  const bytes = Buffer.alloc(16);
  bytes.set(births.random.subarray(row * 16, row * 16 + 16));
  bytes.writeUIntBE(births.at, 0, 6);
  bytes.writeUInt16BE(0x7000 | (row >> 4), 6);
  bytes.writeUInt8(0x80 | ((row & 0x0f) << 2) | (kind & 0x03), 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
