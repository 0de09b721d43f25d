import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { anyPorts, fairlead } from "../helpers/command.ts";
import { commandFolder } from "../helpers/command-folder.ts";
import { testDatabase } from "../helpers/database.ts";

const { folder, dataDir } = commandFolder();

describe("without a server", () => {
  test("help lists the commands and every noun", async () => {
    const { code, out } = await fairlead(["help"]);
    expect(code).toBe(0);
    for (const word of ["start", "doctor", "config check", "audit verify", "imports", "actions"])
      expect(out).toContain(word);
  });

  test("an unknown command is unusable input", async () => {
    const { code, err } = await fairlead(["docter"]);
    expect(code).toBe(2);
    expect(err).toContain("did you mean `doctor`");
  });

  test("an unknown flag names those there are", async () => {
    const { code, err } = await fairlead(["start", "--prot", "1"]);
    expect(code).toBe(2);
    expect(err).toMatch(/unknown option '--prot'.*--port/);
  });

  test("config check names a wrong value, a mistyped name and what to do", async () => {
    const settings = {
      FAIRLEAD_HTTP_PROT: "8080",
      FAIRLEAD_SMTP_PORT: "mail",
      DATABASE_URL: "postgres://me:s3cret@db/x",
    };
    const { code, out } = await fairlead(["config", "check", "--data", dataDir], settings);
    expect(code).toBe(1);
    expect(out).toContain("did you mean FAIRLEAD_HTTP_PORT?");
    expect(out).toMatch(/fail {2}FAIRLEAD_SMTP_PORT +is `mail`, not a port\n *→ give a number/);
    expect(out).toContain("postgres://me@db/x");
    expect(out).not.toContain("s3cret");
  });

  test("config check finds a port that another program holds", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    try {
      const settings = { FAIRLEAD_HTTP_PORT: String(port), FAIRLEAD_SMTP_PORT: "0" };
      const { code, out } = await fairlead(["config", "check", "--data", dataDir], settings);
      expect(code).toBe(1);
      expect(out).toContain(`127.0.0.1:${port} is in use by another program`);
      const start = await fairlead(["start", "--no-console", "--data", join(folder, "unmade")], settings);
      expect(start.code).toBe(1);
      expect(start.err).toContain(`port ${port} is in use`);
      expect(existsSync(join(folder, "unmade"))).toBe(false);
    } finally {
      server.close();
    }
  });

  test("doctor on a fresh folder says what will be made, and makes nothing", async () => {
    const settings = { FAIRLEAD_HTTP_PORT: "0", FAIRLEAD_SMTP_PORT: "0" };
    const { code, out } = await fairlead(["doctor", "--data", dataDir], settings);
    expect(code).toBe(0);
    expect(out).toContain("will be made by the first start");
    expect(out).toContain("all is well");
    expect(existsSync(dataDir)).toBe(false);
  });

  test.each([["doctor"], ["migrate"], ["contacts", "list"], ["start", ...anyPorts]])(
    "%s explains a server that nobody listens on",
    async (...args) => {
      const settings = { DATABASE_URL: "postgres://me:s3cret@127.0.0.1:1/none" };
      const { code, out, err } = await fairlead([...args, "--data", join(folder, "far")], settings);
      expect(code).toBe(1);
      expect(out + err).toContain("`postgres://me@127.0.0.1:1/none`, but nobody listens there");
      expect(out + err).not.toContain("s3cret");
      expect(out + err).not.toContain("    at ");
    },
  );
});

const external = process.env["FAIRLEAD_TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"];

describe("on a server by DATABASE_URL", () => {
  test.skipIf(external === undefined)("doctor names its version and what stands behind it", async ({ skip }) => {
    if (external === undefined) return skip("no DATABASE_URL is given");
    const db = await testDatabase();
    try {
      const url = "url" in db.target ? db.target.url : "";
      const settings = { DATABASE_URL: url, FAIRLEAD_HTTP_PORT: "0", FAIRLEAD_SMTP_PORT: "0" };
      const { code, out } = await fairlead(["doctor", "--data", join(folder, "external")], settings);
      expect(code).toBe(0);
      expect(out).toMatch(/ok +server +server by DATABASE_URL, version 1[5-8]\./);
      expect(out).toMatch(/ok +schema +up to date/);
    } finally {
      await db.close();
    }
  });
});
