import type { Words } from "./words.ts";

/** Italian. */
export const it: Words = {
  language: "it",
  isSpaced: true,
  not: "non, mai, nessun*, niente, nulla, senza, ne",
  more: "piu, mai, ancora, ulteriori, altre, altri, in futuro, nuovamente, di nuovo",
  me: "mi, ci, mio, mia, miei, nostro, nostra, nostri, questo indirizzo, nessuno, me, noi",
  stop: "smett*, basta, bast*, cess*, ferm*, finit*, stop, piantat*, piantal*, evit*, interromp*",
  reach: `
    scriv*, contatt*, invi*, mand*, disturb*, chiam*, molest*, import*, sped*, tempest*, spam*, sollecit*, insist*`,
  message: `
    mail, e-mail, email, messagg*, comunicazion*, pubblicit*, newsletter*, spam, posta, sollecit*, offerte,
    promozion*`,
  remove: `
    cancell*, rimuov*, rimoss*, togli*, toglie*, tolg*, elimin*, esclud*, escluder*, depenn*, disiscri*, blocc*,
    levat*, levami, rimozione`,
  list: `
    lista, liste, elenco, elenchi, mailing*, banca dati, database, indirizzo, dati, contatt*, archivi*, newsletter,
    nominativo, rubrica, sistemi, recapiti, crm, mail`,
  want: `
    voglio, vogliamo, desider*, vorrei, vorremmo, intend*, accett*, acconsent*, gradi*, autorizz*, prefer*,
    preferir*`,
  get: "ricever*, ricev*, essere contattat*, contattat*, comunicazioni, mail, messaggi, sentir*",
  never: "mai, non, nessun*",
  asked: `
    iscri*, chiest*, richiest*, autorizz*, consens*, acconsent*, registrat*, permesso, sottoscri*, abbonat*,
    dato il`,
  optOut: `
    disiscri*, disiscrizione, cancellatemi, cancellami, cancellarmi, toglietemi, togliermi, toglimi, rimuovetemi,
    rimuovermi, rimuovimi, eliminatemi, unsubscribe, lasciatemi in pace, lasciami in pace, lasciateci in pace,
    non scrivetemi, non contattatemi, non mandatemi, non scrivermi, non contattarmi, non inviatemi, basta mail,
    basta email, mi oppongo, smettetela, la smetta, cancellazione dalla, rimozione dalla, revoco, non voglio piu,
    non desidero piu, non intendo ricevere, uscire dalla lista, dalla vostra lista, dalla lista,
    dalle vostre liste, dal vostro database, non mi contatti, non mi scriva, non mi scrivete, non mi contattate,
    smetta di, smettete di, basta, non contattarci, non contattateci, non inviarmi, non inviateci, non mandarmi,
    non mandateci, non scriveteci, non ho mai dato, non ho dato, mai dato il consenso, senza consenso,
    cancellateci, mi cancelli, mi tolga, mi rimuova, mi elimini, togliere il mio, rimuovere il mio,
    cancellare il mio, eliminare il mio, rimuovete, cancellate il, non autorizzo, non desideriamo,
    non vogliamo ricevere, basta messaggi, basta comunicazioni, stop alle mail, stop mail, non insist*`,
  everyone: `
    tutta l'azienda, nostra azienda, nostro dominio, intero dominio, nessuno da noi, nessuno in azienda,
    tutti i nostri, nessuno dei nostri, tutti i dipendenti, a nessuno, nostra societa, intera azienda`,
  complaint: `
    spam, spammer*, molesti*, segnal*, denunci*, illegal*, truff*, vergogn*, scandalos*, indesiderat*, stalking,
    inaccettabil*, andate a, vaffa*, sparite, reclamo, abuso, seccat*, invadent*, esposto`,
  threat: `
    avvocat*, garante, denunci*, querel*, tribunale, vie legali, azioni legali, azione legale, legali, legale,
    polizia, carabinieri, stampa, giornal*, autorita, diffida, diffid*, agcom, polizia postale, procura`,
  superior: `
    capo, superior*, direzione, direttore, direttrice, responsabil*, dirigen*, ceo, titolare, amministratore,
    management`,
  escalate: "reclam*, segnal*, lament*, portero, escalat*, ufficiale",
  data: `
    miei dati, dati personali, informazioni personali, su di me, mie informazioni, che mi riguardano, i miei dati,
    nostri dati, quali dati, che dati`,
  right: `
    accesso, cancell*, elimin*, conserv*, avete, detenete, possed*, oblio, rettific*, origine, provenienza,
    base giuridica, quali, copia, trattat*, trattamento, raccolt*, ottenut*, memorizz*`,
  law: `
    gdpr, diritto di accesso, diritto all'oblio, diritto di cancellazione, diritto di opposizione, articolo 15,
    articolo 17, art 15, art 17, dpo, responsabile della protezione, base giuridica, titolare del trattamento,
    codice privacy, regolamento ue`,
  interest: "interess*, curios*, incuriosi*, tentat*, allettant*",
  need: `
    serve, servono, bisogno, interess*, necess*, adatt*, caso nostro, budget, utile, utilita, rilevant*, fa per,
    fanno per, cerchiamo, cercando, valore, occorre`,
  already: `
    gia, soddisfatti di, contenti di, lavoriamo con, abbiamo scelto, ci siamo affidati, ci troviamo bene`,
  solution: `
    fornitore*, soluzion*, strument*, sistem*, partner*, abbiamo, usiamo, utilizziamo, copert*, software, altro,
    contratto, qualcuno, affidati, attrezzati`,
  refuse: `
    no grazie, non ci interessa, non mi interessa, non interessa, non siamo interessati, non sono interessat*,
    non fa per, non ci serve, non serve, passo, passiamo, niente budget, troppo caro, troppo costoso, declin*,
    rifiut*, in bocca al lupo, buona fortuna, non e il caso, grazie ma no, per carita, siamo a posto, siamo apposto,
    nessun interesse, lasci perdere, non se ne parla`,
  tell: `
    invi*, mand*, dica, dimmi, mostr*, raccont*, condivid*, sapern*, sapere, veder*, conoscer*, spieg*, giri,
    girami, gira, avere, ricevere, faccia, approfond*`,
  info: `
    piu, info*, informazion*, dettagl*, brochure, presentazione, materiale, esempi*, demo, prezz*, proposta,
    documentazione, pure, scheda, casi, offerta, sapere, approfondire, catalogo`,
  sounds: "sembra, pare, suona, e, sarebbe, sono, siamo, mi, appare",
  fine: `
    interessante, utile, bene, ottimo, bello, promettente, perfetto, valido, interessat*, curios*, fantastico,
    buono, allettante`,
  accept: `
    volentieri, certo, certamente, con piacere, si grazie, perche no, mi interessa, ci interessa, mi dica, ci dica,
    mi racconti, mi mandi pure, mandi pure, proceda, procedete, va bene, d'accordo, ci sto, saperne di piu,
    vorrei sapere, sono interessat*, siamo interessat*, capita a proposito, vorrei capire, interessante, magari si,
    sono curios*, stiamo cercando, cercando proprio, potrebbe interessar*, buona idea, niente male`,
  talk: `
    sent*, call, chiam*, telefon*, appuntament*, incontr*, riunion*, parlar*, parliam*, videochiamata, invito,
    colloquio, zoom, teams, confront*, slot, veder*`,
  day: `
    lunedi, martedi, mercoledi, giovedi, venerdi, domani, dopodomani, oggi, prossima settimana, settimana prossima,
    questa settimana, mattina, mattinata, pomeriggio, alle, ore`,
  suits: `
    va bene, bene, posso, possiamo, disponibil*, liber*, perfetto, potremmo, meglio, ok, sentiamo*, spostar*,
    spostiam*, andrebbe, funziona, comodo, alle`,
  ask: `
    quanto, quanti, quali, quale, qual, come, avete, offrite, e, c'e, ci sono, si, dove, quando, chi, funziona,
    supporta*, integra*, che, cosa, puo, potete, prevede`,
  offer: `
    cost*, prezz*, tariff*, licenz*, integr*, funzion*, differenz*, prov*, grat*, demo, dati, referenz*, client*,
    compatibil*, support*, sicur*, contratto, tempo, implement*, utent*, sap, api, lingu*, possibile, certific*,
    vincol*, soluzione, strumento, concorren*, minimo, ospitat*, attivazione`,
  who: `
    chi sei, chi siete, chi e lei, chi e, ci conosciamo, come avete avuto, come ha avuto, come hai avuto,
    come avete trovato, come ha trovato, come avete ottenuto, dove avete preso, da dove, dove ha preso, un robot,
    un bot, automatic*, persona vera, persona reale, chi le ha, chi vi ha, perche mi scriv*, un umano, un'ia,
    con chi parlo`,
  now: `
    ora, adesso, al momento, in questo momento, attualmente, per ora, quest'anno, questo trimestre, questo mese,
    momento, priorit*, per il momento, subito`,
  later: `
    anno prossimo, prossimo anno, prossimo trimestre, trimestre prossimo, mese prossimo, prossimo mese, piu avanti,
    a gennaio, gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre,
    dicembre, dopo l'estate, dopo le ferie, in primavera, in autunno, fra qualche mese, tra qualche mese,
    tra sei mesi, fra sei mesi, tra un po, 2027, fine anno, piu tardi, nuovo anno, q1, q2, q3, q4`,
  postpone: `
    non ora, non adesso, ora no, al momento no, per ora no, al momento non, non e il momento, momento sbagliato,
    brutto momento, ci risentiamo, risentiamoci, ricontatt*, mi ricontatti, riparliamone, ne riparliamo,
    mi riscriva, altre priorita, non e una priorita, non e prioritario, budget bloccato, troppo occupati,
    troppo presi, oberati, piu avanti, rimandiamo, rimandare, in pausa, magari piu, troppo presto`,
  mine: `
    la persona giusta, persona corretta, la persona adatta, mia area, mia competenza, mio settore, mio ruolo,
    responsabile, mi occupo, me ne occupo, occupo io, occuparmene, decido, chi decide, il referente, compete,
    spetta, mio reparto, gestisco, il mio campo`,
  astray: `
    persona sbagliata, ha sbagliato persona, non c'entro, non compete a me, niente a che fare, ufficio sbagliato,
    non e di mia, non mi compete, avete sbagliato`,
  colleague: `
    colleg*, responsabil*, ufficio, capo, direttore, direttrice, reparto, sig, signor*, acquisti, amministrazione,
    dott*, finanz*, team, titolare, referente, it`,
  direct: `
    rivolg*, contatt*, parl*, scriv*, inoltr*, giro, girat*, girero, passo, sent*, chied*, metto, in copia,
    se ne occupa, si occupa, segue, gestisce, trasmett*, indirizz*`,
  gone: `
    non lavoro piu, non lavora piu, lavoro piu, lavora piu, non faccio piu parte, non fa piu parte,
    ha lasciato l'azienda, ho lasciato l'azienda, ha lasciato, ho lasciato, in pensione, non e piu in azienda,
    non sono piu in azienda, non e piu con noi, cambiato azienda, cambiato lavoro, dimess*, non piu in forza,
    non e piu dipendente`,
  thanks: `
    grazie, mille, molte, per, la, il, l, sua, tua, vostra, mail, e-mail, email, messaggio, info, informazion*,
    ricevuto, ricevuta, ok, ciao, buongiorno, buonasera, salve, preso, nota, annotato, letto, leggo, leggero,
    guardo, saluti, cordiali, ho, capito, gentile, tante, averci, contattato, scritto, segnalazione`,
  but: "ma, pero, tuttavia, anche se, purtroppo",
  filler: `
    per, favore, cortesia, grazie, prego, ora, adesso, subito, immediatamente, questo, questa, queste, questi,
    quello, ciao, salve, buongiorno, e, di, la, il, i, le, lo, gli, vostre, vostri, vostra, vostro, mi, mio, mia,
    tutto, tutte, solo, gia, cosi, da, dai, dalle, dalla, che, a, con, con queste`,
  bare: `
    stop, basta, smettetela, smettila, fermatevi, cancellatemi, cancellami, cancellare, rimuovere, rimuovetemi,
    rimuovimi, eliminare, eliminatemi, disiscrizione, disiscrivetemi, cancellazione, toglietemi, toglimi,
    finitela, piantatela, piantala, fermi, sospendete, rimozione`,
  last: "ultima, ultimo, ultimi, ultime",
  may: "che sia, che questa sia, sia, spero, mi auguro, dovrebbe essere, sara",
  away: "uscire, esco, uscirne, andarmene, togliermi, liberarmi, levarmi, cavarmi",
  permit: `
    consenso, mio permesso, il permesso di, mia autorizzazione, autorizzato a scriver*, autorizzato a contatt*`,
  product: `
    strumento, software, piattaforma, prodotto, sistema, soluzione, servizio, clienti, utenti, gestisce, gestite,
    supporta, funzion*, duplicati, fattur*, allegato`,
};
