#!/usr/bin/env node
// Fairlead's audit verifier: checks an export with nothing but Node 20.12 or later. Read it before you trust it.
// Generated from src/verify and src/audit/core by `node scripts/build-verify.ts`.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hash,
  sign,
  verify,
} from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

// ---- src/verify/bundle.ts

const chunkBytes = 1024 * 1024;

/** An export in a folder. */
function folderBundle(folder) {
  return {
    read: async (path) => (existsSync(join(folder, path)) ? await readFile(join(folder, path)) : undefined),
    stream: (path) =>
      existsSync(join(folder, path)) ? createReadStream(join(folder, path), { highWaterMark: chunkBytes }) : nothing(),
  };
}

const lineMaxBytes = 4 * chunkBytes;

/**
 * The lines of a stream without their line feeds, as many at a time as a chunk holds. Split on byte 0x0A only: text-mode
 * splitting would also break at U+2028 and U+0085. Bytes after the last line feed come as a line of their own.
 */
async function* lineBatches(stream) {
  let carried = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const lines = [];
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      lines.push(bytes.subarray(from, end));
      from = end + 1;
    }
    carried = bytes.subarray(from);
    // No record is that long: let it go as a line of its own rather than collect it.
    if (carried.length > lineMaxBytes) lines.push(carried);
    if (carried.length > lineMaxBytes) carried = Buffer.alloc(0);
    yield { lines, isTerminated: true };
  }
  if (carried.length > 0) yield { lines: [carried], isTerminated: false };
}

async function* nothing() {}

// ---- src/verify/findings.ts

const shownPerCode = 50;

/** An empty collection. */
function collectFindings() {
  const all = [];
  const counts = new Map();
  let omitted = 0;
  return {
    all,
    omitted: () => omitted,
    add: (code, says, index) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      if (count > shownPerCode) omitted += 1;
      else all.push({ code, says, ...(index === undefined ? {} : { index }) });
    },
  };
}

/** The export or the arguments cannot be used at all: exit code 2. */
class Unusable extends Error {}

/** The report as lines for a person. */
function reportText(report) {
  const { disclosures: told } = report;
  const lines = [
    `log          ${report.origin}`,
    `checkpoint   ${report.size} entries, root ${report.root}`,
    `key          ${report.key}${report.key === "given" ? "" : ": get it another way and pass --log"}`,
    `entries      ${report.entries}`,
    `disclosures  ${told.shown} shown, ${told.withheld} withheld or erased`,
    `clock        ${report.clock}`,
    `pins: ${report.pins}${report.pins > 0 ? "" : " (truncation and a full re-signed rewrite show only against a checkpoint that you kept: --pin)"}`,
    ...report.findings.map((finding) => `${finding.code}  ${finding.says}`),
    ...(report.omitted === 0 ? [] : [`and ${report.omitted} more of the same kinds`]),
    report.ok ? "OK: the log is what was signed" : "TAMPERED: the log is not what was signed",
  ];
  return `${lines.join("\n")}\n`;
}

// ---- src/audit/core/leaf.ts

const hashLength = 32;

/** The root of a log without entries (RFC 6962 section 2.1). */
const emptyRoot = sha256("");

/** SHA-256 of bytes, or of a text's UTF-8. */
function sha256(data) {
  return hash("sha256", data, "binary");
}

/** The leaf hash of one line of the log: the record's exact bytes without the line feed. */
function leafHash(line) {
  const bytes = typeof line === "string" ? Buffer.from(line) : line;
  const prefixed = Buffer.allocUnsafe(bytes.length + 1);
  prefixed[0] = 0;
  prefixed.set(bytes, 1);
  return sha256(prefixed);
}

/** A leaf hash that reuses its memory: for walking a million lines. */
function createLeafHasher() {
  let scratch = Buffer.alloc(64 * 1024);
  return (line) => {
    if (line.length >= scratch.length) scratch = Buffer.alloc(line.length + 1);
    scratch.set(line, 1);
    return sha256(scratch.subarray(0, line.length + 1));
  };
}

/** The hash of an inner node of the tree. */
function nodeHash(left, right) {
  return sha256(Buffer.from(`\u0001${left}${right}`, "latin1"));
}

/** The 32 bytes of a hash, or the bytes of several in a row. */
function hashBytes(text) {
  return Buffer.from(text, "latin1");
}

/** The hash that some bytes hold. */
function hashFromBytes(bytes) {
  if (bytes.length !== hashLength) throw new TypeError(`a hash has ${hashLength} bytes, not ${bytes.length}`);
  return Buffer.from(bytes).toString("latin1");
}

/** Standard base64, as checkpoints and proofs write a hash. */
function hashBase64(text) {
  return hashBytes(text).toString("base64");
}

/** Base64 bytes, or undefined if the text is not exactly what an encoder would write: one value, one text. */
function strictBase64(text, encoding = "base64") {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}

// ---- src/kernel/canonical.ts

const depthMax = 64;

