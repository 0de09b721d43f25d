/**
 * The map of the code: which folder may import which, and who may reach the outside world. This file is the authority;
 * STYLE.md and ARCHITECTURE.md describe it. To add an edge is a design change: it needs an ADR.
 */

/** A place in the tree with what it may import besides itself: folders end in `/`, files in `.ts`. */
export interface Place {
  readonly at: string;
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

/** The blocks of the loop, left to right: each may import any block to its left. */
export const chain = [
  "kernel",
  "access",
  "audit",
  "identity",
  "activity",
  "mailbox",
  "scoring",
  "policy",
  "execution",
  "outcomes",
] as const;

/** Outcomes reports what happened; it must not be able to decide. */
const neverImports: Readonly<Record<string, readonly string[]>> = { outcomes: ["policy"] };

/** Edges of single files that the chain does not have. */
const besides: Readonly<Record<string, readonly string[]>> = {
  execution: ["src/channel/port.ts", "src/channel/compose.ts"],
};

const packagesOf: Readonly<Record<string, readonly string[]>> = {
  kernel: ["zod", "postgres"],
  identity: ["zod", "libphonenumber-js", "tldts"],
  activity: ["zod", "postal-mime"],
  policy: ["zod", "@cedar-policy/cedar-wasm", "yaml"],
  execution: ["zod", "liquidjs"],
};

/** Subjects of identity with operations of their own. */
const subjects = [
  "accounts",
  "bulk",
  "claims",
  "enrich",
  "erase",
  "fields",
  "import",
  "merge",
  "review",
  "ruleset",
  "search",
  "view",
].map((subject) => `src/identity/${subject}/contract.ts`);
const contracts = [
  ...chain.slice(1).map((block) => `src/${block}/contract.ts`),
  ...subjects,
  "src/access/autonomy/contract.ts",
  "src/access/workspace/contract.ts",
  "src/activity/feed/contract.ts",
  "src/activity/ingest/contract.ts",
  "src/activity/outgoing/contract.ts",
  "src/activity/replies/contract.ts",
  "src/mailbox/health/contract.ts",
  "src/activity/providers/contract.ts",
  "src/activity/threads/contract.ts",
  "src/execution/approvals/contract.ts",
  "src/execution/sends/contract.ts",
  "src/execution/simulate/contract.ts",
  "src/execution/stops/contract.ts",
  "src/policy/backtest/contract.ts",
  "src/policy/consent/contract.ts",
  "src/policy/diff/contract.ts",
  "src/policy/holding/contract.ts",
  "src/policy/replay/contract.ts",
  "src/policy/lint/contract.ts",
  "src/policy/lists/contract.ts",
  "src/policy/rollout/contract.ts",
  "src/contract.ts",
];
/** Words of a block that its contract is made of. */
const words = [
  "src/access/words/contract.ts",
  "src/activity/words/contract.ts",
  "src/audit/record/contract.ts",
  "src/execution/words/contract.ts",
  "src/identity/words/contract.ts",
  "src/scoring/icp/contract.ts",
];
const clientKernel = ["env", "ids", "operation", "problem"].map((file) => `src/kernel/${file}.ts`);
const everyBlock = chain.map((block) => `src/${block}/`);

/** Every place; a file belongs to the longest `at` that it starts with. */
export const places: readonly Place[] = [
  ...chain.map((block, index) => ({
    at: `src/${block}/`,
    imports: [
      ...chain.slice(0, index).flatMap((left) => (neverImports[block]?.includes(left) === true ? [] : `src/${left}/`)),
      ...(besides[block] ?? []),
    ],
    packages: packagesOf[block] ?? ["zod"],
  })),
  {
    at: "src/channel/",
    imports: ["src/kernel/", "src/activity/contract.ts"],
    packages: ["nodemailer", "smtp-server", "imapflow"],
  },
  {
    at: "src/surface/",
    imports: ["src/kernel/"],
    packages: ["zod", "hono", "@hono/node-server", "@modelcontextprotocol/server", "@modelcontextprotocol/node"],
  },
  { at: "src/contract.ts", imports: [...contracts, "src/kernel/operation.ts"], packages: [] },
  { at: "src/client/", imports: [...contracts, ...clientKernel], packages: ["zod"] },
  { at: "src/verify/", imports: ["src/audit/core/"], packages: [] },
  { at: "src/agent/", imports: ["src/client/", ...contracts, ...clientKernel], packages: ["zod", "liquidjs"] },
  { at: "src/world/", imports: [], packages: ["nodemailer", "smtp-server", "postal-mime"] },
  {
    at: "src/app",
    imports: [...everyBlock, "src/channel/", "src/surface/", "src/contract.ts", "src/app", "package.json"],
    packages: ["zod"],
  },
  { at: "src/main.ts", imports: ["src/"], packages: [] },
  { at: "src/commands/", imports: ["src/", "package.json"], packages: [] },
  { at: "src/demo/", imports: ["src/"], packages: [] },
  {
    at: "console/",
    imports: ["src/client/", ...contracts, ...words, "src/verify/", "src/audit/core/"],
    packages: ["*"],
  },
];

/** Files whose dynamic import names no literal, with the reason. */
export const blindImports: Readonly<Record<string, string>> = {
  "src/world/load-market.ts": "the market is a module that the caller names",
};

/** What the core may import from packages and from Node: all of it computes and does nothing else. */
export const corePackages = ["zod", "libphonenumber-js", "tldts", "liquidjs", "node:crypto"] as const;
export const coreKernel = ["ids", "canonical", "problem", "env", "limits"].map((file) => `src/kernel/${file}.ts`);

/** Where a core uses the core of a block to its left, with the reason. */
export const coreEdges: Readonly<Record<string, string>> = {
  "src/execution/core/links.ts > src/activity/core/verp.ts":
    "the token in a return path is made where it is read, so that the two can never disagree",
};

/** Modules through which a process can reach the outside, and the only places that may import each for its code. */
export const reach: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    nodemailer: ["src/channel/", "src/world/"],
    "smtp-server": ["src/channel/", "src/world/"],
    imapflow: ["src/channel/"],
    "node:net": ["src/channel/", "src/world/", "src/kernel/postgres/", "src/demo/state.ts"],
    "node:tls": ["src/channel/"],
    "node:dgram": [],
    "node:dns": ["src/channel/"],
    "node:http": ["src/world/", "src/surface/http/", "src/channel/enrichment-http.ts"],
    "node:https": ["src/channel/enrichment-http.ts"],
    "node:http2": [],
    undici: [],
    ws: [],
    "node:child_process": ["src/kernel/postgres/", "src/demo/", "src/app/"],
    "node:cluster": [],
    "node:vm": [],
    "node:worker_threads": ["src/policy/", "src/identity/import/", "src/activity/mail-reader"],
    postgres: ["src/kernel/"],
  }),
);

/** The globals that do the same. */
export const reachGlobals = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest", "eval", "Function"] as const;
export const globalsAllowed: readonly string[] = ["src/client/", "src/world/", "src/demo/", "console/"];

/** Names that open the way out, and the only files in which each may appear. */
export const guardedNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    mint: ["src/channel/port.ts", "src/execution/deps.ts", "src/execution/attempt.ts", "src/app"],
    redeem: ["src/channel/", "src/app"],
    createPermitDesk: ["src/channel/port.ts", "src/app"],
    createSmtpChannel: ["src/channel/smtp-out.ts", "src/app"],
    MailChannel: ["src/channel/", "src/execution/deps.ts"],
  }),
);

/** The only callers of a method named `send` outside `channel/` and `world/`: the way out has one door. */
export const senders = ["src/execution/dispatch.ts"] as const;
