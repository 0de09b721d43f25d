import { expect, test } from "vitest";
import { emailMatchKey, parseEmail } from "./email.ts";

/** What was written, where mail goes, which mailbox it is. */
test.each([
  // Corporate hosts: case and tags do not matter, dots do.
  ["Jane.Doe@ACME.com", "jane.doe@acme.com", "jane.doe@acme.com"],
  ["first_last-x@corp.example.org.uk", "first_last-x@corp.example.org.uk", "first_last-x@corp.example.org.uk"],
  ["jane+crm+old@acme.com", "jane+crm+old@acme.com", "jane@acme.com"],
  ["o'brien@acme.ie", "o'brien@acme.ie", "o'brien@acme.ie"],
  ["jane=x@acme.com", "jane=x@acme.com", "jane=x@acme.com"],
  ["1@acme.com", "1@acme.com", "1@acme.com"],
  // Gmail
  ["Jane.Doe+crm@GoogleMail.com", "jane.doe+crm@googlemail.com", "janedoe@gmail.com"],
  ["j.a.n.e@gmail.com", "j.a.n.e@gmail.com", "jane@gmail.com"],
  ["jane-doe@gmail.com", "jane-doe@gmail.com", "jane-doe@gmail.com"],
  ["jane.doe@gmail.com.", "jane.doe@gmail.com", "janedoe@gmail.com"],
  // Outlook and its kin: tags, not dots, and each domain for itself
  ["Jane.Doe+x@Hotmail.co.uk", "jane.doe+x@hotmail.co.uk", "jane.doe@hotmail.co.uk"],
  ["jane.d+shop@live.com", "jane.d+shop@live.com", "jane.d@live.com"],
  // Proton
  ["J.Doe+x@protonmail.ch", "j.doe+x@protonmail.ch", "jdoe@proton.me"],
  ["j_doe@pm.me", "j_doe@pm.me", "jdoe@proton.me"],
  // iCloud: one mailbox on three domains; dots count
  ["jane.d+a@me.com", "jane.d+a@me.com", "jane.d@icloud.com"],
  ["jane@mac.com", "jane@mac.com", "jane@icloud.com"],
  ["x1y2z3@privaterelay.appleid.com", "x1y2z3@privaterelay.appleid.com", "x1y2z3@privaterelay.appleid.com"],
  // Fastmail: sub-domain addressing, on all of its domains, each for itself
  ["shop@jane.fastmail.com", "shop@jane.fastmail.com", "jane@fastmail.com"],
  ["shop+x@jane.fastmail.fm", "shop+x@jane.fastmail.fm", "jane@fastmail.fm"],
  ["jane+x@sent.com", "jane+x@sent.com", "jane@sent.com"],
  ["j.d@fastmail.com", "j.d@fastmail.com", "j.d@fastmail.com"],
  // Yandex: dot or dash, any of its domains
  ["j-d+x@ya.ru", "j-d+x@ya.ru", "j.d@yandex.ru"],
  ["j.d@yandex.com.tr", "j.d@yandex.com.tr", "j.d@yandex.ru"],
  ["j.d@yandex.kz", "j.d@yandex.kz", "j.d@yandex.ru"],
  // Yahoo: base and keyword
  ["jane-shop@yahoo.fr", "jane-shop@yahoo.fr", "jane@yahoo.fr"],
  ["jane.doe@yahoo.com", "jane.doe@yahoo.com", "jane.doe@yahoo.com"],
  ["jane-doe@yahoo.co.jp", "jane-doe@yahoo.co.jp", "jane-doe@yahoo.co.jp"],
  ["jane+x@gmx.de", "jane+x@gmx.de", "jane@gmx.de"],
  // How people and systems write one
  ["  jane@acme.com\t", "jane@acme.com", "jane@acme.com"],
  ["\u00a0jane@acme.com\u00a0", "jane@acme.com", "jane@acme.com"],
  ["mailto:jane@acme.com", "jane@acme.com", "jane@acme.com"],
  ["MAILTO:Jane%2Bx@acme.com?subject=a@b", "jane+x@acme.com", "jane@acme.com"],
  ["SMTP:jane@acme.com", "jane@acme.com", "jane@acme.com"],
  ["Jane Doe <jane@acme.com>", "jane@acme.com", "jane@acme.com"],
  ['"Doe, Jane" <Jane@acme.com>', "jane@acme.com", "jane@acme.com"],
  ["<jane@acme.com>", "jane@acme.com", "jane@acme.com"],
  ["jane@acme.com (Jane Doe)", "jane@acme.com", "jane@acme.com"],
  ["'jane@acme.com'", "jane@acme.com", "jane@acme.com"],
  ['"jane@acme.com"', "jane@acme.com", "jane@acme.com"],
  ['"jane.doe"@acme.com', "jane.doe@acme.com", "jane.doe@acme.com"],
  ["jane@acme.com;", "jane@acme.com", "jane@acme.com"],
  ["jane@acme.com,", "jane@acme.com", "jane@acme.com"],
  // Other letters
  ["ｊａｎｅ＠ａｃｍｅ．ｃｏｍ", "jane@acme.com", "jane@acme.com"],
  ["ja\u200bne@ac\u200dme.com\ufeff", "jane@acme.com", "jane@acme.com"],
  ["jane@acme\u3002com", "jane@acme.com", "jane@acme.com"],
  ["jane@münchen.de", "jane@xn--mnchen-3ya.de", "jane@xn--mnchen-3ya.de"],
  ["jane@MÜNCHEN.DE", "jane@xn--mnchen-3ya.de", "jane@xn--mnchen-3ya.de"],
  ["jane@xn--mnchen-3ya.de", "jane@xn--mnchen-3ya.de", "jane@xn--mnchen-3ya.de"],
  ["josé@acme.es", "josé@acme.es", "josé@acme.es"],
  ["иван@почта.рф", "иван@xn--80a1acny.xn--p1ai", "иван@xn--80a1acny.xn--p1ai"],
])("%s goes to %s; its mailbox is %s", (input, send, matchKey) => {
  expect(parseEmail(input)).toMatchObject({ send, matchKey });
});

