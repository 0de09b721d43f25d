import type { Tx } from "../../kernel/sql.ts";
import { wordRange } from "../core/search-query.ts";
import { accountNamesIn, firstWordsOf, personNamesIn, termsOf, variantsOf } from "../core/search-terms.ts";
import type { EntityKind } from "../store/search.ts";
import {
  addTerms,
  addVariants,
  type EntityTerm,
  removeTermsBut,
  removeVariants,
  unknownWords,
  unusedWords,
} from "../store/search-index.ts";

/** An entity as it is now: its golden values, and what each of its records says. */
export interface Named {
  readonly id: string;
  readonly golden: Readonly<Record<string, string>>;
  readonly records: readonly { readonly fields: Readonly<Record<string, string>> }[];
}

const namesIn = { contact: personNamesIn, account: accountNamesIn } as const;

/** Brings what entities are found by up to date with what they are called: a constant number of statements. */
export async function indexNames(tx: Tx, kind: EntityKind, entities: readonly Named[]): Promise<void> {
  if (entities.length === 0) return;
  const terms = entities.flatMap(({ id, golden, records }) => {
    const said = [golden, ...records.map((record) => record.fields)];
    return termsOf([...new Set(said.flatMap(namesIn[kind]))]).map((term) => ({ id, term }));
  });
  const ids = entities.map((entity) => entity.id);
  const removed = await removeTermsBut(tx, ids, terms);
  if (terms.length > 0) await addTerms(tx, kind, terms);
  await learnWords(tx, terms);
  await forgetWords(tx, removed);
}

/** Takes entities out that became another one. */
export async function unindexNames(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await forgetWords(tx, await removeTermsBut(tx, ids, []));
}

async function learnWords(tx: Tx, terms: readonly EntityTerm[]): Promise<void> {
  const variants = new Map(firstWordsOf(terms.map(({ term }) => term)).map((word) => [word, variantsOf(word)]));
  const marks = [...variants].flatMap(([word, [mark]]) => (mark === undefined ? [] : [{ word, mark }]));
  if (marks.length === 0) return;
  const unknown = await unknownWords(
    tx,
    marks.map(({ word }) => word),
    marks.map(({ mark }) => mark),
  );
  const rows = unknown.flatMap((word) => (variants.get(word) ?? []).map((variant) => ({ variant, word })));
  if (rows.length > 0) await addVariants(tx, rows);
}

/** A word that nobody is called by any more is not kept: it may be all that is left of a person. */
async function forgetWords(tx: Tx, terms: readonly string[]): Promise<void> {
  const words = firstWordsOf(terms);
  if (words.length === 0) return;
  const ends = words.map((word) => wordRange(word).high);
  const rows = (await unusedWords(tx, words, ends)).flatMap((word) =>
    variantsOf(word).map((variant) => ({ variant, word })),
  );
  if (rows.length > 0) await removeVariants(tx, rows);
}
