import { expect, test } from "vitest";
import { domainOf, providerOf } from "./provider.ts";

test.each([
  ["kim@GMAIL.com", "google"],
  ["kim@hotmail.co.uk", "microsoft"],
  ["kim@aol.com", "yahoo"],
  ["kim@web.de", "gmx"],
  ["kim@acme.example", "acme.example"],
  ["kim@notgmail.com", "notgmail.com"],
])("%s is taken in by %s", (address, provider) => {
  expect(providerOf(domainOf(address))).toBe(provider);
});

test.each([
  [["aspmx.l.google.com."], "google"],
  [["acme-example.mail.protection.outlook.com"], "microsoft"],
  [["mx.acme.example", "mxa-0001.gslb.pphosted.com"], "proofpoint"],
  [["mx.notgoogle.com"], "acme.example"],
  [[], "acme.example"],
])("a company with the mail hosts %j is taken in by %s", (mx, provider) => {
  expect(providerOf("acme.example", mx)).toBe(provider);
});
