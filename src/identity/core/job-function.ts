import { fold } from "./text.ts";

/** The part of a business that somebody works in. */
export const jobFunctions = [
  "finance",
  "legal",
  "procurement",
  "security",
  "it",
  "data",
  "engineering",
  "product",
  "design",
  "marketing",
  "sales",
  "customer_success",
  "human_resources",
  "operations",
  "general_management",
] as const;
export type JobFunction = (typeof jobFunctions)[number];

/**
 * Words by function, the narrower function first: a `Security Engineer` secures, a `Sales Operations Manager` sells, and
 * only a title that names no department at all is general management.
 */
const words: readonly (readonly [JobFunction, RegExp])[] = [
  [
    "security",
    /\b(ciso|(information|cyber|it|network|data|application|cloud)[ -]?security|cyber ?securit\w*|securite|sicherheitsbeauftragt\w*|informationssicherheit\w*|seguridad informatica|sicurezza informatica|infosec|secops)\b/,
  ],
  [
    "legal",
    /\b(legal|lawyer|attorney|counsel|clo|gc|compliance|privacy|dpo|jurist(in)?|juridi\w+|recht\w*|justiziar(in)?|legale|avocat(e)?|avvocat[oa]|abogad[oa]|advogad[oa]|prawn\w+|radca|datenschutz\w*)\b/,
  ],
  [
    "procurement",
    /\b(procurement|purchas\w+|buyers?|sourcing|cpo procurement|einkauf\w*|einkaufer(in)?|beschaffung\w*|achats?|acheteu(r|se)|acquist\w*|compras|comprador[a]?|zakup\w*|inkoop\w*|inkoper|inkop\w*)\b/,
  ],
  [
    "finance",
    /\b(cfo|financ\w*|finanz\w*|finan[cz]as|finanza|treasur\w*|accountant|accounting|accounts (payable|receivable)|controll(er|ing)(in)?|controleur|controladoria|buchhalt\w*|comptab\w*|contab\w*|ksiegow\w*|boekhoud\w*|ekonomi\w*|bookkeep\w*|audit\w*|revisor\w*|tax|steuer\w*|fp&?a|daf)\b/,
  ],
  [
    "human_resources",
    /\b(chro|hr|hrbp|human resources|human capital|people (and|&) culture|chief people|people (ops|operations|partner|officer|team)|head of people|talent\w*|recruit\w*|personal(wesen|leit\w*|abteilung|referent\w*|chef)?(?=\b)|rrhh|recursos humanos|ressources humaines|drh|risorse umane|kadry|personeelszaken|learning (and|&) development)\b/,
  ],
  [
    "customer_success",
    /\b(chief customer|customer (success|support|experience|service|care)|client (success|services?)|kundenservice|kundenbetreu\w*|kundendienst|support|service client|relation client|atencion al cliente|servizio clienti|assistenza|atendimento|klantenservice|obslug\w* klienta|helpdesk|cco customer)\b/,
  ],
  [
    "sales",
    /\b(cro|sales|revenue|revops|account (executive|manager|director)|business develop\w*|bdr|sdr|vertrieb\w*|verkauf\w*|verkaufer(in)?|commerc\w*|ventes?|vente|vendit\w*|ventas|vendas|comercial|commerciale|handlow\w*|sprzeda\w*|verkoop\w*|forsalj\w*|salg\w*|key account)\b/,
  ],
  [
    "marketing",
    /\b(cmo|market\w*|brand\w*|growth|demand (generation|gen)|content|seo|sem|communications?|kommunikation\w*|communicatie|comunicac\w*|comunicazione|public relations|pr|werbung|mercadotecnia|publicidad|social media|crm manager)\b/,
  ],
  [
    "data",
    /\b(data|daten\w*|analytics|business intelligence|bi|machine learning|ml|ai|ki|donnees|datos|dati|dados|statisti\w*)\b/,
  ],
  [
    "product",
    /\b(cpo|product (manager|owner|management|lead|director|officer|strategy|development)|head of product|(vp|director|chief)[ ,of]* product|produkt(manag\w*|leit\w*|owner|verantwort\w*)|chef de produit|produit|producto|prodotto|produto|produktow\w*)\b/,
  ],
  ["design", /\b(design\w*|ux|ui|creative|kreativ\w*|graphi\w*|grafi\w*|gestalt\w*|diseno|disenador[a]?)\b/],
  [
    "it",
    /\b(cio|chief information officer|it|i\.t\.|information technology|information systems?|system ?admin\w*|sysadmin|network|infrastructure|informati\w+|dsi|edv|technologies de l'information|sistemas|sistemi|systembetreu\w*|systemadministrat\w*|service ?desk|informaty\w*|ict)\b/,
  ],
  [
    "engineering",
    /\b(cto|engineer\w*|developer|development|software|devops|sre|platform|architect|programmer|technical|technology|technolog\w*|technik\w*|techni(que|sch\w*|ca|co|czny)|tecnolog\w*|entwickl\w*|ingenieur\w*|ingegner\w*|ingenier\w*|engenh\w*|inzynier\w*|utveckl\w*|developpeu\w*|sviluppat\w*|desarrolla\w*|programist\w*|r ?& ?d|research|forschung\w*|recherche|investigacion|ricerca|quality|qa)\b/,
  ],
  [
    "operations",
    /\b(coo|operations?|ops|operat\w*|operacion\w*|operazioni|operacoes|betrieb\w*|logist\w*|supply chain|lieferkette|produktion\w*|production|produccion|produzione|producao|werksleit\w*|plant|manufactur\w*|fertigung\w*|facilit\w*|warehouse|lager\w*|projektleit\w*|project|process|exploitation|disposition)\b/,
  ],
  [
    "general_management",
    /\b(ceo|chief executive|chief of staff|president|presidente?|founder|owner|managing director|general manager|executive director|geschaftsfuhr\w*|geschaftsleit\w*|vorstand\w*|inhaber(in)?|grunder(in)?|pdg|directeur general|directrice generale|fondat\w+|fundador[a]?|gerente gener?al|directora? general|diretora? geral|direttore generale|amministrat\w+|algemeen directeur|prezes|wlasciciel(ka)?|vd|partner)\b|社長|代表取締役|董事长|总经理/,
  ],
];

/** The function that a title or a department names; null when it names none that we know. */
export function jobFunctionOf(title: string | null | undefined, department?: string | null): JobFunction | null {
  return functionIn(department) ?? functionIn(title);
}

function functionIn(text: string | null | undefined): JobFunction | null {
  const said = fold(text ?? "").trim();
  if (said === "") return null;
  return words.find(([, pattern]) => pattern.test(said.replaceAll("_", " ")))?.[0] ?? null;
}
