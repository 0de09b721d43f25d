import { describe, expect, test } from "vitest";
import { sized } from "../../../test/helpers/size.ts";
import { type ContactMatch, contactMatch, type Fields } from "./match.ts";
import { projectContact } from "./project.ts";
import { type Assertion, type Cluster, resolveContacts } from "./resolve.ts";
import { settlementOf } from "./settlement.ts";
import { apartFrom, type Body, objectionsTo, outweighedBy, sameBodies, unmerged } from "./spoken.ts";
import { type Said, standing } from "./standing.ts";

/** Histories of merging, unmerging, detaching and undoing, over the pure core: what the database does, without it. */

interface Kept {
  readonly id: string;
  readonly match: ContactMatch;
  readonly fields: Fields;
}

interface Word extends Said {
  readonly id: number;
}

/** A small random number, always the same for a seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) % 4_294_967_296) % below;
  };
}

const firsts = ["Robert", "Bob", "R.", "Jane", "Pat", "Patricia", ""];
const lasts = ["Smith", "Doe", "Berg", "Smith", ""];
const mails = ["a@acme.com", "b@acme.com", "info@acme.com", "c@globex.com", "d@gmail.com", ""];
const profiles = ["", "", "linkedin.com/in/one-1", "linkedin.com/in/two-2"];
const phones = ["", "", "+16502530000", "+442079460018"];

/** People and what was said about them, in memory. */
function society(seed: number) {
  const below = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const records: Kept[] = [];
  const merges = new Map<string, { readonly survivor: string; readonly records: Record<string, readonly string[]> }>();
  const everReturned = new Set<string>();
  let said: readonly Word[] = [];
  let words = 0;
  let clusters: readonly Cluster[] = [];

  const settle = (): void => {
    const homes = new Map(
      clusters.flatMap((cluster) => cluster.members.map((member) => [member, cluster.id] as const)),
    );
    const before = records.map(({ id }) => ({ id, entityId: homes.get(id) ?? id, isNew: !homes.has(id) }));
    clusters = resolveContacts(records, standing(said)).clusters;
    for (const one of settlementOf(clusters, before, new Set()).merged)
      for (const absorbed of one.absorbed) merges.set(absorbed, { survivor: one.survivor, records: one.records });
    for (const cluster of clusters) everReturned.add(cluster.id);
  };
  const say = (word: Assertion): readonly number[] => {
    words += 1;
    said = [...said, { ...word, id: words, number: words }];
    settle();
    return [words];
  };
  const bodyOf = (recordId: string): Body => {
    const cluster = clusters.find((one) => one.members.includes(recordId));
    if (cluster === undefined) throw new Error(`nobody has record ${recordId}`);
    return { id: cluster.id, records: cluster.members };
  };
  return {
    records: () => records,
    said: () => said,
    everReturned,
    bodyOf,
    arrive: (): void => {
      const raw = {
        firstName: pick(firsts),
        lastName: pick(lasts),
        email: pick(mails),
        linkedin: pick(profiles),
        phone: pick(phones),
      };
      const fields = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
      records.push({ id: String(records.length).padStart(6, "0"), match: contactMatch(fields), fields });
      settle();
    },
    merge: (): readonly number[] => {
      const [left, right] = [pick(records).id, pick(records).id];
      const bodies = [bodyOf(left), bodyOf(right)] as const;
      if (bodies[0].id === bodies[1].id || objectionsTo([left, right], bodies, said).length > 0) return [];
      const made = say(sameBodies(bodies));
      expect(bodyOf(left).id).toBe(bodyOf(right).id);
      return made;
    },
    detach: (): readonly number[] => {
      const body = bodyOf(pick(records).id);
      const out = body.records.filter(() => below(3) === 0);
      return out.length === 0 || out.length === body.records.length ? [] : say(apartFrom(body, out));
    },
    unmerge: (): readonly number[] => {
      const [absorbed, event] = pick([...merges, ["", null] as const]);
      if (event === null) return [];
      const body = bodyOf(absorbed);
      const joinedTo = Object.entries(event.records).flatMap(([of, ids]) => (of === absorbed ? [] : ids));
      const word = unmerged(body, event.records[absorbed] ?? [], joinedTo, said);
      if (word.left.length === 0 || word.right.length === 0) return [];
      const made = say(word);
      expect(bodyOf(word.left[0] ?? "").id).not.toBe(bodyOf(word.right[0] ?? "").id);
      return made;
    },
    revoke: (ids: readonly number[]): void => {
      said = said.filter((word) => !ids.includes(word.id));
      settle();
    },
    pickWord: (): readonly number[] => (said.length === 0 ? [] : [pick(said).id]),
    projection: (): string => projectionOf(records, clusters),
    shuffled: () => ({
      records: [...records].sort((left, right) =>
        left.id.slice(-1) + left.id < right.id.slice(-1) + right.id ? 1 : -1,
      ),
      said: [...said].reverse(),
    }),
    below,
  };
}

