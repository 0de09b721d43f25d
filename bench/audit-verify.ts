import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkpointText } from "../src/audit/core/checkpoint.ts";
import { hashBytes, leafHash } from "../src/audit/core/leaf.ts";
import { manifestText } from "../src/audit/core/manifest.ts";
import { appendLeaf, emptyTree, tileWidth, treeRoot } from "../src/audit/core/merkle.ts";
import { signerFromSeed } from "../src/audit/core/note.ts";
import { bundleEntry, bundlePath, tilePath } from "../src/audit/core/tiles.ts";
import { canonicalJson } from "../src/kernel/canonical.ts";
import { folderBundle } from "../src/verify/bundle.ts";
import { verifyBundle } from "../src/verify/verify.ts";

/** `audit verify` of an export against raw SHA-256 over the same lines, in processor time of one run. */
export interface AuditVerifyBench {
  readonly entries: number;
  readonly bytes: number;
  readonly rawCpuMs: number;
  readonly verifyCpuMs: number;
  /** Verifying also reads and compares tiles and bundles, and looks for replayed ids and future times. */
  readonly ratio: number;
  readonly peakMemoryMb: number;
}

const rounds = 3;

/** Medians of interleaved rounds, so that a busy machine slows both alike. */
export async function benchAuditVerify(entries = 100_000): Promise<AuditVerifyBench> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  try {
    const bytes = await writeExport(folder, entries);
    const [raw, verified]: [number[], number[]] = [[], []];
    let peak = 0;
    for (let round = 0; round < rounds; round += 1) {
      raw.push(await cpuMs(() => rawHash(join(folder, "entries.jsonl"))));
      verified.push(
        await cpuMs(async () => {
          const report = await verifyBundle(folderBundle(folder), { now: "2030-01-01T00:00:00.000Z" });
          if (!report.ok)
            throw new Error(`the export of the bench does not verify: ${JSON.stringify(report.findings)}`);
        }),
      );
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    const [rawCpuMs, verifyCpuMs] = [median(raw), median(verified)];
    return {
      entries,
      bytes,
      rawCpuMs,
      verifyCpuMs,
      ratio: verifyCpuMs / rawCpuMs,
      peakMemoryMb: Math.round(peak / 2 ** 20),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rawHash(path: string): Promise<void> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  hash.digest();
}

async function cpuMs(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}

/** An export of typical decision records of about 1.1 KB, written in the format's own terms. */
async function writeExport(folder: string, entries: number): Promise<number> {
  const signer = signerFromSeed("audit.example/bench", Buffer.alloc(32, 1));
  const tree = emptyTree();
  const tiles = new Map<number, string[]>();
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const putTile = (level: number, hashes: readonly string[], isFull: boolean): void => {
    const last = Math.floor((hashes.length - 1) / tileWidth);
    const part = hashes.slice(last * tileWidth);
    if (isFull === (part.length === tileWidth))
      put(tilePath({ level, n: last, width: part.length }), hashBytes(part.join("")));
  };
  const file = await open(join(folder, "entries.jsonl"), "w");
  let bytes = 0;
  try {
    for (let from = 0; from < entries; from += tileWidth) {
      const lines = Array.from({ length: Math.min(tileWidth, entries - from) }, (_, at) => record(from + at));
      for (const line of lines) {
        appendLeaf(tree, leafHash(line), (level, hash) => {
          const hashes = tiles.get(level) ?? [];
          tiles.set(level, hashes);
          hashes.push(hash);
          putTile(level, hashes, true);
        });
      }
      put(
        bundlePath(from / tileWidth, lines.length),
        Buffer.concat(lines.map((line) => bundleEntry(Buffer.from(line)))),
      );
      bytes += await writeLines(file, lines);
    }
  } finally {
    await file.close();
  }
  for (const [level, hashes] of tiles) putTile(level, hashes, false);
  const checkpoint = { origin: signer.name, size: entries, root: treeRoot(tree) };
  put("checkpoint", signer.sign(checkpointText(checkpoint)));
  put("keys/log.vkey", `${signer.vkey}\n`);
  put("disclosures.jsonl", "");
  put("manifest.json", manifestText({ checkpoint, entries, disclosures: 0, checkpoints: [], clock: "real" }));
  return bytes;
}

async function writeLines(file: FileHandle, lines: readonly string[]): Promise<number> {
  const { bytesWritten } = await file.write(lines.map((line) => `${line}\n`).join(""));
  return bytesWritten;
}

function record(n: number): string {
  const id = n
    .toString(32)
    .replaceAll(/[ilou]/g, (letter) => ({ i: "w", l: "x", o: "y", u: "z" })[letter] ?? letter)
    .padStart(26, "0");
  const digest = createHash("sha256").update(id).digest("hex");
  return canonicalJson({
    v: 1,
    id: `aud_${id}`,
    type: "decision.send_email",
    at: "2026-01-01T00:00:00.000Z",
    ws: `wsp_${id}`,
    actor: { kind: "agent", id: `agt_${id}` },
    subject: { contact: `con_${id}`, account: `acc_${id}`, action: `act_${id}` },
    checks: ["dnc", "unsubscribed", "complaint", "bounce", "cap_contact", "cap_domain", "hours", "approval"].map(
      (policy) => ({ policy, result: "pass" }),
    ),
    decision: { outcome: "allow", reasons: [], engine: "cedar", policySet: digest, facts: digest },
    message: { channel: "email", id: `msg_${id}`, rendered: digest },
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
