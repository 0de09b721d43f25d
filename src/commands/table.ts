import type { Command } from "../surface/cli/deps.ts";
import type { Host, RunCommand } from "./host.ts";

interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly isBesideOperation?: boolean;
  load(): Promise<RunCommand>;
}

/** Every command that is no operation. Only the one that runs is loaded, so that help and small commands start at once. */
const entries: readonly Entry[] = [
  {
    name: "start",
    summary: "serve and work in one process; prints where the console is",
    load: async () => (await import("./start.ts")).start,
  },
  {
    name: "serve",
    summary: "serve the API and the console and take in mail, without sending",
    load: async () => (await import("./serve.ts")).serve,
  },
  {
    name: "work",
    summary: "send what is due and sign the audit log, without serving",
    load: async () => (await import("./work.ts")).work,
  },
  {
    name: "demo",
    summary: "a whole market in a fresh folder: watch the loop run, then look around",
    load: async () => {
      const { demoCommand } = await import("../demo/command.ts");
      return (_host, context) => demoCommand.run(context);
    },
  },
  {
    name: "doctor",
    summary: "say what is wrong with this installation and what to do about it",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "config check",
    summary: "show every setting, where it comes from and what is wrong with it",
    load: async () => (await import("./config-check.ts")).configCheck,
  },
  {
    name: "migrate",
    summary: "bring the database up to this version; every start does it too",
    load: async () => (await import("./migrate.ts")).migrateCommand,
  },
  {
    name: "sign-in link",
    summary: "print a new one-time link to the console [--email ADDRESS] [--workspace ID]",
    load: async () => (await import("./sign-in-link.ts")).signInLink,
  },
  {
    name: "workspaces create",
    summary: "make a workspace with its first admin --name NAME [--postal-address TEXT] [--email ADDRESS]",
    load: async () => (await import("./create-workspace.ts")).createWorkspaceCommand,
  },
  {
    name: "audit export",
    summary:
      "write the audit log with its proofs and verifier to a folder --out DIR [--workspace ID] [--no-disclosures]",
    load: async () => (await import("./audit-export.ts")).auditExport,
  },
  {
    name: "audit verify",
    summary: "check an export [DIR] [--log VKEY|FILE] [--pin FILE], or without DIR the log in the database",
    load: async () => (await import("./audit-verify.ts")).auditVerify,
  },
  {
    name: "decisions replay",
    summary:
      "decide past decisions again and compare [ID | --last N] [--export DIR: from an export alone, no database]",
    load: async () => (await import("./decisions-replay.ts")).decisionsReplay,
  },
  {
    name: "policy explain",
    summary: "say why an action was not sent: every check, what would have to change, and who may ACTION",
    load: async () => (await import("./policy-explain.ts")).policyExplain,
  },
  {
    name: "policy simulate --queue",
    summary: "decide everything that waits without writing anything [--policies FILE: as if these were in force]",
    load: async () => (await import("./policy-simulate-queue.ts")).policySimulateQueue,
  },
  {
    name: "suppressions add",
    summary:
      "forbid contact from now on --contact-id ID | --address ADDRESS | --phone NUMBER | --domain DOMAIN [--reason REASON]",
    load: async () => (await import("./suppressions.ts")).suppressionsAdd,
  },
  {
    name: "suppressions import",
    summary: "forbid contact with a list of addresses, domains or numbers, in CSV or JSON lines FILE [--dry-run]",
    load: async () => (await import("./suppressions.ts")).suppressionsImport,
  },
  {
    name: "suppressions export",
    summary:
      "write every suppression in force to a file that `suppressions import` reads --out FILE [--format csv|jsonl] [--with-addresses]",
    load: async () => (await import("./suppressions.ts")).suppressionsExport,
  },
  {
    name: "export all",
    summary: "write everything a workspace holds to a folder --out DIR [--workspace ID] [--with-keys]",
    load: async () => (await import("./export-all.ts")).exportAll,
  },
  {
    name: "import all",
    summary: "take in a workspace that `export all` wrote DIR",
    load: async () => (await import("./import-all.ts")).importAll,
  },
  {
    name: "identity resolve",
    summary: "say which rows of a file are one person: needs no database IN.csv [--out OUT.csv] [--accounts]",
    load: async () => (await import("./identity-resolve.ts")).identityResolve,
  },
  {
    name: "identity normalize",
    summary:
      "give the keys of JSON lines from the standard input: email|email-class|domain|company-name|company-domain|phone|linkedin|name-pair --jsonl",
    load: async () => (await import("./identity-normalize.ts")).identityNormalize,
  },
  {
    name: "webhooks check",
    summary: "say whether calls of providers' webhooks are genuine, and what they tell: JSON lines, needs no database",
    load: async () => (await import("./webhooks-check.ts")).webhooksCheck,
  },
  {
    name: "activities shape",
    summary:
      "say what events of Instantly, Smartlead, Postal and CloudEvents are in our words: JSON lines, needs no database",
    load: async () => (await import("./activities-shape.ts")).activitiesShape,
  },
  {
    name: "mail classify",
    summary: "say what mails are, bounces with each recipient's fate: needs no database PATH…",
    load: async () => (await import("./mail-classify.ts")).mailClassify,
  },
  {
    name: "replies classify",
    isBesideOperation: true,
    summary: "say what replies in JSON lines ask for: needs no database IN.jsonl [--out OUT.jsonl] [--received DATE]",
    load: async () => (await import("./replies-classify.ts")).repliesClassify,
  },
  {
    name: "policy check",
    isBesideOperation: true,
    summary: "say whether the policies in a folder could be put in force: needs no database [FOLDER]",
    load: async () => (await import("./policy-check.ts")).policyCheck,
  },
  {
    name: "policy packs",
    summary: "list the packs of policies by country and law that ship, each for counsel to check: needs no database",
    load: async () => (await import("./policy-packs.ts")).policyPacks,
  },
  {
    name: "policy add-pack",
    summary: "copy a pack with its cases into your folder of policies; nothing is in force yet ID FOLDER",
    load: async () => (await import("./policy-packs.ts")).policyAddPack,
  },
  {
    name: "policy test",
    summary: "decide the cases beside policies, and name what no case tries: needs no database [FOLDER]",
    load: async () => (await import("./policy-test.ts")).policyTest,
  },
  {
    name: "activities rebuild",
    summary: "replay events and mails, compare what they make with what is there, mend it [--check] [--workspace ID]",
    load: async () => (await import("./activities-rebuild.ts")).activitiesRebuild,
  },
  {
    name: "policy diff",
    summary:
      "say what your policies would change before they are in force: a FILE of Cedar, or a FOLDER of `.cedar` files [--url URL] [--token KEY]",
    load: async () => (await import("./policy-diff.ts")).policyDiff,
  },
  {
    name: "policy backtest",
    summary:
      "say what your policies would have done to past sends, and what came of those: a FILE of Cedar, or a FOLDER of `.cedar` files; none tries those in force [--mode as-recorded|timeline] [--since TIME] [--until TIME] [--url URL] [--token KEY]",
    load: async () => (await import("./policy-backtest.ts")).policyBacktest,
  },
  {
    name: "imports create",
    summary:
      "import CSV, TSV or JSON lines of any size --file PATH [--kind KIND] [--dry-run] [--source-name NAME] [--mapping.HEADING FIELD]",
    load: async () => (await import("./import-file.ts")).importFile,
  },
  {
    name: "version",
    summary: "print the version of Fairlead and what it runs on",
    load: async () => (await import("./version.ts")).version,
  },
];

/** The commands of the command line, in this host. */
export function commandsFor(host: Host): readonly Command[] {
  return entries.map(({ load, ...named }) => ({
    ...named,
    run: async (context) => (await load())(host, context),
  }));
}
