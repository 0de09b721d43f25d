import { afterAll, beforeAll, expect, test } from "vitest";
import { createEnrichmentHttp } from "../../src/channel/enrichment-http.ts";
import { updateContact } from "../../src/identity/claims/edit.ts";
import { listProviders, pauseProvider } from "../../src/identity/enrich/providers.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { givenProvider, knownContact, oracle, say, startRun, worked } from "../helpers/enrichment.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
});
afterAll(() => held.close());

async function worldWithWeb(): Promise<IdentityWorld> {
  const world = await identityWorld(held);
  const askJson = createEnrichmentHttp({ sleep: held.env.sleep, allowed: ["127.0.0.1"], deadlineMs: 2_000 });
  return { ...world, deps: { ...world.deps, askJson } };
}

const contact = (world: IdentityWorld, contactId: Id<"con">) => getContact(world.deps, { contactId }, world.caller);
const field = (one: Awaited<ReturnType<typeof contact>>, name: string) =>
  one.fields.find((other) => other.name === name);

const file = {
  filename: "bought.csv",
  encoding: "text" as const,
  content: [
    "E-Mail;LinkedIn;Domain;Job Title;Phone;Industry;Confidence;Country",
    "Ada.Byron@Engines.co.uk;;;Countess of Computing;+44 20 7946 0958;;90;GB",
    ";https://linkedin.com/in/charles-b;;Inventor;not a number;;;",
    ";;engines.co.uk;;;Machinery;70;",
    ";;;Nobody's title;;;;",
  ].join("\n"),
};

test("a file fills what is missing, with its source, time and confidence, and says so", async () => {
  const world = await identityWorld(held);
  const ada = await knownContact(world, { firstName: "Ada", lastName: "Byron", email: "ada.byron@engines.co.uk" });
  const charles = await knownContact(world, {
    firstName: "Charles",
    lastName: "Babbage",
    linkedin: "https://www.linkedin.com/in/charles-b",
    website: "engines.co.uk",
    title: "Professor",
  });
  const nobody = await knownContact(world, { firstName: "No", lastName: "Body", email: "no@nowhere.example" });
  const provider = await givenProvider(world, { file, fields: ["title", "phone", "industry"] });
  expect(provider).toMatchObject({ kind: "file", entries: 3, spentToday: 0, hasKey: false });

  const run = await worked(world, await startRun(world, provider.id, [ada, charles, nobody]));
  expect(run).toMatchObject({
    state: "done",
    asks: 3,
    answered: 2,
    missed: 1,
    claims: 4,
    spent: 2 + 2 + 1,
    waiting: 0,
  });

  const found = await contact(world, ada);
  expect(found.title).toBe("Countess of Computing");
  expect(field(found, "title")).toMatchObject({ source: { name: "Oracle", kind: "enrichment" }, confidence: 90 });
  expect(field(found, "phone")?.value).toBe("+442079460958");
  // The domain's row answers what is the company's; a number that cannot be read as one is no claim.
  const other = await contact(world, charles);
  expect(field(other, "industry")).toMatchObject({ value: "Machinery", confidence: 70 });
  expect(other.title).toBe("Professor");
  expect(field(other, "phone")).toBeUndefined();
});

test("what is there is not asked for, and what was answered is not asked again", async () => {
  const world = await worldWithWeb();
  const server = await oracle((_question, response) =>
    say(response, 200, { found: true, claims: [{ field: "title", value: "Director", confidence: 80 }] }),
  );
  try {
    const ids = [
      await knownContact(world, { firstName: "Has", lastName: "Title", email: "has@x.example", title: "Chief" }),
      await knownContact(world, { firstName: "Lacks", lastName: "Title", email: "lacks@x.example" }),
    ];
    const http = { url: server.url, key: "s3cret", keyHeader: "authorization" };
    const provider = await givenProvider(world, { http, fields: ["title"] });
    expect(JSON.stringify(provider)).not.toContain("s3cret");
    const plan = await startRun(world, provider.id, ids, { dryRun: true });
    expect(plan).toMatchObject({
      id: null,
      state: "dry_run",
      asks: 1,
      unneeded: 1,
      costAtMost: 2,
      wants: { title: 1 },
    });
    expect(server.asked).toEqual([]);

    const run = await worked(world, await startRun(world, provider.id, ids));
    expect(run).toMatchObject({ answered: 1, claims: 1, spent: 2 });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.headers.authorization).toBe("Bearer s3cret");
    expect(server.asked[0]?.body).toMatchObject({
      version: 1,
      identity: { name: "Lacks Title", email: "lacks@x.example", company: null },
      fields: ["title"],
    });
    const again = await startRun(world, provider.id, ids, { dryRun: true });
    expect(again).toMatchObject({ asks: 0, unneeded: 2, costAtMost: 0 });
  } finally {
    await server.close();
  }
});

