import type { Phrases } from "./phrases.ts";

export const german: Phrases = {
  greetings: ["Hallo {sender},", "Guten Tag {sender},", "Hi {sender},", ""],
  farewells: ["Viele Grüße\n{me}", "Mit freundlichen Grüßen\n{me}\n{company}", "Beste Grüße, {me}", ""],
  positive: [
    "das klingt spannend, genau daran arbeiten wir gerade. Schicken Sie mir gern mehr dazu.",
    "passt gut, wir suchen ohnehin etwas in dieser Richtung. Wann hätten Sie Zeit für ein Gespräch?",
    "ja, zeigen Sie mir das gern einmal. Nächste Woche ist bei mir noch Luft.",
    "klingt interessant. Was kostet das bei zwanzig Nutzern?",
  ],
  meeting: [
    "gern, ich habe uns {time} eingetragen, die Einladung hängt an.",
    "machen wir. {time} passt bei mir, Termin ist beigefügt.",
    "einverstanden, eine halbe Stunde am {time}. Kalendereintrag anbei.",
  ],
  negative: [
    "danke, aber wir sind mit unserer jetzigen Lösung zufrieden.",
    "das ist für uns kein Thema, wir haben gerade erst einen Vertrag unterschrieben.",
    "dafür sehe ich bei uns keinen Bedarf.",
    "leider nein, das Budget ist gestrichen.",
  ],
  question: [
    "wo werden die Daten gespeichert, und gibt es einen Vertrag zur Auftragsverarbeitung?",
    "gibt es eine Anbindung an unser bestehendes CRM oder läuft das daneben?",
    "wie lange ist die Mindestlaufzeit?",
  ],
  neutral: ["ist angekommen, ich habe es intern weitergegeben.", "danke, das schaue ich mir in Ruhe an."],
  notNow: [
    "im Moment geht hier gar nichts. Melden Sie sich bitte nach dem {date} noch einmal.",
    "grundsätzlich ja, aber erst ab {date}, vorher haben wir Inventur.",
  ],
  referral: [
    "zuständig dafür ist {colleague}, zu erreichen unter {email}.",
    "wenden Sie sich dazu bitte an {colleague} ({email}), ich entscheide das nicht.",
  ],
  wrongPerson: [
    "da sind Sie bei mir falsch, ich arbeite in der Buchhaltung.",
    "ich glaube, Sie verwechseln mich mit jemandem.",
  ],
  decline: ["der Termin geht bei mir leider nicht.", "da bin ich verhindert."],
  unsubscribe: [
    "bitte streichen Sie mich aus Ihrem Verteiler.",
    "ich möchte keine weiteren E-Mails von Ihnen bekommen.",
    "löschen Sie meine Adresse und schreiben Sie mir nicht wieder.",
    "hiermit untersage ich Ihnen die Zusendung von Werbung.",
  ],
  ooo: {
    subjects: ["Abwesenheitsnotiz: {subject}", "Automatische Antwort: {subject}"],
    texts: [
      "Vielen Dank für Ihre Nachricht. Ich bin zurzeit nicht im Büro und ab dem {date} wieder erreichbar. Ihre E-Mail wird nicht weitergeleitet.",
      "Ich bin im Urlaub und kehre am {date} zurück. In dringenden Fällen hilft {colleague} ({email}) weiter.",
    ],
  },
  leftCompany: {
    subjects: ["Automatische Antwort: {subject}"],
    texts: ["{me} ist nicht mehr für {company} tätig. Bitte wenden Sie sich an {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Eingangsbestätigung: {subject}"],
    texts: ["Ihre Anfrage ist bei {company} eingegangen und wird so bald wie möglich bearbeitet."],
  },
  wrote: "Am {date} schrieb {sender}:",
  outlook: { from: "Von", sent: "Gesendet", to: "An", subject: "Betreff" },
  answerPrefix: "AW",
};
