import { type ReactNode, useState } from "react";
import type { Subject } from "../api/identity.ts";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useHistory } from "../api/use-history.ts";
import { Button } from "./button.tsx";
import { type AskedChange, ChangeForm } from "./change-form.tsx";
import { Loading } from "./empty.tsx";
import { useHotkeys } from "./hotkeys.ts";
import { IdChip } from "./id-chip.tsx";
import { detaching, unmerging } from "./identity-changes.ts";
import { type MatchKey, MatchKeys } from "./match-keys.tsx";
import { MergeForm } from "./merge-form.tsx";
import { Modal } from "./modal.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { When } from "./when.tsx";
import { counted } from "./words.ts";

type Claim = ItemOf<"contacts.history">;

const claimsMax = 500;

/** What one person or company is made of: records, ids that lead here, keys; and the ways to put it right. */
export function RecordList(props: {
  readonly subject: Subject;
  readonly name: string;
  readonly absorbed: readonly string[];
  readonly keys?: readonly MatchKey[];
}): ReactNode {
  const { subject, name } = props;
  const [asked, setAsked] = useState<AskedChange | "merge" | null>(null);
  const mayWrite = useMay("identity:write");
  const found = useHistory(subject, claimsMax);
  const records = recordsOf(found.data?.items ?? []);
  const close = () => setAsked(null);
  useHotkeys({ m: () => mayWrite && setAsked("merge") });
  return (
    <Section
      title="Records"
      aside={
        <Button
          look="quiet"
          className="-my-1.5 -mr-2.5"
          hotkey="m"
          disabled={!mayWrite}
          onClick={() => setAsked("merge")}
        >
          Merge with…
        </Button>
      }
    >
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={2} /> : null}
      <ul className="divide-y divide-line border-t border-line">
        {records.map((record) => (
          <li key={record.id} className="flex items-baseline gap-2 px-4 py-1.5">
            <div className="min-w-0 grow">
              <p className="truncate">
                <b className="font-medium">{record.source}</b> <IdChip id={record.id} />
              </p>
              <p className="text-sm text-ink-3">
                <When at={record.observedAt} />, {counted(record.fields, "field")}
              </p>
            </div>
            {records.length < 2 || record.kind === "user" ? null : (
              <Verb disabled={!mayWrite} onClick={() => setAsked(detaching(subject, name, record.id))}>
                Detach
              </Verb>
            )}
          </li>
        ))}
        {props.absorbed.map((id) => (
          <li key={id} className="flex items-baseline gap-2 px-4 py-1.5">
            <div className="min-w-0 grow">
              <p className="text-ink-2">
                Merged in <IdChip id={id} />
              </p>
            </div>
            <Verb disabled={!mayWrite} onClick={() => setAsked(unmerging(subject, name, id))}>
              Unmerge
            </Verb>
          </li>
        ))}
      </ul>
      {found.data?.next == null ? null : (
        <p className="px-4 py-2 text-sm text-ink-3">
          Read from the newest {claimsMax} claims; older records may exist.
        </p>
      )}
      {props.keys === undefined || props.keys.length === 0 ? null : (
        <div className="border-t border-line px-4 py-2">
          <p className="eyebrow mb-1">Match keys</p>
          <MatchKeys keys={props.keys} />
        </div>
      )}
      <Modal label="Who is who" isOpen={asked !== null} onClose={close} className="mt-[8vh] w-[36rem]">
        {asked === "merge" ? <MergeForm subject={subject} name={name} onClose={close} /> : null}
        {asked === null || asked === "merge" ? null : <ChangeForm asked={asked} onClose={close} />}
      </Modal>
    </Section>
  );
}

function Verb(props: {
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      disabled={props.disabled}
      onClick={props.onClick}
      className="shrink-0 rounded-sm text-sm text-info hover:underline disabled:text-ink-3 disabled:no-underline"
    >
      {props.children}
    </button>
  );
}

/** The records behind what is said now, the newest first. */
function recordsOf(claims: readonly Claim[]) {
  const current = Map.groupBy(
    claims.filter((claim) => claim.current),
    (claim) => claim.recordId,
  );
  return [...current].flatMap(([id, said]) => {
    const [first] = said.toSorted((left, right) => (left.observedAt < right.observedAt ? 1 : -1));
    if (first === undefined) return [];
    const { source, observedAt } = first;
    return [
      { id, source: source.name, kind: source.kind, observedAt, fields: new Set(said.map((one) => one.field)).size },
    ];
  });
}
