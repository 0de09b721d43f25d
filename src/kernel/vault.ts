import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { problem } from "./problem.ts";

/**
 * Secrets that must not live in the database: one master key per installation, from which every workspace's keys
 * derive (HKDF, RFC 5869). Sealing is AES-256-GCM with the purpose as associated data.
 */
export interface Vault {
  /** A 32-byte key for one workspace and purpose; the same for the same master key. */
  keyFor(workspaceId: string, purpose: string): Buffer;
  sealFor(workspaceId: string, purpose: string, plain: Uint8Array): Buffer;
  openFor(workspaceId: string, purpose: string, sealed: Uint8Array): Buffer;
  /** What `make` makes of a key, such as a signer, remembered like the key itself; one maker per purpose. */
  madeOf<T>(workspaceId: string, purpose: string, make: (key: Buffer) => T): T;
}

/** Derived keys that a process remembers: some ten purposes of a few hundred workspaces. */
const keysKept = 4_096;

/** Keys of workspaces that were made elsewhere: what they stored stays readable. */
export type CarriedKeys = (workspaceId: string, purpose: string) => Buffer | undefined;

/** The vault over a master key; `randomBytes` gives nonces, `carried` the keys that came with a workspace. */
export function createVault(
  masterKey: Uint8Array,
  randomBytes: (count: number) => Uint8Array,
  carried: CarriedKeys = () => undefined,
): Vault {
  if (masterKey.length !== 32)
    throw problem("invalid_input", "the master key must be 32 bytes: restore `keys/master.key` from your backup");
  const derived = new Map<string, Buffer>();
  const keyFor = (workspaceId: string, purpose: string): Buffer => {
    const name = `${workspaceId} ${purpose}`;
    const known = derived.get(name);
    if (known !== undefined) return known;
    const key =
      carried(workspaceId, purpose) ??
      Buffer.from(hkdfSync("sha256", masterKey, workspaceId, `fairlead/${purpose}`, 32));
    if (derived.size >= keysKept) derived.clear();
    derived.set(name, key);
    return key;
  };
  const made = new WeakMap<Buffer, unknown>();
  // As an object: given as bytes, each call of a cipher cost four times as much.
  const cipherKey = (workspaceId: string, purpose: string): KeyObject => createSecretKey(keyFor(workspaceId, purpose));
  return {
    keyFor,
    madeOf: <T>(workspaceId: string, purpose: string, make: (key: Buffer) => T): T => {
      const key = keyFor(workspaceId, purpose);
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key) as T;
    },
    sealFor: (workspaceId, purpose, plain) => {
      const nonce = Buffer.from(randomBytes(12));
      const cipher = createCipheriv("aes-256-gcm", cipherKey(workspaceId, purpose), nonce).setAAD(Buffer.from(purpose));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    openFor: (workspaceId, purpose, sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv("aes-256-gcm", cipherKey(workspaceId, purpose), bytes.subarray(0, 12))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
}

/** Reads the master key file, or makes it (mode 0600) at the first start. */
export function masterKeyAt(path: string, randomBytes: (count: number) => Uint8Array): Buffer {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Written whole, then linked into place: of two processes that start together one wins and both read the same key.
    const draft = `${path}.${Buffer.from(randomBytes(6)).toString("hex")}`;
    writeFileSync(draft, Buffer.from(randomBytes(32)).toString("hex"), { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  return Buffer.from(readFileSync(path, "utf8").trim(), "hex");
}

/** The keys that workspaces brought along, one file each, read when they are asked for. */
export function carriedKeysIn(folder: string): CarriedKeys {
  return (workspaceId, purpose) => {
    const path = join(folder, `${workspaceId}.json`);
    if (!existsSync(path)) return undefined;
    const key = (JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, string>>)[purpose];
    return key === undefined ? undefined : Buffer.from(key, "hex");
  };
}
