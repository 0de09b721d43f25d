import type { Phrases } from "./phrases.ts";

export const french: Phrases = {
  greetings: ["Bonjour {sender},", "Bonjour,", ""],
  farewells: ["Cordialement,\n{me}", "Bien à vous,\n{me}\n{company}", "Bonne journée, {me}", ""],
  positive: [
    "Le sujet tombe bien, nous revoyons justement nos outils. Vous pouvez m'en dire plus ?",
    "Oui, cela pourrait nous servir. Quels seraient vos créneaux la semaine prochaine ?",
    "Volontiers, envoyez-moi une présentation et vos tarifs.",
    "Je suis preneur d'une démonstration rapide.",
  ],
  meeting: [
    "C'est d'accord, j'ai bloqué {time}, l'invitation est jointe.",
    "Allons-y pour {time}. Vous trouverez l'invitation dans ce mail.",
    "Parfait, voyons-nous {time}, je vous ai mis une demi-heure à l'agenda.",
  ],
  negative: [
    "Merci, mais nous avons déjà un prestataire et il nous convient.",
    "Cela ne correspond pas à nos priorités, je préfère décliner.",
    "Nous n'avons pas de budget pour ce type de projet.",
    "Ce n'est pas pour nous, bonne continuation.",
  ],
  question: [
    "Est-ce que cela se branche sur notre CRM actuel ?",
    "Où sont hébergées les données ?",
    "Quel est l'engagement minimum ?",
  ],
  neutral: ["Bien reçu, je transmets en interne.", "Merci, je regarde cela à tête reposée."],
  notNow: [
    "Ce n'est pas le bon moment. Revenez vers moi après le {date}.",
    "Nous sommes en pleine clôture, reparlons-en à partir du {date}.",
  ],
  referral: [
    "C'est {colleague} qui s'occupe de cela, voici son adresse : {email}.",
    "Voyez plutôt avec {colleague} ({email}), je ne suis plus sur ce périmètre.",
  ],
  wrongPerson: ["Vous faites erreur, je travaille à la logistique.", "Je crois que ce message ne m'est pas destiné."],
  decline: ["Ce créneau ne me convient pas.", "Je ne serai pas disponible à cette heure-là."],
  unsubscribe: [
    "Retirez mon adresse de vos envois, s'il vous plaît.",
    "Je ne souhaite plus recevoir vos courriels.",
    "Merci de ne plus m'écrire.",
    "Je m'oppose à ce type de prospection, effacez mes coordonnées.",
  ],
  ooo: {
    subjects: ["Absence du bureau : {subject}", "Réponse automatique : {subject}"],
    texts: [
      "Je suis absent du bureau et serai de retour le {date}. Je vous répondrai à ce moment-là.",
      "En congés jusqu'au retour le {date}. Pour toute urgence, contactez {colleague} : {email}.",
    ],
  },
  leftCompany: {
    subjects: ["Réponse automatique : {subject}"],
    texts: ["{me} a quitté la société {company}. Votre nouvel interlocuteur est {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Accusé de réception : {subject}"],
    texts: ["Votre demande a bien été enregistrée par {company}. Un conseiller la traitera prochainement."],
  },
  wrote: "Le {date}, {sender} a écrit :",
  outlook: { from: "De", sent: "Envoyé", to: "À", subject: "Objet" },
  answerPrefix: "RE",
};
