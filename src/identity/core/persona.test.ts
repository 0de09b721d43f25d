import { expect, test } from "vitest";
import { personaOf } from "./persona.ts";

test.each([
  ["VP Sales", "executive"],
  ["Chief Technology Officer", "executive"],
  ["Head of IT", "champion"],
  ["Marketing Manager", "manager"],
  ["Assistant to the CEO", "practitioner"],
  ["", "unknown"],
])("`%s` is %s", (title, persona) => {
  expect(personaOf(title)).toBe(persona);
});
