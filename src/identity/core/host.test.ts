import { describe, expect, test } from "vitest";
import { companyDomain, hostOf, registrableDomain } from "./host.ts";

test.each([
  ["acme.com", "acme.com"],
  ["ACME.COM", "acme.com"],
  ["www.acme.com", "acme.com"],
  ["acme.com.", "acme.com"],
  [".acme.com", "acme.com"],
  ["*.acme.com", "acme.com"],
  ["  acme.com\n", "acme.com"],
  ["\u00a0acme.com", "acme.com"],
  ["http://acme.com", "acme.com"],
  ["HTTPS://WWW.Acme.co.uk:8080/a?b=c@d#e", "acme.co.uk"],
  ["http:acme.com", "acme.com"],
  ["http//acme.com", "acme.com"],
  ["https:\\\\acme.com\\x", "acme.com"],
  ["http://http://acme.com", "acme.com"],
  ["//acme.com", "acme.com"],
  ["acme.com/path", "acme.com"],
  ["acme.com:443", "acme.com"],
  ["acme.com?x=1", "acme.com"],
  ["acme.com#top", "acme.com"],
  ["<https://acme.com>", "acme.com"],
  ["(acme.com)", "acme.com"],
  ["acme.com,", "acme.com"],
  ["http://user:secret@acme.com", "acme.com"],
  ["http://acme.com@evil.com", "evil.com"],
  ["https://acme.com\\@evil.com", "acme.com"],
  ["https://acme.com/@evil.com", "acme.com"],
  ["jane@mail.acme.com", "acme.com"],
  ["Jane Doe <jane@acme.com>", "acme.com"],
  ["mailto:jane@acme.com?subject=x", "acme.com"],
  ["ftp://files.acme.com/x", "acme.com"],
  // Suffixes of several labels, wildcards and their exceptions
  ["a.b.acme.co.uk", "acme.co.uk"],
  ["acme.com.br", "acme.com.br"],
  ["www.acme.co.jp", "acme.co.jp"],
  ["acme.gov.au", "acme.gov.au"],
  ["a.b.c.kobe.jp", "b.c.kobe.jp"],
  ["city.kobe.jp", "city.kobe.jp"],
  ["x.www.ck", "www.ck"],
  // Private suffixes: everybody has a domain of his own
  ["acme.github.io", "acme.github.io"],
  ["shop.acme.myshopify.com", "acme.myshopify.com"],
  ["acme.blogspot.com", "acme.blogspot.com"],
  ["acme.vercel.app", "acme.vercel.app"],
  ["acme.herokuapp.com", "acme.herokuapp.com"],
  ["x.acme.uk.com", "acme.uk.com"],
  // International names
  ["bücher.de", "xn--bcher-kva.de"],
  ["BÜCHER.DE", "xn--bcher-kva.de"],
  ["xn--bcher-kva.de", "xn--bcher-kva.de"],
  ["XN--BCHER-KVA.DE", "xn--bcher-kva.de"],
  ["faß.de", "xn--fa-hia.de"],
  ["президент.рф", "xn--d1abbgf6aiiy.xn--p1ai"],
  ["例え.jp", "xn--r8jz45g.jp"],
  ["食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"],
  ["ａｃｍｅ．ｃｏｍ", "acme.com"],
  ["acme｡com", "acme.com"],
  ["ac\u200bme.com", "acme.com"],
  ["ac\u00adme.com", "acme.com"],
  // Look-alikes stay what they are
  ["аcme.com", "xn--cme-5cd.com"],
])("%s belongs to %s", (input, domain) => {
  expect(registrableDomain(input)).toBe(domain);
});

test.each([
  "",
  " ",
  ".",
  "acme",
  "localhost",
  "localhost:3000",
  "intranet.local",
  "acme.internal",
  "example.invalid",
  "acme.notasuffix",
  "com",
  "co.uk",
  "github.io",
  "kobe.jp.",
  "192.168.1.1",
  "http://192.168.1.1:80/x",
  "1.2.3",
  "1234567890",
  "http://2130706433/",
  "0x7f.1",
  "0x7f000001",
  "127.1",
  "[::1]",
  "http://[2001:db8::1]:80/",
  "2001:db8::1",
  "acme .com",
  "acme com",
  "acme.com acme.de",
  "acme.com, acme.de",
  "a@acme.com; b@other.com",
  "acme..com",
  "-acme.com",
  "acme-.com",
  "my_company.com",
  "acme.com:port",
  "http://",
  "https://?",
  "mailto:",
  "n/a",
  `${"x".repeat(64)}.com`,
  `${"abcdefgh.".repeat(29)}com`,
])("`%s` belongs to nobody", (input) => {
  expect(registrableDomain(input)).toBeNull();
});

describe("the domain that stands for a company", () => {
  test.each([
    ["https://www.acme.com/about", "acme.com"],
    ["acme.github.io", "acme.github.io"],
    ["https://acme.wixsite.com/home", "acme.wixsite.com"],
    ["acme.notion.site", "acme.notion.site"],
    ["atlassian.com", "atlassian.com"],
    // What many have pages on is a company as well, where its own front page is meant.
    ["https://www.zendesk.com/", "zendesk.com"],
    ["github.com", "github.com"],
    ["booking.com", "booking.com"],
  ])("%s: %s", (input, domain) => {
    expect(companyDomain(input)).toBe(domain);
  });

  test.each([
    "https://www.linkedin.com/company/acme",
    "linkedin.com",
    "https://de-de.facebook.com/acme",
    "instagram.com/acme",
    "https://x.com/acme",
    "twitter.com/acme",
    "youtube.com/@acme",
    "tiktok.com/@acme",
    "https://www.xing.com/companies/acme",
    "https://linktr.ee/acme",
    "bit.ly/3abc",
    "https://sites.google.com/view/acme",
    "https://goo.gl/maps/x",
    "https://maps.google.com/?q=acme",
    "google.com/maps/place/acme",
    "acme.atlassian.net",
    "acme.sharepoint.com",
    "acme.onmicrosoft.com",
    "acme.zendesk.com",
    "acme.slack.com",
    "github.com/acme",
    "https://www.crunchbase.com/organization/acme",
    "amazon.de/shops/acme",
    "acme.wordpress.com",
    "gmail.com",
    "yahoo.co.uk",
    "web.de",
    "privaterelay.appleid.com",
    "jane@gmail.com",
    "mailinator.com",
    "example.com",
    "test.com",
    "192.168.1.1",
    "",
  ])("%s is nobody's", (input) => {
    expect(companyDomain(input)).toBeNull();
  });
});

test("a cache changes nothing but the time", () => {
  const cache = new Map();
  for (const input of ["https://www.acme.com/", "www.ACME.com", "acme.com", "10.0.0.1"])
    for (const _round of [1, 2]) expect(hostOf(input, cache)).toEqual(hostOf(input));
});
