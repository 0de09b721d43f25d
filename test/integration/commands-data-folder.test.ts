import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uuidFromId } from "../../src/kernel/ids.ts";
import { serverStatus } from "../../src/kernel/postgres/supervisor.ts";
import { anyPorts, fairlead, type Running, startFairlead } from "../helpers/command.ts";
import { commandFolder } from "../helpers/command-folder.ts";

const { folder, dataDir } = commandFolder();

interface Checks {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly state: string;
    readonly says: string;
    readonly mend?: string;
  }[];
}

describe("on a data folder", () => {
  let running: Running;
  let token: string;

  beforeAll(async () => {
    const first = await fairlead(["migrate", "--json", "--data", dataDir]);
    expect(first.json<{ applied: string[] }>().applied.length).toBeGreaterThan(5);
    const second = await fairlead(["migrate", "--json", "--data", dataDir]);
    expect(second.json()).toEqual({ applied: [], hasSecondWall: true });
    running = await startFairlead(["start", ...anyPorts, "--data", dataDir]);
    const people = await fairlead(["people", "list", "--json", "--data", dataDir]);
    const [owner] = people.json<{ items: { id: string }[] }>().items;
    const made = await fairlead([
      "keys",
      "create",
      "--name",
      "test",
      "--holder-id",
      owner?.id ?? "",
      "--json",
      "--data",
      dataDir,
    ]);
    token = made.json<{ secret: string }>().secret;
  }, 120_000);
  afterAll(() => running.kill("SIGTERM"));

  const remote = (...args: string[]) => fairlead([...args, "--url", String(running.ready["url"]), "--token", token]);

  test("the ready line carries the real ports and a sign-in link that works once", async () => {
    const { httpPort, url, publicUrl, signInUrl } = running.ready;
    expect(httpPort).toBeGreaterThan(0);
    expect([url, publicUrl]).toEqual([`http://127.0.0.1:${httpPort}`, `http://127.0.0.1:${httpPort}`]);
    expect(String(signInUrl)).toMatch(new RegExp(`^http://127.0.0.1:${httpPort}/sign-in\\?token=`));
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const another = await fairlead(["sign-in", "link", "--json", "--data", dataDir]);
    expect(another.json<{ url: string }>().url).toMatch(new RegExp(`^http://127.0.0.1:${httpPort}/sign-in\\?token=`));
  });

  test("an operation answers in JSON, through the server and on the folder beside it", async () => {
    const far = await remote("session", "whoami", "--json");
    const near = await fairlead(["session", "whoami", "--json", "--data", dataDir]);
    expect([far.code, near.code]).toEqual([0, 0]);
    expect(far.json<{ workspace: object }>().workspace).toEqual(near.json<{ workspace: object }>().workspace);
  });

  test("a refusal is data, and --expect makes it an exit code", async () => {
    const file = join(folder, "one.csv");
    writeFileSync(file, "Email,First Name,Last Name\nada@example.com,Ada,King\n");
    await remote("imports", "create", "--file", file);
    const { items } = (await remote("contacts", "list", "--json")).json<{ items: { id: string }[] }>();
    const draft = JSON.stringify({ subject: "Hello", body: "Hello Ada." });
    const propose = ["actions", "propose", "--contact-id", items[0]?.id ?? "", "--draft", draft, "--json"];
    const plain = await remote(...propose);
    expect(plain.code).toBe(0);
    const { outcome } = plain.json<{ decision: { outcome: string } }>().decision;
    expect(outcome).not.toBe("allow");
    const wanting = await remote(...propose, "--expect", "allow");
    expect([wanting.code, wanting.err]).toEqual([1, expect.stringContaining("expected `allow`")]);
    expect((await remote(...propose, "--expect", outcome)).code).toBe(0);
  });

  test("a key that is wrong and a server that is not there are told apart", async () => {
    const wrong = await fairlead(["session", "whoami", "--url", String(running.ready["url"]), "--token", "nonsense"]);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("(unauthenticated)")]);
    const absent = await fairlead(["session", "whoami", "--url", "http://127.0.0.1:9", "--token", token]);
    expect([absent.code, absent.err]).toEqual([1, expect.stringContaining("no server answers")]);
  });

  describe("a file that cannot be imported says why", () => {
    const wide = Array.from({ length: 1_000 }, (_, at) => `Column ${at}`).join(",");
    const files: readonly (readonly [string, string | Buffer, RegExp])[] = [
      ["an empty file", "", /the file is empty: export it again with its heading row/],
      ["columns that name nobody", "Colour,Shape\nred,round\n", /no column says who a row is about.*`Colour`, `Shape`/],
      ["1,000 columns", `Email,${wide}\na@example.com\n`, /1001 columns and at most 500 are read/],
      ["a binary file", Buffer.from(Array.from({ length: 4_096 }, (_, at) => at % 256)), /binary, not a CSV/],
    ];
    test.each(files)("%s", async (_name, content, says) => {
      const file = join(folder, "refused.csv");
      writeFileSync(file, content);
      const { code, err } = await remote("imports", "create", "--file", file);
      expect(code).toBeGreaterThan(0);
      expect(err).toMatch(says);
    });
  });

  describe("good rows are kept and bad ones handed back", () => {
    const importOf = async (content: string | Buffer) => {
      const file = join(folder, "list.csv");
      writeFileSync(file, content);
      const ran = await remote("imports", "create", "--file", file, "--json");
      expect(ran.err).toBe("");
      const report = ran.json<{ id: string; counts: Record<string, number>; notices: string[] }>();
      const rejects = (await remote("imports", "rejects", report.id, "--json")).json<{ rows: number; csv: string }>();
      return { ...report, rejects };
    };

    test("another encoding is read, and said", async () => {
      const { counts, notices } = await importOf(Buffer.from("Email;Last Name\nm@example.com;Müller\n", "latin1"));
      expect(counts).toMatchObject({ rows: 1, created: 1 });
      expect(notices.join()).toContain("not UTF-8 and was read as windows-1252");
      const { items } = (await remote("contacts", "list", "--json")).json<{ items: { name: string }[] }>();
      expect(items.map((item) => item.name)).toContain("Müller");
    });

    test("a row of 1,000 cells, an address that is none and a stray quote come back with their reasons", async () => {
      const cells = Array.from({ length: 1_000 }, () => "x").join(",");
      const { counts, rejects } = await importOf(
        `Email,First Name,Last Name\ngood@example.com,Gina,Good\nwide@example.com,${cells}\nno-address,Bob,\n"also@example.com,Al,So\n`,
      );
      expect(counts).toMatchObject({ created: 1, rejected: 3 });
      expect(rejects.rows).toBe(3);
      expect(rejects.csv).toContain("`no-address` is not an e-mail address");
      expect(rejects.csv.split("\r\n")[0]).toMatch(/_row,_code,_message$/);
    });

    test("formulas stay text and come back defused", async () => {
      const { counts, rejects } = await importOf(
        'Email,First Name,Last Name\nf@example.com,Fay,=1+1\n"=HYPERLINK(""http://evil.example"")",Eve,\n',
      );
      expect(counts).toMatchObject({ created: 1, rejected: 1 });
      expect(rejects.csv).toMatch(/"'=HYPERLINK/);
    });

    test("headings that come twice are both read, and said", async () => {
      const { counts, notices } = await importOf("Email,Email,First Name,Last Name\n,second@example.com,Sue,Second\n");
      expect(counts).toMatchObject({ created: 1 });
      expect(notices.join()).toContain("are both `email`: the first filled one is taken");
    });
  });

  test("the log verifies in the database, is exported, and its export verifies", async () => {
    expect((await fairlead(["audit", "verify", "--data", dataDir])).code).toBe(0);
    expect((await remote("audit", "verify")).code).toBe(0);
    const out = join(folder, "export");
    const report = (await fairlead(["audit", "export", "--out", out, "--json", "--data", dataDir])).json<{
      vkey: string;
    }>();
    for (const key of [report.vkey, join(out, "keys", "log.vkey")]) {
      const sound = await fairlead(["audit", "verify", out, "--log", key, "--json"]);
      expect([sound.code, sound.json()["ok"]]).toEqual([0, true]);
    }
    const entries = join(out, "entries.jsonl");
    writeFileSync(entries, readFileSync(entries, "utf8").replace("auth.workspace_created", "auth.workspace_creates"));
    expect((await fairlead(["audit", "verify", out])).code).toBe(1);
    expect((await fairlead(["audit", "verify", join(folder, "nowhere")])).code).toBe(2);
  });

  describe("doctor", () => {
    const look = async () => {
      const { code, json } = await fairlead(["doctor", "--json", "--data", dataDir]);
      const report = json<Checks>();
      expect(report.ok).toBe(code === 0);
      return report.checks.filter((check) => check.state !== "ok").map((check) => `${check.state} ${check.name}`);
    };

    test("finds nothing in the way of a running server, and says what is missing to send", async () => {
      expect(await look()).toEqual(["warn mailboxes"]);
    });

    test("tells a lost master key", async () => {
      const key = join(dataDir, "keys", "master.key");
      renameSync(key, `${key}.away`);
      try {
        expect(await look()).toContain("fail master key");
      } finally {
        renameSync(`${key}.away`, key);
      }
    });

    test("tells a folder whose checkpoint the database does not continue", async () => {
      const workspace = (await remote("session", "whoami", "--json")).json<{ workspace: { id: string } }>().workspace;
      const { vkey, note } = (await remote("audit", "checkpoint", "--json")).json<{ vkey: string; note: string }>();
      expect(vkey).toContain(workspace.id);
      const made = (await fairlead(["workspaces", "create", "--name", "Other", "--json", "--data", dataDir])).json<{
        id: string;
      }>();
      const { idPath } = pathsIn(dataDir, made.id);
      await expect.poll(() => existsSync(idPath)).toBe(true);
      const own = readFileSync(idPath, "utf8");
      writeFileSync(idPath, note);
      try {
        expect(await look()).toContain(`fail audit log of ${made.id}`);
      } finally {
        writeFileSync(idPath, own);
      }
    });
  });

  test("a second start is ready, and one whose parent is gone leaves", async () => {
    expect(await running.kill("SIGTERM")).toBe(0);
    running = await startFairlead(["start", ...anyPorts, "--data", dataDir]);
    expect((await fetch(`${running.ready["url"]}/readyz`)).status).toBe(200);
    expect(await running.leave()).toBe(0);
    const { code, out } = await fairlead(["doctor", "--data", dataDir]);
    expect(code).toBe(0);
    expect(out).toContain("stopped, started to look inside");
  });

  test("a call that is told to stop ends, and leaves no database running", async () => {
    const file = join(folder, "many.csv");
    const rows = Array.from({ length: 30_000 }, (_, at) => `a${at}@firm-${at}.example.com,Ann,Bo${at}`);
    writeFileSync(file, `Email,First Name,Last Name\n${rows.join("\n")}\n`);
    const importing = ["imports", "create", "--file", file, "--data", dataDir];
    // The first word about progress: it has begun, and is far from done.
    const { code, err } = await fairlead(importing, {}, (child) =>
      child.stderr?.once("data", () => child.kill("SIGINT")),
    );
    expect([code, err]).toEqual([1, expect.stringContaining("stopped before it was done")]);
    expect((await serverStatus({ dataDir })).state).toBe("stopped");
  });
});

function pathsIn(dir: string, workspaceId: string): { readonly idPath: string } {
  return { idPath: join(dir, "audit", `${uuidFromId(workspaceId as never)}.checkpoint`) };
}
