import { wordSet } from "../text.ts";

/** What people write into a company field when they have no company: as company keys, without spaces or legal form. */
export const noEmployers: ReadonlySet<string> = wordSet(`
  freelance freelancer freelancing freelanceconsultant freelancewriter freelancedesigner freelancedeveloper freelancephotographer
  selfemployed selfemployment self myself me mycompany mybusiness ownbusiness owncompany soletrader soleproprietor
  soleproprietorship proprietor independent independentconsultant independentcontractor independentprofessional consultant
  consulting contractor contracting entrepreneur businessowner owner founder investor angelinvestor advisor adviser
  selbstandig selbststandig selbststaendig selbstaendig freiberuflich freiberufler freischaffend freierberater privat privatperson
  independant independante autoentrepreneur microentrepreneur indépendant profession liberale professionliberale
  autonomo autonoma porcuentapropia independiente liberoprofessionista liberaprofessionista conalbo freiemitarbeit zzp zzper
  unemployed unemployment notemployed jobless lookingforwork lookingforjob lookingforopportunities seekingemployment
  seekingopportunities seekingnewopportunities opentowork opentonewopportunities betweenjobs careerbreak sabbatical arbeitslos
  arbeitssuchend sansemploi enrecherchedemploi desempleado retired retiree pensioner imruhestand rentner retraite jubilado
  student students university college school studentin etudiant estudiante homemaker housewife stayathomemom stayathomeparent
  stealth stealthstartup stealthmode stealthmodestartup startup confidential confidentialcompany undisclosed private
  privatecompany privateindividual privateperson personal individual individuals home family volunteer various variouscompanies
  multiple several different other others misc miscellaneous unknown unbekannt inconnu desconocido none null nil na notapplicable
  notavailable notprovided notgiven nocompany nocompanyname noorganization noemployer noname undefined empty blank test testing
  testcompany testaccount example examplecompany demo demoaccount demo company samplecompany company companyname yourcompany
  organization organisation corporation business firm firma empresa entreprise unternehmen tbd tba tbc todo xxx xxxx abc xyz asdf
  household
`);
