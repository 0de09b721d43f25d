import { createHmac } from "node:crypto";
import { type Id, idFromUuid, uuidFromId } from "../../../kernel/ids.ts";
import { isSameSecret } from "./secrets.ts";

/** Whom a call to one of our addresses is for. */
export interface CallAddress {
  readonly workspaceId: Id<"wsp">;
  readonly providerId: Id<"esp">;
  /** Which address of the provider, the first being 1: a new one makes the older ones worthless. */
  readonly version: number;
}

const idBytes = 16;
const versionBytes = 2;
const macBytes = 20;
const subjectBytes = 2 * idBytes + versionBytes;

/** The last part of an address that a provider calls. It carries a keyed digest, so that nobody can make one up. */
export function callAddressText(address: CallAddress, key: Uint8Array): string {
  const subject = subjectOf(address);
  return Buffer.concat([subject, mac(subject, key)]).toString("base64url");
}

/** Whom an address is for, or null where we did not make it. Asks for no row: a made-up address costs a digest. */
export function readCallAddress(text: string, key: Uint8Array): CallAddress | null {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== subjectBytes + macBytes || bytes.toString("base64url") !== text) return null;
  const subject = bytes.subarray(0, subjectBytes);
  if (!isSameSecret(bytes.subarray(subjectBytes), mac(subject, key))) return null;
  return {
    workspaceId: idFromUuid("wsp", subject.subarray(0, idBytes).toString("hex")),
    providerId: idFromUuid("esp", subject.subarray(idBytes, 2 * idBytes).toString("hex")),
    version: subject.readUInt16BE(2 * idBytes),
  };
}

function subjectOf({ workspaceId, providerId, version }: CallAddress): Buffer {
  const bytes = Buffer.from(`${uuidFromId(workspaceId)}${uuidFromId(providerId)}0000`.replaceAll("-", ""), "hex");
  bytes.writeUInt16BE(version, 2 * idBytes);
  return bytes;
}

function mac(subject: Uint8Array, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update("call-address").update(subject).digest().subarray(0, macBytes);
}
