import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Key } from "./button.tsx";
import { Missing } from "./empty.tsx";
import { inFieldOrder } from "./field-order.ts";
import { commonKeys, MatchKeys } from "./match-keys.tsx";
import { When } from "./when.tsx";
import { counted, spelled, spelledField } from "./words.ts";

type Review = AnswerOf<"reviews.get">;
type Side = Review["compared"][number];
type Merged = NonNullable<Review["ifSame"]>["fields"][number];

const head = "border-b border-line bg-panel px-3 py-2 text-left align-top font-normal";
const cell = "border-b border-line px-3 py-1.5 align-top break-words";

/** The sides in columns, a row for each field; values that differ are marked, and the last column is what a merge would keep. */
export function ReviewCompare(props: {
  readonly review: Review;
  /** Sides that the answer leaves out. */
  readonly left: ReadonlySet<string>;
  readonly onToggle?: (id: string) => void;
}): ReactNode {
  const { compared, ifSame } = props.review;
  const common = commonKeys(compared);
  const merged = new Map((ifSame?.fields ?? []).map((field) => [field.name, field]));
  const names = new Set([...compared.flatMap(fieldNames), ...merged.keys()]);
  return (
    <div className="panel scroll-area overflow-x-auto">
      <table aria-label="Side by side" className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={`${head} w-32 min-w-32 text-sm text-ink-3`}>
              Field
            </th>
            {compared.map((side, at) => (
              <th key={side.id} scope="col" className={`${head} min-w-52`}>
                <SideHead
                  side={side}
                  at={at}
                  about={props.review.about}
                  isIn={!props.left.has(side.id)}
                  onToggle={props.onToggle}
                />
              </th>
            ))}
            {ifSame === null ? null : (
              <th scope="col" className={`${head} min-w-52 bg-sunken`}>
                <span className="font-semibold">If they are one</span>
                <span className="block text-sm text-ink-3">the value that would count, and why</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className={`${cell} text-left text-sm font-normal text-ink-3`}>
              Match keys
            </th>
            {compared.map((side) => (
              <td key={side.id} className={cell}>
                <MatchKeys keys={side.keys} common={common} />
              </td>
            ))}
            {ifSame === null ? null : <td className={`${cell} bg-sunken text-sm text-ink-3`}>all of them</td>}
          </tr>
          {inFieldOrder([...names], (name) => name).map((name) => (
            <FieldRow key={name} name={name} sides={compared} hasMerge={ifSame !== null} merged={merged.get(name)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SideHead(props: {
  readonly side: Side;
  readonly at: number;
  readonly about: Review["about"];
  readonly isIn: boolean;
  readonly onToggle: ((id: string) => void) | undefined;
}): ReactNode {
  const { side, onToggle } = props;
  const name = side.name === "" ? "No name" : side.name;
  return (
    <div className="flex items-start gap-2">
      {onToggle === undefined ? null : (
        <input
          type="checkbox"
          aria-label={`Include ${name}, side ${props.at + 1}`}
          checked={props.isIn}
          onChange={() => onToggle(side.id)}
          className="mt-1"
        />
      )}
      <div className="min-w-0">
        <Link
          to={props.about === "contact" ? "/contacts/$id" : "/accounts/$id"}
          params={{ id: side.id }}
          className={`font-semibold hover:underline ${props.isIn ? "" : "line-through"}`}
        >
          {name}
        </Link>
        <span className="block text-sm text-ink-3">
          {counted(side.records.length, "record")}
          {props.isIn ? "" : ", left out"}
        </span>
      </div>
      {onToggle === undefined || props.at > 8 ? null : (
        <span className="ml-auto">
          <Key>{props.at + 1}</Key>
        </span>
      )}
    </div>
  );
}

function FieldRow(props: {
  readonly name: string;
  readonly sides: readonly Side[];
  readonly hasMerge: boolean;
  readonly merged: Merged | undefined;
}): ReactNode {
  const said = props.sides.map((side) => valuesOf(side, props.name));
  const differs = new Set(said.flat().map((one) => one.value)).size > 1;
  return (
    <tr>
      <th scope="row" className={`${cell} text-left font-normal text-ink-3`}>
        {spelledField(props.name)}
        {differs ? <span className="block text-xs font-medium text-warn">differs</span> : null}
      </th>
      {props.sides.map((side, at) => (
        <td key={side.id} className={`${cell} ${differs ? "bg-warn-soft/60" : ""}`}>
          {said[at]?.length === 0 ? <Missing says="–" /> : null}
          {said[at]?.map((one) => (
            <div key={`${one.value} ${one.source}`}>
              <span className={differs ? "font-medium" : ""}>{one.value}</span>
              <span className="block text-xs text-ink-2">
                {one.source}, <When at={one.observedAt} />
              </span>
            </div>
          ))}
        </td>
      ))}
      {props.hasMerge ? (
        <td className={`${cell} bg-sunken`}>
          {props.merged?.value ?? <Missing says="no value" />}
          <span className="block text-xs text-ink-2">{spelled(props.merged?.why ?? "")}</span>
        </td>
      ) : null}
    </tr>
  );
}

/** What the records of a side say of a field; a value that several say is shown once, as last observed. */
function valuesOf(side: Side, name: string) {
  const said = side.records.flatMap((record) => {
    const value = record.fields[name];
    return value === undefined ? [] : [{ value, source: record.source.name, observedAt: record.observedAt }];
  });
  const newest = said.toSorted((left, right) => (left.observedAt < right.observedAt ? 1 : -1));
  return [...Map.groupBy(newest, (one) => `${one.value} ${one.source}`).values()].flatMap(([first]) => first ?? []);
}

function fieldNames(side: Side): readonly string[] {
  return side.records.flatMap((record) => Object.keys(record.fields));
}
