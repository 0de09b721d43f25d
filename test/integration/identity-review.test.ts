import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getContact } from "../../src/identity/read-contacts.ts";
import { decideReview } from "../../src/identity/review/decide-review.ts";
import { getReview, listReviews } from "../../src/identity/review/read-reviews.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";
import { type Arriving, peopleSay, projectionOf, recordsArrive, recordsIn } from "../helpers/merges.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const reason = "looked at both";
const row = (externalId: string, firstName: string, lastName: string, email: string): Arriving => ({
  externalId,
  fields: { firstName, lastName, email },
  observedAt: 1_700_000_000_000,
});
/** A couple that shares a mailbox, as it may seem. */
const couple = [row("a", "Anna", "Berg", "family@berg-haus.de"), row("b", "Otto", "Berg", "family@berg-haus.de")];

function reviews(w: IdentityWorld) {
  const decide = (
    reviewId: Id<"rev">,
    decision: "same" | "different" | "later",
    more: { sides?: Id<"con">[]; dryRun?: boolean } = {},
  ) => decideReview(w.deps, { reviewId, decision, reason, dryRun: false, ...more }, w.caller);
  return {
    decide,
    list: async (state: "open" | "later" | "decided" | "settled" = "open") =>
      (await listReviews(w.deps, { limit: 50, state }, w.caller)).items,
    get: (reviewId: Id<"rev">) => getReview(w.deps, { reviewId }, w.caller),
    say: peopleSay(w),
  };
}

async function asked(arriving: readonly Arriving[] = couple) {
  const w = await identityWorld(db);
  await recordsArrive(w, arriving);
  const queue = reviews(w);
  const [review] = await queue.list();
  if (review === undefined) throw new Error("nothing is asked");
  const records = await recordsIn(w);
  const ids = arriving.map((one) => records.get(one.externalId)?.contactId as Id<"con">);
  return { w, queue, review, ids };
}

const openReviews = async (w: IdentityWorld, contactId: Id<"con">) =>
  (await getContact(w.deps, { contactId }, w.caller)).openReviews;

