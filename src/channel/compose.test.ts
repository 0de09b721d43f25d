import { expect, test } from "vitest";
import { composeMail } from "./compose.ts";

const parts = {
  from: { name: "Dana", address: "dana@sales.example" },
  to: "kim@buyer.example",
  replyTo: "dana+token@sales.example",
  subject: "Hello",
  text: "Hi",
  messageId: "<one@sales.example>",
  date: Date.UTC(2026, 2, 3),
  unsubscribe: { url: "https://sales.example/u/token", mailto: "mailto:u+token@sales.example?subject=unsubscribe" },
  headers: {},
};

/** The header section, unfolded. */
async function headOf(given: Partial<typeof parts>): Promise<string> {
  const text = (await composeMail({ ...parts, ...given })).toString();
  return text.slice(0, text.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
}

test("line breaks in what goes into a header stay words", async () => {
  const broken = "x\r\nBcc: eve@evil.example\r\n\r\nbody";
  for (const given of [{ subject: broken }, { from: { name: broken, address: parts.from.address } }]) {
    const head = await headOf(given);
    expect(head).not.toMatch(/^bcc:/im);
    expect(head.match(/^subject:/gim)).toHaveLength(1);
  }
});

test("the wish to be left alone is one click away (RFC 8058) and one mail away (RFC 2369)", async () => {
  const head = await headOf({});
  expect(head).toMatch(
    /^List-Unsubscribe: +<https:\/\/sales\.example\/u\/token>, <mailto:u\+token@sales\.example\?subject=unsubscribe>$/m,
  );
  expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
});
