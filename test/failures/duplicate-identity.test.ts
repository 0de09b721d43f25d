import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** Failure mode: the agent writes to the wrong one of several people of the same name. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  await home.import(
    [
      {
        id: "1",
        first: "John",
        last: "Smith",
        email: "john.smith@northwind.co.uk",
        title: "CFO",
        company: "Northwind Ltd",
      },
      { id: "2", first: "John", last: "Smith", email: "j.smith@fabrikam.co.uk", title: "CTO", company: "Fabrikam Ltd" },
      { id: "3", first: "John", last: "Smith", email: "john@tailspin.co.uk", title: "CFO", company: "Tailspin Ltd" },
    ],
    "CRM",
  );
  // The same three from another list: other spellings, other ids, and still three people.
  await home.import(
    [
      {
        id: "a",
        first: "JOHN",
        last: "SMITH",
        email: "John.Smith@Northwind.co.uk",
        title: "Chief Financial Officer",
        company: "Northwind",
      },
      {
        id: "b",
        first: "John",
        last: "Smith",
        email: "j.smith@fabrikam.co.uk",
        title: "CTO",
        company: "FABRIKAM LIMITED",
      },
    ],
    "Enrichment",
  );
});
afterAll(() => world.close());

test("three people of one name stay three, told apart by company, title and domain", async () => {
  const { items } = await home.agent.contacts.list({ q: "John Smith" });
  expect(items.map(({ company, domain }) => ({ company, domain })).sort(byDomain)).toEqual([
    { company: expect.stringMatching(/fabrikam/i), domain: "fabrikam.co.uk" },
    { company: expect.stringMatching(/northwind/i), domain: "northwind.co.uk" },
    { company: expect.stringMatching(/tailspin/i), domain: "tailspin.co.uk" },
  ]);
  expect(new Set(items.map((one) => one.id)).size).toBe(3);
  for (const one of items) expect(one.title).not.toBeNull();
});

test("the agent that means the CFO of Northwind reaches that one and nobody else", async () => {
  const { items } = await home.agent.contacts.list({ q: "John Smith" });
  const [wanted, ...others] = items.filter((one) => one.domain === "northwind.co.uk");
  if (wanted === undefined || others.length > 0) throw new Error("the list does not tell them apart");
  const context = await home.agent.context.get({ contactId: wanted.id });
  expect(context.account).toMatchObject({ domain: "northwind.co.uk" });
  expect(JSON.stringify(context)).not.toMatch(/fabrikam|tailspin/i);
  const answer = await home.agent.actions.propose({
    contactId: wanted.id,
    contextId: context.contextId,
    draft: { templateId: home.templateId },
  });
  expect(answer.decision.outcome).toBe("allow");
  await world.drain();
  expect(world.sink.taken.map((mail) => mail.to.toLowerCase())).toEqual(["john.smith@northwind.co.uk"]);
});

test("a context that was read for one John Smith does not serve a proposal to another", async () => {
  const { items } = await home.agent.contacts.list({ q: "John Smith" });
  const of = (domain: string) => items.find((one) => one.domain === domain)?.id ?? ("con_none" as const);
  const { contextId } = await home.agent.context.get({ contactId: of("tailspin.co.uk") });
  await expect(
    home.agent.actions.propose({ contactId: of("fabrikam.co.uk"), contextId, draft: { templateId: home.templateId } }),
  ).rejects.toMatchObject({ document: { code: "conflict" } });
});

test("two records of one person are one contact: it is written to once, and an old id still means them", async () => {
  const email = "ana.perez@wingtip.co.uk";
  await home.import([{ id: "w1", first: "Ana", last: "Perez", email, linkedin: "linkedin.com/in/anaperez" }], "CRM");
  await home.import(
    [{ id: "w2", first: "Ana", last: "Pérez", email: "ana@wingtip.co.uk", company: "Wingtip Ltd" }],
    "Old list",
  );
  const before = (await home.admin.contacts.list({ domain: "wingtip.co.uk" })).items.map((one) => one.id);
  expect(before).toHaveLength(2);
  const linked = { first: "Ana", last: "Pérez", company: "Wingtip Ltd", linkedin: "linkedin.com/in/anaperez" };
  await home.import([{ id: "w2", email: "ana@wingtip.co.uk", ...linked }], "Old list");
  const [one, ...more] = (await home.admin.contacts.list({ domain: "wingtip.co.uk" })).items;
  expect(more).toEqual([]);
  const absorbed = before.find((id) => id !== one?.id);
  if (one === undefined || absorbed === undefined) throw new Error("nobody was absorbed");
  const first = await home.enroll(one.id);
  expect(first.state).toBe("queued");
  // The id that was merged away is the same person: neither a second enrollment nor a way around the spacing.
  await expect(home.enroll(absorbed)).rejects.toMatchObject({ document: { code: "conflict" } });
  await world.drain();
  const again = await home.propose(absorbed);
  expect(again.decision.reasons.map((reason) => reason.code)).toContain("SPACING");
  const sent = world.sink.taken.filter((mail) => mail.to.endsWith("@wingtip.co.uk"));
  expect(sent).toHaveLength(1);
});

function byDomain(a: { readonly domain: string | null }, b: { readonly domain: string | null }): number {
  return (a.domain ?? "").localeCompare(b.domain ?? "");
}
