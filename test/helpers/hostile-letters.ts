import type { Letter } from "./letters.ts";

/** Mail that is made to cost: in size, in parts, in depth, in headers, in words that a rule could stumble over. */

const crlf = "\r\n";
const lines = (...all: readonly string[]): Buffer => Buffer.from(all.join(crlf), "latin1");
const wish = "Please unsubscribe me.";
const many = (count: number, line: (n: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => line(n));

/** The headers of a letter that every hostile one keeps: from whom, to whom, in which thread. */
function headOf(letter: Letter, more: readonly string[]): readonly string[] {
  const names = new Set(more.map((line) => /^[\w-]+/.exec(line)?.[0].toLowerCase()));
  const head = letter.raw.toString("latin1").split(`${crlf}${crlf}`, 1)[0] ?? "";
  return [...head.split(crlf).filter((line) => !names.has(/^[\w-]+/.exec(line)?.[0].toLowerCase())), ...more];
}

const withBody =
  (body: (unit: number) => string | Buffer, ...more: readonly string[]) =>
  (letter: Letter, scale: number): Buffer => {
    const made = body(scale);
    return Buffer.concat([lines(...headOf(letter, more), "", ""), Buffer.isBuffer(made) ? made : Buffer.from(made)]);
  };
const withHeaders =
  (headers: (unit: number) => readonly string[]) =>
  (letter: Letter, scale: number): Buffer =>
    lines(...headOf(letter, headers(scale)), "", wish, "");

const mixed = 'Content-Type: multipart/mixed; boundary="b"';
const html = "Content-Type: text/html; charset=utf-8";
const inBase64 = "Content-Transfer-Encoding: base64";

/** Makes the raw mail out of an ordinary reply; `scale` is 1 for the whole size, less for a smaller one. */
export type Hostile = (letter: Letter, scale: number) => Buffer;

/** What mail can be made of, by name. */
export const hostileLetters: Readonly<Record<string, Hostile>> = {
  "8 MB of text": withBody(
    (of) => `${wish}${crlf}${"all work and no play makes jack a dull boy\r\n".repeat(190_000 * of)}`,
  ),
  "8 MB in one line": withBody((of) => `${wish} ${"x".repeat(8_000_000 * of)}`),
  "10,000 parts": withBody(
    (of) =>
      [...many(10_000 * of, (n) => `--b${crlf}Content-Type: text/plain${crlf}${crlf}part ${n} ${wish}`), "--b--"].join(
        crlf,
      ),
    mixed,
  ),
  "10,000 attached mails": withBody(
    (of) =>
      [
        ...many(
          10_000 * of,
          () =>
            `--b${crlf}Content-Type: message/rfc822${crlf}${crlf}From: MAILER-DAEMON@x.example${crlf}${crlf}${wish}`,
        ),
        "--b--",
      ].join(crlf),
    mixed,
  ),
  "100 nested parts": withBody(
    () =>
      [
        "--b",
        ...many(100, (n) => `Content-Type: multipart/mixed; boundary="n${n}"${crlf}${crlf}--n${n}`),
        "",
        wish,
      ].join(crlf),
    mixed,
  ),
  "100 mails in each other": withBody(
    () =>
      [
        "--b",
        ...many(100, () => `Content-Type: message/rfc822${crlf}${crlf}From: MAILER-DAEMON@x.example`),
        "",
        wish,
      ].join(crlf),
    mixed,
  ),
  "a carriage return alone as line end": (letter) =>
    Buffer.from(letter.raw.toString("latin1").replaceAll("\r\n", "\r"), "latin1"),
  "4 MB of carriage returns": (letter, of) =>
    Buffer.concat([lines(...headOf(letter, []), "", ""), Buffer.alloc(4_000_000 * of, 13)]),
  "a charset that nobody knows": withBody(
    () => Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xa0, 0xa1]),
    "Content-Type: text/plain; charset=x-nowhere-9",
  ),
  "a charset that its text is not in": withBody(
    (of) => Buffer.alloc(2_000_000 * of, 0xd8),
    "Content-Type: text/plain; charset=utf-16le",
  ),
  "100,000 header lines": withHeaders((of) => many(100_000 * of, (n) => `X-Noise-${n}: ${n}`)),
  "100,000 headers of one name": withHeaders((of) => many(100_000 * of, (n) => `X-Noise: ${n}`)),
  "50,000 headers of one letter": withHeaders((of) => many(50_000 * of, () => "X: 1")),
  "a header line of 8 MB": withHeaders((of) => [`X-Long: ${"x ".repeat(4_000_000 * of)}`]),
  "a header folded 100,000 times": withHeaders((of) => [`X-Fold: a${`${crlf} a`.repeat(100_000 * of)}`]),
  "10,000 references": withHeaders((of) => [
    `References: ${many(10_000 * of, (n) => `<r${n}@loop.example>`).join(`${crlf} `)}`,
  ]),
  "10,000 recipients": withHeaders((of) => [
    `Cc: ${many(10_000 * of, (n) => `"K, ${n}" <k${n}@crowd.example>`).join(`,${crlf} `)}`,
  ]),
  "a subject of 100 KB of re": withHeaders((of) => [`Subject: ${"re: ".repeat(25_000 * of)}`]),
  "100 received lines": withHeaders(() =>
    many(100, (n) => `Received: from a${n}.example by a${n + 1}.example; Tue, 3 Mar 2026 10:00:00 +0000`),
  ),
  "a base64 body that is one byte": withBody((of) => `${"QUFB".repeat(19)}${crlf}`.repeat(100_000 * of), inBase64),
  "base64 that is none": withBody((of) => "!@#$%^&*()=".repeat(500_000 * of), inBase64),
  "quoted-printable without an end": withBody(
    (of) => "=".repeat(4_000_000 * of),
    "Content-Transfer-Encoding: quoted-printable",
  ),
  "NUL bytes": withBody((of) => Buffer.concat([Buffer.from(wish), Buffer.alloc(4_000_000 * of)])),
  "an mbox line in front": (letter) =>
    Buffer.concat([Buffer.from(`From kim@x.example Tue Mar  3 10:00:00 2026${crlf}`), letter.raw]),
  "mbox lines in the body": withBody((of) => "From kim@x.example Tue Mar  3 10:00:00 2026\r\n".repeat(50_000 * of)),
  "a boundary of one dash": withBody(
    (of) => `--${crlf}`.repeat(500_000 * of),
    'Content-Type: multipart/mixed; boundary=""',
  ),
  "a boundary that never comes": withBody((of) => `--c${crlf}${wish}${crlf}`.repeat(100_000 * of), mixed),
  "a boundary in its own parts": withBody(
    (of) => [...many(2_000 * of, () => `--b${crlf}${mixed}${crlf}`), wish].join(crlf),
    mixed,
  ),
  "unsubscribe ten thousand times": withBody((of) => "unsubscribe ".repeat(10_000 * of)),
  "re ten thousand times": withBody((of) => "re: ".repeat(100_000 * of)),
  "ten thousand quote marks": withBody((of) => `${">".repeat(10_000 * of)} ${wish}`),
  "ten thousand quoted lines": withBody((of) => many(10_000 * of, (n) => `${">".repeat(n % 80)} line ${n}`).join(crlf)),
  "ten thousand heads of quotes": withBody((of) =>
    many(10_000 * of, () => "On Mon, 5 Oct 2026 at 10:00, Kim <kim@x.example> wrote").join(crlf),
  ),
  "a colon after 100 KB of blanks": withBody((of) => `On ${" ".repeat(100_000 * of)}:`),
  "100 KB of addresses": withBody((of) => "<a@a.a ".repeat(15_000 * of)),
  "100 KB of digits": withBody((of) => `550 ${"5.1.1 ".repeat(17_000 * of)}`),
  "html that never closes": withBody((of) => "<div ".repeat(400_000 * of), html),
  "html that is all comments": withBody((of) => "<!-- ".repeat(400_000 * of), html),
  "html nested ten thousand times": withBody((of) => `${"<blockquote>".repeat(10_000 * of)}${wish}`, html),
  "half an encoded word, often": withHeaders((of) => [`Subject: ${"=?utf-8?B?".repeat(10_000 * of)}`]),
};
