/** Given names with what people call them, `|` between; many have no short form. */
export const givenNames: readonly (readonly string[])[] = `
Robert|Bob|Rob William|Bill|Will James|Jim Katherine|Kate|Kathy|Katie Elizabeth|Liz|Beth Michael|Mike Christopher|Chris
Matthew|Matt Anthony|Tony Daniel|Dan Margaret|Maggie|Peggy Patricia|Pat|Trish Patrick|Pat Andrew|Andy|Drew Steven|Steve
Edward|Ed|Ted Samuel|Sam Samantha|Sam Jennifer|Jen|Jenny Jessica|Jess Rebecca|Becky Deborah|Deb|Debbie Alexandra|Alex
Benjamin|Ben Kenneth|Ken Nicholas|Nick Victoria|Vicky Richard|Rich|Dick Thomas|Tom Susan|Sue Stephanie|Steph Joseph|Joe
David|Dave Timothy|Tim Ronald|Ron Gregory|Greg Laura Julia Anna Emma Claire Sophie Marie Chiara Giulia Paolo Marco Luca
Lorenzo Pierre François Amélie Chloé Zoë Renée Jürgen Jörg Björn Søren Håkan Lars Ingrid Greta Astrid Łukasz Paweł
Agnieszka Dmitri Svetlana Olga Ivan Pavel Zdeněk Müge Ayşe Mehmet Fatima Ahmed Omar Layla Mohammed Yuki Haruto Kenji Wei Ming
Li Priya Rahul Arjun Anjali José João Inês Tomás Lucía Nuria Ngọc Thuy
`
  .trim()
  .split(/\s+/)
  .map((name) => name.split("|"));

/** Family names. Those with a space or sign are written in several ways. */
export const familyNames: readonly string[] = `
Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Thompson White Harris Clark
Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell
Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Reed Bailey Bell Kelly Howard Ward Cox
Richardson Watson Brooks Wood Bennett Gray Hughes Price Myers Long Foster Ross Müller Schmidt Schneider Fischer Weber Meyer Wagner
Becker Hoffmann Schäfer Dubois Laurent Lefèvre Moreau Rousseau Girard Rossi Russo Ferrari Esposito Bianchi Ricci Silva Santos
Oliveira Souza García Martínez López Sánchez Pérez Gómez Álvarez Nowak Kowalski Wójcik Novák Svoboda Hansen Nielsen Andersen
Johansson Karlsson Eriksson Tanaka Sato Suzuki Chen Wang Zhang Liu Kim Park Nguyễn Trần Khan Patel Singh Kumar Gupta Sharma
O'Brien MacDonald Al-Farsi El_Sayed Van_der_Berg De_la_Cruz
`
  .trim()
  .split(/\s+/)
  .map((name) => name.replaceAll("_", " "));

/** The two words of a company's name. */
export const companyFirsts: readonly string[] = `
Alder Amber Anchor Argon Aspen Atlas Aurora Basalt Beacon Birch Boreal Bright Canyon Cedar Cobalt Comet Coral Crest Delta Drift
Ember Falcon Fjord Flint Garnet Glacier Granite Harbor Helio Indigo Iron Juniper Keystone Lumen Maple Meridian Nimbus North Onyx
Opal Orbit Pacific Pioneer Quartz Raven River Sable Sierra Summit Vertex
`
  .trim()
  .split(/\s+/);
export const companySeconds: readonly string[] = `
Analytics Biotech Capital Dynamics Energy Foods Health Labs Logistics Materials Media Motors Networks Partners Retail Robotics
Security Software Studios Systems
`
  .trim()
  .split(/\s+/);

/** Legal forms by country. */
export const legalForms: Readonly<Record<string, readonly string[]>> = {
  DE: ["GmbH", "AG", "GmbH & Co. KG"],
  FR: ["SARL", "SAS", "SA", "S.A.S."],
  GB: ["Ltd", "Ltd.", "Limited", "PLC"],
  US: ["Inc", "Inc.", "LLC", "Corp.", "Corporation", "Incorporated"],
};

export const countries = ["DE", "FR", "GB", "US"] as const;
export type Country = (typeof countries)[number];

export const topDomains: Readonly<Record<Country, string>> = { DE: "de", FR: "fr", GB: "co.uk", US: "com" };
export const freeMail: readonly string[] = [
  "gmail.com",
  "gmail.com",
  "gmail.com",
  "yahoo.com",
  "outlook.com",
  "hotmail.com",
  "gmx.de",
  "icloud.com",
  "proton.me",
];
export const roleLocals: readonly string[] = ["info", "sales", "office", "contact", "support", "marketing"];
export const jobTitles: readonly string[] = [
  "VP Sales",
  "Director of IT",
  "Account Executive",
  "HR Manager",
  "Procurement Manager",
  "CFO",
  "CTO",
  "Founder",
  "Head of Marketing",
  "Operations Lead",
];
export const sourceNames: readonly string[] = ["crm", "enrichA", "enrichB", "form", "listbuy", "mailbox"];