describe("the review queue", () => {
  test("shows a question side by side, with the source of every value and what a merge would be", async () => {
    const { queue, review, ids } = await asked();
    expect(review).toMatchObject({ about: "contact", kind: "shared_key", subject: "em:family@berg-haus.de" });
    const page = await queue.get(review.id as Id<"rev">);
    expect(page.compared.map((side) => side.id)).toEqual([...ids].sort());
    expect(page.compared[0]?.keys).toContainEqual({ kind: "em", key: "family@berg-haus.de", shared: false });
    const first = page.ifSame?.fields.find((field) => field.name === "firstName");
    expect(first?.says.map((one) => one.value).sort()).toEqual(["Anna", "Otto"]);
    expect(page.ifSame?.survivor).toBe([...ids].sort()[0]);
  });

  test("same joins, settles the question, and revoking asks it again", async () => {
    const { w, queue, review, ids } = await asked();
    expect(await openReviews(w, ids[0] as Id<"con">)).toBe(1);
    const before = await projectionOf(w);
    const preview = await queue.decide(review.id as Id<"rev">, "same", { dryRun: true });
    expect(await projectionOf(w)).toBe(before);
    const done = await queue.decide(review.id as Id<"rev">, "same");
    expect(done.contacts?.merged).toEqual(preview.contacts?.merged);
    expect(done.review).toMatchObject({ state: "decided", decision: "same", reason });
    expect(await queue.list()).toEqual([]);
    expect(await openReviews(w, ids[1] as Id<"con">)).toBe(0);
    await expect(queue.decide(review.id as Id<"rev">, "different")).rejects.toMatchObject({ code: "conflict" });
    await queue.say.revoke(done.review.assertions as Id<"ast">[]);
    expect(await projectionOf(w)).toBe(before);
    expect((await queue.list()).map((one) => one.id)).toEqual([review.id]);
  });

  test("different keeps apart, is not asked again by the same file, and is asked again about somebody new", async () => {
    const { w, queue, review, ids } = await asked();
    await queue.decide(review.id as Id<"rev">, "different");
    expect(await Promise.all(ids.map((id) => openReviews(w, id)))).toEqual([0, 0]);
    await recordsArrive(w, couple, "Another list");
    expect(await queue.list()).toEqual([]);
    await recordsArrive(w, [row("c", "Ines", "Kraft", "family@berg-haus.de")]);
    expect(await queue.list()).toMatchObject([{ id: review.id, state: "open", records: 5 }]);
  });

  test("later waits without being forgotten, and goes when the records no longer ask", async () => {
    const { w, queue, review } = await asked();
    await queue.decide(review.id as Id<"rev">, "later");
    expect(await queue.list()).toEqual([]);
    expect(await queue.list("later")).toHaveLength(1);
    await recordsArrive(w, [{ ...row("b", "Otto", "Berg", "otto@berg-haus.de"), observedAt: 1_700_000_100_000 }]);
    expect(await queue.list("later")).toEqual([]);
    expect(await queue.list("settled")).toHaveLength(1);
  });

  test("of three sides two may be one: the question about the third stays open", async () => {
    const third = row("c", "Ines", "Kraft", "family@berg-haus.de");
    const { queue, review, ids } = await asked([...couple, third]);
    const [a, b, c] = ids as [Id<"con">, Id<"con">, Id<"con">];
    const half = await queue.decide(review.id as Id<"rev">, "same", { sides: [a, b] });
    expect(half.review).toMatchObject({ state: "open", decision: "same" });
    expect((await queue.get(review.id as Id<"rev">)).compared.map((side) => side.id)).toEqual([a, c]);
    const rest = await queue.decide(review.id as Id<"rev">, "different");
    expect(rest.review.state).toBe("decided");
    expect(rest.review.assertions).toHaveLength(2);
    const { ids: strangers } = await asked();
    const other = await asked([...couple, third]);
    await expect(
      other.queue.decide(other.review.id as Id<"rev">, "same", { sides: [other.ids[0], strangers[0]] as Id<"con">[] }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("a mailbox under many names joins nobody: that is confirmed without a word about each", async () => {
    const names = ["Ann", "Bea", "Cid", "Dot", "Eve", "Fay", "Guy", "Hal", "Ian", "Joy", "Kim", "Leo", "Max", "Ned"];
    const { queue, review } = await asked(names.map((name) => row(name, name, `${name}son`, "info@acme.com")));
    expect(review.kind).toBe("blocked_key");
    await expect(queue.decide(review.id as Id<"rev">, "same")).rejects.toMatchObject({ code: "conflict" });
    const done = await queue.decide(review.id as Id<"rev">, "different");
    expect(done.review).toMatchObject({ state: "decided", assertions: [] });
  });
});

describe("anchored records", () => {
  test("stay with what they are about through a detach, and are never detached by themselves", async () => {
    const w = await identityWorld(db);
    const say = peopleSay(w);
    await recordsArrive(w, [row("a", "Jane", "Doe", "jane@acme.com"), row("b", "Jane", "Doe", "jane@acme.com")]);
    const of = async (id: string) => (await recordsIn(w)).get(id) as { recordId: Id<"rec">; contactId: Id<"con"> };
    const b = await of("b");
    const anchorId = (
      await w.deps.db.read(
        w.workspaceId,
        (tx) => tx.sql<{ id: string }[]>`
        select id from source_record where workspace_id = ${w.workspaceId} and external_id = 'b'`,
      )
    )[0]?.id as string;
    await recordsArrive(
      w,
      [
        {
          externalId: "edit",
          fields: { lastName: "Roe", email: "new@other.co.uk" },
          observedAt: 1_700_000_000_001,
          anchorId,
        },
      ],
      "people",
    );
    expect((await of("edit")).contactId).toBe(b.contactId);
    await expect(say.detach(b.contactId, [(await of("edit")).recordId])).rejects.toMatchObject({ code: "conflict" });
    await say.detach(b.contactId, [b.recordId]);
    expect((await of("edit")).contactId).toBe((await of("b")).contactId);
    expect((await of("b")).contactId).not.toBe((await of("a")).contactId);
  });
});
