/** Given and family names by language. `John` and `Smith` are absent: the market seeds its John Smiths itself. */
export const names: Readonly<Record<string, { readonly first: readonly string[]; readonly last: readonly string[] }>> =
  {
    en: {
      first: words(
        "Robert Elizabeth William Katherine James Margaret Michael Jennifer Thomas Susan Daniel Rebecca Matthew Victoria Andrew Patricia Christopher Samantha Joseph Deborah Edward Alexandra Nicholas Christine Benjamin Abigail Priya Wei Omar Aisha Connor Siobhan Dylan Grace Marcus Naomi Ethan Chloe Rohan Imogen",
      ),
      last: words(
        "Carter Bennett Hughes Foster Walsh Coleman Murphy O'Brien Patel Nguyen Chen Singh Marshall Whitfield Barnes Holloway Reid Fletcher Sutton Brooks McAllister Donnelly Okafor Ramirez Prescott Lindsay Harding Garner Stokes Ashworth Kim Delgado Winters Pruitt Blackwood Tanaka Yilmaz Thornton Eze Vaughan",
      ),
    },
    de: {
      first: words(
        "Anna Lukas Sabine Jürgen Katrin Matthias Heike Stefan Jörg Ulrike Björn Annette Tobias Petra Günther Silke Florian Monika Felix Birgit Maximilian Käthe",
      ),
      last: words(
        "Müller Schröder Weiß Köhler Hoffmann Krämer Vogel Jäger Lehmann Böhm Schäfer Brandt Lorenz Groß Pfeiffer Seidel Kühn Zimmermann Huber Gruber Steiner Baumgartner Hürlimann",
      ),
    },
    fr: {
      first: words(
        "Camille Julien Élodie Benoît Hélène Mathieu Chloé François Aurélie Sébastien Margaux Thibault Noémie Guillaume Solène Rémi Céline Étienne Manon Loïc",
      ),
      last: words(
        "Dupont Lefèvre Moreau Girard Bonnet Lambert Rousseau Mercier Gauthier Chevalier Besson Perrin Delorme Fournier Lacroix Boucher Renaud Masson Colin Barbier",
      ),
    },
    es: {
      first: words(
        "Lucía Javier María Álvaro Carmen Sergio Begoña Íñigo Pilar Andrés Marta Raúl Núria Joaquín Elena Gonzalo Rocío Héctor Inés Tomás",
      ),
      last: words(
        "García Fernández Muñoz Ibáñez Ortega Serrano Peña Castaño Iglesias Vidal Núñez Cortés Herrera Aguilar Prieto Lozano Ferrer Márquez Calvo Rojas",
      ),
    },
    it: {
      first: words(
        "Giulia Marco Francesca Niccolò Chiara Alessandro Elena Matteo Beatrice Lorenzo Silvia Davide Martina Riccardo Paola Simone Ilaria Federico Serena Gabriele",
      ),
      last: words(
        "Rossi Bianchi Ferrari Esposito Romano Colombo Ricci Marino Greco Conti Galli Mancini Lombardi Barbieri Fontana Caruso Rinaldi Villa D'Angelo Serra",
      ),
    },
    nl: {
      first: words(
        "Sanne Daan Femke Bram Lotte Jeroen Anouk Maarten Fleur Sjoerd Marieke Pieter Ilse Wouter Noor Joost Esmée Thijs Willemijn Ruben",
      ),
      last: words(
        "Bakker Visser Mulder Vermeulen Hendriks Dekker Peeters Maes Jacobs Claes Kuipers Postma Hoekstra Willems Dijkstra Schouten Verhoeven Koster Brouwer Mertens",
      ),
    },
    pt: {
      first: words(
        "Mariana João Beatriz Tiago Inês Gonçalo Catarina Rafael Leonor Luís Sofia Vinícius Helena Thiago Conceição Rui Letícia Nuno Débora Caio",
      ),
      last: words(
        "Silva Santos Ferreira Gonçalves Araújo Carvalho Magalhães Simões Teixeira Moura Pinto Nogueira Guimarães Duarte Assunção Lopes Barbosa Rocha Brandão Leitão",
      ),
    },
    pl: {
      first: words(
        "Agnieszka Paweł Małgorzata Łukasz Katarzyna Michał Zofia Krzysztof Joanna Grzegorz Ewa Stanisław Żaneta Marcin Dorota Wojciech Hanna Jędrzej Iwona Rafał",
      ),
      last: words(
        "Nowak Wiśniewska Wójcik Kamiński Zieliński Szymańska Dąbrowski Kozłowski Jabłońska Krawczyk Piotrowski Grabowska Pawłowski Michalak Król Wieczorek Wróbel Stępień Malinowska Gąsior",
      ),
    },
    sv: {
      first: words("Elin Oskar Åsa Göran Linnéa Björn Maja Håkan Ebba Sören Frida Anders Malin Jörgen"),
      last: words("Lindqvist Bergström Åkesson Nyström Hedlund Sjöberg Ekman Öberg Wallin Sandström Löfgren Norén"),
    },
    ru: {
      first: words("Анна Дмитрий Ольга Сергей Наталья Иван Елена Алексей"),
      last: words("Кузнецов Волкова Морозов Лебедева Соколов Зайцева"),
    },
  };

/** Short forms under which the same person is typed into a CRM a second time. */
export const nicknames: Readonly<Record<string, string>> = {
  Robert: "Bob",
  Elizabeth: "Liz",
  William: "Bill",
  Katherine: "Kate",
  James: "Jim",
  Margaret: "Peggy",
  Michael: "Mike",
  Jennifer: "Jen",
  Thomas: "Tom",
  Susan: "Sue",
  Daniel: "Dan",
  Rebecca: "Becky",
  Matthew: "Matt",
  Andrew: "Drew",
  Patricia: "Trish",
  Christopher: "Chris",
  Samantha: "Sam",
  Joseph: "Joe",
  Deborah: "Debbie",
  Edward: "Ted",
  Nicholas: "Nick",
  Benjamin: "Ben",
  Alessandro: "Sandro",
  Maximilian: "Max",
  Francesca: "Franca",
  Joaquín: "Quino",
};

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  words(
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya",
  ).map((pair) => pair.split(":") as [string, string]),
);

const letters: Readonly<Record<string, string>> = { ł: "l", ß: "ss", ø: "o", ä: "ae", ö: "oe", ü: "ue", ...cyrillic };

/** The spelling of a name in an address: lower case ASCII letters only. */
export function asciiLocal(name: string): string {
  const folded = [...name.toLowerCase().normalize("NFC")].map((letter) => letters[letter] ?? letter).join("");
  return folded.normalize("NFKD").replace(/[^a-z]/g, "");
}

function words(text: string): readonly string[] {
  return text.split(" ");
}
