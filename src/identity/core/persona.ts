import { fold } from "./text.ts";

/** The part that a contact probably plays in buying, as far as a title tells; policy caps touches per persona. */
export type Persona = "executive" | "champion" | "manager" | "practitioner" | "unknown";

const assistant =
  /\b(assistant|assistante|assistent(in)?|secretary|intern|trainee|student|werkstudent(in)?|praktikant(in)?|stagiaire)\b/;
const executive =
  /\b(c[efmtiors]o|cpo|cdo|chro|ciso|chief|president|founder|co-?founder|owner|partner|managing director|general manager|executive director|evp|svp|geschaftsfuhr\w*|vorstand\w*|inhaber(in)?|directeur general|pdg|dg|director general|amministratore delegato|gerente geral|prezes|vp|vice president)\b/;
const vicePresident = /\b(vice president|vp|svp|evp|avp)\b/;
const champion =
  /\b(head|director|directeur|directrice|directora?|direttore|diretor|leiter(in)?|leitung|bereichsleit\w*|dyrektor)\b/;
const manager =
  /\b(manager|lead|supervisor|team ?lead|teamleiter(in)?|responsable|responsabile|gerente|kierownik|coordinator|chef)\b/;

/** Reads a persona from a title; words that name nothing known make a practitioner, no words at all `unknown`. */
export function personaOf(title: string | null | undefined): Persona {
  const words = fold(title ?? "").trim();
  if (words === "") return "unknown";
  if (assistant.test(words)) return "practitioner";
  if (vicePresident.test(words) || executive.test(words)) return "executive";
  if (champion.test(words)) return "champion";
  return manager.test(words) ? "manager" : "practitioner";
}
