import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameAgreement, namesAgree, weakNameFits } from "./name-agreement.ts";
import { type NameParts, type PersonName, parsePersonName } from "./person-name.ts";
import { givenNames } from "./words/nicknames.ts";

type Pair = readonly [first: string, last: string];
/** `first|last ~ first|last`, a pair per `;`; a line that starts with `#` is a remark. */
function pairs(text: string): readonly (readonly [Pair, Pair])[] {
  const rows = text
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .join(" ")
    .split(";")
    .map((row) => row.trim());
  return rows
    .filter((row) => row !== "")
    .map((row) => {
      const [left, right] = row.split("~").map((name): Pair => {
        const [first = "", last = ""] = name.split("|").map((part) => part.trim());
        return [first, last];
      });
      if (left === undefined || right === undefined) throw new Error(`no pair: ${row}`);
      return [left, right] as const;
    });
}

const read = ([first, last]: Pair): PersonName => parsePersonName({ first, last });

function says(left: Pair, right: Pair): string {
  const [one, other] = [nameAgreement(read(left), read(right)), nameAgreement(read(right), read(left))];
  expect(other).toBe(one);
  return one;
}

describe("one person's name", () => {
  test.each(
    pairs(`
      Jane|Doe ~ jane|DOE; Jane|Doe ~ Doe|Jane;
      # Short forms, in several languages
      Robert|Smith ~ Bob|Smith; Rob|Smith ~ Bobby|Smith; William|Jones ~ Bill|Jones; Elizabeth|Brown ~ Liz|Brown;
      Katherine|Hill ~ Kate|Hill; Margaret|Hill ~ Peggy|Hill; Michael|Hill ~ Mike|Hill; Richard|Hill ~ Dick|Hill;
      Johannes|Weber ~ Hannes|Weber; Friedrich|Weber ~ Fritz|Weber; José|Ruiz ~ Pepe|Ruiz;
      Francisco|Ruiz ~ Paco|Ruiz; Giuseppe|Rossi ~ Beppe|Rossi; Katarzyna|Nowak ~ Kasia|Nowak;
      Małgorzata|Nowak ~ Gosia|Nowak; Dmitry|Orlov ~ Dima|Orlov; Mikhail|Orlov ~ Misha|Orlov;
      István|Nagy ~ Pista|Nagy; Willem|de Vries ~ Wim|de Vries;
      # Spellings
      Stephen|Hill ~ Steven|Hill; Catherine|Hill ~ Kathryn|Hill; Philipp|Weber ~ Filip|Weber;
      Viktor|Weber ~ Victor|Weber; Lukas|Weber ~ Lucas|Weber; Sara|Hill ~ Sarah|Hill;
      Mohammed|Khan ~ Muhammad|Khan; Yusuf|Khan ~ Youssef|Khan; Sergey|Ivanov ~ Sergei|Ivanov;
      Aleksandr|Ivanov ~ Alexander|Ivanov;
      # Diacritics and their transliterations
      José|García ~ Jose|Garcia; Jürgen|Müller ~ Juergen|Mueller; Jürgen|Müller ~ Jurgen|Muller;
      Søren|Kjær ~ Soren|Kjaer; Søren|Sørensen ~ Soeren|Soerensen; Åsa|Åberg ~ Asa|Aaberg; Hans|Weiß ~ Hans|Weiss;
      Łukasz|Błaszczyk ~ Lukasz|Blaszczyk; Nguyễn|Ngọc ~ Nguyen|Ngoc; İbrahim|Yıldız ~ Ibrahim|Yildiz;
      Đorđe|Đukić ~ Dorde|Dukic;
      # Particles and prefixes
      Jan|van der Berg ~ Jan|Berg; Jan|van den Berg ~ Jan|Vandenberg; Maria|de la Cruz ~ Maria|Cruz;
      Maria|de la Cruz ~ Maria|Delacruz; Sean|O'Brien ~ Sean|OBrien; Sean|O’Brien ~ Sean|O Brien;
      Ian|Mc Donald ~ Ian|McDonald; Ahmed|Al-Farsi ~ Ahmed|Alfarsi; Ahmed|El Sayed ~ Ahmed|Elsayed;
      Ludwig|von Braun ~ Ludwig|Braun; Guy|St. Clair ~ Guy|StClair;
      # Titles, credentials, middle names, brackets
      Dr. Jane|Doe ~ Jane|Doe, MBA; Jane|Doe PhD ~ Jane|Doe; Jane M.|Doe ~ Jane|Doe; Jane Marie|Doe ~ Jane M|Doe;
      Jean-Pierre|Dupont ~ Jean Pierre|Dupont; Jeanpierre|Dupont ~ Jean-Pierre|Dupont;
      Robert (Bob)|Smith ~ Robert|Smith; William "Bill"|Gates ~ Bill|Gates; John|Smith Jr. ~ John|Smith, Jr;
      John|Smith III ~ John|Smith 3rd;
      # Double family names
      Ana|García López ~ Ana|García; Anna|Meyer-Schmidt ~ Anna|Meyer Schmidt; Anna|Meyer-Schmidt ~ Anna|Schmidt;
      # Slips
      Micheal|Brown ~ Michael|Brown; Jonathan|Fisher ~ Jonatahn|Fisher; Stephanie|Fisher ~ Stephanie|Fischer;
      Stephanie|Andersen ~ Stephanie|Anderson;
      # What could be: initials, single words, ambiguous short forms
      J.|Doe ~ Jane|Doe; B.|Smith ~ Robert|Smith; Jane|D. ~ Jane|Doe; Jane| ~ Jane|Doe; |Doe ~ Jane|Doe;
      Pat|Smith ~ Patricia|Smith; Chris|Smith ~ Christina|Smith; Alex|Smith ~ Alexandra|Smith;
      # Other scripts, as they are
      小明|王 ~ 王|小明; 小明|王 ~ 王小明|; Иван|Петров ~ иван|ПЕТРОВ; Семён|Королёв ~ Семен|Королев;
      Γιώργος|Παπαδόπουλος ~ γιωργος|παπαδοπουλος; 민수|김 ~ 김|민수; محمد|علي ~ محمّد|علي;
    `),
  )("%j and %j", (left, right) => {
    expect(says(left, right)).toBe("same");
  });
});

