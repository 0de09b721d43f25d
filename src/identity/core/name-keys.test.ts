import { describe, expect, test } from "vitest";
import { nameKeys } from "./name-keys.ts";
import { parsePersonName } from "./person-name.ts";

const keysOf = (full: string): readonly string[] => nameKeys(parsePersonName({ full }));
const share = (left: string, right: string): boolean => keysOf(left).some((key) => keysOf(right).includes(key));

describe("the keys of a name", () => {
  test.each([
    ["Robert Smith", "Bob Smith"],
    ["Robert Smith", "Robert J. Smith"],
    ["Robert Smith", "Smith, Robert"],
    ["Jürgen Müller", "Jurgen Mueller"],
    ["García López, José", "José García"],
    ["García López, José", "José López"],
    ["Anna van der Berg", "Anna Berg"],
  ])("bring %s and %s together", (left, right) => {
    expect(share(left, right)).toBe(true);
  });

  test.each([
    ["Robert Smith", "Robert Jones"],
    ["Robert Smith", "Roberta Smith"],
    ["Patrick Smith", "Patricia Smith"],
  ])("keep %s and %s apart", (left, right) => {
    expect(share(left, right)).toBe(false);
  });

  test.each(["R. Smith", "Pat Smith", "Smith", "王小明", ""])("are none for `%s`, which could be anybody", (full) => {
    expect(keysOf(full)).toEqual([]);
  });
});
