import { fold, squish } from "./text.ts";
import { gluedLegalForms, legalForms, runTogetherForms } from "./words/legal-forms.ts";

const formsByLastWord: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  [...legalForms].sort((left, right) => right.length - left.length),
  (form) => form.at(-1) ?? "",
);

/** The key of a company's name: without legal form, punctuation and spacing; null when nothing is left to compare. */
export function companyNameKey(name: string): string | null {
  const text = fold(parted(squish(name).normalize("NFKC")))
    .replace(/[\u2018\u2019'`´.]/g, "")
    .replace(gluedLegalForms, "");
  const words = text
    .replace(/[&+]/g, " and ")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const core = withoutLegalForm(words);
  const joined = core.join("");
  const bare = core.length === 1 ? joined.replace(runTogetherForms, "") : joined;
  const key = bare.length >= 3 ? bare : joined;
  return key === "" ? null : key;
}

/** Parts a legal form that was written on to the name: `AcmeLtd`, `AcmeS.A.S.`; `PepsiCo` stays what it is. */
function parted(name: string): string {
  const form = /(?<=\p{Ll})(\p{Lu}[\p{L}.]*)$/u.exec(name.replace(/(?<=\p{L}{3})\.$/u, ""))?.[1];
  if (form === undefined) return name;
  const word = fold(form).replaceAll(".", "");
  const isForm = formsByLastWord.get(word)?.some((candidate) => candidate.length === 1) === true;
  const isClear = word.length > 2 || form === form.toUpperCase();
  return isForm && isClear ? `${name.slice(0, name.lastIndexOf(form))} ${form}` : name;
}

/** Cuts legal forms off the end, again and again (`gmbh & co kg`); a name that is nothing else stays whole. */
function withoutLegalForm(words: readonly string[]): readonly string[] {
  let core = words;
  for (;;) {
    if (core.at(-1) === "and" && core.length > 1) core = core.slice(0, -1);
    const form = (formsByLastWord.get(core.at(-1) ?? "") ?? []).find(
      (candidate) =>
        candidate.length < core.length && candidate.every((word, at) => core.at(at - candidate.length) === word),
    );
    if (form === undefined) return core;
    core = core.slice(0, -form.length);
  }
}