type Society = ReturnType<typeof society>;

function projectionOf(records: readonly Kept[], clusters: readonly Cluster[]): string {
  const byId = new Map(records.map((record) => [record.id, record]));
  const contacts = clusters.map(({ id, members }) => ({
    id,
    members,
    ...projectContact(
      members.map((member) => ({
        id: `o${member}`,
        recordId: member,
        source: { id: `s${Number(member) % 3}`, kind: "list", trust: Number(member) % 2 },
        observedAt: Number(member) % 5,
        confidence: 50,
        fields: byId.get(member)?.fields ?? {},
      })),
    ),
  }));
  return JSON.stringify(contacts);
}

/** One random thing that people do; what was said by it. */
function act(people: Society): readonly number[] {
  switch (people.below(3)) {
    case 0:
      return people.merge();
    case 1:
      return people.detach();
    default:
      return people.unmerge();
  }
}

describe("histories", () => {
  const histories = sized(100, 3_000);

  test(`${histories} random histories: undo restores every byte, every id ever returned resolves, no order matters`, () => {
    let done = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const people = society(seed);
      for (let at = 0; at < 5 + people.below(8); at += 1) people.arrive();
      const past: { readonly before: string; readonly ids: readonly number[] }[] = [];
      for (let step = 0; step < 8; step += 1) {
        const before = people.projection();
        const ids = act(people);
        if (ids.length === 0) continue;
        done += 1;
        // Half of it is taken back at once, the rest at the end, the last thing first.
        if (people.below(2) === 0) past.push({ before, ids });
        else {
          people.revoke(ids);
          expect(people.projection(), `seed ${seed} step ${step}`).toBe(before);
        }
      }
      for (const { before, ids } of past.reverse()) {
        people.revoke(ids);
        expect(people.projection(), `seed ${seed} backwards`).toBe(before);
      }
      for (const id of people.everReturned) expect(people.bodyOf(id).records).toContain(id);
      const { records, said } = people.shuffled();
      expect(projectionOf(records, resolveContacts(records, standing(said)).clusters)).toBe(people.projection());
    }
    expect(done).toBeGreaterThan(histories * 3);
  });

  test("records that arrive in the middle and words taken back out of turn leave what the rest of the words say", () => {
    for (let seed = 1; seed <= sized(50, 1_000); seed += 1) {
      const people = society(seed + 1_000_000);
      for (let at = 0; at < 6; at += 1) people.arrive();
      for (let step = 0; step < 12; step += 1) {
        const what = people.below(4);
        if (what === 0) people.arrive();
        else if (what === 1) people.revoke(people.pickWord());
        else act(people);
      }
      const { records, said } = people.shuffled();
      expect(projectionOf(records, resolveContacts(records, standing(said)).clusters)).toBe(people.projection());
      for (const id of people.everReturned) expect(people.bodyOf(id).records).toContain(id);
    }
  });
});

describe("words", () => {
  const different = (number: number, left: string[], right: string[]): Said => ({
    kind: "different",
    number,
    left,
    right,
  });
  const same = (number: number, left: string[], right: string[]): Said => ({ kind: "same", number, left, right });

  test("the last word about two records counts, and only about them", () => {
    const said = [different(1, ["a"], ["b", "c"]), same(2, ["a"], ["b"])];
    const stands = [
      { kind: "different", left: ["a"], right: ["c"] },
      { kind: "same", left: ["a"], right: ["b"] },
    ];
    expect(standing(said)).toEqual(stands);
    expect(standing([different(3, ["a"], ["b"]), same(2, ["a"], ["b"])])).toHaveLength(2);
    expect(outweighedBy(same(3, ["a"], ["b"]), [said[0] as Said])).toEqual([said[0]]);
    expect(outweighedBy(same(3, ["b"], ["c"]), [said[0] as Said])).toEqual([]);
  });
});