test.each(
  pairs(`
    Jane|Doe ~ Jane|Miller; Jane|Doe ~ Jane|Roe; Anna|Hansen ~ Anna|Jansen; Bob|Smith ~ Robert|Jones;
    Ana María|López ~ Ana|Torres; | ~ Jane|Doe; Jane|D. ~ Jane|Miller;
  `),
)("%j and %j are one only on a mailbox of their own", (left, right) => {
  expect(says(left, right)).toBe("same_if_personal_key");
});

describe("two people's names", () => {
  test.each(
    pairs(`
      Jane|Doe ~ John|Doe; James|Smith ~ Julia|Smith; Patrick|Smith ~ Patricia|Smith;
      Christian|Smith ~ Christina|Smith; Daniel|Smith ~ Daniela|Smith; Daniel|Smith ~ Danielle|Smith;
      Michael|Smith ~ Michaela|Smith; Mario|Rossi ~ Maria|Rossi; Marco|Rossi ~ Mario|Rossi;
      Martin|Weber ~ Marvin|Weber; Martin|Weber ~ Martina|Weber; Marina|Weber ~ Martina|Weber;
      Jan|Weber ~ Jana|Weber; Anna|Weber ~ Hanna|Weber; Anna|Weber ~ Annika|Weber;
      Anna|Anderson ~ Annabelle|Anderson; Alexander|Weber ~ Alexandra|Weber; Francis|Hill ~ Frances|Hill;
      Rachel|Smith ~ Robert|Smith; Eric|Hill ~ Erica|Hill; Will|Young ~ Mark|Young; Samuel|Hill ~ Samantha|Hill;
      J.|Doe ~ K.|Doe; J.|Doe ~ Robert|Doe; Pat|Smith ~ Robert|Smith; Pat|Smith ~ Patricia|Jones;
      Jane Marie|Doe ~ Jane Louise|Doe;
      # The generation tells father from son.
      John|Smith Jr ~ John|Smith Sr; John|Smith II ~ John|Smith III; John|Smith ~ John|Smith Jr; 小明|王 ~ 小红|王;
      Иван|Петров ~ Пётр|Петров; Robert|Smith ~ Smith|James; René|Hill ~ Renée|Hill;
      Michele|Rossi ~ Michelle|Rossi; Daniele|Rossi ~ Danielle|Rossi; Bradley|Hill ~ Bradford|Hill;
    `),
  )("%j and %j", (left, right) => {
    expect(says(left, right)).toBe("diff");
  });
});

