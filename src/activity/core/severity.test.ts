import { expect, test } from "vitest";
import { ownText } from "./own-text.ts";
import { protestIn } from "./severity.ts";

test.each([
  ["The next mail goes to our attorney.", "threat", "attorney"],
  ["I shall call the police.", "threat", "police"],
  ["Ich schalte die Aufsichtsbehörde ein.", "threat", "aufsichtsbehorde"],
  ["Je saisis la CNIL.", "threat", "cnil"],
  ["Hablaré con mi abogada.", "threat", "abogada"],
  ["I will complain to your manager.", "escalation", "complain to your manager"],
  ["Ich beschwere mich bei Ihrem Chef.", "escalation", "beschwere mich bei ihrem chef"],
])("%s", (text, severity, evidence) => {
  expect(protestIn(ownText(text, null))).toEqual({ severity, evidence });
});

test.each([
  "I'll pass it to my boss, she will like it.",
  "Stop.",
  "Call me in court street 5? No: call me on Tuesday.",
])("%s (no escalation)", (text) => {
  expect(protestIn(ownText(text, null))?.severity).not.toBe("escalation");
});

test("the gravest protest counts, and a legal notice below the signature does not", () => {
  const text = "I will complain to your CEO. And my lawyer will write to you.";
  expect(protestIn(ownText(text, null))?.severity).toBe("threat");
  expect(protestIn(ownText("Sure.\n-- \nKim Vale, attorney at law", null))).toBeNull();
});
