import { resolve } from "node:path";
import { problem } from "./problem.ts";

/** Everything that can be configured, read once from the command line and the environment. */
export interface Config {
  /** The data folder: database, keys, logs, exports. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly httpPort: number;
  readonly smtpInPort: number;
  /** The address that people and mail clients reach the HTTP server under; unsubscribe links carry it. */
  readonly publicUrl: string;
  /** Networks that enrichment may reach besides the public internet. */
  readonly outboundAllow: readonly string[];
  /** The model that replies are put to which no rule is sure of; null where nobody is asked. */
  readonly replyModel: ReplyModel | null;
  readonly logLevel: "silent" | "info" | "debug";
}

/** A model behind an endpoint in the form of chat completions. */
export interface ReplyModel {
  readonly url: string;
  /** Sent as a bearer token; never logged or shown. */
  readonly key: string | null;
  readonly name: string;
  /** What one workspace may take in a day (UTC). */
  readonly tokensPerDay: number;
}

/** One thing to say about the configuration; `mend` tells what to do. */
export interface ConfigFinding {
  readonly name: string;
  readonly says: string;
  readonly mend: string;
}

const variables = {
  FAIRLEAD_DATA: "the data folder (the same as --data)",
  FAIRLEAD_HOST: "the address to listen on (127.0.0.1)",
  FAIRLEAD_HTTP_PORT: "the HTTP port (7070)",
  FAIRLEAD_SMTP_PORT: "the port for inbound mail (2525)",
  FAIRLEAD_PUBLIC_URL: "the URL that others reach this server under",
  FAIRLEAD_OUTBOUND_ALLOW:
    "networks that enrichment may reach besides the public internet, such as 10.1.0.0/16,127.0.0.1",
  FAIRLEAD_REPLY_MODEL_URL:
    "where replies that no rule is sure of are put to a model, such as https://models.example/v1/chat/completions",
  FAIRLEAD_REPLY_MODEL_KEY: "the key of that model",
  FAIRLEAD_REPLY_MODEL_NAME: "the name of that model",
  FAIRLEAD_REPLY_MODEL_TOKENS_PER_DAY: "tokens that one workspace may take of it in a day (200000)",
  FAIRLEAD_LOG: "silent, info or debug",
  FAIRLEAD_TOKEN: "the agent or person key that command-line calls use",
  FAIRLEAD_URL: "the server that command-line calls go to, when it is not this folder's own",
  DATABASE_URL: "a PostgreSQL server to use in place of the embedded one",
} as const;

/** The variables that Fairlead reads, with what each is for. */
export const configVariables: Readonly<Record<string, string>> = variables;

