import { expect, test } from "vitest";
import { parsePidFile } from "./pid-file.ts";

const whole = "4242\n/data\n1700000000\n5432\n/run/socket\n\n  5432001     98308\nready   \n";

test("a whole pid file says who runs, where its socket is and that it is ready", () => {
  expect(parsePidFile(whole)).toEqual({
    pid: 4242,
    startedAtSeconds: 1_700_000_000,
    socketFolder: "/run/socket",
    sharedMemoryId: 98_308,
    isReady: true,
  });
});

test("a pid file of a server that starts names no socket or memory yet", () => {
  expect(parsePidFile("4242\n/data\n1700000000\n5432\n\n")).toMatchObject({
    pid: 4242,
    socketFolder: null,
    sharedMemoryId: null,
    isReady: false,
  });
  expect(parsePidFile(whole.replace("ready   ", "stopping"))?.isReady).toBe(false);
});

test.each(["", "\n", "postmaster\n", "-7\n"])("an unfinished pid file %j names nobody", (text) => {
  expect(parsePidFile(text)).toBeNull();
});
