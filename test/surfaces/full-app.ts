import { localOwner } from "../../src/access/local-owner.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { createTestWorkspace, equipped } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";
import type { SurfaceApp } from "./small-app.ts";

/** Every operation of the product on a real database, with a mail server that tells who was reached. */
export async function openFullApp(): Promise<SurfaceApp> {
  const world = await openTestApp();
  const sent = { before: 0 };
  return {
    access: world.app.deps.access,
    invoker: world.app.invoker,
    records: [],
    workspace: (name) => createTestWorkspace(world.app, name),
    furnish: async (workspaceId) => {
      const ids = await furnish(world, workspaceId);
      sent.before = world.sink.taken.length;
      return ids;
    },
    contentOf: (workspaceId) => contentOf(world, workspaceId),
    reached: async () => {
      await world.drain();
      return world.sink.taken.length - sent.before;
    },
    close: () => world.close(),
  };
}

/** Lives through a little of everything, so that there is a row of every kind to steal or break. */
async function furnish(world: TestApp, workspaceId: Id<"wsp">): Promise<ReadonlyMap<string, string>> {
  const home = await equipped(world, { workspaceId, adminId: await adminOf(world, workspaceId) });
  const imported = await home.import([{ email: "kim@theirs.co.uk" }, { email: "lee@others.co.uk" }]);
  const kim = await home.contactOf("kim@theirs.co.uk");
  const lee = await home.contactOf("lee@others.co.uk");
  const sent = await home.enroll(kim);
  await world.drain();
  const [mail] = world.sink.to("kim@theirs.co.uk");
  if (mail === undefined) throw new Error("nothing was sent");
  await world.receive(reply(mail, "Yes, let us meet. Tuesday at ten?"));
  const { contextId } = await home.agent.context.get({ contactId: lee });
  const draft = { subject: "Own words", body: "Hello" };
  const asked = await home.agent.actions.propose({ contactId: lee, contextId, draft });
  const { items: held } = await home.admin.holds.create({ contactId: lee });
  const { ids: suppressed } = await home.admin.suppressions.create({ domain: "nobody-there.co.uk" });
  await world.drain();
  const action = await home.action(sent);
  const { items: inbound } = await home.admin.inbound.list({ state: "all" });
  const { items: threads } = await home.admin.threads.list({});
  const { items: tasks } = await home.admin.tasks.list({});
  const { items: meetings } = await home.admin.meetings.list({});
  const { items: keys } = await home.admin.keys.list({});
  const { items: accounts } = await home.admin.accounts.list({});
  const [one, other] = [await home.contact({ email: "mia@one.co.uk" }), await home.contact({ email: "mia@two.co.uk" })];
  const merged = await home.admin.contacts.merge({ contactId: one, otherId: other, reason: "one person" });
  const shared = "family@shared-box.co.uk";
  await home.import([
    { id: "s1", email: shared, first: "Ann", last: "Low" },
    { id: "s2", email: shared, first: "Bo", last: "High" },
  ]);
  const { items: reviews } = await home.admin.reviews.list({});
  await world.drain();
  return new Map(
    Object.entries({
      wsp: workspaceId,
      usr: home.adminId,
      agt: home.agentId,
      key: keys[0]?.id,
      con: kim,
      acc: accounts[0]?.id,
      imp: imported.id,
      mbx: home.mailboxId,
      tpl: home.templateId,
      seq: home.sequenceId,
      act: sent.id,
      dec: sent.decision.id,
      aud: sent.decision.recordId,
      apr: asked.approvalId,
      msg: action.messageId,
      ctx: contextId,
      inb: inbound[0]?.id,
      thr: threads[0]?.id,
      sup: suppressed[0],
      hld: held[0]?.id,
      tsk: tasks[0]?.id,
      mtg: meetings[0]?.id,
      ast: merged.assertions[0],
      rec: merged.moved[0]?.recordId,
      rev: reviews[0]?.id,
    }).flatMap(([prefix, id]) => (id === undefined || id === null ? [] : [[prefix, id] as const])),
  );
}

async function adminOf(world: TestApp, workspaceId: Id<"wsp">): Promise<Id<"usr">> {
  const people = await world.app.invoker.call("people.list", {}, localOwner(workspaceId, "req_furnish"));
  const { items } = people as { items: { id: Id<"usr">; role: string }[] };
  const admin = items.find((one) => one.role === "admin");
  if (admin === undefined) throw new Error("the workspace has no admin");
  return admin.id;
}

/** A digest of every row of a workspace by table, but for the pulse: what is noted about reading mail and using keys. */
export async function contentOf({ db }: TestApp, workspaceId: Id<"wsp">): Promise<Readonly<Record<string, string>>> {
  const tables = await db.root<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where n.nspname = 'public' and c.relkind = 'r' order by c.relname`;
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db.root<{ digest: string | null }[]>`
      select md5(string_agg(t.row, '|' order by t.row)) as digest
        from (select (to_jsonb(r) - 'last_read_at' - 'last_used_at')::text as row from ${db.root(name)} r
               where r.workspace_id = ${workspaceId}::uuid) t`;
    content[name] = row?.digest ?? "empty";
  }
  return content;
}