test("an answer that still holds is used again without asking, also that nothing is known", async () => {
  const world = await worldWithWeb();
  const server = await oracle((_question, response) => say(response, 200, { found: false }));
  try {
    const id = await knownContact(world, { firstName: "Un", lastName: "Known", email: "un@known.example" });
    const provider = await givenProvider(world, { http: { url: server.url, keyHeader: "x-key" }, missDays: 1 });
    expect(await worked(world, await startRun(world, provider.id, [id]))).toMatchObject({
      missed: 1,
      spent: 1,
      known: 0,
    });
    expect(await worked(world, await startRun(world, provider.id, [id]))).toMatchObject({
      missed: 1,
      spent: 0,
      known: 1,
    });
    expect(server.asked).toHaveLength(1);
  } finally {
    await server.close();
  }
});

test("a provider that says more than it was asked changes nothing that another source said", async () => {
  const world = await worldWithWeb();
  const claims = [
    { field: "title", value: "Chief Talker", confidence: 100 },
    { field: "phone", value: "+442079460958" },
    { field: "relation", value: "customer" },
  ];
  const server = await oracle((_question, response) => say(response, 200, { found: true, claims }));
  try {
    const id = await knownContact(
      world,
      { firstName: "Quiet", lastName: "One", email: "quiet@one.co.uk", title: "Listener" },
      "List",
    );
    const provider = await givenProvider(world, { http: { url: server.url, keyHeader: "authorization" } });
    const run = await worked(world, await startRun(world, provider.id, [id]));
    expect(run).toMatchObject({ answered: 1, claims: 1 });
    const found = await contact(world, id);
    expect(found).toMatchObject({ title: "Listener", relation: "unknown" });
    expect(field(found, "title")?.others).toEqual([]);
    expect(field(found, "phone")?.value).toBe("+442079460958");
  } finally {
    await server.close();
  }
});

test("what a person typed while the question was out stays, and the difference is a question", async () => {
  const world = await worldWithWeb();
  let id: Id<"con"> | undefined;
  const server = await oracle((_question, response) => {
    const typed = updateContact(
      world.deps,
      { contactId: id as Id<"con">, fields: { title: "Head of Typing" }, reason: "she told me" },
      world.caller,
    );
    void typed.then(() =>
      say(response, 200, { found: true, claims: [{ field: "title", value: "Guessed Title", confidence: 99 }] }),
    );
  });
  try {
    id = await knownContact(world, { firstName: "Fast", lastName: "Typist", email: "fast@typist.example" });
    const provider = await givenProvider(world, { http: { url: server.url, keyHeader: "authorization" } });
    await worked(world, await startRun(world, provider.id, [id]));
    const found = await contact(world, id);
    expect(field(found, "title")).toMatchObject({ value: "Head of Typing", why: "edited by a person" });
    expect(field(found, "title")?.others).toMatchObject([{ value: "Guessed Title", source: { name: "Oracle" } }]);
    const reviews = await held.database.root<{ subject: string }[]>`
      select subject from review_item where kind = 'claim_conflict' and state = 'open' and workspace_id = ${world.workspaceId}`;
    expect(reviews.map((row) => row.subject)).toEqual([expect.stringContaining(":title:")]);
  } finally {
    await server.close();
  }
});

test("a paused provider is not asked, and its runs stop", async () => {
  const world = await worldWithWeb();
  const server = await oracle((_question, response) => say(response, 200, { found: false }));
  try {
    const id = await knownContact(world, { firstName: "Pa", lastName: "Used", email: "pa@used.example" });
    const provider = await givenProvider(world, { http: { url: server.url, keyHeader: "authorization" } });
    const run = await startRun(world, provider.id, [id]);
    await pauseProvider(world.deps, { providerId: provider.id, reason: "too dear" }, world.caller);
    expect(await worked(world, run)).toMatchObject({
      state: "stopped",
      stopReason: expect.stringContaining("too dear"),
    });
    expect(server.asked).toEqual([]);
    await expect(startRun(world, provider.id, [id])).rejects.toThrow("resumeProvider");
    const { items } = await listProviders(world.deps, {}, world.caller);
    expect(items).toMatchObject([{ name: "Oracle", state: "paused", stateReason: "too dear" }]);
  } finally {
    await server.close();
  }
});
