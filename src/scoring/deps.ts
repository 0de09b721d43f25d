import type { AppendDeps } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { Subject } from "./core/subject.ts";

/** What scoring asks of identity; each is one set-based read in the caller's transaction. */
export interface SubjectSource {
  /** The living contacts among these ids; an id that was merged away has no row. */
  subjects(tx: Tx, contactIds: readonly Id<"con">[]): Promise<readonly Subject[]>;
  /** What each of these contacts is now: itself, or the contact that it was merged into; an unknown id has no entry. */
  livingContacts(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlyMap<Id<"con">, Id<"con">>>;
  /** Those of these accounts that exist. */
  knownAccounts(tx: Tx, accountIds: readonly Id<"acc">[]): Promise<ReadonlySet<Id<"acc">>>;
  /** The living contacts of these accounts, at most `count` after a contact id, in id order. */
  contactsOfAccounts(
    tx: Tx,
    accountIds: readonly Id<"acc">[],
    after: Id<"con"> | null,
    count: number,
  ): Promise<readonly Id<"con">[]>;
  /** The living contacts of the workspace, at most `count` after a contact id, in id order. */
  contactsAfter(tx: Tx, after: Id<"con"> | null, count: number): Promise<readonly Id<"con">[]>;
}

/** What scoring itself needs, for callers that already hold a transaction. */
export interface ScoringDeps extends AppendDeps, SubjectSource {
  readonly env: Env;
}

/** What the verbs need from the composition root. */
export interface ScoringVerbDeps extends ScoringDeps {
  readonly db: Database;
}

/** What the queue asks of blocks to the right, which scoring may not import. */
export interface QueueDeps {
  readonly db: Database;
  /** The names that a reader recognises contacts by. */
  names(
    tx: Tx,
    contactIds: readonly Id<"con">[],
  ): Promise<ReadonlyMap<Id<"con">, { readonly name: string; readonly accountName: string | null }>>;
  /** The contacts that an action, a sequence or a conversation already covers. */
  alreadyEngaged(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlySet<Id<"con">>>;
  /** The contacts that nothing may be proposed for now, with the reason code. */
  blocked(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlyMap<Id<"con">, string>>;
}
