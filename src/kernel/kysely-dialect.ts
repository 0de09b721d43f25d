import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { TxSql } from "./sql.ts";

/**
 * Kysely over one open postgres.js transaction: the builder compiles, postgres.js runs the text with prepared statements.
 * Opening and closing transactions stays with the one door in `sql.ts`, so the driver refuses to.
 */
export function kyselyOver<T>(sql: TxSql): Kysely<T> {
  return new Kysely<T>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOver(sql),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function driverOver(sql: TxSql): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const result = await sql.unsafe(query.sql, query.parameters as never[], { prepare: true });
      return { rows: result as unknown as R[], numAffectedRows: BigInt(result.count ?? 0) };
    },
    streamQuery: () => refuse("streams"),
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: () => refuse("transactions"),
    commitTransaction: () => refuse("transactions"),
    rollbackTransaction: () => refuse("transactions"),
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}

function refuse(what: string): never {
  throw new Error(`${what} are opened by the database door, not by the query builder`);
}
