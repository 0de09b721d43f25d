import { expect, test } from "vitest";
import { initArguments } from "./cluster.ts";
import { serverArguments } from "./postmaster.ts";

test("a new cluster sorts text the same on every machine where PostgreSQL can do that itself", () => {
  expect(initArguments({ major: 18 }, { fsync: true })).toContain("--builtin-locale=C.UTF-8");
  expect(initArguments({ major: 15 }, { fsync: true }).join(" ")).not.toContain("builtin");
});

test("every cluster has checksums and asks for a password", () => {
  for (const major of [15, 16, 17, 18]) {
    expect(initArguments({ major }, { fsync: true })).toEqual(
      expect.arrayContaining(["--data-checksums", "--auth=scram-sha-256", "--encoding=UTF8"]),
    );
  }
});

test("the server listens on no network, syncs unless a test says otherwise, and logs no statement", () => {
  const real = serverArguments({ data: "/d", tag: "t" }, "/s", 18, { fsync: true });
  expect(real).toEqual(expect.arrayContaining(["listen_addresses=", "log_min_error_statement=panic"]));
  expect(real.join(" ")).not.toContain("fsync");
  const tests = serverArguments({ data: "/d", tag: "t" }, "/s", 15, { fsync: false });
  expect(tests).toContain("fsync=off");
  expect(tests.join(" ")).not.toContain("io_workers");
});
