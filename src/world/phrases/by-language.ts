import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { italian } from "./it.ts";
import { dutch } from "./nl.ts";
import type { Phrases } from "./phrases.ts";
import { polish } from "./pl.ts";
import { portuguese } from "./pt.ts";
import { swedish } from "./sv.ts";

const pools: Readonly<Record<string, Phrases>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  nl: dutch,
  pt: portuguese,
  pl: polish,
  sv: swedish,
};

/** The language that somebody writes in and its phrases; who has none of ours writes English. */
export function phrasesFor(language: string): { readonly language: string; readonly phrases: Phrases } {
  const phrases = pools[language];
  return phrases === undefined ? { language: "en", phrases: english } : { language, phrases };
}
