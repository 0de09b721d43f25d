import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { actorOf } from "../../src/audit/append.ts";
import type * as contract from "../../src/identity/enrich/contract.ts";
import type { ProviderView, RunView } from "../../src/identity/enrich/contract.ts";
import { createProvider } from "../../src/identity/enrich/providers.ts";
import { askOn } from "../../src/identity/enrich/run-job.ts";
import { enrichQueue, getEnrichment, runEnrichment } from "../../src/identity/enrich/start-run.ts";
import { recordSettled } from "../../src/identity/record-settled.ts";
import { settleContacts } from "../../src/identity/settle-contacts.ts";
import { ensuredSource } from "../../src/identity/store/imports.ts";
import { lockIdentity } from "../../src/identity/store/records.ts";
import { writeIncoming } from "../../src/identity/write-records.ts";
import { type Id, idFromUuid, newUuid } from "../../src/kernel/ids.ts";
import type { InputOf } from "../../src/kernel/operation.ts";
import type { Transient } from "../../src/kernel/problem.ts";
import { eachJob, workOnce } from "../../src/kernel/worker.ts";
import type { IdentityWorld } from "./identity-world.ts";

type Fields = Readonly<Record<string, string>>;

/** A contact that a source speaks of, through the door that imports use. */
export async function knownContact(world: IdentityWorld, fields: Fields, sourceName = "CRM"): Promise<Id<"con">> {
  const { deps, caller } = world;
  return deps.db.write(world.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const source = await ensuredSource(tx, { id: newUuid(deps.env), name: sourceName, kind: "crm", trust: 60 });
    const text = JSON.stringify(fields);
    const record = {
      externalId: text,
      fields,
      hash: createHash("sha256").update(text).digest(),
      observedAt: tx.now - 86_400_000,
    };
    const write = { source, batchId: null, actor: caller.principal.id };
    const written = await writeIncoming(deps.env, tx, write, "contact", [record], () => null);
    const people = await settleContacts(tx, written, []);
    await recordSettled(deps, tx, { actor: actorOf(caller), batchId: null, names: {} }, { people, accounts: null });
    return idFromUuid("con", written.ids.get(text) ?? "");
  });
}

type ProviderInput = InputOf<typeof contract.createProvider>;

/** A provider with ample caps, unless said otherwise. */
export function givenProvider(world: IdentityWorld, more: Partial<ProviderInput>): Promise<ProviderView> {
  const input: ProviderInput = {
    name: "Oracle",
    fields: ["title", "phone", "linkedin"],
    price: { unit: "credit", hit: 2, miss: 1 },
    caps: { day: 1_000, run: 1_000 },
    answerDays: 90,
    missDays: 30,
    ...more,
  };
  return createProvider(world.deps, input, world.caller);
}

/** Starts a run over contacts. */
export function startRun(
  world: IdentityWorld,
  providerId: Id<"prv">,
  contactIds: readonly Id<"con">[],
  more: Partial<InputOf<typeof contract.runEnrichment>> = {},
): Promise<RunView> {
  return runEnrichment(world.deps, { providerId, contactIds: [...contactIds], dryRun: false, ...more }, world.caller);
}

/** Lets the worker ask until nothing is due, and says how the run stands. */
export async function worked(world: IdentityWorld, run: RunView): Promise<RunView> {
  const reasons: string[] = [];
  for (let round = 0; round < 400; round += 1) {
    await workRound(world, reasons);
    const now = await getEnrichment(world.deps, { runId: run.id as Id<"run"> }, world.caller);
    if (now.state !== "running") return now;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the run does not end: ${reasons.slice(-3).join("; ")}`);
}

/** One round of a worker that serves enrichment alone. */
export function workRound(world: IdentityWorld, trail: string[] = []): Promise<number> {
  return workOnce({
    env: world.deps.env,
    db: world.deps.db,
    owner: `test ${process.pid} x`,
    handlers: new Map([[enrichQueue, eachJob((job) => askOn(world.deps, job))]]),
    log: (event, fields) => trail.push(`${event} ${JSON.stringify(fields)}`),
  });
}

export type Retry = Transient;

/** A service on loopback that answers as it is told, and remembers what it was asked. */
export interface OracleServer {
  readonly url: string;
  readonly asked: { readonly headers: IncomingMessage["headers"]; readonly body: Question }[];
  close(): Promise<void>;
}

interface Question {
  readonly version: number;
  readonly identity: Readonly<Record<string, string | null>>;
  readonly fields: readonly string[];
}

/** Starts it; `answer` writes to the response whatever it likes. */
export async function oracle(
  answer: (question: Question, response: ServerResponse, count: number) => void,
): Promise<OracleServer> {
  const asked: OracleServer["asked"] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(parts).toString("utf8")) as Question;
      asked.push({ headers: request.headers, body });
      answer(body, response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends a JSON answer. */
export function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
