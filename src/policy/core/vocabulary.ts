import { replyKinds } from "../../activity/contract.ts";
import { buyingRoles } from "../../identity/accounts/contract.ts";
import { accountRelations } from "../../identity/contract.ts";

/** What an action is for; decides which suppressions bind it. */
export const purposes = ["outreach", "reply_in_thread", "transactional", "notice"] as const;
export type Purpose = (typeof purposes)[number];

/** What an agent or a sequence can propose; each is a Cedar action of the same name. */
export const actionKinds = ["send_email", "place_call", "book_meeting"] as const;
export type ActionKind = (typeof actionKinds)[number];

export const channels = ["email", "phone", "calendar"] as const;

/** What became of the context that an action was proposed from; `unknown` where the proposal names none. */
export const contextStates = ["unknown", "current", "changed"] as const;

export const agentKinds = ["ai", "person", "system"] as const;
export const agentStatuses = ["active", "paused", "revoked", "unknown"] as const;

/** What the account is to us, in the words of `identity`; competitors, partners and customers are excluded from outreach. */
export const relations = accountRelations;

/** Industries that a rule speaks about; any other is `other`. */
export const industries = [
  "healthcare",
  "government",
  "education",
  "finance",
  "gambling",
  "weapons",
  "adult",
  "other",
  "unknown",
] as const;

/** Why a whole account waits, the gravest first; `none` when it does not. */
export const accountHolds = ["threat", "escalation", "complaint", "manual", "none"] as const;

/** The part that a contact plays in buying; `unknown` has a cap of its own. */
export const personas = ["executive", "champion", "manager", "practitioner", "unknown"] as const;

/** The part in buying that somebody said a contact plays at its account. */
export const buyingParts = [...buyingRoles, "unknown"] as const;

/** On what ground we may write: what is recorded and in force, never what is hoped. */
export const consents = [
  "opt_in",
  "soft_opt_in",
  "contract",
  "legitimate_interest",
  "refused",
  "expired",
  "unknown",
] as const;

export const addressStatuses = ["valid", "risky", "invalid", "unknown"] as const;

/** How the newest human reply was classified, in the words of `activity`; `none` when there is none, `unknown` when nobody was sure. */
export const replyWords = ["none", ...replyKinds, "unknown"] as const;

/** ISO 3166-1 alpha-2, and `unknown`. */
export const countries = [
  ..."AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  ),
  "unknown",
] as readonly string[];

/** The word itself if the vocabulary has it, else `unknown`: how free text from another block becomes a fact. */
export function knownWord<const V extends readonly string[]>(
  vocabulary: V,
  word: string | null | undefined,
): V[number] | "unknown" {
  return word !== null && word !== undefined && vocabulary.includes(word) ? word : "unknown";
}

/** The countries that may govern a contact, from what is recorded; never empty, `unknown` when nothing is. */
export function candidateCountries(recorded: readonly (string | null | undefined)[]): readonly string[] {
  const named = recorded
    .filter((code) => code !== null && code !== undefined && code !== "")
    .map((code) => knownWord(countries, code?.toUpperCase()));
  return named.length === 0 ? ["unknown"] : [...new Set(named)].sort();
}

const industryWords: readonly (readonly [(typeof industries)[number], RegExp])[] = [
  ["healthcare", /health|hospital|medical|pharma|clinic|biotech/i],
  [
    "government",
    /government|public (sector|administration|safety|policy)|municipal|military|law enforcement|judiciary/i,
  ],
  ["weapons", /weapon|firearm|ammunition|arms (trade|manufactur)|defen[cs]e/i],
  ["gambling", /gambl|casino|betting|lotter/i],
  ["adult", /\badult\b(?! education)|pornograph|escort/i],
  ["education", /education|university|school|e-?learning/i],
  ["finance", /bank|financ|insurance|investment|capital markets|venture/i],
];

/** The industry that a rule can speak about, from the words in a record. */
export function industryFrom(recorded: string | null | undefined): (typeof industries)[number] {
  const words = recorded?.trim() ?? "";
  if (words === "") return "unknown";
  return industryWords.find(([, pattern]) => pattern.test(words))?.[0] ?? "other";
}

const personaWords: readonly (readonly [(typeof personas)[number], RegExp])[] = [
  ["executive", /\b(c[a-z]o|chief|founder|owner|president|partner|managing director|(s|e)?vp|vice president)\b/i],
  ["champion", /\b(head|director|lead)\b/i],
  ["manager", /\b(manager|supervisor)\b/i],
];

/** The part in buying that a title suggests; caps count by it. A title that says nothing is `unknown`. */
export function personaFrom(title: string | null | undefined): (typeof personas)[number] {
  const words = title?.trim() ?? "";
  if (words === "") return "unknown";
  return personaWords.find(([, pattern]) => pattern.test(words))?.[0] ?? "practitioner";
}
