import type { Tx } from "../../kernel/sql.ts";

/** The postal address that every outreach message carries; empty until an admin sets one. */
export async function workspaceFooter(tx: Tx): Promise<string> {
  const [row] = await tx.sql<
    { postal_address: string }[]
  >`select postal_address from workspace where id = ${tx.workspaceId}`;
  return row?.postal_address ?? "";
}
