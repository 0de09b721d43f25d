import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { nl } from "./nl.ts";
import { nordic } from "./nordic.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";
import { sv } from "./sv.ts";
import { tr } from "./tr.ts";
import type { Words } from "./words.ts";
import { zh } from "./zh.ts";

/** Every language that has words; to add one, write its words. */
export const languages: readonly Words[] = [en, de, fr, es, it, pt, nl, sv, nordic, pl, tr, ru, ja, zh, ko];