/** Reads the configuration; throws a `Problem` that names every fault. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  overrides: { readonly dataDir?: string | undefined } = {},
): Config {
  const findings = checkEnvironment(environment);
  if (findings.length > 0) {
    throw problem(
      "invalid_input",
      findings.map((finding) => `\`${finding.name}\` ${finding.says}: ${finding.mend}`).join("; "),
    );
  }
  const host = environment["FAIRLEAD_HOST"] ?? "127.0.0.1";
  const httpPort = Number(environment["FAIRLEAD_HTTP_PORT"] ?? 7070);
  return {
    dataDir: resolve(overrides.dataDir ?? environment["FAIRLEAD_DATA"] ?? "data"),
    databaseUrl: environment["DATABASE_URL"],
    host,
    httpPort,
    smtpInPort: Number(environment["FAIRLEAD_SMTP_PORT"] ?? 2525),
    publicUrl: environment["FAIRLEAD_PUBLIC_URL"] ?? `http://${host}:${httpPort}`,
    outboundAllow: networksIn(environment["FAIRLEAD_OUTBOUND_ALLOW"]),
    replyModel: replyModelIn(environment),
    logLevel: (environment["FAIRLEAD_LOG"] ?? "info") as Config["logLevel"],
  };
}

const replyModelTokensPerDay = 200_000;

function replyModelIn(environment: Readonly<Record<string, string | undefined>>): ReplyModel | null {
  const url = environment["FAIRLEAD_REPLY_MODEL_URL"];
  const name = environment["FAIRLEAD_REPLY_MODEL_NAME"];
  if (url === undefined || name === undefined) return null;
  const tokensPerDay = Number(environment["FAIRLEAD_REPLY_MODEL_TOKENS_PER_DAY"] ?? replyModelTokensPerDay);
  return { url, name, key: environment["FAIRLEAD_REPLY_MODEL_KEY"] ?? null, tokensPerDay };
}

/** What is wrong with how a model is named. */
function checkReplyModel(environment: Readonly<Record<string, string | undefined>>): readonly ConfigFinding[] {
  const told = (name: string, says: string, mend: string): readonly ConfigFinding[] => [{ name, says, mend }];
  const url = environment["FAIRLEAD_REPLY_MODEL_URL"];
  const name = environment["FAIRLEAD_REPLY_MODEL_NAME"];
  const key = environment["FAIRLEAD_REPLY_MODEL_KEY"];
  const tokens = environment["FAIRLEAD_REPLY_MODEL_TOKENS_PER_DAY"];
  return [
    ...(url === undefined || isEndpoint(url)
      ? []
      : told("FAIRLEAD_REPLY_MODEL_URL", "is no endpoint", "give https://…/chat/completions and the key apart")),
    // Told of the address, since without it no name is needed.
    ...(url === undefined || /^[\w.:/@+-]{1,100}$/.test(name ?? "")
      ? []
      : told("FAIRLEAD_REPLY_MODEL_URL", "is set without a model", "set FAIRLEAD_REPLY_MODEL_NAME to its name")),
    ...(key === undefined || /^[\x21-\x7e]{1,4000}$/.test(key)
      ? []
      : told("FAIRLEAD_REPLY_MODEL_KEY", "is no key", "give it on one line, without blanks")),
    ...(tokens === undefined || /^\d{1,12}$/.test(tokens)
      ? []
      : told("FAIRLEAD_REPLY_MODEL_TOKENS_PER_DAY", `is \`${tokens}\`, not a number`, "give a number of tokens")),
  ];
}

/** A web address that carries no secret: those are shown. */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return ["http:", "https:"].includes(protocol) && username + password + search + hash === "";
}

/** What is wrong with the environment, each with its mend; empty when all is well. */
export function checkEnvironment(environment: Readonly<Record<string, string | undefined>>): readonly ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  for (const name of Object.keys(environment)) {
    if (name.startsWith("FAIRLEAD_") && !(name in variables) && !name.startsWith("FAIRLEAD_TEST_")) {
      findings.push({ name, says: "is not a setting", mend: `use one of ${Object.keys(variables).join(", ")}` });
    }
  }
  for (const name of ["FAIRLEAD_HTTP_PORT", "FAIRLEAD_SMTP_PORT"]) {
    const value = environment[name];
    if (value !== undefined && !(/^\d+$/.test(value) && Number(value) <= 65_535))
      findings.push({ name, says: `is \`${value}\`, not a port`, mend: "give a number from 0 to 65535" });
  }
  for (const network of networksIn(environment["FAIRLEAD_OUTBOUND_ALLOW"])) {
    if (!isNetwork(network))
      findings.push({
        name: "FAIRLEAD_OUTBOUND_ALLOW",
        says: `has \`${network}\``,
        mend: "give addresses or networks such as 10.1.0.0/16, with commas between",
      });
  }
  findings.push(...checkReplyModel(environment));
  const level = environment["FAIRLEAD_LOG"];
  if (level !== undefined && !["silent", "info", "debug"].includes(level))
    findings.push({ name: "FAIRLEAD_LOG", says: `is \`${level}\``, mend: "give silent, info or debug" });
  for (const name of ["FAIRLEAD_PUBLIC_URL", "DATABASE_URL"]) {
    const value = environment[name];
    if (value !== undefined && !URL.canParse(value))
      findings.push({
        name,
        says: "is not a URL",
        mend: name === "DATABASE_URL" ? "give postgres://user:password@host:5432/name" : "give https://…",
      });
  }
  return findings;
}

function networksIn(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((network) => network.trim())
    .filter((network) => network !== "");
}

/** An address, alone or with a prefix length. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const isSix = address.includes(":") && URL.canParse(`http://[${address}]`);
  const isFour = /^\d+(\.\d+){3}$/.test(address) && URL.canParse(`http://${address}`);
  const most = isSix ? 128 : 32;
  if ((!isSix && !isFour) || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}
