import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "../../src/audit/append.ts";
import { exportAudit } from "../../src/audit/export.ts";
import { releasedStateIn } from "../../src/audit/log-key.ts";
import { sequenceOnce } from "../../src/audit/sequence.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import { folderBundle } from "../../src/verify/bundle.ts";
import { verifyMain } from "../../src/verify/main.ts";
import { verifyBundle } from "../../src/verify/verify.ts";
import { type AuditLog, decision, openAuditLog } from "../helpers/audit-log.ts";

const sizes = [0, 1, 2, 255, 256, 257, 600];
const now = new Date().toISOString().replace(/^\d{4}/, (year) => String(Number(year) + 1));

let log: AuditLog;
let folder: string;
let workspaceId: Id<"wsp">;
let contactId: Id<"con">;
let size = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-export-"));
  log = await openAuditLog(releasedStateIn(join(folder, "state")));
  workspaceId = await log.workspace();
  contactId = newId(log.env, "con");
  for (const target of sizes) await exportAt(target);
});

afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Grows the log to a size and exports it there; each export adds a record of itself afterwards. */
async function exportAt(target: number): Promise<void> {
  const records = Array.from({ length: Math.max(0, target - size) }, (_, n) =>
    decision(n, {
      subject: { contact: contactId },
      ...(n % 3 === 0
        ? { disclose: [{ name: "facts", value: { email: "maria@example.com", score: 0.5 }, contactId }] }
        : {}),
    }),
  );
  await log.database.write(workspaceId, (tx) => appendAudit(log.deps, tx, records));
  const report = await sequenceOnce(log.deps, workspaceId);
  const made = await exportAudit(log.deps, {
    workspaceId,
    folder: exportOf(target),
    actor: { kind: "user", id: "usr_test" },
    withDisclosures: true,
    clock: "real",
  });
  expect(made.size).toBe(report.size);
  size = report.size + 1;
}

function exportOf(target: number): string {
  return join(folder, `at-${target}`);
}

async function verify(path: string, ...args: string[]): Promise<{ exit: number; text: string }> {
  let text = "";
  const exit = await verifyMain([path, ...args], now, (part) => {
    text += part;
  });
  return { exit, text };
}

async function codes(path: string, options: { vkey?: string; pins?: string[] } = {}): Promise<string[]> {
  const report = await verifyBundle(folderBundle(path), { ...options, now });
  expect(report.ok).toBe(report.findings.length === 0);
  return report.findings.map((finding) => `${finding.code}${finding.index === undefined ? "" : ` ${finding.index}`}`);
}

/** A changed copy of the export of 600 entries. */
function tampered(change: (path: string) => void): string {
  const copy = mkdtempSync(join(folder, "tampered-"));
  cpSync(exportOf(600), copy, { recursive: true });
  change(copy);
  return copy;
}

function editLines(path: string, edit: (lines: string[]) => string[]): void {
  const file = join(path, "entries.jsonl");
  writeFileSync(
    file,
    edit(readFileSync(file, "utf8").split("\n").slice(0, -1))
      .map((line) => `${line}\n`)
      .join(""),
  );
}

describe("an export", () => {
  test.each(sizes)("at %i entries verifies, and says that nobody pinned it", async (target) => {
    const { exit, text } = await verify(exportOf(target));
    expect(text).toContain("pins: 0 (");
    expect(exit).toBe(0);
  });

  test("verifies with the verifier that it carries, against its key and an older checkpoint", async () => {
    const path = exportOf(600);
    const vkey = readFileSync(join(path, "keys/log.vkey"), "utf8").trim();
    const args = [join(path, "verify.mjs"), path, "--log", vkey, "--pin", join(exportOf(256), "checkpoint"), "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      size: 600,
      entries: 600,
      pins: 1,
      key: "given",
      findings: [],
    });
  });

  test("holds personal text only in disclosures", () => {
    const path = exportOf(600);
    for (const name of readdirSync(path, { recursive: true }) as string[]) {
      if (statSync(join(path, name)).isFile()) expect(readFileSync(join(path, name), "latin1")).not.toContain("maria");
    }
    const [line = ""] = readFileSync(join(path, "disclosures.jsonl"), "utf8").split("\n");
    expect(Buffer.from(JSON.parse(line).d, "base64url").toString()).toContain("maria@example.com");
  });

  test("is refused over a folder that holds something else", async () => {
    const request = {
      workspaceId,
      folder,
      actor: { kind: "user" as const, id: "u" },
      withDisclosures: false,
      clock: "real" as const,
    };
    await expect(exportAudit(log.deps, request)).rejects.toThrow("name another folder");
  });
});

