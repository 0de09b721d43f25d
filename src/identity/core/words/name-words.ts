import { wordSet } from "../text.ts";

/** Words before a name that are not part of it, folded. Titles that are given names as well (`don`, `dean`) are left out. */
export const titles = wordSet(`
  mr mrs ms miss mx mister dr drs doctor prof professor sir dame lord lady rev reverend hon honorable herr frau frl hr fr mme mlle
  mlles monsieur madame mademoiselle maitre sr sra srta senor senora senorita dott dottssa dottoressa dottore ing avv sig sigra
  signor signora signorina dipl diplom dipling diplkfm magistra kommrat mgr inz phdr rndr mudr judr paeddr thdr mvdr doc dhr mevr
  mevrouw meneer captain capt cpt col colonel lt lieutenant sgt sergeant cmdr admiral imam sheikh shaikh hajji shri smt kumari
  pandit datuk encik bapak
`);

/** Letters after a name that are not part of it. */
export const credentials = wordSet(`
  mba emba phd dphil mphil msc mscit bsc bba bcom mcom btech mtech meng beng mres llb llm esq esquire cpa cfa cfp cma acca fcca
  aca fca acma cima frm cisa cissp cism crisc ceh pmp csm cspo psm capm pgmp itil mcse mcsa ccna ccnp shrm shrmcp shrmscp sphr
  phr gphr cipd fcipd mcipd cphr bsn msn lpn dnp dds dmd dvm pharmd dpt lcsw lmft lpc mph mha mpa mpp edd psyd dba leed
  leedap riba frics mrics cfe cipp cippe cams cpcu clu chfc cebs csp cpp cscp cpim cpsm mcips fcips retired frcs facs faan obe
  mbe cbe kbe fracp gaicd pmpcsm md jd rn
`);

/** Letters that are credentials only after a comma, since they are surnames too (Jack Ma, Hai Do). */
export const shortCredentials = wordSet(
  "ma ba ms bs pe se ca ia ra np pa pt ot qc kc do med ret crm aia safe acp hons csc cia cphr pmi",
);

/** Generations, which tell father from son. */
export const generations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    jr: "jr",
    junior: "jr",
    jnr: "jr",
    jun: "jr",
    filho: "jr",
    neto: "iii",
    sr: "sr",
    senior: "sr",
    snr: "sr",
    sen: "sr",
    ii: "ii",
    iii: "iii",
    iv: "iv",
    "2nd": "ii",
    "3rd": "iii",
    "4th": "iv",
  }),
);

/** Particles of surnames, which come and go: `van der Berg`, `Berg`. */
export const particles = wordSet(`
  van von vom der den de del dell della delle dello dei degli di da dal dalla dos das do du des d la le les lo los las el al ul
  bin ibn ben bint abu ould ter ten te t zu zum zur af av y e i v
`);

/** Particles as they are written on to the name: `Vandenberg`, `Delacruz`. */
export const gluedParticles = wordSet(`
  van vander vande vanden vander von vonder vom zu zum zur de del della delle dela delos delas degli di da dos das do du le la
  al el ter ten
`);

/** Written before the name with or without a space: `Mc Donald`, `O Brien`, `St Clair`. They are part of it. */
export const prefixes = wordSet("mc mac o st ste saint sankt san santa sant fitz");
