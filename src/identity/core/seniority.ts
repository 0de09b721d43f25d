import { fold } from "./text.ts";

/** How far up somebody decides, from the one who owns it to the one who learns it. */
export const seniorities = [
  "owner",
  "founder",
  "c_suite",
  "partner",
  "vp",
  "head",
  "director",
  "manager",
  "senior",
  "entry",
  "intern",
] as const;
export type Seniority = (typeof seniorities)[number];

/** Whoever works for an office is not the office: an assistant to the CEO, a trainee of the management. */
const helps =
  /\b(assistant|assistante?|assistent(in|e)?|assistente|asistente|asystent(ka)?|secretary|secretaire|sekretar(in|ka)?|segretari[ao]|secretari[ao]|receptionist)\b/;
const learns =
  /\b(intern|internship|trainee|apprentice|student|working student|werkstudent(in)?|praktikant(in|ka)?|praktyka\w*|stagiaire|stagist[ae]|tirocinante|becari[oa]|practicante|estagiari[oa]|stazyst(k?a)|azubi|auszubildende\w*|alternant\w*|apprenti\w*|larling|elev)\b/;
/** A vice president is no president, and a deputy head no head; the part before the office decides. */
const vicePresident =
  /\b((s|e|a|g)?vps?|(senior|executive|assistant|group|regional)? ?vice[ -]?presid\w+|vicepresid\w+|vicedirettore generale|wiceprezes)\b/;

const levels: readonly (readonly [Seniority, RegExp])[] = [
  ["intern", learns],
  ["entry", helps],
  ["vp", vicePresident],
  [
    "founder",
    /\b(co[ -]?)?(founder|foundress|grunder(in)?|mitgrunder(in)?|fondat(eur|rice|ore)|cofondat\w+|fundador[a]?|cofundador[a]?|founding partner|oprichter|medeoprichter|zalozyciel(ka)?|grundare)\b/,
  ],
  [
    "owner",
    /\b(owner|co[ -]?owner|proprietor|inhaber(in)?|eigentumer(in)?|proprietaire|proprietari[oa]|propietari[oa]|dono|dona|titolare|eigenaar|wlasciciel(ka)?|agare)\b/,
  ],
  [
    "c_suite",
    /\b(c[a-z]{1,2}o|chief [a-z& ]*officer|chief of staff|chief|president|presidente?|pdg|managing director|general manager|executive director|md|geschaftsfuhr\w*|geschaftsleit\w*|vorstand\w*|vorsitzende\w*|directeur general|directrice generale|direct(eur|rice) executi\w+|amministrat\w+ (delegat[oa]|unic[oa])|direttor[ei]? generale|direttrice generale|directora? general|consejer[oa] delegad[oa]|diretora? geral|diretora? executiv[oa]|gerente geral|gerente general|algemeen directeur|bestuurder|prezes|dyrektor (generalny|zarzadzajacy)|czlonek zarzadu|verkstallande direktor|vd|administrerende direktor|toimitusjohtaja)\b|社長|代表取締役|董事长|总经理|首席/,
  ],
  [
    "partner",
    /\b(managing |senior |equity )?(partner(in)?|associe(e)?|soci[oa]|wspolnik|vennoot)\b(?! (manager|marketing|sales|success|account|development|program))/,
  ],
  [
    "director",
    /\b(directors?|dir|direktor(in)?|direct(eur|rice)|directora?|direttor[ei]|direttrice|diretora?|dyrektor(ka)?|direktoren)\b|部长|总监|取締役/,
  ],
  [
    "head",
    /\b(head|global lead|(bereichs|abteilungs|haupt|vertriebs|entwicklungs|marketing|it|personal|finanz|einkaufs|werks|produktions)?leiter(in)?|\w*leitung|responsable (de|du|des|d)\b.*|jef[ea]|chefe?|hoofd|szef(owa)?|avdelningschef|chef)\b|本部長|部長/,
  ],
  [
    "manager",
    /\b(managers?|mgr|manager(in)?|leads?|leader|supervisor|superintendent|coordinator|koordinator(in)?|coordinat(eur|rice|ore)|coordinador[a]?|coordenador[a]?|team ?leiter(in)?|gruppenleiter(in)?|projektleiter(in)?|gestionnaire|responsable|responsabile|gerente|gestora?|encargad[oa]|supervisora?|kierownik|kierowniczka|menedzer|koordynator(ka)?|teamleider|beheerder|principal)\b|课长|経理|经理|課長|マネージャー/,
  ],
  ["senior", /\b(senior|snr|sr|staff|expert|specialist|spezialist(in)?|starszy|starsza|erfahrene\w*|confirme(e)?)\b/],
];

/** How senior a title is, in any of the languages that we know words of; null when it says nothing about it. */
export function seniorityOf(title: string | null | undefined): Seniority | null {
  const words = fold(title ?? "")
    .replace(/[_.]/g, (mark) => (mark === "_" ? " " : ""))
    .replace(/\s+/g, " ")
    .trim();
  if (words === "") return null;
  const exact = stated.get(words.replace(/[ -]/g, "_"));
  if (exact !== undefined) return exact;
  // `Deputy`, `Vize` and `Stellvertretender` stand one step below the office that follows.
  if (/\b(deputy|vize\w*|stellv\w*|adjoint(e)?|adjunt[oa]|sous[ -]directeur|zastepca|plaatsvervangend)\b/.test(words))
    return "head";
  const found = levels.find(([, pattern]) => pattern.test(words))?.[0];
  return found ?? (/\p{L}{2}/u.test(words) ? "entry" : null);
}

/** What systems write in a seniority column. */
const stated: ReadonlyMap<string, Seniority> = new Map<string, Seniority>([
  ...seniorities.map((level) => [level, level] as const),
  ["c_level", "c_suite"],
  ["cxo", "c_suite"],
  ["executive", "c_suite"],
  ["vice_president", "vp"],
  ["individual_contributor", "senior"],
  ["ic", "senior"],
  ["mid_level", "senior"],
  ["mid", "senior"],
  ["junior", "entry"],
  ["training", "intern"],
]);
