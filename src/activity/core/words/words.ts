/**
 * The words of one language that replies are made of, by what they do in a sentence: `grammar.ts` puts them together.
 * Folded (lower case, no accents), apart by commas; `*` is any ending; a space is any gap without a word.
 */
export interface Words {
  readonly language: string;
  /** False where words are written without spaces between them. */
  readonly isSpaced: boolean;
  readonly not: string;
  /** Again, further, any more: what turns "write me" into "write me no more". */
  readonly more: string;
  readonly me: string;
  readonly stop: string;
  /** Ways to reach somebody: write, call, send, bother. */
  readonly reach: string;
  readonly message: string;
  readonly remove: string;
  /** What one is removed from or what is removed: list, database, address. */
  readonly list: string;
  readonly want: string;
  readonly get: string;
  readonly never: string;
  readonly asked: string;
  /** Phrases that end it by themselves. */
  readonly optOut: string;
  /** Speaks for the whole company or domain. */
  readonly everyone: string;
  /** Spam, scam, harassment, reports of it, abuse. */
  readonly complaint: string;
  /** Lawyers, courts, police, press, regulators. */
  readonly threat: string;
  /** Somebody's superior, and what is brought before them. */
  readonly superior: string;
  readonly escalate: string;
  /** Data about a person, and what the law lets a person ask of it. */
  readonly data: string;
  readonly right: string;
  /** Laws and rights that are asked for by name. */
  readonly law: string;
  readonly interest: string;
  readonly need: string;
  readonly already: string;
  readonly solution: string;
  /** Phrases that decline by themselves. */
  readonly refuse: string;
  /** What one asks for with interest (send, tell, show), and what of (details, a brochure, more). */
  readonly tell: string;
  readonly info: string;
  readonly sounds: string;
  readonly fine: string;
  /** Phrases that say yes by themselves. */
  readonly accept: string;
  readonly talk: string;
  readonly day: string;
  readonly suits: string;
  /** Words that open a question, and what a buyer asks about. */
  readonly ask: string;
  readonly offer: string;
  /** Questions about who writes and how they came by the address. */
  readonly who: string;
  readonly now: string;
  readonly later: string;
  /** Phrases that postpone by themselves. */
  readonly postpone: string;
  readonly mine: string;
  /** Phrases that say by themselves that the mail went to the wrong person. */
  readonly astray: string;
  readonly colleague: string;
  readonly direct: string;
  /** Phrases of somebody who left the company. */
  readonly gone: string;
  /** Courtesy that a bare thank-you or receipt is made of. */
  readonly thanks: string;
  readonly but: string;
  /** Words that need nothing beside them but `filler` to be a wish: a whole sentence of "stop", "off", "remove". */
  readonly bare: string;
  readonly filler: string;
  /** That a mail be the last one, and how that is wished. */
  readonly last: string;
  readonly may: string;
  /** Ways out of a list. */
  readonly away: string;
  /** Leave to write that was never given. */
  readonly permit: string;
  /** What is sold, and what it deals with: who asks whether it can unsubscribe people does not ask for that. */
  readonly product: string;
}
