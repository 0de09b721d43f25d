import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildVerifier, verifierFile } from "../../scripts/build-verify.ts";
import { checkpointText } from "../../src/audit/core/checkpoint.ts";
import { hashBytes, leafHash } from "../../src/audit/core/leaf.ts";
import { manifestText } from "../../src/audit/core/manifest.ts";
import { appendLeaf, emptyTree, treeRoot } from "../../src/audit/core/merkle.ts";
import { signerFromSeed } from "../../src/audit/core/note.ts";
import { bundleEntry, bundlePath, tilePath } from "../../src/audit/core/tiles.ts";
import { folderBundle } from "../../src/verify/bundle.ts";
import { type VerifyOptions, verifyBundle } from "../../src/verify/verify.ts";

const signer = signerFromSeed("audit.example/ws/1", Buffer.alloc(32, 3));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-verify-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An export by hand of a few lines: the format as documented, written without the exporter. */
function bundleOf(
  name: string,
  lines: readonly string[],
  signedBy = signer,
  clock: "real" | "simulated" = "real",
): string {
  const path = join(folder, name);
  const tree = emptyTree();
  for (const line of lines) appendLeaf(tree, leafHash(line), () => undefined);
  const checkpoint = { origin: signedBy.name, size: lines.length, root: treeRoot(tree) };
  const files: [string, string | Buffer][] = [
    ["entries.jsonl", lines.map((line) => `${line}\n`).join("")],
    ["disclosures.jsonl", ""],
    ["checkpoint", signedBy.sign(checkpointText(checkpoint))],
    ["keys/log.vkey", `${signedBy.vkey}\n`],
    ["manifest.json", manifestText({ checkpoint, entries: lines.length, disclosures: 0, checkpoints: [], clock })],
    [tilePath({ level: 0, n: 0, width: lines.length }), hashBytes(lines.map((line) => leafHash(line)).join(""))],
    [bundlePath(0, lines.length), Buffer.concat(lines.map((line) => bundleEntry(Buffer.from(line))))],
  ];
  for (const [file, content] of files) {
    mkdirSync(join(path, file, ".."), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}

function line(n: number, at = "2026-01-01T00:00:00.000Z"): string {
  return `{"at":"${at}","id":"aud_${String(n).padStart(26, "0")}"}`;
}

async function found(path: string, options: Partial<VerifyOptions> = {}): Promise<string[]> {
  const report = await verifyBundle(folderBundle(path), { now: "2026-06-01T00:00:00.000Z", ...options });
  return report.findings.map((finding) => finding.code);
}

describe("the verifier", () => {
  test("accepts an export that was written by the format alone", async () => {
    expect(await found(bundleOf("good", [line(1), line(2), line(3)]))).toEqual([]);
  });

  test("finds a rewrite that the operator signed again, against a pin of the same size", async () => {
    const pin = readFileSync(join(bundleOf("before", [line(1), line(2)]), "checkpoint"), "utf8");
    const rewritten = bundleOf("after", [line(1), line(9)]);
    expect(await found(rewritten)).toEqual([]);
    expect(await found(rewritten, { pins: [pin] })).toEqual(["FORK"]);
  });

  test("finds a log that was signed anew with another key, against the key that the reader holds", async () => {
    const forged = bundleOf("forged", [line(1)], signerFromSeed(signer.name, Buffer.alloc(32, 4)));
    expect(await found(forged)).toEqual([]);
    expect(await found(forged, { vkey: signer.vkey })).toEqual(["SIGNATURE", "SIGNATURE"]);
  });

  test("finds a replayed id and a time yet to come, unless the log says that its clock is simulated", async () => {
    expect(await found(bundleOf("replayed", [line(1), line(2), line(1, "2026-02-01T00:00:00.000Z")]))).toEqual([
      "DUPLICATE_ID",
    ]);
    const future = [line(1, "2027-01-01T00:00:00.000Z")];
    expect(await found(bundleOf("future", future))).toEqual(["TIME"]);
    expect(await found(bundleOf("simulated", future, signer, "simulated"))).toEqual([]);
  });

  test("is shipped as one current file that runs on every Node of this machine", () => {
    expect(readFileSync(verifierFile, "utf8")).toBe(buildVerifier());
    const path = bundleOf("shipped", [line(1), line(2)]);
    const nodes = nodesOfMachine();
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) {
      expect(execFileSync(node, [verifierFile, path], { encoding: "utf8" })).toContain(
        "OK: the log is what was signed",
      );
    }
  });
});

function nodesOfMachine(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return [
    process.execPath,
    ...folders
      .filter((at) => !at.includes("node_modules"))
      .map((at) => join(at, "node"))
      .filter((at) => existsSync(at)),
  ];
}

test("the verifier needs nothing but Node and the core of the log", () => {
  const text = readFileSync(verifierFile, "utf8");
  expect(
    [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1]).filter((name) => !name?.startsWith("node:")),
  ).toEqual([]);
});
