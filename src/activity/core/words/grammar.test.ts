import { describe, expect, test } from "vitest";
import { fold } from "../fold.ts";
import { isCourtesy, lastTurn, optOutHits, readingsOf, replyHits, speaksForAll } from "./grammar.ts";
import { languages } from "./languages.ts";
import { lexiconOf } from "./lexicon.ts";

const kindsOf = (text: string): ReadonlySet<string> => {
  const sentence = fold(text);
  const readings = readingsOf(sentence);
  return new Set([...optOutHits(readings, sentence), ...replyHits(readings, sentence)].map((hit) => hit.kind));
};

describe("words of a language", () => {
  test.each(languages.map((words) => [words.language, words] as const))(
    "%s has words in every group",
    (_name, words) => {
      const empty = Object.entries(words).filter(([, listed]) => listed === "");
      expect(empty).toEqual([]);
      expect(lexiconOf(words).exact.size).toBeGreaterThan(100);
    },
  );

  test("a request to stop is seen in any order of its words, and no comma is in between", () => {
    expect(kindsOf("Do not ever mail me")).toContain("unsubscribe");
    expect(kindsOf("Schreiben Sie mir bitte nicht")).toContain("unsubscribe");
    expect(kindsOf("Ne me contactez plus")).toContain("unsubscribe");
    expect(kindsOf("Not me, contact our office")).not.toContain("unsubscribe");
  });

  test("only the languages that know most of a sentence read it", () => {
    expect(readingsOf("we demand more time for the integration").map(({ words }) => words.language)).toEqual(["en"]);
    expect(readingsOf("zxcv qwerty")).toEqual([]);
  });

  test("a question has its mark, or opens with a question word", () => {
    expect(kindsOf("What does it cost")).toContain("question");
    expect(kindsOf("Kann man es testen?")).toContain("question");
    expect(kindsOf("I know what it costs")).not.toContain("question");
  });

  test("speaks for all, turns and courtesy are told", () => {
    expect(speaksForAll(readingsOf(fold("Nehmen Sie unsere Firma heraus")))).toBe(true);
    expect(lastTurn("interesting, but no")).toBe(16);
    expect(lastTurn("no")).toBeNull();
    expect(isCourtesy("thank you dana")).toBe(true);
    expect(isCourtesy(fold("Vielen Dank für Ihre Nachricht"))).toBe(true);
    expect(isCourtesy("thank you nope")).toBe(false);
  });
});
