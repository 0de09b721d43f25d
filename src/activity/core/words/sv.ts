import type { Words } from "./words.ts";

/** Swedish. */
export const sv: Words = {
  language: "sv",
  isSpaced: true,
  not: "inte, inga, ingen, inget, ingenting, aldrig, utan, ej, varken",
  more: "mer, mera, fler, flera, igen, langre, vidare, framover, nagonsin, framtiden",
  me: "mig, oss, min, mina, mitt, var, vart, vara, adressen, ingen",
  stop: "sluta, sluta*, upphor*, stoppa, stopp, avsta*, nog, racker, avbryt",
  reach: `
    maila*, mejla*, skicka*, skriv*, kontakta*, ring*, stor, stora, hor av, hora av, spamma*, besvara*, tjata*,
    kontakt, utskick`,
  message: `
    mail*, mejl*, e-post*, epost*, meddelande*, utskick*, nyhetsbrev*, reklam*, erbjudande*, spam, skrap`,
  remove: `
    ta bort, radera*, stryk*, avregistrera*, avsluta*, plocka bort, tas bort, avprenumerera, borttag*, avanmal*,
    avfor*, blockera*, slang*`,
  list: `
    lista*, listan, listor, register, registret, databas*, utskick*, adress*, uppgifter, system*, mejladress,
    mailadress, e-postadress, nummer, crm, er, mail, mejl, e-post`,
  want: "vill, onskar, behover, orkar, samtycker, gillar, skulle, helst, hellre",
  get: "ha, fa, far, ta emot, hora, kontaktas, bli, mejl, mail, utskick, meddelanden",
  never: "aldrig, inte, ej",
  asked: `
    bett, begart, anmalt, registrerat, samtyckt, samtycke, prenumerera*, tackat ja, godkant, skrivit upp, signat`,
  optOut: `
    avregistrera*, avprenumerera*, avanmal*, unsubscribe, lamna mig ifred, lamna mig i fred, lamna oss ifred,
    lamna oss i fred, ta bort mig, ta bort oss, sluta mejla, sluta maila, sluta skicka, inga fler mejl,
    inga fler mail, inga mejl, inga mail, motsatter mig, hor inte av, stryk mig, undanber mig, undanber oss,
    vill inte ha fler, vill inte fa fler, vill inte bli kontaktad, inte kontakta mig, kontakta mig inte,
    fran er lista, fran listan, fran era utskick, avsta fran, inga fler utskick, mejla inte, maila inte,
    skicka inte, inte bli kontaktad*, inte langre fa, inte fa fler, inte ta emot, avboj*, undanber,
    vill inte ha mer, vill inte ha era, vill inte ha dessa, skicka inte mer, skicka inget, inget mer till,
    inga fler, sluta kontakta, sluta skriva, sluta spamma, sluta ring*, kontakta oss inte, ta bort min,
    ta bort vara, ta bort vart, radera min, radera mig, aldrig bett, har inte bett, aldrig anmalt, slipper garna,
    vill slippa`,
  everyone: `
    hela foretaget, vart foretag, hela bolaget, vart bolag, var doman, hela domanen, ingen hos oss,
    ingen pa foretaget, alla vara, nagon hos oss, nagon pa vart, alla anstallda, hela organisationen`,
  complaint: `
    spam, spammar*, skrappost, trakasser*, anmalt, anmaler, anmala, anmalan, olagligt, bluff*, bedrageri,
    oacceptabelt, skamlig*, rapporterat, rapporterar, dra at helvete, fy fan, oonskad*, klagomal, ofredande,
    oseriost, forsvinn, spam*`,
  threat: `
    advokat*, jurist*, juridisk*, polis*, polisanmal*, integritetsskyddsmyndigheten, imy, datainspektionen,
    konsumentverket, domstol*, stamma, stamning, rattslig*, pressen, tidningen, tidningar, journalist*, myndighet*,
    tillsynsmyndighet*`,
  superior: "chef, chefen, vd, ledning*, overordnad*, styrelse*, management, din chef, er chef, min chef",
  escalate: "klaga*, klagomal, anmal*, rapporter*, eskaler*, ta upp, lyfta, formell*",
  data: "uppgifter, personuppgifter, mina uppgifter, data, om mig, information om mig",
  right: `
    utdrag, radera*, registerutdrag, lagr*, spar*, tillgang, behandl*, rattslig grund, vilka, kopia, har, finns,
    sparat, hamtat, raderas, glomd`,
  law: `
    gdpr, registerutdrag, ratten att bli, ratt att bli, artikel 15, artikel 17, dataskyddsombud*,
    personuppgiftsansvarig*, dataskyddsforordningen, laglig grund, rattslig grund`,
  interest: "intress*, nyfik*, spannande, intressant, lockande",
  need: `
    behov*, behover, intress*, aktuellt, relevant, budget, nytta, varde, passar, letar, soker, for oss, nodvandig*`,
  already: "redan, nojda med, jobbar med, har valt, valt",
  solution: `
    losning*, leverantor*, system*, partner*, verktyg*, har, anvander, avtal, nagot, nagon, annan, pa plats`,
  refuse: `
    nej tack, nej, inte intresserad*, inget intresse, inte aktuellt, inget for oss, inte for oss, avstar, vi avstar,
    tackar nej, tacka nej, ingen budget, for dyrt, lycka till, inget behov, inte relevant, inte av intresse,
    hoppar over, nja, klarar oss, klarar mig, inte behov av, behover inte`,
  tell: "skicka*, beratta*, visa*, dela, veta, hora, se, mer, garna, lasa, ta del",
  info: `
    mer, info*, information, detaljer, material*, presentation*, broschyr, exempel, demo, underlag, prisuppgift*,
    forslag, lank, over`,
  sounds: "later, verkar, ser, ar, skulle vara, kanns",
  fine: `
    bra, intressant, spannande, toppen, lovande, kul, anvandbart, perfekt, nyfik*, intresserad*, relevant, vettigt,
    lockande, kanon`,
  accept: `
    ja tack, garna, ja garna, absolut, visst, kor pa, beratta mer, beratta, sjalvklart, varfor inte, later bra,
    later intressant, vill veta mer, vill garna, skulle garna, skicka over, skicka garna, intresserad av,
    hor garna mer, med gladje, okej kor, letar efter, bra ide, letar just`,
  talk: `
    mote*, ring*, samtal*, prata*, traff*, ses, boka*, inbjudan, kalender*, teams, zoom, fika, snack*, avstamning,
    hors`,
  day: `
    mandag*, tisdag*, onsdag*, torsdag*, fredag*, imorgon, i morgon, idag, i dag, nasta vecka, denna vecka,
    formiddag*, eftermiddag*, kl, klockan, lunch, pa mandag`,
  suits: `
    passar, funkar, fungerar, kan, bra, ledig*, garna, gar, tid, flytta, kunde, skulle, vi, boka, ta, prata`,
  ask: `
    vad, hur, vilka, vilken, var, nar, vem, har, finns, fungerar, kan, ar, gar, stodjer, erbjuder, ingar`,
  offer: `
    kostar, kostnad*, pris*, integr*, fungerar, licens*, data, lagras, referens*, kund*, prova*, gratis, demo,
    skiljer, skillnad*, avtal*, lang, implement*, anvandar*, support, saker*, certifi*, fortnox, sap, visma, api,
    sprak, ni, det, er, losning, bindningstid, uppsagning*`,
  who: `
    vem ar du, vem ar det, vilka ar ni, kanner vi varandra, kanner jag dig, har vi traffats, var fick du,
    var har du fatt, hur fick du, hur har du fatt, hur har ni fatt, hur hittade du, en robot, en bot, automatiskt,
    automatiserat, en riktig, riktig person, manniska, varfor skriver du, varfor far jag, skrivet av ai`,
  now: `
    nu, just nu, for tillfallet, for narvarande, i ar, i dagslaget, detta kvartal, detta ar, prioritet, prioriterat,
    idag, tillfallet`,
  later: `
    nasta ar, nasta kvartal, nasta manad, senare, i var, till varen, i host, till hosten, efter sommaren,
    efter semestern, om ett halvar, halvar, nagra manader, om ett par, januari, februari, mars, april, juni, juli,
    augusti, september, oktober, november, december, nya aret, 2027, arsskiftet, q1, q2, q3, q4, langre fram`,
  postpone: `
    inte nu, inte just nu, inte i ar, inte for tillfallet, hor av dig i, hor av dig till, hor av dig efter, aterkom,
    fel tidpunkt, dalig tidpunkt, dalig tajming, andra prioriteringar, inte prioriterat, ingen prioritet,
    for mycket, mycket nu, fullt upp, kanske senare, budgeten ar fryst, pa is, inte forran, for tidigt, pausat,
    paminn mig, har inte tid`,
  mine: `
    mitt omrade, min avdelning, mitt bord, mitt ansvar, ansvarig, ratt person, ratt kontakt, den som, den du,
    jag som, beslutar, bestammer, beslutsfattare, min roll, handlagger, hand om, jobbar med, mig du`,
  astray: "fel person, fel avdelning, ingenting med det att, inget med det att, inte ratt person, fel adress",
  colleague: `
    kollega*, chef*, avdelning*, inkop*, ekonomi*, ansvarig*, vd, team*, cfo, it, controller, medarbetare`,
  direct: `
    kontakta*, vidarebefordra*, skickar vidare, skickat vidare, vidare, prata med, hor med, fraga, mejla, maila,
    skriv till, lamnar, kopierar, cc, ansvarar, skoter, vand, tar hand om`,
  gone: `
    slutat, har slutat, jobbar inte kvar, arbetar inte langre, jobbar inte langre, inte langre anstalld, inte kvar,
    gatt i pension, pensionerad*, bytt jobb, bytt arbetsgivare, lamnat foretaget, lamnat bolaget, lamnade,
    sista arbetsdag, inte kvar pa`,
  thanks: `
    tack, tackar, for, ditt, din, mejl*, mail*, meddelande*, info*, information*, mottaget, ok, okej, hej, god,
    morgon, noterat, jag, ska, lasa, laser, tittar, kolla, med vanlig halsning, halsningar, mvh, mycket, sa,
    uppfattat, aterkopplingen, det, hort, har, fatt, emottaget, igenom`,
  but: "men, dock, tyvarr, fast",
  filler: `
    snalla, tack, nu, genast, omedelbart, detta, det, den, denna, dessa, de, har, och, jag, ni, er, era, ert,
    alla, allt, bara, med, fran, att, hej, ur, pa, en, ett, vanligen, ar, i, ar det`,
  bare: `
    sluta, stopp, stop, nog, racker, avregistrera, avregistrering, avprenumerera, ta bort, radera, upphor,
    avsluta, stryk, lagg av, far vara nog, borttagning, avanmalan`,
  last: "sista, allra sista, slutgiltiga",
  may: "lat det, lat detta, lat den, hoppas, ska, bor, far bli, bli",
  away: "bort, av, ur, lamna, ut, slippa, undan, bli av med",
  permit: "samtycke, mitt tillstand, medgivande",
  product: `
    verktyg*, mjukvara, plattform*, produkt*, system, losning*, tjanst*, kunder, anvandare, hantera*, stodjer,
    funktion*, faktur*, bilaga, dubbletter`,
};
