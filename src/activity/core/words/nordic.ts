import type { Words } from "./words.ts";

/** Danish and Norwegian, which share most of what is said in a reply. */
export const nordic: Words = {
  language: "da",
  isSpaced: true,
  not: "ikke, ingen, intet, ingenting, aldrig, aldri, uden, uten, ikkje, hverken",
  more: "mere, mer, flere, igen, igjen, laengere, lenger, videre, fremover, fremtiden, framtida, yderligere",
  me: `
    mig, meg, os, oss, min, mit, mine, mitt, vores, var, vare, denne adresse, denne adressen, nogen hos, ingen`,
  stop: `
    stop, stopp, stoppe, slutt, slut, hold op, ophor*, lad vaere, la vaere, holder, nok, slutte, undlad, avslutt`,
  reach: `
    skriv*, send*, kontakt*, ring*, mail, maile, mailer, forstyr*, spamm*, henvend*, plag*, mase, mas, chikaner*`,
  message: `
    mail*, e-mail*, e-post*, epost*, mails, meldinger, beskeder, besked, henvendelse*, nyhedsbrev*, nyhetsbrev*,
    reklame*, spam, tilbud, meddelelser, utsend*, udsend*`,
  remove: `
    fjern*, slet, slett*, slettes, afmeld*, frameld*, avmeld*, meld, stryg, stryk, ta bort, tag, udmeld*, blokker*`,
  list: `
    liste*, listen, mailingliste*, database*, register*, adresse*, oplysninger, opplysninger, system*, kartotek,
    e-post, nummer, mailliste, kontaktinfo*, crm, arkiv*, mail, e-mail, epost`,
  want: "onsker, vil, vill, gider, samtykker, behover, har lyst, helst, heller",
  get: `
    modtage, motta, fa, kontaktes, hore, mails, e-mails, e-poster, henvendelser, beskeder, meldinger, kontaktet`,
  never: "aldrig, aldri, ikke",
  asked: `
    bedt, bedt om, tilmeldt, pameldt, meldt, samtykke*, samtykket, abonner*, registrert, registreret, godkendt,
    godkjent, skrevet op, sagt ja`,
  optOut: `
    afmeld*, frameld*, avmeld*, unsubscribe, lad mig vaere, lad mig i fred, lad os vaere, la meg vaere,
    la meg i fred, la oss vaere, fjern mig, fjern meg, fjern os, fjern oss, slet mig, slett meg, meld meg av,
    meld mig fra, stop med at, slutt a, ikke kontakt, ingen flere mails, ingen flere e-poster, ikke flere mails,
    ikke skriv, skriv ikke, hold op, motsetter meg, modsaetter mig, frabeder mig, frabeder os, frabe mig, frabe meg,
    onsker ikke flere, onsker ikke at modtage, onsker ikke a motta, vil ikke ha flere, vil ikke have flere,
    fra jeres liste, fra listen, fra listene, fra deres liste, kontakt mig ikke, kontakt meg ikke, ikke at kontakte,
    ikke a kontakte, ikke send meg, send mig ikke, avsta fra, afsta fra, ikke mail, lad vaere med, la vaere med,
    slutte a sende, slutte a skrive, slutte a kontakte, stoppe med at sende, stop med det, stop med jeres,
    ikke flere, ikke send, send ikke, ikke skrive til, ikke kontakte, ikke ring, ingen flere, ingen mails,
    ingen reklame, afmelde mig, frameld mig, slet min, slet os, slett min, slett oss, fjern min, fjern vores,
    fjern vart, fjern venligst, vennligst fjern, venligst fjern, aldrig bedt, aldri bedt, ikke bedt om,
    ikke tilmeldt, ikke meldt meg, ikke samtykket, frabeder, vil ikke kontaktes, onsker ikke a bli,
    onsker ikke at blive, onsker ikke kontakt, onsker ikke mer, onsker ikke mere, la meg slippe, slippe for`,
  everyone: `
    hele firmaet, hele virksomheden, vores firma, vores virksomhed, vart firma, hele selskapet, vart selskap,
    vores domaene, hele domaenet, vart domene, hele domenet, ingen hos os, ingen hos oss, alle vores, alle ansatte,
    alle vare, nogen hos os, noen hos oss, bedriften`,
  complaint: `
    spam, spammer*, soppelpost, soppel-post, chikane, trakasser*, anmeld*, ulovlig*, svindel, uacceptabel*,
    uakseptabel*, skammelig*, rapporter*, rapportert, rapporteret, klage, klager, forsvind, forsvinn, skrid,
    dra til helvete, frekt, uonsket, melder dere, melder jer, melder dette, stikk av, sjikane, spam*`,
  threat: `
    advokat*, jurist*, juridisk*, politi*, politianmeld*, datatilsynet, forbrugerombudsmanden, forbrukertilsynet,
    retten, retslig*, rettslig*, sagsog*, saksok*, pressen, avisen, aviser, journalist*, myndighed*, myndighet*,
    soksmal`,
  superior: `
    chef, chefen, sjef, sjefen, leder, ledelse*, direktor*, bestyrelse*, overordnede, leder*, daglig leder`,
  escalate: "klage*, klager, klag, anmeld*, rapporter*, eskaler*, ta opp, tage op, formel*",
  data: "oplysninger, personoplysninger, opplysninger, personopplysninger, mine data, data, om mig, om meg",
  right: `
    indsigt, innsyn, slet*, slett*, gemt, lagret, lagrer, opbevar*, behandl*, hjemmel, hvilke, kopi, retsgrundlag,
    behandlingsgrunnlag, har, stammer, hentet`,
  law: `
    gdpr, indsigt i, innsyn i, ret til indsigt, rett til innsyn, ret til sletning, artikel 15, artikkel 15,
    artikel 17, artikkel 17, databeskyttelse*, personvernombud*, persondataforordningen, retten til at blive glemt,
    behandlingsgrunnlag, retsgrundlag, indsigtsanmodning`,
  interest: "interess*, spaendende, spennende, nysgerrig*, nysgjerrig*, fristende, interessant",
  need: `
    behov*, brug for, bruk for, interess*, aktuelt, relevant, budget, budsjett, nytte, passer, for os, for oss,
    leder efter, ser etter, trenger, mangler, nodvendig*`,
  already: "allerede, tilfredse med, fornojde med, fornoyd med, bruger, bruker, arbejder med, har valgt",
  solution: `
    losning*, leverandor*, system*, partner*, vaerktoj*, verktoy*, har, bruger, bruker, aftale, avtale, noget, noe,
    nogen, pa plass, en anden, andet`,
  refuse: `
    nej tak, nei takk, nej, nei, ikke interesseret, ikke interessert, ikke aktuelt, ikke noget for os,
    ikke noe for oss, takker nej, takker nei, springer over, hopper over, intet behov, ingen interesse, ingen behov,
    for dyrt, held og lykke, lykke til, ikke relevant, star over, ellers tak, ellers takk`,
  tell: `
    send*, fortael*, fortell*, vis*, del, vide, vite, hore, se, mere, mer, gerne, gjerne, lese, laese, fa`,
  info: `
    mere, mer, info*, information, informasjon, detaljer, materiale*, praesentation*, presentasjon*, brochure,
    brosjyre, eksempel*, demo, tilbud, noget, litt, forslag, over, pris*, link, lenke`,
  sounds: "lyder, virker, ser, er, horesut, hores, kunne vaere, ut",
  fine: `
    godt, bra, interessant, spaendende, spennende, fint, lovende, nyttigt, nyttig, perfekt, super, interesseret,
    interessert, nysgerrig, nysgjerrig, relevant, smart, fristende`,
  accept: `
    ja tak, ja takk, gerne, gjerne, ja gerne, ja gjerne, meget gerne, veldig gjerne, absolut, absolutt,
    selvfolgelig, klart, fortael mere, fortell mer, hvorfor ikke, lyder godt, lyder spaendende, lyder interessant,
    hores bra ut, hores interessant, hores spennende, vil gerne vide, vil gjerne vite, vil gerne hore,
    vil gjerne hore, vil gjerne se, vil gerne se, send endelig, kom med det, kjor pa, send gerne, send over,
    bare send, kan du sende, send meget gerne, leder efter, ser etter, god ide, vil vi gerne, vil vi gjerne`,
  talk: `
    mode*, mote*, ring*, samtale*, snak*, snakk*, prat*, tale*, moedes, motes, invitation, invitasjon, kalender*,
    teams, zoom, kaffe, opkald, telefon*, demo, ses, modes, book*`,
  day: `
    mandag*, tirsdag*, onsdag*, torsdag*, fredag*, i morgen, imorgen, i dag, naeste uge, neste uke, denne uge,
    denne uka, denne uken, formiddag*, ettermiddag*, eftermiddag*, kl, klokken, pa mandag`,
  suits: `
    passer, passe, fungerer, kan, fint, ledig*, gerne, gjerne, gar, tid, flytte, kunne, skal vi, bra, godt, foresla,
    vi, ta en, tage`,
  ask: `
    hvad, hva, hvordan, hvilke, hvilken, hvor, hvornar, nar, hvem, har, findes, finnes, fungerer, virker, kan, er,
    stotter, tilbyder, tilbyr, understotter, hvilket, far`,
  offer: `
    koster, pris*, integr*, fungerer, virker, licens*, lisens*, data, lagres, reference*, referanse*, kunde*,
    prove*, gratis, demo, forskel*, forskjell*, aftale*, avtale*, lang*, implement*, bruger*, bruker*, support,
    sikker*, certifi*, sertifi*, sap, visma, e-conomic, tripletex, api, sprog, sprak, i, dere, det, losning*,
    binding*, oppetid`,
  who: `
    hvem er du, hvem er det, hvem er i, hvem er dere, kender vi hinanden, kjenner vi hverandre, kender jeg dig,
    kjenner jeg deg, har vi modt, har vi mott, hvor har du, hvor har i, hvor har dere, hvor fik du, hvor fikk du,
    hvordan fik du, hvordan fikk du, hvordan har du faet, hvordan har du fatt, en robot, en bot, automatisk,
    automatiseret, automatisert, rigtigt menneske, ekte menneske, ekte person, rigtig person, hvorfor skriver du,
    hvorfor far jeg, skrevet af ai, skrevet av ai, hvem er dette, kjenner vi, hvor fant du, hvor fandt du`,
  now: `
    nu, na, lige nu, akkurat na, for tiden, i ar, i oyeblikket, i ojeblikket, dette kvartal, prioritet, prioriteret,
    prioritert, for ojeblikket, pt`,
  later: `
    naeste ar, neste ar, naeste kvartal, neste kvartal, naeste maned, neste maned, senere, til foraret, til varen,
    til hosten, til efteraret, efter sommeren, etter sommeren, efter ferien, etter ferien, om et halvt, halvt ar,
    halvar, par maneder, noen maneder, nogle maneder, januar, februar, marts, mars, april, juni, juli, august,
    september, oktober, november, december, desember, nyaret, nytar, nye ar, 2027, arsskiftet, q1, q2, q3, q4`,
  postpone: `
    ikke nu, ikke na, ikke lige nu, ikke akkurat na, ikke i ar, darlig timing, darligt tidspunkt, darlig tidspunkt,
    feil tidspunkt, forkert tidspunkt, andre prioriteter, andre prioriteringer, ingen prioritet, ikke prioritert,
    ikke prioriteret, prov igen, prov igjen, ta kontakt pa, ta kontakt til, ta kontakt i, vend tilbage, kom tilbake,
    kom tilbage, har travlt, veldig travelt, mye a gjore, maske senere, kanskje senere, pa is, ikke for,
    for tidligt, for tidlig, budgettet er frosset, pa pause, kontakt mig igen`,
  mine: `
    mit omrade, mitt omrade, min afdeling, min avdeling, mit bord, mitt bord, mit ansvar, mitt ansvar, ansvarlig,
    rette person, riktig person, riktig kontakt, rette kontakt, mig der, meg som, den der, den som, beslutter,
    bestemmer, min rolle, star for, jeg der, jeg som, tager mig af, handterer, rette vedkommende`,
  astray: `
    forkert person, feil person, forkerte person, feil avdeling, forkert afdeling, intet med det at,
    ingenting med det a, ikke rett person, ikke rette person, gal person, noe med dette a`,
  colleague: `
    kollega*, chef*, sjef*, afdeling*, avdeling*, indkob*, innkjop*, okonomi*, ansvarlig*, direktor*, team*, leder*,
    cfo, it, medarbejder`,
  direct: `
    kontakt*, videresend*, sender dette, sender den, sendt, sender, viderefor*, snak med, snakk med, tal med, spor,
    skriv til, mail, henvend*, setter, saetter, cc, kopi, videre, ansvarlig for, tager sig af, tar seg av,
    handterer, vend dig`,
  gone: `
    arbejder ikke laengere, jobber ikke lenger, jobber ikke laengere, her ikke laengere, ikke laengere ansat,
    ikke lenger ansatt, ikke lenger hos, ikke laengere hos, arbeider ikke lenger, er fratradt, har fratradt,
    sluttet, er stoppet, har sluttet, gaet pa pension, pensjonist, pensjonert, pension, skiftet job, byttet jobb,
    skiftet jobb, forladt virksomheden, forlatt selskapet, siste arbeidsdag, sidste arbejdsdag, har forladt`,
  thanks: `
    tak, takk, mange, tusen, for, din, dit, ditt, mail*, e-post*, besked*, melding*, info*, information*,
    informasjon*, modtaget, mottatt, ok, okay, hej, hei, god, dag, morgen, noteret, notert, jeg, laeser, leser, ser,
    pa det, det, venlig hilsen, vennlig hilsen, hilsen, mvh, henvendelsen, henvendelse, har, svar, svaret, igennem,
    gjennom, skal, kikke`,
  but: "men, dog, desvaerre, dessverre, imidlertid",
  filler: `
    venligst, vennligst, tak, takk, nu, na, straks, dette, denne, disse, det, den, de, her, og, jeg, i, dere,
    deres, jeres, alle, alt, bare, med, fra, at, a, hej, hei, kiitos, heti, nyt, tama, pyydan, er, pa, en, et,
    vaer sa snill, som, skal, mig, meg, tusen, mange`,
  bare: `
    stop, stopp, nok, slut, slutt, afmeld, avmeld, afmelding, avmelding, slet, slett, fjern, hold op, gi dere,
    ophor, opphor, lopettakaa, lopeta, poistakaa, poista, riittaa, sletning, sletting, frameld`,
  last: "sidste, siste, aller siste, viimeinen, viimeiseksi",
  may: "lad det, lad dette, la det, la dette, lad den, haber, haper, skal, bor, bli, blive, jaakoon, toivon",
  away: "af, av, ud, ut, vaek, bort, slippe, fri for, pois, eroon, forlade",
  permit: "samtykke, samtykket, min tilladelse, min tillatelse, lupaa, suostumusta",
  product: `
    vaerktoj*, verktoy*, software, platform*, plattform*, produkt*, system*, losning*, tjeneste*, kunder,
    brugere, brukere, handter*, stotter, understotter, funktion*, funksjon*, faktura*, vedhaeft*, vedlegg*`,
};
