import { createHash } from "node:crypto";
import { type Id, newId, uuidFromId } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { type CustomField, customNameOf } from "../core/custom-fields.ts";
import { layoutOf } from "../core/file-layout.ts";
import type { IdentityDeps } from "../deps.ts";
import { customFieldsOf } from "../fields/definitions.ts";
import { uploadById } from "../store/uploads.ts";
import type * as contract from "./contract.ts";
import { encodingOf, headOf, rowBlocks } from "./read-blocks.ts";
import type { FileReading } from "./request.ts";
import { rememberedMapping } from "./templates.ts";
import { bytesOf, type FileParts, known, partsOf, uploadedParts } from "./uploads.ts";

/** A file that is about to be imported: where its bytes are, and how it reads. */
export interface OpenedFile {
  readonly filename: string;
  readonly uploadId: Id<"upl">;
  /** Whether it came with the request; else it was uploaded before. */
  readonly isHere: boolean;
  readonly isOneBlock: boolean;
  readonly parts: FileParts;
  readonly reading: FileReading;
  readonly fingerprint: Buffer;
  readonly notices: readonly string[];
}

type Input = InputOf<typeof contract.createImport>;

/** Files up to this size are looked through to see whether one transaction takes them. */
const smallBytes = 4 * 1024 * 1024;

/** Finds the file of a request and how it reads. Throws a problem when no row of it could mean anything. */
export async function openFile(deps: IdentityDeps, input: Input, caller: Caller): Promise<OpenedFile> {
  const place = await placeOf(deps, input, caller);
  const found = await encodingOf(place.parts);
  const head = await headOf(place.parts, found.encoding);
  const custom = await declaredFor(deps, input, caller);
  const options = { kind: input.kind, mapping: input.mapping ?? {}, columnsMax: limits.importColumnsMax, custom };
  const template = input.mapping === undefined ? await rememberedMapping(deps, caller, head, options) : null;
  const layout = layoutOf(head, template === null ? options : { ...options, mapping: template });
  const reading: FileReading = {
    layout,
    encoding: found.encoding,
    blockRows: deps.importBounds?.blockRows ?? limits.importChunkRows,
    columnsMax: limits.importColumnsMax,
  };
  const remembered =
    template === null ? [] : ["the columns were mapped as they were the last time: give `mapping` to change it"];
  return {
    ...place,
    reading,
    notices: [...found.notices, ...remembered],
    isOneBlock: place.size <= smallBytes && (await isOneBlock(place.parts, reading)),
  };
}

/** The declared fields that a file of this kind may hold; a mapping to one that there is not is refused. */
async function declaredFor(deps: IdentityDeps, input: Input, caller: Caller): Promise<readonly CustomField[]> {
  const object = input.kind === "contacts" ? "contact" : input.kind === "accounts" ? "account" : null;
  const custom = object === null ? [] : await deps.db.read(caller.workspaceId, (tx) => customFieldsOf(tx, object));
  const unknown = Object.entries(input.mapping ?? {}).filter(([, field]) => {
    const name = customNameOf(field);
    return name !== null && !custom.some((one) => one.name === name);
  });
  if (unknown.length === 0) return custom;
  throw problem("invalid_input", "a column is mapped to a field that is not declared: `fields.declare` makes one", {
    errors: unknown.map(([heading, field]) => ({
      path: `/mapping/${heading}`,
      message: `\`${field}\` is not declared`,
    })),
  });
}

async function placeOf(
  deps: IdentityDeps,
  input: Input,
  caller: Caller,
): Promise<Pick<OpenedFile, "filename" | "uploadId" | "isHere" | "parts" | "fingerprint"> & { readonly size: number }> {
  if ((input.content === undefined) === (input.uploadId === undefined))
    throw problem("invalid_input", "give the file as `content` or as `uploadId`, one of the two");
  if (input.content !== undefined) {
    const bytes = input.encoding === "base64" ? bytesOf(input.content) : Buffer.from(input.content.toWellFormed());
    return {
      filename: input.filename ?? "list.csv",
      uploadId: newId(deps.env, "upl"),
      isHere: true,
      parts: partsOf(bytes),
      fingerprint: createHash("sha256").update(bytes).digest(),
      size: bytes.length,
    };
  }
  const uploadId = input.uploadId ?? "";
  const upload = known(await deps.db.read(caller.workspaceId, (tx) => uploadById(tx, uuidFromId(uploadId))), uploadId);
  const parts = uploadedParts(deps, caller.workspaceId, uuidFromId(upload.id));
  return {
    filename: input.filename ?? upload.filename,
    uploadId: upload.id,
    isHere: false,
    parts,
    fingerprint: await digestOfParts(parts),
    size: upload.received,
  };
}

async function digestOfParts(parts: FileParts): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const part of parts()) hash.update(part);
  return hash.digest();
}

async function isOneBlock(parts: FileParts, reading: FileReading): Promise<boolean> {
  let blocks = 0;
  for await (const _block of rowBlocks(parts, reading.encoding, reading.layout, reading.blockRows)) blocks += 1;
  return blocks <= 1;
}
