import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textOfHtml } from "./html-text.ts";
import { ownText } from "./own-text.ts";

const ours =
  "Hello Kim,\nwould it help your team to close the month two days earlier?\nBest, Dana\nNot for you? Reply STOP or unsubscribe here: https://sales.example/u/x";

describe("own text", () => {
  test.each([
    [
      "marked lines under an English line",
      `Yes, go on.\n\nOn Mon, 5 Oct 2026 at 10:00, Dana <dana@sales.example> wrote:\n${ours.replace(/^/gm, "> ")}`,
    ],
    [
      "a wrapped introduction",
      `Yes, go on.\n\nOn Mon, 5 Oct 2026 at 10:00, Dana Rivers of Sales Example Limited\n<dana@sales.example> wrote:\n${ours.replace(/^/gm, "> ")}`,
    ],
    [
      "a German line",
      `Yes, go on.\n\nAm 05.10.2026 um 10:00 schrieb Dana <dana@sales.example>:\n${ours.replace(/^/gm, "> ")}`,
    ],
    [
      "a line in a language without a pattern",
      `Yes, go on.\n\n5 Hyd 2026 10:00 Dana <dana@sales.example>:\n${ours.replace(/^/gm, "> ")}`,
    ],
    [
      "an Outlook block",
      `Yes, go on.\n\n________________________________\nFrom: Dana <dana@sales.example>\nSent: Monday, 5 October 2026 10:00\nSubject: Close\n\n${ours}`,
    ],
    [
      "a French Outlook block",
      `Yes, go on.\n\nDe : Dana <dana@sales.example>\nEnvoyé : lundi 5 octobre 2026\nObjet : Close\n\n${ours}`,
    ],
    ["an original-message divider", `Yes, go on.\n\n-----Ursprüngliche Nachricht-----\n${ours}`],
    [
      "an answer below the quote",
      `On Mon, 5 Oct 2026 at 10:00, Dana <dana@sales.example> wrote:\n${ours.replace(/^/gm, "> ")}\n\nYes, go on.`,
    ],
    [
      "an answer on the line of the introduction",
      `Yes, go on.--- On Mon, 5 Oct 2026 at 10:00, Dana <dana@sales.example> wrote:\n${ours.replace(/^/gm, "> ")}`,
    ],
    [
      "a block that begins with the date",
      `Yes, go on.\n\nDate: Mon, 5 Oct 2026 10:00\nFrom: Dana <dana@sales.example>\nSubject: Close\n\n${ours}`,
    ],
  ])("%s", (_name, text) => {
    expect(ownText(text, null).body).toBe("Yes, go on.");
    expect(ownText(text, ours).body).toBe("Yes, go on.");
  });

  test("a client that quotes without any mark: what we sent is known and goes", () => {
    const rewrapped =
      "Hello Kim, would it help your team to close the month two days\nearlier? Best, Dana Not for you? Reply STOP or unsubscribe here:\nhttps://sales.example/u/x";
    expect(ownText(`Yes, go on.\n\n${rewrapped}`, ours).body).toBe("Yes, go on.");
  });

  test("signature and legal notice are kept apart from the body", () => {
    const own = ownText("Sure.\n\n-- \nKim\nTo unsubscribe from our newsletter click here", null);
    expect(own).toEqual({ body: "Sure.", footer: expect.stringContaining("newsletter") });
  });

  test("is never empty when the input was not, and never longer than it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 400 }),
        fc.option(fc.string({ maxLength: 200 }), { nil: null }),
        (text, sent) => {
          const own = ownText(text, sent);
          expect(own.body === "").toBe(text.trim() === "");
          expect(own.body.length + own.footer.length).toBeLessThanOrEqual(text.length + 2);
        },
      ),
    );
  });

  test("quadratic input ends", () => {
    const long = "> On 5 Oct 2026, 10:00, a <a@b.example> ".repeat(3_000);
    expect(ownText(long, ours).body).not.toBe("");
  });
});

describe("HTML to text", () => {
  test("breaks blocks, marks quotes, drops styles and comments, reads entities", () => {
    const html =
      "<style>p{}</style><!-- x --><p>Caf&eacute; &amp; tea&#33;</p><div>Next<br>line</div><blockquote><p>old</p></blockquote>";
    expect(textOfHtml(html)).toBe("Café & tea!\n\nNext\nline\n\n> old");
  });

  test("never throws and leaves no tag behind", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (html) => {
        expect(textOfHtml(html)).not.toMatch(/<\/?(?:p|div|script)>/);
      }),
    );
  });
});
