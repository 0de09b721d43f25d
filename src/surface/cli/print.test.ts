import { expect, test } from "vitest";
import { printed, printedProblem } from "./print.ts";

test("one thing is a list of names and values, with its parts indented", () => {
  expect(
    printed({ id: "act_1", decision: { outcome: "deny", reasons: [{ code: "capped", used: 3 }] }, tags: ["a", "b"] }),
  ).toBe(
    ["id  act_1", "decision", "  outcome  deny", "  reasons", "    code    used", "    capped  3", "tags  a, b"]
      .join("\n")
      .replace("id  act_1", "id        act_1")
      .replace("tags  a, b", "tags      a, b")
      .concat("\n"),
  );
});

test("many things are a table, and the page after it is named", () => {
  expect(
    printed({
      items: [
        { name: "One", n: 1 },
        { name: "Two", n: null },
      ],
      next: "abc",
    }),
  ).toBe("name  n\nOne   1\nTwo   -\nmore: --after abc\n");
  expect(printed({ items: [], next: null })).toBe("none\n");
});

test("text from outside cannot move the terminal's cursor", () => {
  expect(printed({ name: "x\u001b[2Jy" })).toBe("name  x [2Jy\n");
});

test("a problem says each fault by the flag that sets the field", () => {
  const document = {
    type: "urn:fairlead:problem:invalid_input",
    title: "",
    status: 400,
    code: "invalid_input",
    detail: "1 field is not valid",
    errors: [{ path: "/draft/subjectLine", message: "too long" }],
  } as const;
  expect(printedProblem(document)).toBe(
    "fairlead: 1 field is not valid (invalid_input)\n  --draft.subject-line: too long\n",
  );
});
