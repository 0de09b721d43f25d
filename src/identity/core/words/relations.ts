import type { AccountRelation } from "../../contract.ts";

/**
 * Words by what they make of an account, the one that forbids most first: stages and types of HubSpot, Salesforce and
 * Apollo, and what people write in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and Swedish.
 * Folded, whole words.
 */
export const relationWords: readonly (readonly [AccountRelation, RegExp])[] = [
  [
    "competitor",
    /\b(competitors?|competition|wettbewerb(er(in)?)?|mitbewerber(in)?|konkurrent(en|in)?|konkurrenz|konkurent\w*|concurrent(s|e|es|en)?|concorrent[ei]s?|competidor(a|es|as)?|competenza|konkurrenter)\b/,
  ],
  [
    "customer",
    /\b(customers?|clients?|cliente?s?|clienta|clienti|\w*kund(e|en|in|innen|er)|kund|klant(en)?|klient(ka|ci|em)?|evangelists?|advocate|(closed )?won|gewonnen|gagnee?|ganad[oa]|vint[oa]|ganh[oa]|wygran[ay]|vunnen|active user|subscriber paid|paying|renewal|onboarding)\b/,
  ],
  [
    "partner",
    /\b(\w*partner(s|in|en|zy|ship|ships)?|partenaires?|socios?|parceir[oa]s?|resellers?|revendeurs?|revendedor(es)?|rivenditor[ei]|wiederverkaufer|distributors?|distributeurs?|distribuidor(es)?|agency|agencies|agentur|agence|affiliates?|vendors?|suppliers?|lieferant(en|in)?|fournisseurs?|proveedor(es)?|fornitor[ei]|fornecedor(es)?|dostawc[ay]|leveranciers?|leverantor(er)?|integrat(or|ors|oren|eur|eurs|ore)|integrador(es)?)\b/,
  ],
  [
    "open_opportunity",
    /\b(opportunit(y|ies|es?|a)|opportunites?|oportunidad(e|es)?|szansa|open deal|in deal|active deal|sales qualified lead in deal|negotiat\w+|verhandlung\w*|negociac\w+|negociation|trattativa|onderhandel\w+|negocjacj\w+|forhandling|proposal|angebot\w*|offerte|contract sent|evaluation|proof of concept|poc|pilot)\b/,
  ],
  [
    "none",
    /\b(leads?|subscribers?|marketing ?qualified ?lead|sales ?qualified ?lead|mql|sql|prospect(s|o|os|us)?|prospett\w+|interessent(en|in)?|cold|kalt|other|sonstige\w*|autre|altro|otro|outro|inne|new|neu|raw|target|suspect|approaching|unresponsive|nurture|nurturing)\b/,
  ],
];

/** What is over, wherever it stands: `Lost Customer`, `client perdu`. */
export const overWords =
  /\b(former|formerly|churned|ex|lost|dead|cancelled|canceled|ehemalig\w*|exkund\w*|altkund\w*|verloren\w*|gekundigt|ancien(ne)?s?|perdue?s?|antigu[oa]s?|antig[oa]s?|perdid[oa]s?|pers[oa]|voormalig\w*|byl[ya]|utracon\w*|tidigare|forlorad)\b/;

/** A word that is said not to hold, or to have held: only what follows is taken back, since `no renewal` lifts no `customer`. */
export const negatedWords =
  /\b(not|no|non|nicht|kein\w*|pas|nao|nie|geen|inte|never|past|previous|fruher\w*|vecchi[oa])( (a|an|longer|more|yet|mehr|noch|un|una|une|ein|eine|uma?|een|en))* \w+/g;

/** What may become a customer is none. */
export const maybeWords =
  /\b(potential|prospective|future|target|potenzial\w*|potenziel\w*|potentiel\w*|potencia\w*|potencjaln\w*|mogliche\w*|zukunftig\w*|futur[oae]?s?|wunschkund\w*|zielkund\w*)\b/;
