import { describe, expect, test } from "vitest";
import { checksText, isWell } from "./check.ts";
import { editDistance, readSettings, settingChecks } from "./settings.ts";

const faultsOf = (environment: Readonly<Record<string, string>>) =>
  settingChecks(environment, "/srv/fairlead")
    .filter((check) => check.state !== "ok")
    .map(({ state, name, mend }) => `${state} ${name}: ${mend}`);

describe("settings", () => {
  test("an empty environment is sound", () => {
    const checks = settingChecks({}, undefined);
    expect(isWell(checks)).toBe(true);
    expect(checksText(checks)).toContain("all is well");
  });

  test("faulty settings are left out, so that the rest can still be looked at", () => {
    const { config, faults } = readSettings({ FAIRLEAD_HTTP_PORT: "99999", FAIRLEAD_SMTP_PORT: "26" }, "/srv/fairlead");
    expect([config.dataDir, config.httpPort, config.smtpInPort]).toEqual(["/srv/fairlead", 7070, 26]);
    expect(faults.map((fault) => fault.name)).toEqual(["FAIRLEAD_HTTP_PORT"]);
  });

  test("no secret is shown", () => {
    const environment = {
      FAIRLEAD_TOKEN: "flk_secret",
      DATABASE_URL: "postgres://me:s3cret@db.example/fairlead",
      FAIRLEAD_REPLY_MODEL_URL: "https://models.example/v1/chat/completions",
      FAIRLEAD_REPLY_MODEL_NAME: "small",
      FAIRLEAD_REPLY_MODEL_KEY: "mk_secret",
    };
    const text = checksText(settingChecks(environment, undefined));
    expect(text).toContain("postgres://me@db.example/fairlead");
    expect(text).not.toMatch(/secret|s3cret/);
  });

  test.each([
    [{ FAIRLEAD_HTTP_PROT: "1" }, "fail FAIRLEAD_HTTP_PROT: did you mean FAIRLEAD_HTTP_PORT?"],
    [{ FAIRLEAD_HTTP_PORT: "2525" }, "fail ports: set FAIRLEAD_SMTP_PORT"],
    [{ FAIRLEAD_HOST: "0.0.0.0" }, "warn public URL: set FAIRLEAD_PUBLIC_URL"],
    [{ FAIRLEAD_PUBLIC_URL: "http://crm.example" }, "warn public URL: put it behind TLS"],
    [{ FAIRLEAD_PUBLIC_URL: "https://crm.example/fairlead" }, "fail public URL: give scheme and host only"],
    [{ FAIRLEAD_REPLY_MODEL_NAME: "small" }, "warn reply model: set FAIRLEAD_REPLY_MODEL_URL"],
    [
      { FAIRLEAD_REPLY_MODEL_URL: "https://models.example/v1" },
      "fail FAIRLEAD_REPLY_MODEL_URL: set FAIRLEAD_REPLY_MODEL_NAME",
    ],
    [
      { FAIRLEAD_REPLY_MODEL_URL: "https://models.example/v1", FAIRLEAD_REPLY_MODEL_NAME: "small" },
      "warn reply model: give the whole address",
    ],
    [
      { FAIRLEAD_REPLY_MODEL_URL: "https://me:s3cret@models.example/", FAIRLEAD_REPLY_MODEL_NAME: "small" },
      "fail FAIRLEAD_REPLY_MODEL_URL: give https://…/chat/completions and the key apart",
    ],
    [{ DATABASE_URL: "mysql://db/x" }, "fail DATABASE_URL: give postgres://"],
  ])("%o is told with its mend", (environment, said) => {
    expect(faultsOf(environment as Record<string, string>)).toEqual([expect.stringContaining(said)]);
  });

  test.each([
    ["FAIRLEAD_REPLY_MODEL_NAME", "two words", "FAIRLEAD_REPLY_MODEL_URL"],
    ["FAIRLEAD_REPLY_MODEL_KEY", "a key\nand a header: more", "FAIRLEAD_REPLY_MODEL_KEY"],
    ["FAIRLEAD_REPLY_MODEL_TOKENS_PER_DAY", "many", "FAIRLEAD_REPLY_MODEL_TOKENS_PER_DAY"],
  ])("%s is not taken as `%s`", (name, value, faulty) => {
    const environment = {
      FAIRLEAD_REPLY_MODEL_URL: "http://127.0.0.1:11434/v1/chat/completions",
      FAIRLEAD_REPLY_MODEL_NAME: "small",
    };
    expect(readSettings(environment, undefined).config.replyModel).toMatchObject({ key: null, tokensPerDay: 200_000 });
    const { faults } = readSettings({ ...environment, [name]: value }, undefined);
    expect(faults.map((fault) => fault.name)).toEqual([faulty]);
  });

  test("the distance of two names counts letters", () => {
    expect([editDistance("", ""), editDistance("port", "prot"), editDistance("port", "ports")]).toEqual([0, 2, 1]);
  });
});
