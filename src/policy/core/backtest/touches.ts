import { dayMs, type Instant, instantFromIso, isoFromInstant } from "../../../kernel/env.ts";
import { type CapWindow, never } from "../facts.ts";
import type { CapSubject } from "../subjects.ts";

/** What a back-test made of a touch: it happened in both histories, only in the recorded one, or only in the other. */
export type TouchFate = "kept" | "removed" | "added";

/**
 * How the touches of another history differ from the recorded ones. Counts that were recorded are taken as they are, less what
 * would not have happened, and more by what would have; a history without a difference changes no count. Times only go up.
 */
export interface TouchDifference {
  /** Says what became of the touch of an action, counted from now on; what was said of it before is forgotten. */
  note(actionId: string, fate: TouchFate, at: Instant, subjects: readonly CapSubject[]): void;
  /** Forgets an action, whose own place never stands in its way. */
  forget(actionId: string): void;
  window(subject: CapSubject, recorded: CapWindow, now: Instant): CapWindow;
  /** The newest touch of a subject in 30 days, or `never`. */
  newestAt(subject: CapSubject, recorded: string, now: Instant): string;
}

const windows = [
  ["d1", "d1DropsAt", dayMs],
  ["d7", "d7DropsAt", 7 * dayMs],
  ["d30", "d30DropsAt", 30 * dayMs],
] as const;
const weights: Readonly<Record<TouchFate, number>> = { kept: 0, removed: -1, added: 1 };
const neverMs = instantFromIso(never);

interface Entry {
  readonly at: Instant;
  readonly fate: TouchFate;
  /** False once it was forgotten. */
  isThere: boolean;
}

/** One rolling window over the entries of a subject: where it begins, and what those inside add up to. */
interface Rolling {
  readonly lengthMs: number;
  from: number;
  /** What the recorded count is off by, and how many entries make it so. */
  sum: number;
  differing: number;
  /** Where the oldest touch of the other history was last found. */
  oldest: number;
}

interface Track {
  readonly entries: Entry[];
  readonly rolling: readonly Rolling[];
  /** When touches were that did not happen: a recorded time among them names none of ours. */
  readonly removedAt: Set<Instant>;
}

/** Begins with no difference. */
export function createTouchDifference(): TouchDifference {
  const tracks = new Map<string, Track>();
  const places = new Map<string, readonly { readonly track: Track; readonly place: number }[]>();
  const trackOf = ({ kind, key }: CapSubject): Track | undefined => tracks.get(`${kind} ${key}`);
  const forget = (actionId: string): void => {
    for (const { track, place } of places.get(actionId) ?? []) takeOut(track, place);
    places.delete(actionId);
  };
  return {
    forget,
    note: (actionId, fate, at, subjects) => {
      forget(actionId);
      const noted = subjects.map((subject) => {
        const track = trackOf(subject) ?? newTrack();
        tracks.set(`${subject.kind} ${subject.key}`, track);
        return { track, place: putIn(track, { at, fate, isThere: true }) };
      });
      places.set(actionId, noted);
    },
    window: (subject, recorded, now) => {
      const track = trackOf(subject);
      return track === undefined ? recorded : windowAlong(track, recorded, now);
    },
    newestAt: (subject, recorded, now) => {
      const track = trackOf(subject);
      return track === undefined ? recorded : newestAlong(track, recorded, now);
    },
  };
}

function newTrack(): Track {
  return {
    entries: [],
    rolling: windows.map(([, , lengthMs]) => ({ lengthMs, from: 0, sum: 0, differing: 0, oldest: 0 })),
    removedAt: new Set(),
  };
}

function putIn(track: Track, entry: Entry): number {
  const weight = weights[entry.fate];
  if (entry.fate === "removed") track.removedAt.add(entry.at);
  for (const rolling of track.rolling) {
    rolling.sum += weight;
    if (weight !== 0) rolling.differing += 1;
  }
  return track.entries.push(entry) - 1;
}

function takeOut({ entries, rolling }: Track, place: number): void {
  const entry = entries[place];
  if (entry === undefined || !entry.isThere) return;
  for (const one of rolling) if (place >= one.from) leave(one, entry);
  entry.isThere = false;
}

function leave(rolling: Rolling, { fate, isThere }: Entry): void {
  if (!isThere) return;
  rolling.sum -= weights[fate];
  if (weights[fate] !== 0) rolling.differing -= 1;
}

/** Lets entries leave a window that they are too old for. */
function roll({ entries }: Track, rolling: Rolling, now: Instant): void {
  for (; rolling.from < entries.length; rolling.from += 1) {
    const entry = entries[rolling.from];
    if (entry === undefined || entry.at > now - rolling.lengthMs) return;
    leave(rolling, entry);
  }
}

function windowAlong(track: Track, recorded: CapWindow, now: Instant): CapWindow {
  const fields = windows.flatMap(([count, dropsAt], n): [string, number | string][] => {
    const rolling = track.rolling[n];
    if (rolling === undefined) return [];
    roll(track, rolling, now);
    if (rolling.differing === 0) return [];
    const counted = Math.max(0, recorded[count] + rolling.sum);
    return [
      [count, counted],
      [dropsAt, counted === 0 ? never : dropsAlong(track, rolling, instantFromIso(recorded[dropsAt]))],
    ];
  });
  return fields.length === 0 ? recorded : { ...recorded, ...Object.fromEntries(fields) };
}

/** When the oldest touch of the other history leaves the window. What happened before the back-test begins is known by its recorded time alone. */
function dropsAlong(track: Track, rolling: Rolling, recordedDrop: Instant): string {
  const oldest = oldestOf(track, rolling);
  const known = oldest === undefined ? [] : [oldest.at + rolling.lengthMs];
  const isOurs = recordedDrop !== neverMs && !track.removedAt.has(recordedDrop - rolling.lengthMs);
  const drops = [...known, ...(isOurs ? [recordedDrop] : [])];
  return isoFromInstant(drops.length === 0 ? recordedDrop : Math.min(...drops));
}

function oldestOf({ entries }: Track, rolling: Rolling): Entry | undefined {
  rolling.oldest = Math.max(rolling.oldest, rolling.from);
  for (; rolling.oldest < entries.length; rolling.oldest += 1) {
    const entry = entries[rolling.oldest];
    if (entry?.isThere === true && entry.fate !== "removed") return entry;
  }
  return undefined;
}

function newestAlong({ entries, removedAt }: Track, recorded: string, now: Instant): string {
  const newest = entries.findLast(({ isThere, fate }) => isThere && fate !== "removed");
  const ours = newest === undefined || newest.at <= now - 30 * dayMs ? neverMs : newest.at;
  const recordedAt = instantFromIso(recorded);
  const theirs = removedAt.has(recordedAt) ? neverMs : recordedAt;
  return isoFromInstant(Math.max(ours, theirs));
}