/** The RFC 8785 text of a value; throws a `TypeError` that names the path of what cannot be written. */
function canonicalJson(value, options = {}) {
  return write(value, [], options.integersOnly === true);
}

function write(value, trail, integersOnly) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value, trail);
  if (typeof value === "number") return writeNumber(value, trail, integersOnly);
  if (trail.length >= depthMax) throw refusal(trail, `is nested deeper than ${depthMax}`);
  if (Array.isArray(value)) return writeList(value, trail, integersOnly);
  if (!isPlainObject(value)) throw refusal(trail, `is ${kindOf(value)}, not JSON`);
  let members = "";
  // The default sort compares UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const key of Object.keys(value).sort()) {
    members += `${members === "" ? "" : ","}${writeString(key, trail)}:`;
    trail.push(key);
    members += write(value[key], trail, integersOnly);
    trail.pop();
  }
  return `{${members}}`;
}

function writeList(list, trail, integersOnly) {
  let items = "";
  // By position, which visits holes; `map` would skip them.
  for (let at = 0; at < list.length; at += 1) {
    trail.push(at);
    items += `${at === 0 ? "" : ","}${write(list[at], trail, integersOnly)}`;
    trail.pop();
  }
  return `[${items}]`;
}

function writeString(text, trail) {
  if (!text.isWellFormed()) throw refusal(trail, "holds a lone surrogate");
  return JSON.stringify(text);
}

function writeNumber(value, trail, integersOnly) {
  if (!Number.isFinite(value)) throw refusal(trail, `is ${value}, not JSON`);
  if (integersOnly && !Number.isSafeInteger(value)) throw refusal(trail, `is ${value}, not a whole number`);
  return JSON.stringify(value);
}

function isPlainObject(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(value).length === 0;
}

function kindOf(value) {
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "an object") : typeof value;
}

function refusal(trail, says) {
  return new TypeError(`\`/${trail.join("/")}\` ${says}`);
}

// ---- src/audit/core/note.ts

const ed25519Algorithm = 1;
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** The signer of a key name, from the 32-byte Ed25519 seed (RFC 8032). */
function signerFromSeed(name, seed) {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const verifier = verifierOf(name, spki.subarray(spkiPrefix.length));
  return {
    ...verifier,
    sign: (text) => {
      const signature = sign(null, Buffer.from(text), privateKey);
      const line = Buffer.concat([Buffer.from(verifier.keyId, "hex"), signature]).toString("base64");
      return `${text}\n\u2014 ${name} ${line}\n`;
    },
  };
}

/** The verifier that a vkey (`name+id+key`) describes, or undefined if it is not a sound Ed25519 vkey. */
function parseVkey(vkey) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey);
  const key = strictBase64(parts?.[3] ?? "");
  if (parts?.[1] === undefined || key?.length !== 33 || key[0] !== ed25519Algorithm) return undefined;
  const verifier = verifierOf(parts[1], key.subarray(1));
  return verifier.keyId === parts[2] ? verifier : undefined;
}

/** The parts of a note, or undefined if the text is none. Nothing is verified yet. */
function parseNote(note) {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) return undefined;
  const signatures = [];
  for (const line of note.slice(split + 2, -1).split("\n")) {
    const parts = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const bytes = strictBase64(parts?.[2] ?? "");
    if (parts?.[1] === undefined || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name: parts[1], keyId: bytes.subarray(0, 4).toString("hex"), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

/** The text of a note that this verifier signed, or undefined. Signatures of unknown keys are ignored, a broken one of ours is not. */
function openNote(note, verifier) {
  const parsed = parseNote(note);
  const ours = parsed?.signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId) ?? [];
  if (parsed === undefined || ours.length === 0) return undefined;
  return ours.every(({ signature }) => verifier.verifies(parsed.text, signature)) ? parsed.text : undefined;
}

function verifierOf(name, publicKey) {
  const typed = Buffer.concat([Buffer.from([ed25519Algorithm]), publicKey]);
  const keyId = Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])), "latin1").toString("hex", 0, 4);
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: "der", type: "spki" });
  return {
    name,
    keyId,
    vkey: `${name}+${keyId}+${typed.toString("base64")}`,
    verifies: (text, signature) => signature.length === 64 && verify(null, Buffer.from(text), key, signature),
  };
}

// ---- src/audit/core/checkpoint.ts

/** The name of a workspace's log, which is also the name of its key. A log restored from a backup starts a new epoch. */
function logOrigin(workspaceId, epoch) {
  const origin = `audit.fairlead.local/ws/${workspaceId}`;
  return epoch === 1 ? origin : `${origin}/${epoch}`;
}

/** The three lines that are signed. */
function checkpointText(checkpoint) {
  return `${checkpoint.origin}\n${checkpoint.size}\n${hashBase64(checkpoint.root)}\n`;
}

/** The checkpoint in a note's text, or undefined. Extension lines are refused: some verifiers do not sign them. */
function parseCheckpoint(text) {
  const parts = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n$/.exec(text);
  const root = strictBase64(parts?.[3] ?? "");
  if (parts?.[1] === undefined || root?.length !== 32) return undefined;
  return { origin: parts[1], size: Number(parts[2]), root: hashFromBytes(root) };
}