describe("a name in one column", () => {
  test.each<readonly [NameParts, NameParts]>([
    [{ full: "Jane Doe" }, { first: "Jane", last: "Doe" }],
    [{ full: "Doe, Jane" }, { first: "Jane", last: "Doe" }],
    [{ full: "DOE Jane" }, { first: "Jane", last: "Doe" }],
    [{ full: "Jane DOE" }, { first: "Jane", last: "Doe" }],
    [{ full: "JANE DOE" }, { first: "Jane", last: "Doe" }],
    [{ full: "Prof. Dr. Jane Doe" }, { first: "Jane", last: "Doe" }],
    [{ full: "Frau Jane Doe" }, { first: "Jane", last: "Doe" }],
    [{ full: "Jane Doe, MBA, PMP" }, { first: "Jane", last: "Doe" }],
    [{ full: "Doe, Jane, PhD" }, { first: "Jane", last: "Doe" }],
    [{ full: "Jan van der Berg" }, { first: "Jan", last: "van der Berg" }],
    [{ full: "van der Berg, Jan" }, { first: "Jan", last: "van der Berg" }],
    [{ full: "Sean Mc Donald" }, { first: "Sean", last: "McDonald" }],
    [{ full: "John Smith Jr." }, { first: "John", last: "Smith Jr" }],
    [{ full: "Smith Jr., John" }, { first: "John", last: "Smith Jr" }],
    [{ full: "John Smith, Jr." }, { first: "John", last: "Smith Jr" }],
    [{ full: "Jack Ma" }, { first: "Jack", last: "Ma" }],
    [{ full: "Don Hill" }, { first: "Don", last: "Hill" }],
    [
      { first: "Jane Doe", last: "" },
      { first: "Jane", last: "Doe" },
    ],
    [
      { first: null, last: "Doe, Jane" },
      { first: "Jane", last: "Doe" },
    ],
    [
      { first: "Jane", last: "Jane Doe" },
      { first: "Jane", last: "Doe" },
    ],
  ])("%j is %j", (left, right) => {
    expect(parsePersonName(left)).toEqual(parsePersonName(right));
  });

  test("names that could be anybody's are weak, absent ones are none", () => {
    for (const [first, last] of [
      ["J.", "Doe"],
      ["Jane", ""],
      ["Pat", "Doe"],
      ["小明", "王"],
      ["Иван", "Петров"],
    ] as const)
      expect(read([first, last]).strength).toBe("weak");
    for (const parts of [{}, { first: "", last: " " }, { full: "n/a" }, { first: null, last: null }])
      expect(parsePersonName(parts).strength).toBe("none");
    expect(read(["Lena", "Schmidt"]).strength).toBe("full");
  });
});

describe("whatever the name", () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...givenNames.keys(),
      "smith",
      "smyth",
      "müller",
      "mueller",
      "van",
      "der",
      "o'brien",
      "jr",
      "王",
      "j.",
    ),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  );
  const part = fc.array(word, { maxLength: 3 }).map((words) => words.join(" "));
  const name = fc.record({ first: part, last: part }).map(parsePersonName);

  test("agreement is symmetric and reflexive", () => {
    fc.assert(
      fc.property(name, name, fc.boolean(), (left, right, isPersonal) => {
        expect(namesAgree(left, right, isPersonal)).toBe(namesAgree(right, left, isPersonal));
        expect(weakNameFits(left, right)).toBe(weakNameFits(right, left));
        expect(nameAgreement(left, right)).toBe(nameAgreement(right, left));
        if (left.strength !== "none") expect(nameAgreement(left, left)).toBe("same");
      }),
      { numRuns: 3_000 },
    );
  });

  test("case, spaces and invisible letters change nothing", () => {
    fc.assert(
      fc.property(part, part, (first, last) => {
        const plain = parsePersonName({ first: first.toLowerCase(), last: last.toLowerCase() });
        expect(
          parsePersonName({ first: ` ${first.toLowerCase()}\u200b`, last: `\u00a0${last.toLowerCase()} ` }),
        ).toEqual(plain);
      }),
      { numRuns: 1_000 },
    );
  });
});