describe("a changed export", () => {
  test("an edited byte names its entry", async () => {
    const path = tampered((at) =>
      editLines(at, (lines) => lines.with(300, (lines[300] ?? "").replace("deny", "allw"))),
    );
    expect(await codes(path)).toEqual(expect.arrayContaining(["ROOT_MISMATCH", "ENTRY_EDITED 300"]));
    expect((await verify(path)).exit).toBe(1);
  });

  test("a deleted line names its entry", async () => {
    const path = tampered((at) => editLines(at, (lines) => lines.toSpliced(10, 1)));
    expect(await codes(path)).toEqual(expect.arrayContaining(["COUNT", "ROOT_MISMATCH", "ENTRY_MISSING 10"]));
  });

  test("reordered lines name the moved one", async () => {
    const path = tampered((at) => editLines(at, (lines) => lines.toSpliced(5, 1).toSpliced(400, 0, lines[5] ?? "")));
    const found = await codes(path);
    expect(found.filter((code) => code.startsWith("ENTRY"))).toEqual(["ENTRY_MOVED 5"]);
  });

  test("an inserted line, a copied line, CRLF and a byte order mark show", async () => {
    const inserted = tampered((at) => editLines(at, (lines) => lines.toSpliced(7, 0, '{"forged":true}')));
    expect(await codes(inserted)).toEqual(expect.arrayContaining(["COUNT", "ENTRY_INSERTED 7"]));
    const copied = tampered((at) => editLines(at, (lines) => lines.toSpliced(8, 0, lines[7] ?? "")));
    expect(await codes(copied)).toEqual(expect.arrayContaining(["COUNT", "DUPLICATE_ID 8"]));
    const crlf = tampered((at) => editLines(at, (lines) => lines.map((line) => `${line}\r`)));
    expect(await codes(crlf)).toEqual(expect.arrayContaining(["ROOT_MISMATCH", "ENTRY_EDITED 0"]));
    const marked = tampered((at) => editLines(at, (lines) => lines.with(0, `\uFEFF${lines[0]}`)));
    expect(await codes(marked)).toEqual(expect.arrayContaining(["ENTRY_EDITED 0"]));
  });

  test("a truncated tail shows by its count, and an older genuine head against a pin", async () => {
    const cut = tampered((at) => editLines(at, (lines) => lines.slice(0, -3)));
    expect(await codes(cut)).toEqual(expect.arrayContaining(["COUNT", "ENTRY_MISSING 599"]));
    const pin = join(exportOf(600), "checkpoint");
    const older = exportOf(257);
    expect((await verify(older)).exit).toBe(0);
    expect(await verify(older, "--pin", pin)).toMatchObject({ exit: 1, text: expect.stringContaining("TRUNCATED") });
  });

  test("a flipped bit in any file but the views gives exit 1", async () => {
    const names = (readdirSync(exportOf(257), { recursive: true }) as string[]).filter(
      (name) =>
        statSync(join(exportOf(257), name)).isFile() && !["entries.csv", "VERIFY.md", "verify.mjs"].includes(name),
    );
    expect(names.length).toBeGreaterThan(10);
    const copy = mkdtempSync(join(folder, "flipped-"));
    cpSync(exportOf(257), copy, { recursive: true });
    for (const name of names) {
      const original = readFileSync(join(copy, name));
      const stride = Math.max(1, Math.floor(original.length / 12));
      const places = [...original.keys()].filter((at) => at % stride === 0 || at === original.length - 1);
      for (const at of places) {
        const changed = Buffer.from(original);
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
        writeFileSync(join(copy, name), changed);
        expect([name, at, (await verify(copy)).exit]).toEqual([name, at, 1]);
      }
      rmSync(join(copy, name));
      const missing = ["checkpoint", "keys/log.vkey"].includes(name) ? 2 : 1;
      expect([name, (await verify(copy)).exit]).toEqual([name, missing]);
      writeFileSync(join(copy, name), original);
    }
    expect((await verify(copy)).exit).toBe(0);
  });

  test("another key, a pin of another log and bad arguments are told apart", async () => {
    const other = "audit.example/x+530d903a+AQ==";
    expect((await verify(exportOf(2), "--log", other)).exit).toBe(2);
    expect((await verify(exportOf(2), "--nonsense")).exit).toBe(2);
    expect((await verify(folder)).exit).toBe(2);
  });
});