test.each([
  "",
  " ",
  "n/a",
  "none",
  "jane",
  "jane@",
  "@acme.com",
  "@",
  "jane.acme.com",
  "jane@@acme.com",
  "a@b@c.com",
  "jane@acme.com, tom@acme.com",
  "jane@acme.com;tom@acme.com",
  "jane doe@acme.com",
  "jane @acme.com",
  "jane@acme .com",
  "jane@ acme.com",
  '"jane doe"@acme.com',
  "jane..d@acme.com",
  ".jane@acme.com",
  "jane.@acme.com",
  "jane@acme",
  "jane@localhost",
  "jane@10.0.0.1",
  "jane@[10.0.0.1]",
  "jane@1234567890",
  "jane@co.uk",
  "jane@com",
  "jane@acme..com",
  "jane@.acme.com",
  "jane@-acme.com",
  "jane@acme.com/x",
  "jane@acme.com:25",
  "jane@acme.notasuffix",
  "jane@example.invalid",
  "https://acme.com",
  "jane at acme.com",
  "jane(at)acme.com",
  "jane,doe@acme.com",
  "jane;@acme.com",
  `${"x".repeat(65)}@acme.com`,
  `jane@${"x".repeat(64)}.com`,
  `jane@${"abcdefgh.".repeat(28)}com`,
  // A tag alone names no mailbox, least of all "@gmail.com".
  "+@gmail.com",
  "+news@gmail.com",
  "+news@acme.com",
  "_@proton.me",
])("`%s` is no address", (input) => {
  expect(parseEmail(input)).toBeNull();
  expect(emailMatchKey(input)).toBeNull();
});

test("hosts are remembered where the caller gives a place for them", () => {
  const cache = new Map();
  expect(parseEmail("jane@acme.com", cache)?.host).toBe(parseEmail("tom@ACME.com", cache)?.host);
  expect(parseEmail("jane@10.0.0.1", cache)).toBeNull();
  expect(parseEmail("jane@10.0.0.1", cache)).toBeNull();
  expect(cache.size).toBe(2);
});