/** The checkpoint of a note that this log's key signed, or undefined. */
function openCheckpoint(note, verifier) {
  const text = openNote(note, verifier);
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  return checkpoint?.origin === verifier.name ? checkpoint : undefined;
}

// ---- src/audit/core/manifest.ts

/** The format of an export bundle; readers refuse another. */
const bundleFormat = "fairlead-audit-export/1";

/** The one text that a manifest has. */
function manifestText(manifest) {
  const { origin, size, root } = manifest.checkpoint;
  const text = canonicalJson({
    format: bundleFormat,
    origin,
    range: { from: 0, to: size },
    checkpoint: { size, root: hashBase64(root) },
    completeness: "full",
    entries: manifest.entries,
    disclosures: manifest.disclosures,
    checkpoints: manifest.checkpoints,
    clock: manifest.clock,
  });
  return `${text}\n`;
}

/** The parts of a manifest that a verifier cannot compute: which older checkpoints to look for, and the clock. */
function manifestClaims(text) {
  const clock = /"clock":"(real|simulated)"/.exec(text)?.[1];
  const sizes = /"checkpoints":\[([0-9,]*)\]/.exec(text)?.[1];
  if ((clock !== "real" && clock !== "simulated") || sizes === undefined) return undefined;
  return { clock, checkpoints: sizes === "" ? [] : sizes.split(",").map(Number) };
}

/** What VERIFY.md says about this export. */
function verifyGuide(checkpoint, vkey) {
  return `# Checking this export

This folder holds the whole audit log \`${checkpoint.origin}\` up to its checkpoint of ${checkpoint.size} entries.

    node verify.mjs .

\`verify.mjs\` needs Node 20.12 or later and nothing else. Exit code 0: every check passed; 1: something was changed;
2: the export cannot be read.

A verifier and a key that travel with the data prove little alone. Get the log's key another way and give it:

    node verify.mjs . --log '${vkey}'

Truncation and a full rewrite by whoever holds the signing key show only against a checkpoint that you kept. Keep a copy of
\`checkpoint\` outside, and give it next time:

    node verify.mjs . --pin kept-checkpoint

## What each file is

- \`checkpoint\`: the signed statement of size and root (C2SP tlog-checkpoint, signed note, Ed25519):

${checkpointText(checkpoint)
  .trimEnd()
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}

- \`entries.jsonl\`: line i is leaf i; the leaf hash is SHA-256 of a zero byte and the line's bytes without its line feed.
- \`tile/\`: the tree (RFC 6962) and the entries as C2SP tlog-tiles; any tlog client can read this folder over HTTP.
- \`checkpoints/\`: older signed checkpoints; each must be a prefix of this log.
- \`disclosures.jsonl\`: personal text, each opening one digest in its record's \`_sd\` (RFC 9901). The log verifies without it.
- \`policies/\`: the policy bundles that decisions name, by hash. \`verify.mjs\` does not read them; \`fairlead decisions replay
  --export .\` holds each to its hash and decides every decision again.
- \`entries.csv\`: a view for people; it is not checked.

Other tools that can check it: golang.org/x/mod \`sumdb/note\` and \`sumdb/tlog\`, Tessera's \`fsck\`, torchwood, sigsum-go.
`;
}

// ---- src/verify/anchors.ts

/** The key that everything is checked with: the one given, else the one that came with the export. */
async function chooseKey(bundle, given, findings) {
  const carried = (await bundle.read("keys/log.vkey"))?.toString("utf8");
  const text = given ?? carried?.replace(/\n$/, "");
  if (text === undefined) throw new Unusable("there is no `keys/log.vkey`: give the log's key with --log");
  const key = parseVkey(text);
  if (key === undefined && given !== undefined)
    throw new Unusable(`\`${given}\` is neither a vkey nor a file that holds one`);
  if (carried !== undefined && carried !== `${text}\n`)
    findings.add("SIGNATURE", "`keys/log.vkey` is not the log's key");
  if (key === undefined) {
    findings.add("SIGNATURE", "`keys/log.vkey` is not a sound key");
    return { name: "", keyId: "", vkey: text, verifies: () => false };
  }
  return key;
}

/** The checkpoint of the export; one without a sound signature is a finding, but what it states is still compared. */
async function headCheckpoint(bundle, key, findings) {
  const note = (await bundle.read("checkpoint"))?.toString("utf8");
  if (note === undefined) throw new Unusable("there is no `checkpoint`: this is not an export of an audit log");
  const checkpoint = openCheckpoint(note, key);
  if (checkpoint !== undefined) return { label: "checkpoint", note, checkpoint };
  findings.add("SIGNATURE", "`checkpoint` is not signed by the log's key");
  const stated = parseCheckpoint(parseNote(note)?.text ?? "");
  return { label: "checkpoint", note, checkpoint: stated ?? { origin: key.name, size: -1, root: "" } };
}

