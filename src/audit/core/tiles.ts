import { type Hash, hashLength } from "./leaf.ts";
import { tileWidth } from "./merkle.ts";

/** One tile: `width` hashes at `level`, the n-th of its level (C2SP tlog-tiles). */
export interface TileRef {
  readonly level: number;
  readonly n: number;
  readonly width: number;
}

/** Entries of a bundle carry a two-byte length, so a line cannot be longer. */
export const entryMaxBytes = 65_535;

/** The path of a tile in an export, as any tlog client asks for it. */
export function tilePath(tile: TileRef): string {
  return `tile/${tile.level}/${numberPath(tile.n)}${partial(tile.width)}`;
}

/** The path of a bundle of entries. */
export function bundlePath(n: number, width: number): string {
  return `tile/entries/${numberPath(n)}${partial(width)}`;
}

/** How many hashes a level of tiles holds in a log of this size. */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** How many levels of tiles a log of this size has. */
export function tileLevels(size: number): number {
  let levels = 0;
  while (hashesAtLevel(size, levels) > 0) levels += 1;
  return levels;
}

/** Every tile of a log of this size, level by level; the last of a level may be partial. */
export function* tilesAt(size: number): Generator<TileRef> {
  for (let level = 0; level < tileLevels(size); level += 1) {
    const hashes = hashesAtLevel(size, level);
    for (let n = 0; n * tileWidth < hashes; n += 1)
      yield { level, n, width: Math.min(tileWidth, hashes - n * tileWidth) };
  }
}

/** One entry as a bundle holds it: its length, then its bytes. */
export function bundleEntry(line: Uint8Array): Buffer {
  if (line.length > entryMaxBytes) throw new Error(`an entry of ${line.length} bytes does not fit a bundle`);
  const entry = Buffer.allocUnsafe(line.length + 2);
  entry.writeUInt16BE(line.length, 0);
  entry.set(line, 2);
  return entry;
}

/** The hashes that a tile's bytes hold. */
export function hashesOfTile(bytes: Uint8Array): Hash[] {
  const text = Buffer.from(bytes).toString("latin1");
  return Array.from({ length: Math.floor(text.length / hashLength) }, (_, at) =>
    text.slice(at * hashLength, (at + 1) * hashLength),
  );
}

function partial(width: number): string {
  return width === tileWidth ? "" : `.p/${width}`;
}

/** Groups of three digits, all but the last marked with `x`: 1234067 is `x001/x234/067`. */
function numberPath(n: number): string {
  const groups = [String(n % 1000).padStart(3, "0")];
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return groups.join("/");
}
