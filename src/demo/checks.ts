import type { Ledger, LoggedRecord, TruthLine } from "./ledger.ts";

/** One promise held against the world's truth: how often it was broken, with the first cases. */
export interface Check {
  readonly name: string;
  readonly says: string;
  readonly violations: number;
  readonly examples: readonly string[];
}

const dayMs = 86_400_000;
/** The caps of the policies that ship (policies/default.cedar): at most so many touches in so many days. */
const caps = [
  { over: "recipient", days: 7, most: 2 },
  { over: "recipient", days: 30, most: 5 },
  { over: "recipientDomain", days: 1, most: 3 },
  { over: "recipientDomain", days: 7, most: 10 },
] as const;

/** Holds the run to I1–I6, by what the market saw and not by what we remember. */
export function checkInvariants(ledger: Ledger): readonly Check[] {
  const received = ledger.truth.filter((line) => line.direction === "in");
  const accepted = received.filter((line) => line.code < 300);
  const attempts = attemptsByMessage(ledger.records);
  return [
    check(
      "I1",
      "no message without an allow decision before it in the log",
      received.filter((line) => !wasAllowed(ledger, attempts, line)),
    ),
    check(
      "I2",
      "no message after a suppression",
      accepted.filter((line) => wasSuppressed(ledger, attempts, line)),
    ),
    check("I3", "no message after a person answered, opted out or complained", afterAnswer(ledger.truth)),
    check("I5", "no message twice, and one message per step", [
      ...duplicates(accepted),
      ...secondPerStep(ledger.records, accepted),
    ]),
    check(
      "I6",
      "no cap exceeded over any window",
      caps.flatMap((cap) => overCap(accepted, cap)),
    ),
    check("drift", "sent, refused and recorded agree", drift(ledger.records, received, attempts)),
  ];
}

function check(name: string, says: string, cases: readonly (TruthLine | string)[]): Check {
  const shown = cases
    .slice(0, 5)
    .map((one) => (typeof one === "string" ? one : `truth line ${one.seq} to ${one.recipient}`));
  return { name, says, violations: cases.length, examples: shown };
}

type Attempts = ReadonlyMap<string, LoggedRecord>;

/** The attempt record of each message, by our id and by the id on the wire. */
function attemptsByMessage(records: readonly LoggedRecord[]): Attempts {
  const found = new Map<string, LoggedRecord>();
  for (const record of records) {
    if (record.type !== "message.attempted" || record.message === undefined) continue;
    found.set(record.message.id, record);
    if (record.message.rfc822Id !== undefined) found.set(record.message.rfc822Id, record);
  }
  return found;
}

function attemptOf(attempts: Attempts, line: TruthLine): LoggedRecord | undefined {
  return (
    attempts.get(line.mail?.messageId ?? line.envelope?.envid ?? "") ?? attempts.get(`<${line.mail?.messageId ?? ""}>`)
  );
}

function wasAllowed({ records }: Ledger, attempts: Attempts, line: TruthLine): boolean {
  const attempt = attemptOf(attempts, line);
  if (attempt === undefined) return false;
  return records.some(
    (record) =>
      record.index < attempt.index &&
      attempt.causes?.includes(record.id) === true &&
      record.decision?.outcome === "allow" &&
      record.decision.stage === "reserve",
  );
}

function wasSuppressed({ records }: Ledger, attempts: Attempts, line: TruthLine): boolean {
  const attempt = attemptOf(attempts, line);
  const contact = attempt?.subject?.contact;
  if (attempt === undefined || contact === undefined) return false;
  return records.some(
    (record) =>
      record.type === "suppression.added" && record.index < attempt.index && record.subject?.contact === contact,
  );
}

const answers = /^(reply|unsubscribe|complaint|meeting)/;

/** Messages that a prospect got after an answer of theirs had been taken in. */
function afterAnswer(truth: readonly TruthLine[]): readonly TruthLine[] {
  const answered = new Map<string, number>();
  const late: TruthLine[] = [];
  for (const line of truth) {
    if (line.prospectId === null || line.prospectId === undefined) continue;
    if (
      line.direction === "out" &&
      line.result === "sent" &&
      answers.test(line.truth.kind) &&
      !answered.has(line.prospectId)
    )
      answered.set(line.prospectId, line.seq);
    if (line.direction === "in" && line.code < 300 && answered.has(line.prospectId)) late.push(line);
  }
  return late;
}

function duplicates(accepted: readonly TruthLine[]): readonly TruthLine[] {
  const seen = new Set<string>();
  return accepted.filter((line) => {
    const id = line.mail?.messageId ?? "";
    if (seen.has(id)) return true;
    seen.add(id);
    return false;
  });
}

function secondPerStep(records: readonly LoggedRecord[], accepted: readonly TruthLine[]): readonly string[] {
  const delivered = new Set(accepted.map((line) => line.mail?.messageId));
  const steps = new Map<string, string>();
  const stepOf = new Map(
    records
      .filter((record) => record.decision?.stage === "reserve")
      .map((record) => [record.id, `${record.run?.id} ${record.run?.step}`]),
  );
  const twice: string[] = [];
  for (const record of records) {
    const wire = record.message?.rfc822Id;
    if (
      record.type !== "message.attempted" ||
      wire === undefined ||
      !(delivered.has(wire) || delivered.has(wire.slice(1, -1)))
    )
      continue;
    const step = stepOf.get(record.causes?.[0] ?? "") ?? record.id;
    if (steps.has(step) && steps.get(step) !== wire) twice.push(`step ${step}`);
    steps.set(step, wire);
  }
  return twice;
}

function overCap(accepted: readonly TruthLine[], cap: (typeof caps)[number]): readonly TruthLine[] {
  const over: TruthLine[] = [];
  for (const lines of Map.groupBy(accepted, (line) => line[cap.over]).values()) {
    for (const [position, line] of lines.entries()) {
      const earlier = lines[position - cap.most];
      if (earlier !== undefined && line.at - earlier.at < cap.days * dayMs) over.push(line);
    }
  }
  return over;
}

/** Every transaction that the market saw has its attempt, and every attempt that we call sent was taken by the market. */
function drift(
  records: readonly LoggedRecord[],
  received: readonly TruthLine[],
  attempts: Attempts,
): readonly string[] {
  const unknownToUs = received
    .filter((line) => attemptOf(attempts, line) === undefined)
    .map((line) => `truth line ${line.seq} has no attempt`);
  const taken = new Set(
    received.filter((line) => line.code < 300).map((line) => attemptOf(attempts, line)?.message?.id),
  );
  const notTaken = records
    .filter((record) => record.type === "message.sent" && !taken.has(record.message?.id))
    .map((record) => `record ${record.index} says sent`);
  return [...unknownToUs, ...notTaken];
}
