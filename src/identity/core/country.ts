import { fold, squish } from "./text.ts";

const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

const alpha3 =
  "ANDAD AREAE AFGAF ALBAL ARMAM AGOAO ARGAR AUTAT AUSAU AZEAZ BIHBA BGDBD BELBE BGRBG BHRBH BRABR BHSBS BLRBY CANCA CHECH CHLCL CHNCN COLCO CRICR CUBCU CYPCY CZECZ DEUDE DNKDK DOMDO DZADZ ECUEC ESTEE EGYEG ESPES ETHET FINFI FRAFR GBRGB GEOGE GHAGH GRCGR GTMGT HKGHK HNDHN HRVHR HUNHU IDNID IRLIE ISRIL INDIN IRQIQ IRNIR ISLIS ITAIT JAMJM JORJO JPNJP KENKE KGZKG KHMKH KORKR KWTKW KAZKZ LAOLA LBNLB LIELI LKALK LTULT LUXLU LVALV LBYLY MARMA MCOMC MDAMD MNEME MKDMK MMRMM MNGMN MACMO MLTMT MUSMU MEXMX MYSMY MOZMZ NAMNA NGANG NICNI NLDNL NORNO NPLNP NZLNZ OMNOM PANPA PERPE PHLPH PAKPK POLPL PRIPR PRTPT PRYPY QATQA ROURO SRBRS RUSRU RWARW SAUSA SWESE SGPSG SVNSI SVKSK SENSN SLVSV SYRSY THATH TUNTN TURTR TTOTT TWNTW TZATZ UKRUA UGAUG USAUS URYUY UZBUZ VENVE VNMVN YEMYE ZAFZA ZMBZM ZWEZW";

const aliases: Readonly<Record<string, string>> = {
  uk: "GB",
  "u k": "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  "united states of america": "US",
  "u s": "US",
  "u s a": "US",
  america: "US",
  "estados unidos": "US",
  holland: "NL",
  "the netherlands": "NL",
  "czech republic": "CZ",
  korea: "KR",
  "south korea": "KR",
  "republic of korea": "KR",
  russia: "RU",
  "russian federation": "RU",
  uae: "AE",
  vietnam: "VN",
  "viet nam": "VN",
  turkey: "TR",
  turkiye: "TR",
  "hong kong": "HK",
  macau: "MO",
  taiwan: "TW",
  "ivory coast": "CI",
  "cape verde": "CV",
  swaziland: "SZ",
  macedonia: "MK",
  "republic of ireland": "IE",
  eire: "IE",
  brd: "DE",
  "peoples republic of china": "CN",
  "bosnia and herzegovina": "BA",
};

const languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "fi"];
const countryByWord: ReadonlyMap<string, string> = countryTable();

/** The ISO 3166-1 alpha-2 code of a country as people write it, or null. */
export function countryCode(input: string): string | null {
  const word = keyOf(squish(input));
  return word === "" ? null : (countryByWord.get(word) ?? null);
}

/** The country that a two-letter suffix of a domain names; a hint only, and never for suffixes sold as words. */
export function countryOfDomain(domain: string): string | null {
  const suffix = domain.slice(domain.lastIndexOf(".") + 1).toUpperCase();
  if (suffix === "UK") return "GB";
  const generic = [
    "IO",
    "AI",
    "CO",
    "ME",
    "TV",
    "CC",
    "LY",
    "FM",
    "GG",
    "SH",
    "TO",
    "WS",
    "EU",
    "SO",
    "VC",
    "LA",
    "GL",
    "IM",
  ];
  return codes.includes(suffix) && !generic.includes(suffix) ? suffix : null;
}

function countryTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const language of languages.toReversed()) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of codes) {
      const name = names.of(code);
      if (name !== undefined) table.set(keyOf(name), code);
    }
  }
  for (const pair of alpha3.split(" ")) table.set(pair.slice(0, 3).toLowerCase(), pair.slice(3));
  for (const code of codes) table.set(code.toLowerCase(), code);
  for (const [alias, code] of Object.entries(aliases)) table.set(alias, code);
  return table;
}

function keyOf(text: string): string {
  return fold(text)
    .replace(/['’]/g, "")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
