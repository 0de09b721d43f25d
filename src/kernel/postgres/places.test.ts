import { expect, test } from "vitest";
import { clusterTag, socketFolder, socketName } from "./places.ts";

const account = { uid: 10, gid: 20, isLent: false };

test("the socket stays in the home as long as its path fits", () => {
  const fits = `/${"d".repeat(103 - "//socket/".length - socketName.length)}`;
  expect(socketFolder(fits, account)).toBe(`${fits}/socket`);
  expect(socketFolder(`${fits}d`, account)).toMatch(/\/fairlead-[0-9a-f]{12}$/);
});

test("bytes count, not letters, and PostgreSQL's list separators never reach its settings", () => {
  for (const odd of ["/data, v2", "/Bob's", '/a"b', "/ä"])
    expect(socketFolder(odd, account)).toMatch(/\/fairlead-[0-9a-f]{12}$/);
});

test("two users of one path get two folders under the shared temporary folder", () => {
  const long = `/${"d".repeat(200)}`;
  expect(socketFolder(long, account)).not.toBe(socketFolder(long, { ...account, uid: 11 }));
  expect(socketFolder(long, account)).toBe(socketFolder(long, account));
});

test("a tag names one cluster and fits a process title", () => {
  expect(clusterTag("/a")).toMatch(/^fairlead-[0-9a-f]{12}$/);
  expect(clusterTag("/a")).not.toBe(clusterTag("/b"));
});
