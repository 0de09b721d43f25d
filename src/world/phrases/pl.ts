import type { Phrases } from "./phrases.ts";

export const polish: Phrases = {
  greetings: ["Cześć {sender},", "Dzień dobry,", "Witam,", ""],
  farewells: ["Pozdrawiam\n{me}", "Z poważaniem\n{me}\n{company}", "Dzięki, {me}", ""],
  positive: [
    "dobrze się składa, właśnie przeglądamy takie narzędzia. Proszę o więcej szczegółów.",
    "brzmi ciekawie. Kiedy możemy porozmawiać?",
    "chętnie obejrzę prezentację, najlepiej w przyszłym tygodniu.",
    "proszę przesłać cennik, temat jest u nas aktualny.",
  ],
  meeting: [
    "zgoda, wpisałem {time}, zaproszenie w załączniku.",
    "umówmy się na {time}. Zaproszenie dołączam do tej wiadomości.",
    "pasuje, pół godziny {time}, termin jest w kalendarzu.",
  ],
  negative: [
    "dziękuję, ale mamy już dostawcę i nie planujemy zmian.",
    "to nie jest rozwiązanie dla nas.",
    "nie mamy na to budżetu.",
    "po rozmowie w zespole rezygnujemy.",
  ],
  question: ["czy to działa z naszym obecnym CRM?", "gdzie są przechowywane dane?", "jaki jest minimalny okres umowy?"],
  neutral: ["otrzymałam, przekazuję dalej.", "dziękuję, przejrzę w wolnej chwili."],
  notNow: [
    "teraz nie mamy na to czasu. Proszę odezwać się po {date}.",
    "wróćmy do tematu od {date}, wcześniej zamykamy rok.",
  ],
  referral: [
    "tym zajmuje się {colleague}, adres {email}.",
    "proszę pisać do {colleague} ({email}), to już nie moja działka.",
  ],
  wrongPerson: ["to chyba pomyłka, ja pracuję w księgowości.", "pomylił mnie Pan z kimś innym."],
  decline: ["w tym terminie nie mogę.", "niestety wtedy jestem zajęty."],
  unsubscribe: [
    "proszę usunąć mój adres z Państwa bazy.",
    "nie życzę sobie więcej takich wiadomości.",
    "proszę przestać do mnie pisać.",
    "wypisuję się, proszę o potwierdzenie usunięcia danych.",
  ],
  ooo: {
    subjects: ["Poza biurem: {subject}", "Odpowiedź automatyczna: {subject}"],
    texts: [
      "Jestem poza biurem, wracam {date}. Odpowiem po powrocie.",
      "Przebywam na urlopie do powrotu {date}. W pilnych sprawach: {colleague}, {email}.",
    ],
  },
  leftCompany: {
    subjects: ["Odpowiedź automatyczna: {subject}"],
    texts: ["{me} nie pracuje już w {company}. Prosimy o kontakt: {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Potwierdzenie otrzymania: {subject}"],
    texts: ["Dziękujemy za kontakt z {company}. Zgłoszenie zostało przyjęte i wkrótce odpowiemy."],
  },
  wrote: "{date} {sender} napisał(a):",
  outlook: { from: "Od", sent: "Wysłano", to: "Do", subject: "Temat" },
  answerPrefix: "Odp",
};
