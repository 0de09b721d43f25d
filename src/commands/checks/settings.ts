import { shown } from "../../app/unreachable.ts";
import { type Config, checkEnvironment, configVariables, readConfig } from "../../kernel/config.ts";
import { type Check, fail, ok, warn } from "./check.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration as far as it can be read, and what is wrong with the rest. */
export interface Settings {
  readonly config: Config;
  readonly faults: readonly Check[];
}

/** Reads the configuration without the settings that are wrong, so that everything else can still be looked at. */
export function readSettings(environment: Environment, dataDir: string | undefined): Settings {
  const findings = checkEnvironment(environment);
  const bad = new Set(findings.map((finding) => finding.name));
  const sound = Object.fromEntries(Object.entries(environment).filter(([name]) => !bad.has(name)));
  const faults = findings.map(({ name, says, mend }) => fail(name, says, nearest(name) ?? mend));
  return { config: readConfig(sound, { dataDir }), faults };
}

/** Every setting with its value and where it comes from; a secret is never shown. */
export function settingChecks(environment: Environment, dataDir: string | undefined): readonly Check[] {
  const { config, faults } = readSettings(environment, dataDir);
  const faulty = new Set(faults.map((fault) => fault.name));
  const rows = Object.entries(configVariables)
    .filter(([name]) => !faulty.has(name))
    .map(([name, what]) => ok(name, `${settingText(name, environment, config, dataDir)}: ${what}`));
  return [...faults, ...rows, ...senseChecks(environment, config)];
}

/** Settings that are sound one by one but not together. */
export function senseChecks(environment: Environment, config: Config): readonly Check[] {
  const checks: Check[] = [];
  const { host, httpPort, smtpInPort, databaseUrl } = config;
  const isOpen = !["127.0.0.1", "localhost", "::1"].includes(host);
  if (httpPort === smtpInPort && httpPort !== 0)
    checks.push(fail("ports", `HTTP and mail both want ${httpPort}`, "set FAIRLEAD_SMTP_PORT to another port"));
  if (isOpen && environment["FAIRLEAD_PUBLIC_URL"] === undefined) {
    const mend = "set FAIRLEAD_PUBLIC_URL to the address that people and mail clients use: unsubscribe links carry it";
    checks.push(warn("public URL", `others can reach \`${host}\`, but the links in mails would name it`, mend));
  }
  const url = new URL(config.publicUrl);
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (!["http:", "https:"].includes(url.protocol))
    checks.push(fail("public URL", `\`${config.publicUrl}\` is no web address`, "give https://…"));
  else if (url.protocol === "http:" && !isLoopback && environment["FAIRLEAD_PUBLIC_URL"] !== undefined)
    checks.push(
      warn("public URL", "sign-ins and keys would cross the network in clear", "put it behind TLS: https://…"),
    );
  if (url.pathname !== "/" || url.search !== "")
    checks.push(fail("public URL", "it has a path, and Fairlead serves at the root", "give scheme and host only"));
  checks.push(...replyModelChecks(environment, config));
  if (databaseUrl !== undefined && !/^postgres(ql)?:$/.test(new URL(databaseUrl).protocol))
    checks.push(fail("DATABASE_URL", "is not a PostgreSQL URL", "give postgres://user:password@host:5432/name"));
  return checks;
}

/** What is said of a model while none is asked, and an endpoint that is not one of those that are understood. */
function replyModelChecks(environment: Environment, { replyModel }: Config): readonly Check[] {
  const isNamed = Object.keys(environment).some((name) => name.startsWith("FAIRLEAD_REPLY_MODEL_"));
  if (isNamed && environment["FAIRLEAD_REPLY_MODEL_URL"] === undefined)
    return [warn("reply model", "no model is asked about replies", "set FAIRLEAD_REPLY_MODEL_URL to its endpoint")];
  if (replyModel === null || new URL(replyModel.url).pathname.endsWith("/chat/completions")) return [];
  const mend = "give the whole address of the endpoint, which ends in /chat/completions";
  return [warn("reply model", `\`${replyModel.url}\` looks like no endpoint for chat completions`, mend)];
}

function settingText(name: string, environment: Environment, config: Config, dataDir: string | undefined): string {
  const value = environment[name];
  if (name === "FAIRLEAD_DATA" && dataDir !== undefined) return `${config.dataDir} (by --data)`;
  if (value === undefined) return name in defaults ? `${defaults[name]?.(config)} (default)` : "not set";
  if (secrets.has(name)) return "set";
  return name === "DATABASE_URL" ? shown(value) : value;
}

const secrets: ReadonlySet<string> = new Set(["FAIRLEAD_TOKEN", "FAIRLEAD_REPLY_MODEL_KEY"]);

const defaults: Readonly<Record<string, (config: Config) => string | number>> = {
  FAIRLEAD_DATA: (config) => config.dataDir,
  FAIRLEAD_HOST: (config) => config.host,
  FAIRLEAD_HTTP_PORT: (config) => config.httpPort,
  FAIRLEAD_SMTP_PORT: (config) => config.smtpInPort,
  FAIRLEAD_PUBLIC_URL: (config) => config.publicUrl,
  FAIRLEAD_LOG: (config) => config.logLevel,
};

/** The setting that a mistyped name was meant to be. */
function nearest(name: string): string | undefined {
  if (name in configVariables) return undefined;
  const found = Object.keys(configVariables)
    .map((known) => ({ known, distance: editDistance(name, known) }))
    .toSorted((left, right) => left.distance - right.distance)[0];
  return found !== undefined && found.distance <= 4
    ? `did you mean ${found.known}? \`config check\` lists all`
    : undefined;
}

/** Letters to add, drop or change (Levenshtein). */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [down, letter] of [...left].entries()) {
    const next = [down + 1];
    for (const [across, other] of [...right].entries()) {
      const change = (row[across] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[across + 1] ?? 0) + 1, (next[across] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
