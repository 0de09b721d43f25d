import type { Words } from "./words.ts";

/** Dutch. */
export const nl: Words = {
  language: "nl",
  isSpaced: true,
  not: "niet, geen, nooit, niets, niks, zonder, noch, nergens",
  more: "meer, verder*, nog, opnieuw, weer, ooit, voortaan, toekomst, langer",
  me: "me, mij, ons, mijn, onze, dit adres, niemand",
  stop: "stop, stoppen, staak, hou, houd, ophouden, kap, genoeg, klaar, beeindig*",
  reach: `
    mail, mailen, mailt, stuur, stuurt, sturen, schrijf*, schrijv*, contact*, benader*, bel, belt, bellen, lastig*,
    lastigvallen, spam*, toesturen, toezenden, zend*, bericht*, bestook*`,
  message: `
    mail*, e-mail*, email*, bericht*, reclame, nieuwsbrie*, contact, spam, post, aanbiedingen, acquisitie,
    opvolging*, troep`,
  remove: `
    verwijder*, haal, halen, schrap*, wis, wissen, uitschrijv*, afmeld*, schrijf, meld, gooi, blokkeer*, streep,
    verwijdering`,
  list: `
    lijst*, mailing*, bestand*, database*, systeem, systemen, adres*, gegevens, nieuwsbrief, verzendlijst, crm,
    mailadres, e-mailadres, uit, nummer, blacklist, mail, e-mail, email`,
  want: "wil, willen, wens*, hoef*, stel, graag, verzoek, prijs, behoefte, liever",
  get: `
    ontvang*, krijg*, benaderd, gemaild, mails, e-mails, berichten, horen, gecontacteerd, lastiggevallen`,
  never: "nooit, niet, geen, nergens",
  asked: `
    gevraagd, aangemeld, ingeschreven, toestemming, geabonneerd, verzocht, opgegeven, geregistreerd, akkoord`,
  optOut: `
    uitschrijven, afmelden, uitgeschreven, schrijf me uit, schrijf mij uit, meld me af, meld mij af, unsubscribe,
    laat me met rust, laat mij met rust, laat ons met rust, met rust, van de lijst, van uw lijst,
    van jullie lijst, van je lijst, geen mails meer, geen mail meer, geen contact meer, niet meer mailen, hou op,
    houd op, uit uw bestand, uit jullie bestand, maak bezwaar, bezwaar tegen, graag stoppen, stoppen aub,
    stop hiermee, stop ermee, nooit meer, verwijder mij, verwijder me, verwijder dit, niet meer te mailen,
    niet meer contacteren, niet meer te contacteren, niet meer benaderen, niet meer te benaderen, geen verdere,
    van jullie mailinglijst, van uw mailinglijst, van de mailinglijst, verwijder mijn, haal me van, haal mij van,
    haal mij eraf, haal me eraf, wil geen mails, wil geen mail, schrijf ons uit, niet op gesteld,
    niet meer ontvangen, niet langer ontvangen, niet meer gemaild, niet meer gebeld, niet meer benaderd,
    stop met mailen, stop met sturen, stop met het, stoppen met mij, stoppen met ons, geen reclame, geen e-mails,
    geen mails, geen berichten, geen nieuwsbrie*, wil geen, wens geen, willen geen, wensen geen,
    niet meer bellen, niet meer sturen, niets meer sturen, stuur niets, stuur mij niets, stuur me niets,
    verwijder ons, verwijderen uit, verwijderd worden, uitgeschreven worden, schrijf mij, afmelden aub,
    afmelden graag, lastigvallen, niet om gevraagd, nooit om gevraagd, dring niet aan`,
  everyone: `
    hele bedrijf, ons bedrijf, ons domein, hele domein, niemand bij ons, niemand hier, al onze, alle medewerkers,
    niemand van ons, onze organisatie, hele organisatie, alle adressen, heel ons`,
  complaint: `
    spam, spammer*, lastiggevallen, lastig vallen, stalk*, meld dit, gemeld, illegaal, oplichting, oplichter*,
    schandalig, schandalige, intimidatie, rot op, rotop, sodemieter*, donder op, ongewenst*, klacht*, aangifte,
    misbruik, ongevraagd*, brutaal, schaam, onacceptabel, rapporteer*, ga het melden, ga u melden, ga jullie melden,
    spammen, spammende, spammail*`,
  threat: `
    advocaat*, advocaten, jurist*, juridisch*, aangifte, politie, rechtbank, rechter, pers, krant,
    autoriteit persoonsgegevens, autoriteit consument, acm, toezichthouder*, dagvaard*, kort geding, rechtszaak,
    sommat*, consumentenbond`,
  superior: "leidinggevende*, baas, manager, directie, directeur, management, ceo, bestuur, chef",
  escalate: "klacht*, klagen, meld*, escaleer*, aankaarten, indien*, laten weten",
  data: "persoonsgegevens, mijn gegevens, over mij, van mij, welke gegevens, onze gegevens",
  right: `
    inzage, verwijder*, bewaar*, bewaard, opgeslagen, verwerk*, vergetelheid, herkomst, grondslag, welke, kopie,
    bezwaar, wissen, vernietig*, verzoek`,
  law: `
    avg, avg-verzoek, gdpr, inzageverzoek, recht op inzage, recht op vergetelheid, recht van bezwaar, artikel 15,
    artikel 17, functionaris gegevensbescherming, grondslag, verwijderverzoek, privacyverzoek, fg`,
  interest: "interess*, geinteresseerd*, benieuwd, nieuwsgierig, boeiend, aantrekkelijk",
  need: `
    nodig, behoefte, interesse, geinteresseerd, relevant, zinvol, budget, passend, past, voor ons, meerwaarde, nut,
    waarde, op zoek, toepassing, zoeken`,
  already: "al, reeds, tevreden met, werken met, gekozen voor, zitten vast, voorzien, blijven bij",
  solution: `
    partij, oplossing*, leverancier*, systeem, tool*, partner*, aanbieder*, voorzien, contract, iemand, hebben,
    gebruiken, software, iets, ander*, ingevuld`,
  refuse: `
    geen interesse, geen behoefte, nee bedankt, nee dank, nee hoor, niet nodig, niets voor ons, niks voor ons,
    niet voor ons, we passen, ik pas, wij passen, slaan over, bedanken hiervoor, bedank ik, geen budget, te duur,
    zien we vanaf, zie ik vanaf, zien hiervan af, niet interessant, veel succes, afgewezen, laat maar, hoeft niet,
    hoeft van mij, niet geinteresseerd, geen zin in, interesseert me niet, boeit me niet, doen wij niets mee,
    doen we niets mee, niets mee, niks mee, past niet bij ons`,
  tell: `
    stuur*, sturen, vertel*, toon, laat*, laten zien, deel, delen, weten, horen, zien, lezen, mail*, graag, meer,
    opsturen, bekijken, doorsturen`,
  info: `
    meer, info*, informatie, details, brochure, presentatie, voorbeeld*, demo, materiaal, door, maar op, prijslijst,
    voorstel, documentatie, eens, maar, gegevens, toe`,
  sounds: "klinkt, lijkt, ziet er, is, ben, zijn, zou, vind",
  fine: `
    goed, interessant, nuttig, leuk, veelbelovend, prima, top, boeiend, handig, zinvol, super, benieuwd,
    geinteresseerd, mooi, relevant`,
  accept: `
    ja graag, graag, ja hoor, stuur maar, kom maar op, vertel, vertel maar, vertel eens, prima, laat maar zien,
    laat maar horen, doe maar, waarom niet, zeker, natuurlijk, ik ben benieuwd, ben benieuwd, wil graag, zou graag,
    willen graag, wil wel, heb interesse, hebben interesse, ik doe mee, spreekt me aan, spreekt ons aan,
    komt goed uit, met plezier, uiteraard, laat horen, op zoek naar, zijn op zoek, goed idee, meer over weten,
    meer over horen, klinkt goed, iets voor ons, wat voor ons, spannend`,
  talk: `
    bel, bellen, belt, gesprek, afspraak, spreken, praten, meeting, overleg*, afspreken, call, kennismak*,
    uitnodiging, koffie, teams, zoom, inplannen, langs, videocall`,
  day: `
    maandag*, dinsdag*, woensdag*, donderdag*, vrijdag*, morgen, overmorgen, vandaag, volgende week, deze week,
    ochtend, middag, namiddag, uur, morgenochtend, morgenmiddag, komende week`,
  suits: `
    schikt, past, kan, komt, uit, zullen, beschikbaar, vrij, goed, om, mogelijk, kunnen, verzetten, verplaatsen,
    prima, lukt, liever, plannen, zou`,
  ask: `
    wat, hoe, hoeveel, welke, waar, wanneer, wie, werkt, is, zijn, heeft, hebben, kan, kunnen, bieden, biedt, zit,
    ondersteun*, gaat, hebt, kun`,
  offer: `
    kost*, prijs*, prijzen, tarie*, integr*, koppel*, werkt, licentie*, gehost, data, referenti*, klant*, proef*,
    gratis, demo, verschil*, contract*, lang, implement*, gebruiker*, support, veilig*, certific*, exact, sap, afas,
    api, talen, jullie, u, het, dit, oplossing, tool, mogelijk, minimum, onboarding, concurrent*`,
  who: `
    wie bent u, wie ben je, wie is dit, wie zijn jullie, kennen wij elkaar, kennen we elkaar, ken ik u, ken ik jou,
    hoe komt u aan, hoe kom je aan, hoe komen jullie aan, waar heeft u, waar heb je, waar hebben jullie, een robot,
    een bot, automatisch, geautomatiseerd, echt persoon, echt mens, echte persoon, van wie heeft, hebben wij elkaar,
    waarom mailt u, waarom krijg ik, door ai, met wie spreek, is dit een automat*, is dit automat*,
    automatische mail`,
  now: `
    nu, op dit moment, momenteel, thans, dit jaar, dit kwartaal, deze maand, vooralsnog, prioriteit*, voorlopig,
    even, het moment`,
  later: `
    volgend jaar, volgend kwartaal, volgende maand, komend jaar, later, over een paar maanden, paar maanden,
    half jaar, een halfjaar, halfjaar, na de zomer, na de vakantie, in het voorjaar, in het najaar, januari,
    februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december, nieuwe jaar, 2027,
    eind van het jaar, einde van het jaar, q1, q2, q3, q4, ander moment, over twee maanden, over drie maanden,
    over zes maanden, over een maand, over een jaar, maanden nog eens, nog eens terug`,
  postpone: `
    nu niet, niet nu, nu even niet, op dit moment niet, momenteel niet, verkeerde moment, slecht moment,
    geen goed moment, andere prioriteiten, geen prioriteit, budget is bevroren, te druk, erg druk, heel druk,
    probeer het over, probeer het in, kom terug, kom er later, kom later, misschien later, in de wacht,
    even parkeren, geen capaciteit, te vroeg, pas in, pas na, herinner me, geen tijd`,
  mine: `
    de juiste persoon, juiste persoon, juiste contact, mijn afdeling, mijn gebied, mijn taak, verantwoordelijk,
    ga hier, ga ik, ga daar, ga er, over, bij mij, mijn pakkie, beslis, beslisser, degene die, mijn domein,
    mijn rol, mijn werk, bevoegd`,
  astray: `
    verkeerde persoon, verkeerde afdeling, bij de verkeerde, niets mee te maken, niks mee te maken, verkeerd adres,
    niet mijn ding`,
  colleague: `
    collega*, baas, manager, afdeling, inkoop, directeur, hoofd, team, administratie, financi*, dhr, mevr, mevrouw,
    meneer, heer, it, finance, leidinggevende`,
  direct: `
    contact, neem, bel, mail, doorgestuurd, doorsturen, stuur*, vraag, spreek, bij, doorgegeven, geef, verwijs*,
    richt*, wend*, zet, cc, over, gaat over, verantwoordelijk voor, benader, stuur het door, stuur dit door,
    door naar, stuur hem door`,
  gone: `
    werk hier niet meer, werkt hier niet meer, werkt niet meer, werk niet meer, niet meer werkzaam,
    niet langer werkzaam, niet meer in dienst, uit dienst, met pensioen, gepensioneerd, heeft ons verlaten,
    bedrijf verlaten, organisatie verlaten, van baan veranderd, andere baan, andere werkgever, laatste werkdag,
    werk er niet meer, werk daar niet meer, niet meer bij ons in dienst, niet meer bij ons, niet langer bij ons`,
  thanks: `
    bedankt, dank, dank je, dank u, wel, voor, je, uw, jouw, de, het, bericht, mail, e-mail, informatie, info,
    ontvangen, ok, oke, hallo, hoi, goedemorgen, goedemiddag, genoteerd, gelezen, zal, ik, lezen, bekijken, groet,
    groeten, met vriendelijke groet, vriendelijke, begrepen, reactie, terugkoppeling, beste, in goede orde, alvast,
    nog`,
  but: "maar, echter, helaas, hoewel",
  filler: `
    alstublieft, alsjeblieft, aub, ajb, svp, nu, direct, onmiddellijk, meteen, dit, deze, dat, die, het, de, een,
    uw, jullie, je, u, ik, en, alle, alles, hier, hiermee, ermee, daarmee, graag, gewoon, eens, dank, bedankt,
    hallo, met, te, van, uit, maar, eindelijk, is, om, per, zo, aan`,
  bare: `
    stop, stoppen, genoeg, verwijder, verwijderen, verwijdering, uitschrijven, afmelden, ophouden, schrap,
    schrappen, wissen, wis, klaar, basta, hou op, houd op, hou hiermee op, houd hiermee op, houdt hiermee op,
    afmelding, kappen, eraf`,
  last: "laatste, allerlaatste",
  may: "laat dit, laat het, moge, hoop, moet, zou, is hopelijk, wordt",
  away: "af, eraf, vanaf, uit, weg, vertrekken, ontsnappen, afkomen",
  permit: "toestemming, mijn akkoord, instemming",
  product: `
    tool, software, platform, product, systeem, oplossing, dienst, klanten, gebruikers, verwerk*, ondersteun*,
    functie*, facturen, bijlage, dubbele`,
};
