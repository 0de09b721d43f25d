import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeHtml } from "./safe-html.ts";

/** A picture of one point. */
const point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const safe = (html: string): string => safeHtml(html).html;

describe("formatted mail made harmless", () => {
  test("what is plain formatting stays", () => {
    const html =
      '<p align="center">Hello <b>Dana</b>,<br>see <i>below</i></p><table border="1"><tr><td colspan="2">x</td></tr></table>';
    expect(safe(html)).toBe(html);
    expect(safe('<p style="color: #c00; position: fixed; font-size: 14px">x</p>')).toBe(
      '<p style="color:#c00;font-size:14px">x</p>',
    );
  });

  test.each([
    ["a script", "<script>alert(1)</script>kept", "kept"],
    ["a script without an end", "kept<script>alert(1)", "kept"],
    ["a script in a script", "<scr<script>ipt>alert(1)</script>kept", "ipt&gt;alert(1)kept"],
    ["a drawing that runs", '<svg onload="alert(1)"><script>alert(2)</script></svg>kept', "kept"],
    ["a handler", '<b onclick="alert(1)" OnMouseOver=alert(2)>kept</b>', "<b>kept</b>"],
    ["a refresh", '<meta http-equiv="refresh" content="0;url=https://evil.example/">kept', "kept"],
    ["a base", '<base href="https://evil.example/">kept', "kept"],
    [
      "a style sheet",
      '<style>@import "https://evil.example/x.css"</style><link rel="stylesheet" href="//e.example">kept',
      "kept",
    ],
    ["a form", '<form action="https://evil.example/"><input name="password"><button>Go</button></form>kept', "Gokept"],
    ["a frame", '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>kept', "kept"],
    ["an object", '<object data="https://evil.example/x.swf"></object><embed src="//e.example">kept', "kept"],
    ["a template", "<template><script>alert(1)</script></template>kept", "kept"],
    ["a style that loads", '<div style="background:url(https://evil.example/x)">kept</div>', "<div>kept</div>"],
    [
      "an escaped style that loads",
      '<div style="color:\\75rl(//e.example);width:10px">k</div>',
      '<div style="width:10px">k</div>',
    ],
    ["a comment", "<!--[if mso]><script>alert(1)</script><![endif]-->kept", "kept"],
    ["a declaration", "<!doctype html><?xml version='1.0'?>kept", "kept"],
    ["a tag without an end", "kept<img src=x onerror=alert(1)", 'kept<span class="picture">[picture]</span>'],
    [
      "a background",
      '<table background="https://evil.example/x"><tr><td>x</td></tr></table>',
      "<table><tr><td>x</td></tr></table>",
    ],
  ])("%s goes", (_what, html, expected) => {
    expect(safe(html)).toBe(expected);
  });

  test("a link is spelled out and leads nowhere", () => {
    expect(safe('<a href="https://evil.example/?a=1&amp;b=2" target="_blank">your bank</a>')).toBe(
      '<span class="link">your bank</span> <span class="address">[https://evil.example/?a=1&amp;b=2]</span>',
    );
    expect(safe('<a href="java&#10;script:alert(1)">x</a>')).toBe(
      '<span class="link">x</span> <span class="address">[a link that is not shown]</span>',
    );
  });

  test("a picture is shown only where the mail carries it", () => {
    expect(safe(`<img src="data:image/png;base64,${point}" alt="logo">`)).toBe(
      `<img src="data:image/png;base64,${point}" alt="logo">`,
    );
    const page = Buffer.from("<script>alert(1)</script>").toString("base64");
    expect(safe(`<img src="data:image/png;base64,${page}">`)).toBe('<span class="picture">[picture]</span>');
    expect(safe('<img src="https://evil.example/x.png" alt="logo">')).toBe(
      '<span class="picture">[picture: logo]</span>',
    );
    expect(safe('<img src="https://evil.example/pixel" width=1 height=1>')).toBe("");
    expect(safe('<img src="data:image/svg+xml;base64,PHN2Zz4=">')).toBe('<span class="picture">[picture]</span>');
  });

  test("a picture that the mail carries is shown where its formatted part names it", () => {
    const pictures = new Map([["logo 1@mail.example", { address: `data:image/png;base64,${point}`, pixels: 1 }]]);
    const shown = `<img src="data:image/png;base64,${point}" alt="our logo">`;
    for (const source of ["cid:logo 1@mail.example", "CID:logo%201@mail.example", " cid:logo&#32;1@mail.example "])
      expect(safeHtml(`<img src="${source}" alt="our logo">`, pictures).html).toBe(shown);
    for (const source of ["cid:other@mail.example", "cid:%zz", "cid:", "https://mail.example/logo%201@mail.example"])
      expect(safeHtml(`<img src="${source}" alt="our logo">`, pictures).html).toBe(
        '<span class="picture">[picture: our logo]</span>',
      );
    expect(safe('<img src="cid:logo%201@mail.example">')).toBe('<span class="picture">[picture]</span>');
  });

  test("however often a mail names its pictures, what is shown stays within bounds", () => {
    const many = '<img src="cid:a">'.repeat(10_000);
    const large = new Map([["a", { address: `data:image/png;base64,${"A".repeat(1_000_000)}`, pixels: 1 }]]);
    expect(safeHtml(many, large).html.length).toBeLessThan(9_000_000);
    const wide = new Map([["a", { address: `data:image/png;base64,${point}`, pixels: 20_000_000 }]]);
    expect(safeHtml(many, wide).html.match(/<img/g)).toHaveLength(5);
  });

  test("a mail beyond all size is cut, and says so", () => {
    const cut = safeHtml(`<p>${"x".repeat(500_000)}</p>`);
    expect(cut.isCut).toBe(true);
    expect(cut.html.length).toBeLessThan(410_000);
  });

  test("whatever comes in, only known tags and known attributes come out, and every element is closed", () => {
    const piece = fc.constantFrom(
      ..."<|>|</|script|svg|img|a|p|b|table| src=| href=| style=| onload=|\"|'|`|=|/|javascript:|data:|url(|&lt;|&#60;|<!--|-->|\u0000|\\|]]>|x".split(
        "|",
      ),
    );
    const html = fc.oneof(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 60 }).map((parts) => parts.join("")),
      fc.string(),
    );
    fc.assert(
      fc.property(html, (given) => {
        const out = safe(given);
        const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>/g;
        expect(out.replaceAll(tag, "")).not.toMatch(/[<>]/);
        const tags = [...out.matchAll(tag)].map(([, slash, name = "", said = ""]) => ({ slash, name, said }));
        for (const { name, said } of tags) {
          expect(`${name} `).toMatch(
            /^(p|b|table|s|i|u|q|article|span|img|br|hr|h[1-6]|li|ul|ol|tr|td|th|dd|dt|dl|em|tt) $/,
          );
          expect(said).not.toMatch(/ (?!class|src|alt|style)[a-z]+=|style="[^"]*[(/\\@]/);
        }
        const paired = tags.filter(({ name }) => !/^(img|br|hr)$/.test(name));
        expect(paired.filter(({ slash }) => slash === "/").length * 2).toBe(paired.length);
        for (const [, source] of out.matchAll(/ src="([^"]*)"/g)) expect(source).toMatch(/^data:image\//);
      }),
      { numRuns: 2_000 },
    );
  });
});
