import type { Words } from "./words.ts";

/** German. */
export const de: Words = {
  language: "de",
  isSpaced: true,
  not: "nicht, nichts, kein, keine, keinen, keinerlei, keiner, nie, niemals, ohne, weder, ned, net",
  more: "mehr, weiter*, wieder, erneut, kunftig, zukunftig, zukunft, nochmal, noch einmal, jemals, ab sofort",
  me: "mich, mir, uns, mein, meine, meiner, meinem, unsere, unser, diese adresse, niemanden",
  stop: `
    aufhoren, hor auf, horen sie, hort auf, stopp*, stop, unterlass*, beend*, einstell*, stellen sie, schluss,
    verzicht*, untersag*, verbiet*, verbitte, es reicht, verschon*, lass*, reicht jetzt, sparen sie, abzusehen,
    absehen, abstand, absieht`,
  reach: `
    schreib*, anschreib*, kontaktier*, kontaktaufnahme*, angeschrieben, meld*, anruf*, rufen, belastig*, nerv*,
    schick*, send*, zusend*, zuzusenden, zusenden, mailen, bombardier*, zumull*, anmail*, spammen, angemailt`,
  message: `
    mail*, e-mail*, email*, nachricht*, werbung*, werbemail*, newsletter*, zusendung*, anfragen, spam,
    zuschriften, post, kontakt*, akquise*, mailings, kram, zeug, werbliche*, versand, kontaktversuch*,
    anschreiben, korrespondenz, nachfassmail*, werbepost, post von ihnen, reklame`,
  remove: `
    losch*, gelosch*, entfern*, streich*, nehm*, nimm*, nehmt, austrag*, auszutragen, abmeld*, abbestell*, trag*,
    sperr*, raus, heraus, herausnehm*, schmeiss*, werf*, rausnehm*, rausschmeiss*, rauswerf*, rausstreich*`,
  list: `
    liste*, verteiler*, mailingliste*, datenbank*, system*, datei, kartei, adresse, mailadresse, e-mail-adresse,
    daten, kontakt, kontaktdaten, crm, newsletter, sperrliste, blacklist, adressbestand, mail, e-mail, email, mails`,
  want: "mochte*, will, wollen, wunsch*, brauch*, verlang*, wunschen, lieber, bevorzug*",
  get: `
    erhalt*, bekomm*, empfang*, kontaktiert, angeschrieben, horen, mails, e-mails, werbung, nachrichten, post,
    kontaktaufnahme`,
  never: "nie, niemals, nicht, kein*, nirgends",
  asked: `
    angemeldet, angefordert, bestellt, zugestimmt, eingewilligt, einwilligung, zustimmung, abonniert, gebeten,
    registriert, erlaubnis, eingetragen, verlangt, darum gebeten`,
  optOut: `
    abmelden, abmeldung, abbestellen, austragen, unsubscribe, in ruhe, aus dem verteiler, aus ihrem verteiler,
    aus eurem verteiler, aus deinem verteiler, aus der liste, von der liste, von ihrer liste, von eurer liste,
    widerspreche, widerspruch gegen, keine mails mehr, keine werbung, widerrufe, austragen lassen, kein kontakt,
    nichts mehr horen, nichts mehr bekommen, nichts mehr schicken, verschonen, verschont mich, tragen sie uns,
    tragen sie mich, nie wieder, nicht mehr anschreiben, es reicht, keine kontaktaufnahme, nicht erwunscht,
    gut sein, sein lassen, einfach lassen, bleiben lassen, unerwunscht, runter von, von der liste runter,
    keine weiteren mails, nicht mehr kontaktieren, nicht mehr schreiben, nicht weiter kontaktieren,
    bitte loschen, bitte entfernen, mich loschen, mich entfernen, streichen sie mich, loschen sie mich,
    entfernen sie mich, nehmen sie mich, nehmt mich, abgemeldet werden, horen sie auf, hort auf, bitte aufhoren,
    einfach aufhoren, aufhoren bitte, endlich aufhoren, schluss jetzt, stellen sie den versand,
    nicht mehr kontaktiert werden, nicht mehr angeschrieben, nicht kontaktiert werden, nicht mehr per mail,
    keine werbung mehr, keine e-mails, keine mails, keine nachrichten, keine weiteren, keine weitere,
    keinen kontakt, nicht mehr belastigen, verbitte mir, loscht mich, loscht meine, kein weiterer kontakt,
    untersage, untersagen, unterlassen sie, sehen sie von weiteren, sehen sie bitte von, sehen sie kunftig von,
    von weiteren e-mails, von weiteren mails, von weiteren nachrichten, von weiteren anfragen,
    von weiteren anschreiben, von weiterer werbung, horen sie bitte auf, hort bitte auf, hor bitte auf,
    horen sie endlich auf, damit auf, nicht langer teil, gehort nicht in, gehore nicht in, mich rausnehmen,
    mich herausnehmen, uns rausnehmen, mich austragen, mich abmelden`,
  everyone: `
    ganze firma, gesamte firma, gesamten firma, gesamtes unternehmen, unsere domain, gesamte domain, ganze domain,
    unsere firma, unser unternehmen, niemanden bei uns, niemanden in unserem, niemand bei uns, alle adressen,
    allen adressen, keinem von uns, alle mitarbeiter, unserer firma, unserem unternehmen, alle kollegen,
    ganzes team, im ganzen unternehmen, im ganzen haus`,
  complaint: `
    spam, spammer*, als spam, belastig*, frechheit, unverschamt*, unlauter*, unerlaubt*, unerwunscht*, unzumutbar*,
    betrug*, abzocke, verpiss*, hau ab, haut ab, verschwind*, gemeldet, illegal, rechtswidrig, anzeige, beschwer*,
    dreist*, melde sie, melde euch, melde das, abuse, leck mich, halt die, wettbewerbswidrig, gemeldet*, spam-mail*,
    spammails, nervt*, nervig, geht gar nicht`,
  threat: `
    anwalt*, anwalte, anwaltin, rechtsanwalt*, abmahn*, rechtliche schritte, rechtlichen schritte, rechtlich gegen,
    rechtsabteilung, klage, verklag*, gericht*, anzeige, polizei, bundesnetzagentur, datenschutzbehorde*,
    aufsichtsbehorde*, verbraucherzentrale, wettbewerbszentrale, strafanzeige, unterlassungs*,
    datenschutzbeauftragten des landes, landesdatenschutz*, juristisch*, die presse, zur presse, an die presse`,
  superior: `
    vorgesetzt*, chef*, geschaftsfuhr*, geschaftsleitung, vorstand*, management, beschwerdestelle, teamleiter*, ceo,
    ihre leitung`,
  escalate: "beschwer*, meld*, eskalier*, hor*, offiziell*, einschalt*, schriftlich*",
  data: "daten, meine daten, personenbezogen*, meiner person, uber mich, zu mir, zu meiner person",
  right: `
    auskunft, losch*, gespeichert*, speicher*, herkunft, woher, rechtsgrundlage*, verarbeit*, kopie, vorliegen,
    vorhanden, welche, bestatig*, liegen`,
  law: `
    dsgvo, datenauskunft, auskunft nach, auskunftsersuchen, auskunftsanspruch, selbstauskunft,
    datenschutzbeauftragt*, art 15, art 17, art 21, artikel 15, artikel 17, artikel 21, recht auf vergessen*,
    rechtsgrundlage, bdsg, gdpr, loschbegehren, datenschutzanfrage`,
  interest: "interess*, spannend*, neugierig*, reizt, gespannt, ansprechend, relevant",
  need: `
    bedarf, brauch*, benotig*, verwendung, relevant, passt, passend, sinn, mehrwert, nutzen, budget, interesse,
    thema, notwendig, infrage, in frage, suche`,
  already: `
    bereits, schon, zufrieden, haben uns fur, bestens, gut aufgestellt, gut versorgt, setzen auf, arbeiten mit,
    nutzen selbst`,
  solution: `
    losung*, anbieter*, system*, tool*, partner*, dienstleister*, versorgt, im einsatz, haben, aufgestellt,
    ausgestattet, abgedeckt, vertrag*, jemand*, software, was wir, lieferant*, nutzen, entschieden`,
  refuse: `
    kein interesse, kein bedarf, nein danke, nein, ne danke, nee, lieber nicht, kommt nicht in frage,
    kommt nicht infrage, lehnen ab, lehnen wir ab, lehne ab, muss ich ablehnen, ablehnen, absagen, viel erfolg,
    kein budget, zu teuer, abgelehnt, nichts fur uns, nichts fur mich, brauchen wir nicht, kein thema fur uns,
    dankend ab, passt nicht, verzichten, uninteressant, intern gelost, selbst entwickelt, eigenentwicklung,
    anders entschieden, dagegen entschieden, gut versorgt, bestens versorgt, anderen anbieter entschieden,
    nicht weiterverfolgen, nicht weiter verfolgen, anderweitig entschieden, anderweitig vergeben`,
  tell: `
    schick*, send*, zusend*, zeig*, erzahl*, mehr, gern*, bitte, weitere, naher*, ruberschick*, ruber, her, wissen,
    erfahren, lass*, anschau*, ansehen, anseh*, schau*`,
  info: `
    info*, information*, details, unterlagen, material*, prasentation, broschure, beispiel*, angebot, demo, mehr,
    einblick, ruber, das mal, ruberschicken, her damit, datenblatt, erfahren, preisliste, anschauen, naher,
    ubersicht, preise, funktionen, einblicke, nachlesen`,
  sounds: "klingt, hort sich, liest sich, sieht, ist, ware, klinge, finde, wirkt, schaut",
  fine: `
    gut, interessant, spannend, super, vielversprechend, toll, prima, sinnvoll, hilfreich, nutzlich, passend,
    perfekt, cool, verlockend, relevant`,
  accept: `
    ja gern*, gerne, sehr gern*, ja bitte, her damit, immer her, nur zu, legen sie los, leg los, klar, gern mehr,
    warum nicht, bin dabei, sind dabei, bin gespannt, erzahlen sie, erzahl mal, neugierig, wurden wir uns gern,
    wurde ich mir gern, wurde mich interessieren, mehr erfahren, interesse besteht, wir haben interesse,
    habe interesse, unbedingt, schicken sie mal, schick mal, ja klar, auf jeden fall, ware was fur uns,
    ware etwas fur uns, auf der suche nach, suchen gerade, suchen genau, nicht schlecht, kommt gerade, genau das,
    passt gut`,
  talk: `
    telefonier*, telefonat, anruf*, rufen, gesprach, termin*, treffen, meeting, call, sprechen, austausch*, reden,
    einladung, videocall, teams, zoom, videokonferenz, besprech*, durchklingeln`,
  day: `
    montag*, dienstag*, mittwoch*, donnerstag*, freitag*, morgen, ubermorgen, heute, nachste woche, kommende woche,
    nachster woche, kommender woche, vormittag*, nachmittag*, uhr, mittag*, kw, diese woche, am fruhen`,
  suits: `
    pass*, geht, ginge, frei, zeit, gut, moglich, ware, konnen wir, konnten wir, lassen sie uns, verschieb*,
    vorschlag*, wurde, klappt, verfugbar, um, hatte, uhr, 10, 11, 9, 14, 15`,
  ask: `
    was, wie, welche*, wo, wann, wer, gibt, haben, habt, kann, konnen, konnt, ist, sind, lasst, unterstutz*,
    funktioniert, bietet, bieten, wieviel, lauft, erfullt, arbeitet`,
  offer: `
    kost*, preis*, teuer, schnittstelle*, integr*, gehostet, daten, nutzer, lizenz*, test*, demo, dauert, lange,
    funktioniert, unterscheid*, referenz*, kunden, anbind*, support, sicher*, zertifi*, iso, vertrag*, laufzeit,
    mindest*, kompatibel, sie, ihr, es, das, tool, losung, sap, datev, api, implementier*, einfuhr*, besser,
    mehrsprachig, cloud`,
  who: `
    kennen wir uns, wer sind sie, wer bist du, wer ist das, wer seid ihr, woher haben sie meine, woher hast du,
    woher haben sie, woher kennen, wie sind sie an, wie kommen sie, wie kommst du, wie bist du an, von wem haben,
    automatische mail, automatisch generiert, automatisiert, ein bot, bot, echter mensch, roboter, sind wir uns,
    standen wir, in welchem zusammenhang, ki geschrieben, eine ki, warum schreiben sie mir, warum bekomme ich,
    woher haben sie meinen, maschinell, wer hat ihnen, wer gab ihnen`,
  now: `
    momentan, derzeit, aktuell, gerade, im moment, zurzeit, zur zeit, jetzt, dieses jahr, dieses quartal, vorerst,
    im augenblick, heuer, prioritat*`,
  later: `
    nachstes jahr, nachstes quartal, nachsten jahr, kommenden jahr, kommendes jahr, im herbst, im fruhjahr,
    im sommer, im winter, spater, im neuen jahr, neuen jahr, nach den ferien, nach dem urlaub, nach der,
    in ein paar monaten, in einigen monaten, in drei monaten, in sechs monaten, halbes jahr, halben jahr, januar,
    februar, marz, april, juni, juli, august, september, oktober, november, dezember, ende des jahres, jahresende,
    jahreswechsel, q1, q2, q3, q4, 2027, anfang, irgendwann`,
  postpone: `
    nicht jetzt, aktuell nicht, derzeit nicht, momentan nicht, im moment nicht, gerade nicht, erst ab, erst im,
    erst wieder, ungunstig*, schlechter zeitpunkt, falscher zeitpunkt, kein guter zeitpunkt, andere prioritaten,
    keine kapazitat*, keine zeit, zu viel um die ohren, land unter, vielleicht spater, auf eis, budgetstopp,
    zuruckgestellt, melden sie sich im, melden sie sich in, spater nochmal, aktuell kein thema, derzeit kein thema,
    momentan kein thema, voll ausgelastet, erinnern sie mich, kommen sie nach, kommen sie im, auf uns zu,
    zur zeit nicht, erst nach`,
  mine: `
    zustandig, zustandigkeit*, verantwortlich, mein bereich, meinen bereich, mein thema, meine aufgabe,
    richtige ansprechpartner*, der richtige, die richtige, richtige person, ansprechpartner*, entscheid*, bei mir,
    damit zu tun, meine baustelle, mein gebiet, mein ressort, kummere, befasse`,
  astray: `
    bei mir falsch, falsche person, falschen person, falsche abteilung, falscher ansprechpartner,
    falschen ansprechpartner, verwechsel*, nichts zu tun, an der falschen adresse, nicht mein bereich,
    falsch bei mir, nicht mein tisch, falsche ansprechpartner*, falscher kontakt, falsche kontakt*`,
  colleague: `
    kolleg*, chef*, einkauf*, abteilung, herr, herrn, frau, leiter*, geschaftsfuhr*, it, team, buchhaltung,
    zustandig*, fachabteilung, cfo, finanz*, vorgesetzt*, verantwortlich*, ansprechpartner*`,
  direct: `
    wend*, kontaktier*, leite, leiten, weitergeleitet, weiterleiten, weitergegeben, gebe, geben, frag*,
    sprechen sie mit, schreiben sie, zustandig*, ansprechpartner*, kummert, verantwortet, nehme, in cc,
    melden sie sich bei, verweis*, reich*`,
  gone: `
    nicht mehr bei der, nicht mehr bei, nicht mehr fur, nicht mehr im unternehmen, nicht mehr in unserem,
    arbeite nicht mehr, arbeitet nicht mehr, arbeite da nicht, arbeite dort nicht, nicht langer bei, nicht langer im, nicht langer fur, nicht langer in der, nicht langer tatig, verlassen,
    ausgeschieden, ausscheiden, im ruhestand, in rente, pensioniert, gekundigt, arbeitgeber gewechselt,
    unternehmen gewechselt, firma gewechselt, nicht mehr tatig, nicht mehr beschaftigt, letzter arbeitstag`,
  thanks: `
    danke, dank, vielen, herzlichen, besten, fur, die, ihre, ihr, deine, den, das, info, information*, nachricht,
    mail, e-mail, hinweis, erhalten, ist angekommen, angekommen, zur kenntnis genommen, zur kenntnis, genommen,
    notiert, ok, okay, hallo, guten, tag, morgen, habe ich, ich, schaue, es mir an, mir an,
    mit freundlichen grussen, grusse, gruss, liebe, viele, freundliche, alles klar, verstanden, ruckmeldung,
    bestatige, den erhalt, gelesen, schonen`,
  but: "aber, jedoch, allerdings, doch, nur",
  filler: `
    bitte, jetzt, sofort, endlich, einfach, mal, doch, das, dies, diese, dieser, diesen, dieses, damit, es, ich,
    sie, ihr, ihre, du, so, und, alle, aus, von, der, die, den, dem, hier, ab, umgehend, unverzuglich, zu, mit,
    auf, hallo, guten, tag, mussen, konnen, sollen, wir, kunftig, ja, nun, gefalligst, ihrem, ihren, ihrer,
    heraus`,
  bare: `
    stop, stopp, loschen, entfernen, aufhoren, abmelden, abbestellen, austragen, schluss, genug, reicht, raus,
    rausnehmen, lassen, lassen sie, streichen, abmeldung, loschung, unterlassen, einstellen, beenden, hor auf,
    hort auf, horen sie auf, nicht mehr, austragung, sein lassen`,
  last: "letzte, letzter, letztes, letzten, zum letzten mal, letztmalig",
  may: "soll, sollte, sollen, moge, hoff*, sei, bleib*, gewesen, lassen sie",
  away: `
    runter, raus, heraus, weg, austret*, entkomm*, loswerd*, herunter, hinaus, verlassen, gehort nicht,
    gehore nicht, nichts verloren, nichts zu suchen`,
  permit: "einverstandnis*, einwilligung*, erlaubnis, kontakterlaubnis",
  product: `
    tool, tools, software, plattform, produkt, system, losung, dienst, kunden, nutzer, empfanger, unterstutz*,
    verwalt*, funktion*, anhang, dubletten, rechnungen, verarbeit*`,
};
