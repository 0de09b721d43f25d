import type { Phrases } from "./phrases.ts";

export const dutch: Phrases = {
  greetings: ["Hoi {sender},", "Beste {sender},", "Dag {sender},", ""],
  farewells: ["Groet,\n{me}", "Met vriendelijke groet,\n{me}\n{company}", "Groeten, {me}", ""],
  positive: [
    "Dat komt goed uit, we zijn hier net mee bezig. Vertel eens meer.",
    "Klinkt goed, stuur maar een voorstel met prijzen.",
    "Ja, laat maar eens zien. Wanneer kun je volgende week?",
    "Hier heb ik wel oren naar. Bel me gerust.",
  ],
  meeting: [
    "Prima, ik heb {time} vastgelegd, de uitnodiging zit erbij.",
    "Doen we. {time} schikt mij, zie de bijgevoegde afspraak.",
    "Akkoord, een half uur op {time}. Uitnodiging volgt in deze mail.",
  ],
  negative: [
    "Bedankt, maar wij zitten nog twee jaar vast aan een andere leverancier.",
    "Hier is bij ons geen behoefte aan.",
    "We hebben ernaar gekeken en doen het niet.",
    "Geen budget, helaas.",
  ],
  question: ["Werkt dit samen met ons huidige CRM?", "Waar staan de gegevens?", "Hoe lang zit je eraan vast?"],
  neutral: ["Ontvangen, ik heb het doorgezet.", "Dank, ik lees het even door."],
  notNow: [
    "Nu even niet, we verhuizen. Probeer het na {date} nog eens.",
    "Kom hier op terug vanaf {date}, dan is er weer ruimte.",
  ],
  referral: [
    "Daar gaat {colleague} over, te bereiken via {email}.",
    "Hiervoor moet je bij {colleague} zijn ({email}).",
  ],
  wrongPerson: ["Je hebt de verkeerde te pakken, ik doe de salarissen.", "Dit was vast niet voor mij bedoeld."],
  decline: ["Dat tijdstip lukt me niet.", "Dan ben ik er helaas niet."],
  unsubscribe: [
    "Haal mij alsjeblieft van deze lijst.",
    "Ik wil geen mail meer van jullie.",
    "Schrijf mij niet meer aan.",
    "Graag mijn gegevens verwijderen en mij niet meer benaderen.",
  ],
  ooo: {
    subjects: ["Afwezig: {subject}", "Automatisch antwoord: {subject}"],
    texts: [
      "Ik ben niet op kantoor en ben er weer op {date}. Mijn mail wordt niet doorgestuurd.",
      "Met vakantie, terug op {date}. Bij spoed kun je terecht bij {colleague} ({email}).",
    ],
  },
  leftCompany: {
    subjects: ["Automatisch antwoord: {subject}"],
    texts: ["{me} werkt niet meer bij {company}. Neem contact op met {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Ontvangstbevestiging: {subject}"],
    texts: ["Uw bericht aan {company} is ontvangen. Wij nemen het zo spoedig mogelijk in behandeling."],
  },
  wrote: "Op {date} schreef {sender}:",
  outlook: { from: "Van", sent: "Verzonden", to: "Aan", subject: "Onderwerp" },
  answerPrefix: "Re",
};
