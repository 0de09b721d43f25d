import type { Phrases } from "./phrases.ts";

export const swedish: Phrases = {
  greetings: ["Hej {sender},", "Hej!", ""],
  farewells: ["Hälsningar\n{me}", "Vänligen\n{me}\n{company}", "/{me}", ""],
  positive: [
    "Det låter vettigt, vi håller på med just det här. Berätta gärna mer.",
    "Gärna, när har du tid nästa vecka?",
    "Skicka över priser så tar jag upp det med chefen.",
  ],
  meeting: ["Då säger vi {time}, inbjudan ligger med.", "Det går bra, jag har bokat {time}. Kallelse bifogad."],
  negative: [
    "Tack, men vi har nyss bundit oss hos en annan leverantör.",
    "Det är inget vi behöver.",
    "Vi har inga pengar till det här.",
  ],
  question: ["Går det att koppla till vårt nuvarande CRM?", "Var lagras uppgifterna?"],
  neutral: ["Mottaget, jag skickar vidare.", "Tack, jag läser igenom det."],
  notNow: ["Det passar inte nu. Hör av dig efter {date}.", "Vi kan ta upp det igen från {date}."],
  referral: ["Det är {colleague} som har hand om det, {email}."],
  wrongPerson: ["Du har nog hamnat fel, jag jobbar med löner."],
  decline: ["Den tiden kan jag inte."],
  unsubscribe: ["Ta bort mig från listan, tack.", "Jag vill inte ha fler sådana här mejl.", "Sluta skriva till mig."],
  ooo: {
    subjects: ["Frånvaro: {subject}", "Automatiskt svar: {subject}"],
    texts: [
      "Jag är inte på kontoret och är tillbaka {date}. Jag svarar då.",
      "Jag har semester till och med dagen före {date}. Vid brådskande ärenden, kontakta {colleague} ({email}).",
    ],
  },
  leftCompany: {
    subjects: ["Automatiskt svar: {subject}"],
    texts: ["{me} har slutat på {company}. Vänd dig till {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Vi har tagit emot ditt ärende: {subject}"],
    texts: ["Tack för att du kontaktar {company}. Ditt ärende är registrerat."],
  },
  wrote: "Den {date} skrev {sender}:",
  outlook: { from: "Från", sent: "Skickat", to: "Till", subject: "Ämne" },
  answerPrefix: "SV",
};
