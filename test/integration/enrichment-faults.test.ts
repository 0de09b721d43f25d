import { afterAll, beforeAll, expect, test } from "vitest";
import { createEnrichmentHttp } from "../../src/channel/enrichment-http.ts";
import { listProviders } from "../../src/identity/enrich/providers.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import {
  givenProvider,
  knownContact,
  type OracleServer,
  oracle,
  say,
  startRun,
  worked,
} from "../helpers/enrichment.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

/** Providers that misbehave: each fault is somebody's everyday. */

let held: TestDatabase;
const servers: OracleServer[] = [];
beforeAll(async () => {
  held = await testDatabase();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await held.close();
});

async function worldOf(allowed: readonly string[] = ["127.0.0.1"], deadlineMs = 20_000): Promise<IdentityWorld> {
  const world = await identityWorld(held);
  const askJson = createEnrichmentHttp({ sleep: held.env.sleep, allowed, deadlineMs, answerMaxBytes: 4_000 });
  return { ...world, deps: { ...world.deps, askJson } };
}

/** One that waits only a moment, for providers that do not come to an end. */
const hastyWorld = (): Promise<IdentityWorld> => worldOf(undefined, 400);

/** A run of one question to a server that answers so. */
async function asked(world: IdentityWorld, answer: Parameters<typeof oracle>[0], url?: string) {
  const server = await oracle(answer);
  servers.push(server);
  const id = await knownContact(world, { firstName: "Any", lastName: "Body", email: "any.body@somewhere.co.uk" });
  const http = { url: url ?? server.url, keyHeader: "authorization" };
  const provider = await givenProvider(world, { http, fields: ["title"] });
  const run = await worked(world, await startRun(world, provider.id, [id]));
  const [{ spentToday } = { spentToday: -1 }] = (await listProviders(world.deps, {}, world.caller)).items;
  const contact = await getContact(world.deps, { contactId: id as Id<"con"> }, world.caller);
  return { run, server, spentToday, title: contact.title };
}

const found = { found: true, claims: [{ field: "title", value: "Found Title" }] };

test("a provider that is busy is left alone as long as it asks, and nothing is owed for that", async () => {
  let firstAt = 0;
  let secondAt = 0;
  const { run, server } = await asked(await worldOf(), (_question, response, count) => {
    if (count === 1) firstAt = Date.now();
    else secondAt = Date.now();
    if (count === 1) say(response, 429, { error: { code: "slow_down" } }, { "retry-after": "1" });
    else say(response, 200, found);
  });
  expect(run).toMatchObject({ state: "done", answered: 1, failed: 0, spent: 2 });
  expect(server.asked).toHaveLength(2);
  expect(secondAt - firstAt).toBeGreaterThanOrEqual(990);
  // The same question under the same key, so that it is not billed twice.
  expect(server.asked[0]?.headers["idempotency-key"]).toBe(server.asked[1]?.headers["idempotency-key"]);
});

test("a provider that fails is asked three times, owes nothing, and the run ends", async () => {
  const { run, server, spentToday } = await asked(await worldOf(), (_question, response) => say(response, 500, {}));
  expect(run).toMatchObject({ state: "done", failed: 1, answered: 0, spent: 0 });
  expect(server.asked).toHaveLength(3);
  expect(spentToday).toBe(0);
});

test("an answer that does not come in time may have been billed: it counts", async () => {
  const { run, title } = await asked(await hastyWorld(), () => undefined);
  expect(run).toMatchObject({ state: "done", failed: 1, spent: 6 });
  expect(title).toBeNull();
});

test("an answer that drips without an end is cut off by the deadline", async () => {
  const { run } = await asked(await hastyWorld(), (_question, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => response.write(" "), 50);
    response.once("close", () => clearInterval(drip));
  });
  expect(run).toMatchObject({ failed: 1, answered: 0 });
});

test("an answer larger than agreed is not read to its end", async () => {
  const { run, title } = await asked(await worldOf(), (_question, response) =>
    say(response, 200, { ...found, padding: "x".repeat(10_000) }),
  );
  expect(run).toMatchObject({ failed: 1, answered: 0 });
  expect(title).toBeNull();
});

test.each([
  ["no JSON", "<html>welcome</html>"],
  ["another shape", JSON.stringify({ people: [{ title: "CEO" }] })],
  ["claims that are no claims", JSON.stringify({ found: true, claims: [{ field: "title", value: { x: 1 } }] })],
])("garbage is not taken for an answer: %s", async (_what, body) => {
  const { run, title } = await asked(await worldOf(), (_question, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(body);
  });
  expect(run).toMatchObject({ failed: 1, answered: 0 });
  expect(title).toBeNull();
});

test("a redirect to the metadata service of a cloud is not followed, and the run stops and says so", async () => {
  const { run, server } = await asked(await worldOf(), (_question, response) => {
    response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data/" });
    response.end();
  });
  expect(run).toMatchObject({ state: "stopped", answered: 0, spent: 0 });
  expect(run.stopReason).toContain("redirect");
  expect(server.asked).toHaveLength(1);
});

test("a key that is refused stops the run at once", async () => {
  const { run, server } = await asked(await worldOf(), (_question, response) => say(response, 401, {}));
  expect(run).toMatchObject({ state: "stopped", spent: 0 });
  expect(run.stopReason).toContain("key");
  expect(server.asked).toHaveLength(1);
});

test.each([
  "http://127.0.0.1:9/",
  "http://127.1:9/",
  "http://0x7f000001:9/",
  "http://2130706433:9/",
  "http://[::1]:9/",
  "http://[::ffff:127.0.0.1]:9/",
  "http://[::ffff:7f00:1]:9/",
  "https://localhost:9/",
  "http://0.0.0.0:9/",
  "http://169.254.169.254/latest/",
  "https://10.0.0.1/",
  "https://[fd00::1]/",
  "http://example.com/",
])("%s is not asked unless somebody allows it", async (url) => {
  const { run } = await asked(await worldOf([]), (_question, response) => say(response, 200, found), url);
  expect(run).toMatchObject({ state: "stopped", answered: 0, spent: 0 });
  expect(run.stopReason).toMatch(/not a public address|https/);
});

test("so many failures in a row end a run, whatever still waits", async () => {
  const world = await worldOf();
  const server = await oracle((_question, response) => say(response, 500, {}));
  servers.push(server);
  const ids: Id<"con">[] = [];
  for (let at = 0; at < 30; at += 1)
    ids.push(
      await knownContact(world, { firstName: `N${at}`, lastName: `Body${at}`, email: `n${at}@some${at}.co.uk` }),
    );
  const provider = await givenProvider(world, { http: { url: server.url, keyHeader: "authorization" } });
  const run = await worked(world, await startRun(world, provider.id, ids));
  expect(run).toMatchObject({ state: "stopped", answered: 0, spent: 0 });
  expect(run.stopReason).toContain("in a row");
  expect(server.asked.length).toBeLessThan(30);
});
