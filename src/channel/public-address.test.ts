import { expect, test } from "vitest";
import { createAddressGuard } from "./public-address.ts";

const isPublic = createAddressGuard([]);

test.each([
  "8.8.8.8",
  "93.184.216.34",
  "172.15.0.1",
  "172.32.0.1",
  "100.63.255.255",
  "2606:4700:4700::1111",
  "2a00:1450:4001:830::200e",
])("%s is public", (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "192.0.2.1",
  "198.18.0.1",
  "203.0.113.9",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:8.8.8.8",
  "0:0:0:0:0:ffff:7f00:1",
  "64:ff9b::7f00:1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "ff02::1",
  "127.0.0.1.nip.io",
  "",
])("`%s` is not", (address) => {
  expect(isPublic(address)).toBe(false);
});

test("what the operator names may be reached besides, in IPv6 clothes as well, and nothing around it", () => {
  const guard = createAddressGuard(["127.0.0.1", "10.1.0.0/16", "fd12::/16"]);
  for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "10.1.200.3", "fd12:1::1", "8.8.8.8"])
    expect(guard(address), address).toBe(true);
  for (const address of ["127.0.0.2", "10.2.0.1", "fd13::1"]) expect(guard(address), address).toBe(false);
});
