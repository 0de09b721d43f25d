import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import type { UrlState } from "../router.tsx";
import { Button } from "./button.tsx";
import { accountRelations } from "./choices.ts";
import { Choice, Labelled, TextField } from "./fields.tsx";
import { type Listed, relationWord, withCondition } from "./list-filter.ts";
import { ModalBody } from "./modal.tsx";

type Field = ItemOf<"fields.list">;

/** A field that a list can be narrowed by: one of the list's own, or any that is known of its things. */
interface Narrowing {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly options: readonly (readonly [value: string, label: string])[];
}

/** Asks for a field, a test and a value, and narrows the list by them. */
export function FilterForm(props: {
  readonly of: Listed;
  readonly state: UrlState;
  readonly onFilter: (change: UrlState) => void;
  readonly onClose: () => void;
}): ReactNode {
  const fields = useNarrowings(props.of);
  const [name, setName] = useState("relation");
  const [test, setTest] = useState("=");
  const [value, setValue] = useState("");
  const field = fields.find((one) => one.name === name) ?? fields[0];
  const tests = testsOf(field);
  const taken = tests.find(([one]) => one === test)?.[0] ?? "=";
  const needsValue = taken !== "" && taken !== "!";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onFilter(changeFor(props.state, name, taken, value.trim()));
        props.onClose();
      }}
    >
      <ModalBody
        title={`Filter ${props.of}`}
        foot={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={needsValue && value.trim() === ""}>
              Filter
            </Button>
          </>
        }
      >
        <Labelled label="Field">
          <Choice
            label="Field"
            value={name}
            options={fields.map((one) => [one.name, one.label])}
            onChange={(next) => {
              setName(next);
              setTest("=");
              setValue("");
            }}
          />
        </Labelled>
        <div className="flex items-end gap-2">
          <Choice label="Test" value={taken} options={tests} onChange={setTest} />
          {needsValue ? <Value field={field} value={value} onChange={setValue} /> : null}
        </div>
      </ModalBody>
    </form>
  );
}

function Value(props: {
  readonly field: Narrowing | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const options = props.field?.options ?? [];
  if (options.length > 0)
    return <Choice label="Value" all="Choose…" value={props.value} options={options} onChange={props.onChange} />;
  return (
    <TextField
      aria-label="Value"
      required
      value={props.value}
      type={props.field?.type === "date" ? "date" : "text"}
      inputMode={props.field?.type === "number" ? "decimal" : "text"}
      {...(props.field?.name === "country" ? { pattern: "[A-Za-z]{2}", maxLength: 2, placeholder: "DE" } : {})}
      className="grow"
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

function useNarrowings(of: Listed): readonly Narrowing[] {
  const known = useQuery(ask("fields.list", {})).data?.items ?? [];
  const own = of === "contacts" ? "contact" : "account";
  const ofOwn = known.filter((field) => field.object === own && !isTopLevel(field.field));
  const ofAccount = of === "contacts" ? known.filter((field) => field.object === "account") : [];
  return [
    {
      name: "relation",
      label: "Relation",
      type: "top",
      options: accountRelations.map((one) => [one, relationWord(one)] as const),
    },
    { name: "country", label: "Country", type: "top", options: [] },
    { name: "domain", label: "Domain", type: "top", options: [] },
    ...(of === "contacts" ? [{ name: "ready", label: "Ready for outreach", type: "top", options: yesOrNo }] : []),
    ...ofOwn.map((field) => narrowing(field, "")),
    ...ofAccount.map((field) => narrowing(field, "account.")),
  ];
}

const yesOrNo = [
  ["true", "Yes"],
  ["false", "No"],
] as const;

/** Fields that the list itself is asked by. */
function isTopLevel(field: string): boolean {
  return field === "relation" || field === "country" || field === "domain";
}

function narrowing({ field, label, type, options }: Field, before: string): Narrowing {
  return {
    name: `${before}${field}`,
    label: before === "" ? label : `Account: ${label}`,
    type,
    options: type === "boolean" ? yesOrNo : options.map((one) => [one, one] as const),
  };
}

function testsOf(field: Narrowing | undefined): readonly (readonly [test: string, label: string])[] {
  if (field === undefined || field.type === "top") return [["=", "is"]];
  const compared = field.type === "number" || field.type === "date";
  return [
    ["=", "is"],
    ["!=", "is not"],
    ...(compared
      ? [
          [">=", field.type === "date" ? "from" : "at least"] as const,
          ["<=", field.type === "date" ? "until" : "at most"] as const,
        ]
      : []),
    ["", "is known"],
    ["!", "is not known"],
  ];
}

function changeFor(state: UrlState, name: string, test: string, value: string): UrlState {
  if (["relation", "country", "domain", "ready"].includes(name)) return { [name]: value };
  if (test === "") return withCondition(state, name);
  return withCondition(state, test === "!" ? `!${name}` : `${name}${test}${value}`);
}
