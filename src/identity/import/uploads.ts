import { newUuid, uuidFromId } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { insertPart, insertUpload, partAt, type UploadRow, uploadById, uploadForUpdate } from "../store/uploads.ts";
import type * as contract from "./contract.ts";

/** A file as its parts, in order; asked for again it is the same. */
export type FileParts = () => AsyncGenerator<Buffer, void, void>;

/** Opens an upload: a file of any size, sent in parts. */
export async function createUpload(
  deps: IdentityDeps,
  input: InputOf<typeof contract.createUpload>,
  caller: Caller,
): Promise<OutputOf<typeof contract.createUpload>> {
  const id = newUuid(deps.env);
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await insertUpload(tx, id, input.filename, caller.principal.id);
    return viewOf(known(await uploadById(tx, id), id));
  });
}

/** Takes the next part. A part that came already is taken as done, so that a caller who lost the answer may ask again. */
export async function appendUpload(
  deps: IdentityDeps,
  input: InputOf<typeof contract.appendUpload>,
  caller: Caller,
): Promise<OutputOf<typeof contract.appendUpload>> {
  const bytes = bytesOf(input.content);
  if (bytes.length > limits.importPartMaxBytes)
    throw problem("too_large", `a part has at most ${limits.importPartMaxBytes} bytes: send smaller ones`);
  return await deps.db.write(caller.workspaceId, async (tx) => {
    const upload = known(await uploadForUpdate(tx, uuidFromId(input.uploadId)), input.uploadId);
    if (input.offset + bytes.length <= upload.received && bytes.length > 0) return viewOf(upload);
    if (input.offset !== upload.received)
      throw problem("conflict", `the next part begins at byte ${upload.received}, not at ${input.offset}`);
    return viewOf(await appended(tx, upload, bytes));
  });
}

/** Keeps bytes behind what an upload has. */
export async function appended(tx: Tx, upload: UploadRow, bytes: Buffer): Promise<UploadRow> {
  if (upload.received + bytes.length > limits.importFileMaxBytes)
    throw problem("too_large", `a file has at most ${limits.importFileMaxBytes} bytes: split it`);
  if (bytes.length > 0) await insertPart(tx, uuidFromId(upload.id), upload.received, bytes);
  return { ...upload, received: upload.received + bytes.length };
}

/** An upload, or the problem that there is none. */
export function known(upload: UploadRow | null, id: string): UploadRow {
  if (upload === null)
    throw problem(
      "not_found",
      `there is no upload \`${id}\`: \`uploads.create\` opens one, and a finished import uses it up`,
    );
  return upload;
}

/** The parts of an upload, one transaction each. */
export function uploadedParts(deps: IdentityDeps, workspaceId: Caller["workspaceId"], uploadId: string): FileParts {
  return async function* parts() {
    for (let position = 0; ; ) {
      const at = position;
      const part = await deps.db.read(workspaceId, (tx) => partAt(tx, uploadId, at));
      if (part === null) return;
      yield part;
      position += part.length;
    }
  };
}

/** A file that is at hand as a whole, in parts of bounded size. */
export function partsOf(bytes: Buffer): FileParts {
  return async function* parts() {
    for (let at = 0; at < bytes.length; at += limits.importPartMaxBytes)
      yield bytes.subarray(at, at + limits.importPartMaxBytes);
  };
}

/** Base64 as bytes, or the problem that it is none. */
export function bytesOf(content: string): Buffer {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content))
    throw problem("invalid_input", "the content is not base64", {
      errors: [{ path: "/content", message: "expected base64" }],
    });
  return Buffer.from(content, "base64");
}

function viewOf(upload: UploadRow): OutputOf<typeof contract.createUpload> {
  return { id: upload.id, filename: upload.filename, received: upload.received };
}
