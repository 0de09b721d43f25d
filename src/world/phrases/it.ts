import type { Phrases } from "./phrases.ts";

export const italian: Phrases = {
  greetings: ["Ciao {sender},", "Buongiorno {sender},", "Buongiorno,", ""],
  farewells: ["Cordiali saluti\n{me}", "Grazie,\n{me}\n{company}", "A presto, {me}", ""],
  positive: [
    "capita a proposito, stiamo rivedendo proprio questo processo. Mi racconta di più?",
    "volentieri, mi faccia avere una presentazione con i prezzi.",
    "sì, può essere utile. Quando ha mezz'ora la prossima settimana?",
    "ci sto, fissiamo una dimostrazione.",
  ],
  meeting: [
    "va bene, ho segnato {time}, trova l'invito in allegato.",
    "facciamo {time}. L'appuntamento è allegato a questa mail.",
    "perfetto, ci vediamo {time}, le mando l'invito.",
  ],
  negative: [
    "grazie, ma abbiamo già un fornitore e non intendiamo cambiare.",
    "non è una cosa che fa per noi.",
    "al momento non vediamo l'esigenza e il budget è esaurito.",
    "ne abbiamo parlato e preferiamo di no.",
  ],
  question: ["si collega al nostro gestionale?", "i dati restano in Europa?", "quanto dura il contratto minimo?"],
  neutral: ["ricevuto, giro al collega.", "grazie, lo leggo con calma."],
  notNow: [
    "adesso no, siamo sotto consegna. Mi riscriva dopo il {date}.",
    "se ne riparla dal {date}, prima non ho tempo.",
  ],
  referral: [
    "se ne occupa {colleague}, l'indirizzo è {email}.",
    "non è più di mia competenza, scriva a {colleague} ({email}).",
  ],
  wrongPerson: ["ha sbagliato persona, io seguo il magazzino.", "temo che il messaggio non fosse per me."],
  decline: ["a quell'ora non posso.", "purtroppo quel giorno sono impegnato."],
  unsubscribe: [
    "tolga il mio indirizzo dai vostri invii.",
    "non desidero ricevere altre comunicazioni.",
    "per favore smettete di scrivermi.",
    "chiedo la cancellazione dei miei dati dalla vostra lista.",
  ],
  ooo: {
    subjects: ["Fuori sede: {subject}", "Risposta automatica: {subject}"],
    texts: [
      "Sono fuori ufficio e rientro il {date}. Risponderò al mio ritorno.",
      "Sono in ferie, di nuovo disponibile dal {date}. Per urgenze: {colleague}, {email}.",
    ],
  },
  leftCompany: {
    subjects: ["Risposta automatica: {subject}"],
    texts: ["{me} non lavora più presso {company}. Può rivolgersi a {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Messaggio ricevuto: {subject}"],
    texts: ["La sua richiesta è stata registrata da {company}. Le risponderemo al più presto."],
  },
  wrote: "Il giorno {date} {sender} ha scritto:",
  outlook: { from: "Da", sent: "Inviato", to: "A", subject: "Oggetto" },
  answerPrefix: "R",
};
