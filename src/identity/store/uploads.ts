import type { Id } from "../../kernel/ids.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

export interface UploadRow {
  readonly id: Id<"upl">;
  readonly filename: string;
  /** Bytes that are here. */
  readonly received: number;
}

export async function insertUpload(tx: Tx, id: string, filename: string, by: string): Promise<void> {
  await tx.sql`
    insert into import_upload (workspace_id, id, filename, received, created_by, created_at)
    values (${tx.workspaceId}, ${id}, ${filename}, 0, ${by}, ${tx.now})`;
}

export async function uploadById(tx: Tx, id: string): Promise<UploadRow | null> {
  const [row] = await tx.sql<{ id: string; filename: string; received: number }[]>`
    select id, filename, received from import_upload where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return row === undefined ? null : { ...row, id: idFromUuid("upl", row.id) };
}

/** The same, held to the end of the transaction so that parts come one after the other. */
export async function uploadForUpdate(tx: Tx, id: string): Promise<UploadRow | null> {
  const [row] = await tx.sql<{ id: string; filename: string; received: number }[]>`
    select id, filename, received from import_upload where workspace_id = ${tx.workspaceId} and id = ${id} for update`;
  return row === undefined ? null : { ...row, id: idFromUuid("upl", row.id) };
}

export async function insertPart(tx: Tx, uploadId: string, position: number, bytes: Buffer): Promise<void> {
  await tx.sql`
    insert into import_part (workspace_id, upload_id, position, bytes) values (${tx.workspaceId}, ${uploadId}, ${position}, ${bytes})`;
  await tx.sql`
    update import_upload set received = ${position + bytes.length} where workspace_id = ${tx.workspaceId} and id = ${uploadId}`;
}

/** The part at a position, or null behind the last one. */
export async function partAt(tx: Tx, uploadId: string, position: number): Promise<Buffer | null> {
  const [row] = await tx.sql<{ bytes: Buffer }[]>`
    select bytes from import_part where workspace_id = ${tx.workspaceId} and upload_id = ${uploadId} and position = ${position}`;
  return row?.bytes ?? null;
}

/** A file is needed until its import is done. */
export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await tx.sql`delete from import_part where workspace_id = ${tx.workspaceId} and upload_id = ${id}`;
  await tx.sql`delete from import_upload where workspace_id = ${tx.workspaceId} and id = ${id}`;
}