/** The older checkpoints that the export carries. */
async function historyOf(bundle, sizes, key, findings) {
  const anchors = [];
  for (const size of sizes) {
    const path = `checkpoints/${size}`;
    const note = (await bundle.read(path))?.toString("utf8");
    const checkpoint = note === undefined ? undefined : openCheckpoint(note, key);
    if (note !== undefined && checkpoint?.size === size) anchors.push({ label: path, note, checkpoint });
    else
      findings.add(
        "SIGNATURE",
        note === undefined ? `\`${path}\` is missing` : `\`${path}\` is not signed by the log's key`,
      );
  }
  return anchors;
}

/** Checkpoints that the reader kept. One that this log's key did not sign speaks of another log or another key. */
function pinsOf(notes, key, findings) {
  return notes.flatMap((note, at) => {
    if (parseCheckpoint(parseNote(note)?.text ?? "") === undefined)
      throw new Unusable(`pin ${at + 1} is not a checkpoint`);
    const checkpoint = openCheckpoint(note, key);
    if (checkpoint === undefined) findings.add("SIGNATURE", `pin ${at + 1} is not signed by the log's key`);
    return checkpoint === undefined ? [] : [{ label: `pin ${at + 1}`, note, checkpoint }];
  });
}

/** Watches for every anchor, smallest size first. */
function watchAnchors(anchors, head, findings) {
  const waiting = anchors.toSorted((left, right) => left.checkpoint.size - right.checkpoint.size);
  const nextSize = () => waiting[0]?.checkpoint.size ?? Number.POSITIVE_INFINITY;
  return {
    nextSize,
    reached: (root) => {
      for (let size = nextSize(); nextSize() === size && waiting.length > 0; ) {
        const anchor = waiting.shift();
        if (anchor !== undefined && anchor.checkpoint.root !== root) {
          const evidence = `\n--- ${anchor.label}\n${anchor.note}--- checkpoint\n${head.note}`;
          findings.add("FORK", `the log has another root at ${size} entries than \`${anchor.label}\`:${evidence}`);
        }
      }
    },
    finish: () => {
      for (const { label, checkpoint } of waiting) {
        if (checkpoint.size > head.checkpoint.size) {
          findings.add(
            "TRUNCATED",
            `\`${label}\` has ${checkpoint.size} entries, this log only ${head.checkpoint.size}`,
          );
        }
      }
    },
  };
}

// ---- src/audit/core/merkle.ts

/** Levels of the tree that one tile spans: a tile is 256 hashes wide (C2SP tlog-tiles). */
const tileHeight = 8;
const tileWidth = 256;

/** The tree of an empty log. */
function emptyTree() {
  return { size: 0, frontier: [] };
}

/** Adds one leaf in place, telling of the tile hashes that it completes. */
function appendLeaf(tree, leaf, onTileHash) {
  onTileHash(0, leaf);
  let node = leaf;
  let height = 0;
  for (let rest = tree.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = tree.frontier.pop();
    if (left === undefined) throw new Error(`the frontier does not fit a tree of ${tree.size}`);
    node = nodeHash(left, node);
    height += 1;
    if (height % tileHeight === 0) onTileHash(height / tileHeight, node);
  }
  tree.frontier.push(node);
  tree.size += 1;
}

/** The root hash of the tree as it is now. */
function treeRoot(tree) {
  return foldRight(tree.frontier);
}

/** The root over perfect subtrees, given from left to right, largest first. */
function foldRight(subtrees) {
  return subtrees.length === 0 ? emptyRoot : subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/** The frontier as bytes, to be stored beside the size. */
function frontierBytes(tree) {
  return hashBytes(tree.frontier.join(""));
}

/** The tree of a stored size and frontier; refuses a frontier that cannot belong to the size. */
function treeFromFrontier(size, bytes) {
  const frontier = [];
  for (let at = 0; at < bytes.length; at += hashLength)
    frontier.push(hashFromBytes(bytes.subarray(at, at + hashLength)));
  if (frontier.length !== setBits(size))
    throw new Error(`a frontier of ${frontier.length} does not fit a tree of ${size}`);
  return { size, frontier };
}

/** The root of perfect 2^k hashes in a row, as they lie in a tile. */
function perfectRoot(hashes) {
  let level = hashes;
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) above.push(nodeHash(level[at] ?? "", level[at + 1] ?? ""));
    level = above;
  }
  const root = level[0];
  if (root === undefined) throw new Error("a perfect subtree has at least one hash");
  return root;
}

