import { expect, test } from "vitest";
import type { DnsAnswer } from "./dns-answer.ts";
import { judgeSpf, spfIn, spfLookups, spfTargets } from "./spf.ts";

const google = {
  domain: "sales.acme.io",
  organisation: "acme.io",
  relay: "smtp.gmail.com",
  relayOrganisation: "gmail.com",
  relayAddresses: ["198.51.100.7"],
};
const own = { ...google, relay: "mail.acme.io", relayOrganisation: "acme.io" };
const other = { ...google, relay: "smtp-relay.posts.io", relayOrganisation: "posts.io" };

function records(texts: Readonly<Record<string, string | readonly string[] | null>>) {
  return new Map(
    Object.entries(texts).map(([name, text]): [string, DnsAnswer<string>] => [
      name,
      text === null ? { kind: "none" } : { kind: "records", records: typeof text === "string" ? [text] : text },
    ]),
  );
}

test.each([
  [
    google,
    { "sales.acme.io": "v=spf1 include:_spf.google.com ~all", "_spf.google.com": "v=spf1 ip4:203.0.113.0/24 ~all" },
    "pass",
  ],
  [
    google,
    {
      "sales.acme.io": "v=spf1 redirect=_spf.acme.io",
      "_spf.acme.io": "v=spf1 include:_spf.google.com -all",
      "_spf.google.com": "v=spf1 -all",
    },
    "pass",
  ],
  [google, { "sales.acme.io": "v=spf1 include:sendgrid.net ~all", "sendgrid.net": "v=spf1 -all" }, "fail"],
  [google, { "sales.acme.io": null }, "fail"],
  [google, { "sales.acme.io": ["v=spf1 include:_spf.google.com ~all", "v=spf1 -all"] }, "fail"],
  [google, { "sales.acme.io": "v=spf1 include:_spf.google.com +all", "_spf.google.com": "v=spf1 -all" }, "fail"],
  [
    google,
    { "sales.acme.io": `v=spf1 ${Array.from({ length: 11 }, (_, n) => `a:h${n}.acme.io`).join(" ")} ~all` },
    "fail",
  ],
  [own, { "sales.acme.io": "v=spf1 ip4:198.51.100.0/28 -all" }, "pass"],
  [own, { "sales.acme.io": "v=spf1 a:mail.acme.io -all" }, "pass"],
  [own, { "sales.acme.io": "v=spf1 ip4:198.51.101.0/28 -all" }, "unknown"],
  [own, { "sales.acme.io": "v=spf1 include:_spf.acme.io -all", "_spf.acme.io": "v=spf1 -all" }, "unknown"],
  [own, {}, "unknown"],
  [other, { "sales.acme.io": "v=spf1 include:spf.posts.io -all", "spf.posts.io": "v=spf1 ip4:192.0.2.1 -all" }, "pass"],
  [other, { "sales.acme.io": "v=spf1 include:spf.ghosts.io -all", "spf.ghosts.io": "v=spf1 -all" }, "unknown"],
] as const)("%j with %j is a %s", (path, texts, result) => {
  const found = judgeSpf(path, records(texts));
  expect(found).toMatchObject({ name: "spf", result });
  expect(found.mend === null).toBe(result === "pass");
});

test("a failure says what to publish", () => {
  const { mend } = judgeSpf(google, records({ "sales.acme.io": null }));
  expect(mend).toContain("`v=spf1 include:_spf.google.com ~all`");
});

test("only SPF records of a name count, and only what costs a look-up is counted", () => {
  expect(spfIn({ kind: "records", records: ["v=spf10", "google-site-verification=x"] })).toEqual({ kind: "none" });
  expect(spfIn({ kind: "records", records: ["V=SPF1"] })).toEqual({ kind: "records", records: ["V=SPF1"] });
  expect(spfLookups("v=spf1 a mx/24 ip4:192.0.2.0/24 ?include:a.io exists:%{i}.b.io redirect=c.io ~all")).toBe(5);
  expect(spfTargets("v=spf1 -include:A.io. include:%{d}.b.io redirect=c.io")).toEqual(["a.io", "c.io"]);
});