function setBits(size) {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

// ---- src/audit/core/tiles.ts

/** Entries of a bundle carry a two-byte length, so a line cannot be longer. */
const entryMaxBytes = 65_535;

/** The path of a tile in an export, as any tlog client asks for it. */
function tilePath(tile) {
  return `tile/${tile.level}/${numberPath(tile.n)}${partial(tile.width)}`;
}

/** The path of a bundle of entries. */
function bundlePath(n, width) {
  return `tile/entries/${numberPath(n)}${partial(width)}`;
}

/** How many hashes a level of tiles holds in a log of this size. */
function hashesAtLevel(size, level) {
  return Math.floor(size / tileWidth ** level);
}

/** How many levels of tiles a log of this size has. */
function tileLevels(size) {
  let levels = 0;
  while (hashesAtLevel(size, levels) > 0) levels += 1;
  return levels;
}

/** Every tile of a log of this size, level by level; the last of a level may be partial. */
function* tilesAt(size) {
  for (let level = 0; level < tileLevels(size); level += 1) {
    const hashes = hashesAtLevel(size, level);
    for (let n = 0; n * tileWidth < hashes; n += 1)
      yield { level, n, width: Math.min(tileWidth, hashes - n * tileWidth) };
  }
}

/** One entry as a bundle holds it: its length, then its bytes. */
function bundleEntry(line) {
  if (line.length > entryMaxBytes) throw new Error(`an entry of ${line.length} bytes does not fit a bundle`);
  const entry = Buffer.allocUnsafe(line.length + 2);
  entry.writeUInt16BE(line.length, 0);
  entry.set(line, 2);
  return entry;
}

/** The hashes that a tile's bytes hold. */
function hashesOfTile(bytes) {
  const text = Buffer.from(bytes).toString("latin1");
  return Array.from({ length: Math.floor(text.length / hashLength) }, (_, at) =>
    text.slice(at * hashLength, (at + 1) * hashLength),
  );
}

function partial(width) {
  return width === tileWidth ? "" : `.p/${width}`;
}

/** Groups of three digits, all but the last marked with `x`: 1234067 is `x001/x234/067`. */
function numberPath(n) {
  const groups = [String(n % 1000).padStart(3, "0")];
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return groups.join("/");
}

// ---- src/verify/diagnose.ts

/**
 * Says which entries differ, once the root does not match. The tiles give the signed leaves if they still lead to the signed
 * root; else nothing but the mismatch can be said.
 */
async function diagnose(bundle, checkpoint, findings) {
  const signed = await authenticLeaves(bundle, checkpoint);
  if (signed === undefined) return;
  const found = [];
  for await (const { lines } of lineBatches(bundle.stream("entries.jsonl")))
    found.push(...lines.map((line) => leafHash(line)));
  const place = new Map(signed.map((hash, index) => [hash, index]));
  const kept = longestRising(found.map((hash) => place.get(hash) ?? -1));
  const present = new Set(found);
  let [nextSigned, nextFound] = [0, 0];
  for (const at of [...kept, { found: found.length, signed: signed.length }]) {
    compareGap(
      range(nextFound, at.found).filter((index) => !place.has(found[index] ?? "")),
      range(nextSigned, at.signed).filter((index) => !present.has(signed[index] ?? "")),
      findings,
    );
    for (const index of range(nextFound, at.found)) {
      const home = place.get(found[index] ?? "");
      if (home !== undefined) findings.add("ENTRY_MOVED", `entry ${home} is at line ${index}`, home);
    }
    [nextSigned, nextFound] = [at.signed + 1, at.found + 1];
  }
}

/** Between two entries that are in place: strange lines stand for missing entries, one for one; the rest came or went. */
function compareGap(strange, missing, findings) {
  for (let at = 0; at < Math.max(strange.length, missing.length); at += 1) {
    const [line, entry] = [strange[at], missing[at]];
    if (entry !== undefined && line !== undefined) findings.add("ENTRY_EDITED", `entry ${entry} was edited`, entry);
    else if (entry !== undefined) findings.add("ENTRY_MISSING", `entry ${entry} is missing`, entry);
    else if (line !== undefined) findings.add("ENTRY_INSERTED", `line ${line} is no entry of the log`, line);
  }
}

async function authenticLeaves(bundle, checkpoint) {
  const leaves = [];
  for (const tile of tilesAt(checkpoint.size)) {
    if (tile.level > 0) break;
    const stored = await bundle.read(tilePath(tile));
    if (stored === undefined) return undefined;
    leaves.push(...hashesOfTile(stored));
  }
  const tree = emptyTree();
  for (const leaf of leaves) appendLeaf(tree, leaf, () => undefined);
  return tree.size === checkpoint.size && treeRoot(tree) === checkpoint.root ? leaves : undefined;
}

/** The longest run of lines whose entries are in order: these stayed, the others moved. Negative places are skipped. */
function longestRising(places) {
  const tails = [];
  const before = [];
  for (const [index, value] of places.entries()) {
    if (value < 0) continue;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const run = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1)
    run.push({ found: index, signed: places[index] ?? 0 });
  return run.reverse();
}

function range(from, to) {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

// ---- src/audit/core/disclosure.ts

const nonceLength = 12;
const tagLength = 16;

/** The salt of one disclosure: only the holder of the contact's key can guess it. */
function disclosureSalt(contactKey, recordId, name) {
  return createHmac("sha256", createSecretKey(contactKey))
    .update(`salt|${recordId}|${name}`)
    .digest()
    .subarray(0, 16)
    .toString("base64url");
}

/** The disclosure as text, exactly what is digested and what an export hands out. */
function disclosureText(disclosure) {
  return Buffer.from(canonicalJson([disclosure.salt, disclosure.name, disclosure.value])).toString("base64url");
}

/** The digest that the leaf holds in `_sd`. */
function disclosureDigest(text) {
  return hashBytes(sha256(text)).toString("base64url");
}

/** The parts of a disclosure text, or undefined if it is none. */
function parseDisclosure(text) {
  const bytes = strictBase64(text, "base64url");
  if (bytes === undefined) return undefined;
  const parsed = JSON.parse(bytes.toString("utf8"));
  if (!Array.isArray(parsed) || parsed.length !== 3) return undefined;
  const [salt, name, value] = parsed;
  return typeof salt === "string" && typeof name === "string" ? { salt, name, value } : undefined;
}

/** Seals a disclosure under its contact's key (AES-256-GCM); `binding` ties it to its place. */
function sealDisclosure(contactKey, nonce, binding, text) {
  const cipher = createCipheriv("aes-256-gcm", sealingKey(contactKey), nonce).setAAD(Buffer.from(binding));
  return Buffer.concat([nonce, cipher.update(text, "latin1"), cipher.final(), cipher.getAuthTag()]);
}

/** Opens a sealed disclosure; throws if the key, the place or a byte differs. */
function openDisclosure(contactKey, binding, sealed) {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(contactKey), bytes.subarray(0, nonceLength))
    .setAAD(Buffer.from(binding))
    .setAuthTag(bytes.subarray(-tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]).toString("latin1");
}

// Keys go in as objects: given as bytes, each call of Node's cost four to six times as much.
function sealingKey(contactKey) {
  return createSecretKey(createHmac("sha256", createSecretKey(contactKey)).update("seal").digest());
}

// ---- src/verify/disclosures.ts

/** Starts at the first disclosure. */
function disclosureCursor(bundle, findings) {
  const batches = lineBatches(bundle.stream("disclosures.jsonl"));
  let waiting = [];
  let isAtEnd = false;
  let count = 0;
  const readMore = async () => {
    const batch = await batches.next();
    isAtEnd = batch.done === true;
    if (batch.done === true) return;
    if (!batch.value.isTerminated) findings.add("DISCLOSURE", "`disclosures.jsonl` does not end with a line feed");
    for (const line of batch.value.lines) {
      const shown = parseShown(line.toString("latin1"));
      if (shown === undefined)
        findings.add("DISCLOSURE", `line ${count + 1} of \`disclosures.jsonl\` is not a disclosure`);
      else waiting.push(shown);
      count += 1;
    }
  };
  return {
    count: () => count,
    check: async (first, commitments) => {
      const end = first + commitments.length;
      while (!isAtEnd && (waiting.at(-1)?.index ?? 0) < end) await readMore();
      let taken = 0;
      for (; (waiting[taken]?.index ?? Number.POSITIVE_INFINITY) < end; taken += 1) {
        const { index, digest } = waiting[taken] ?? { index: 0, digest: "" };
        const committed = commitments[index - first];
        const place = committed?.indexOf(digest) ?? -1;
        if (place < 0) findings.add("DISCLOSURE", `a disclosure of entry ${index} opens none of its digests`, index);
        // A digest is opened once: the same line twice is not two disclosures.
        else committed?.splice(place, 1, "");
      }
      waiting = waiting.slice(taken);
      return commitments.reduce((sum, digests) => sum + digests.length, 0);
    },
    finish: async (size) => {
      while (!isAtEnd) await readMore();
      for (const { index } of waiting)
        findings.add("DISCLOSURE", `a disclosure names entry ${index} of a log of ${size}`, index);
    },
  };
}

function parseShown(line) {
  const parts = /^\{"d":"([\w-]+)","i":(0|[1-9][0-9]{0,15})\}$/.exec(line);
  if (parts?.[1] === undefined) return undefined;
  return { index: Number(parts[2]), digest: disclosureDigest(parts[1]) };
}

// ---- src/verify/record-fields.ts

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const commitmentsMark = '{"_sd":[';

/**
 * The top-level id and time of a record. The line is walked by its bytes and no further than the id, because to parse it
 * would cost several times its hash; canonical JSON has no white space to skip.
 */
function recordFields(line) {
  let at;
  for (let start = 1; line[start] === quote; ) {
    const keyEnd = stringEnd(line, start);
    const end = valueEnd(line, keyEnd + 2);
    const isText = line[keyEnd + 2] === quote;
    if (isText && isKey(line, start, keyEnd, "at")) at = line.toString("latin1", keyEnd + 3, end - 1);
    if (isText && isKey(line, start, keyEnd, "id")) return { id: line.toString("latin1", keyEnd + 3, end - 1), at };
    if (line[end] !== comma) break;
    start = end + 1;
  }
  return { id: undefined, at };
}

/** The digests that a record commits to: canonical JSON puts `_sd` first. */
function commitmentsOf(line) {
  if (line.toString("latin1", 0, commitmentsMark.length) !== commitmentsMark) return [];
  const text = line.toString("latin1", commitmentsMark.length, line.indexOf("]"));
  return [...text.matchAll(/"([\w-]{43})"/g)].map((match) => match[1] ?? "");
}

function isKey(line, start, end, key) {
  return end - start === 3 && line[start + 1] === key.charCodeAt(0) && line[start + 2] === key.charCodeAt(1);
}

/** Where the string that opens at `start` closes. */
function stringEnd(line, start) {
  let at = start + 1;
  while (at < line.length && line[at] !== quote) at += line[at] === backslash ? 2 : 1;
  return at;
}

/** One past the value that begins at `start`: its brackets are counted, its strings skipped. */
function valueEnd(line, start) {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const byte = line[at] ?? 0;
    if (byte === quote) at = stringEnd(line, at);
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (depth === 0 && (byte === comma || byte === 0x7d)) return at;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return line.length;
}

// ---- src/verify/seen-ids.ts

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** An empty set of ids, compared by their last 80 bits (a UUIDv7's random part and more). */
function seenIds() {
  let slots = new Float64Array(2 * 1024);
  let count = 0;
  const place = (table, high, low) => {
    const mask = table.length / 2 - 1;
    for (let slot = (low ^ high) & mask; ; slot = (slot + 1) & mask) {
      if (table[2 * slot] === high && table[2 * slot + 1] === low) return false;
      if (table[2 * slot] === 0) {
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
        return true;
      }
    }
  };
  return {
    add: (id) => {
      if (count * 4 >= slots.length) {
        const larger = new Float64Array(slots.length * 2);
        for (let at = 0; at < slots.length; at += 2) {
          const high = slots[at] ?? 0;
          if (high !== 0) place(larger, high, slots[at + 1] ?? 0);
        }
        slots = larger;
      }
      // Plus one, because zero marks a free slot.
      const isNew = place(slots, bits40(id.slice(-16, -8)) + 1, bits40(id.slice(-8)));
      if (isNew) count += 1;
      return isNew;
    },
  };
}

function bits40(text) {
  let value = 0;
  for (let at = 0; at < text.length; at += 1) value = value * 32 + alphabet.indexOf(text.charAt(at));
  return value;
}

// ---- src/verify/walk.ts

/** Reads the entries once, in constant memory, and holds every other file of the export against them. */
async function walkEntries(bundle, watch, notAfter, findings) {
  const tree = emptyTree();
  const collected = { tiles: new Map(), fullTiles: [], fullBundles: [], entries: [] };
  const disclosures = disclosureCursor(bundle, findings);
  const ids = seenIds();
  const leafHash = createLeafHasher();
  let commitments = 0;
  if (watch.nextSize() === 0) watch.reached(treeRoot(tree));
  for await (const { lines, isTerminated } of lineBatches(bundle.stream("entries.jsonl"))) {
    if (!isTerminated) findings.add("COUNT", "`entries.jsonl` does not end with a line feed");
    const first = tree.size;
    for (const line of lines) {
      checkFields(line, tree.size, ids.add, notAfter, findings);
      grow(tree, collected, line, leafHash(line));
      if (tree.size === watch.nextSize()) watch.reached(treeRoot(tree));
    }
    await compareFull(bundle, collected, findings);
    commitments += await disclosures.check(first, lines.map(commitmentsOf));
  }
  closePartial(collected, tree);
  await compareFull(bundle, collected, findings);
  await disclosures.finish(tree.size);
  return { size: tree.size, root: treeRoot(tree), disclosed: disclosures.count(), commitments };
}

function checkFields(line, index, isNew, notAfter, findings) {
  const { id, at } = recordFields(line);
  if (id === undefined || !isNew(id))
    findings.add("DUPLICATE_ID", `entry ${index} has ${id === undefined ? "no id" : "the id of another"}`, index);
  if (at === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) {
    findings.add("TIME", `entry ${index} has no time`, index);
  } else if (at > notAfter) {
    findings.add("TIME", `entry ${index} says \`${at}\`, which is yet to come`, index);
  }
}

function grow(tree, collected, line, leaf) {
  appendLeaf(tree, leaf, (level, hash) => {
    const tile = collected.tiles.get(level) ?? { n: 0, hashes: [] };
    tile.hashes.push(hash);
    const isFull = tile.hashes.length === tileWidth;
    if (isFull)
      collected.fullTiles.push({ path: tilePath({ level, n: tile.n, width: tileWidth }), hashes: tile.hashes });
    collected.tiles.set(level, isFull ? { n: tile.n + 1, hashes: [] } : tile);
  });
  collected.entries.push(line);
  if (collected.entries.length === tileWidth) {
    collected.fullBundles.push({ path: bundlePath(tree.size / tileWidth - 1, tileWidth), lines: collected.entries });
    collected.entries = [];
  }
}

/** At the end, the last tile of each level and the last bundle are partial. */
function closePartial(collected, tree) {
  for (const [level, { n, hashes }] of collected.tiles) {
    if (hashes.length > 0) collected.fullTiles.push({ path: tilePath({ level, n, width: hashes.length }), hashes });
  }
  const { entries } = collected;
  if (entries.length > 0) {
    collected.fullBundles.push({ path: bundlePath(Math.floor(tree.size / tileWidth), entries.length), lines: entries });
  }
}

async function compareFull(bundle, collected, findings) {
  for (const { path, hashes } of collected.fullTiles.splice(0)) {
    const stored = await bundle.read(path);
    if (stored?.equals(hashBytes(hashes.join(""))) !== true) findings.add("TILE", `\`${path}\` ${faultOf(stored)}`);
  }
  for (const { path, lines } of collected.fullBundles.splice(0)) {
    const stored = await bundle.read(path);
    if (stored === undefined || !holdsLines(stored, lines)) findings.add("BUNDLE", `\`${path}\` ${faultOf(stored)}`);
  }
}

function faultOf(stored) {
  return stored === undefined ? "is missing" : "does not follow from the entries";
}

function holdsLines(stored, lines) {
  let at = 0;
  for (const line of lines) {
    if (at + 2 > stored.length || stored.readUInt16BE(at) !== line.length) return false;
    if (!stored.subarray(at + 2, at + 2 + line.length).equals(line)) return false;
    at += 2 + line.length;
  }
  return at === stored.length;
}

// ---- src/verify/verify.ts

const endOfTime = "9999-12-31T23:59:59.999Z";

/**
 * Checks an export against its signed checkpoint, its history and the reader's pins. Needs nothing of Fairlead: the bytes,
 * SHA-256 and Ed25519. Throws `Unusable` if there is nothing to check.
 */
async function verifyBundle(bundle, options) {
  const findings = collectFindings();
  const key = await chooseKey(bundle, options.vkey, findings);
  const head = await headCheckpoint(bundle, key, findings);
  const stored = (await bundle.read("manifest.json"))?.toString("utf8");
  const claims = manifestClaims(stored ?? "") ?? { checkpoints: [], clock: "real" };
  const history = await historyOf(bundle, claims.checkpoints, key, findings);
  const pins = pinsOf(options.pins ?? [], key, findings);
  const watch = watchAnchors([...history, ...pins], head, findings);
  const walk = await walkEntries(bundle, watch, claims.clock === "real" ? options.now : endOfTime, findings);
  watch.finish(head);
  const { checkpoint } = head;
  if (walk.size !== checkpoint.size)
    findings.add("COUNT", `there are ${walk.size} entries; the checkpoint has ${checkpoint.size}`);
  if (walk.root !== checkpoint.root) {
    findings.add("ROOT_MISMATCH", "the entries do not lead to the root of the checkpoint");
    if (checkpoint.size >= 0) await diagnose(bundle, checkpoint, findings);
  }
  checkManifest(stored, { checkpoint, entries: walk.size, disclosures: walk.disclosed, ...claims }, findings);
  return {
    ok: findings.all.length === 0,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: hashBase64(checkpoint.root),
    entries: walk.size,
    disclosures: { shown: walk.disclosed, withheld: walk.commitments - walk.disclosed },
    pins: pins.length,
    key: options.vkey === undefined ? "from the bundle" : "given",
    clock: claims.clock,
    findings: findings.all,
    omitted: findings.omitted(),
  };
}

function checkManifest(stored, expected, findings) {
  if (stored === undefined) findings.add("MANIFEST", "`manifest.json` is missing");
  else if (stored !== manifestText(expected))
    findings.add("MANIFEST", "`manifest.json` does not say what the export holds");
}

// ---- src/verify/main.ts

const usage = "usage: node verify.mjs DIR [--log VKEY|FILE] [--pin FILE]... [--json]";

/** The command: checks the export in a folder, prints what it found, and gives the exit code: 0 sound, 1 tampered, 2 unusable. */
async function verifyMain(args, now, print) {
  try {
    const { folder, json, options } = await readArgs(args);
    const report = await verifyBundle(folderBundle(folder), { ...options, now });
    print(json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    print(`${error.message}\n`);
    return 2;
  }
}

async function readArgs(args) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { log: { type: "string" }, pin: { type: "string", multiple: true }, json: { type: "boolean" } },
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new Error(usage);
    if (!existsSync(folder)) throw new Error(`there is no folder \`${folder}\``);
    const pins = await Promise.all((values.pin ?? []).map((path) => readFile(path, "utf8")));
    return { folder, json: values.json === true, options: { vkey: await vkeyIn(values.log), pins } };
  } catch (error) {
    throw new Unusable(error.message, { cause: error });
  }
}

/** A vkey is given as its text or as the file that holds it. */
async function vkeyIn(given) {
  return given === undefined || !existsSync(given) ? given : (await readFile(given, "utf8")).trim();
}

process.exitCode = await verifyMain(process.argv.slice(2), new Date().toISOString(), (text) =>
  process.stdout.write(text),
);
