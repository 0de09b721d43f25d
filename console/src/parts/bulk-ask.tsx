import { type ReactNode, useState } from "react";
import type { InputOf, ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "./button.tsx";
import { Choice, Labelled, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { spelledField } from "./words.ts";

type Asked = InputOf<"bulk.preview">["change"];
type Field = ItemOf<"fields.list">;

const kinds = [
  ["set", "Set a field"],
  ["clear", "Clear a field"],
  ["add", "Add to a list"],
  ["remove", "Remove from a list"],
  ["revert", "Go back to what sources say"],
  ["suppress", "Suppress"],
] as const;
type Kind = (typeof kinds)[number][0];

/** What tells people apart or says where they work is said of one at a time. */
const oneByOne = ["firstName", "lastName", "email", "phone", "linkedin", "companyName", "website"];
const isList = ({ type }: Field): boolean => type === "list" || type === "multi_choice";

/** Asks what is to change for everybody. */
export function BulkAsk(props: {
  readonly fields: readonly Field[];
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onAsk: (change: Asked) => void;
}): ReactNode {
  const [kind, setKind] = useState<Kind>("set");
  const [field, setField] = useState("");
  const [value, setValue] = useState("");
  const maySuppress = useMay("suppressions:write");
  const choosable = props.fields.filter((one) => !oneByOne.includes(one.field));
  const fit = kind === "add" || kind === "remove" ? choosable.filter(isList) : choosable;
  const chosen = fit.find((one) => one.field === field) ?? fit[0];
  const options = chosen?.options ?? [];
  const hasValue = kind === "set" || kind === "add" || kind === "remove";
  const change = changeOf(kind, chosen?.field ?? "", value.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (change !== null) props.onAsk(change);
      }}
    >
      <ModalBody
        title="Change all that the list finds"
        foot={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={change === null || props.isBusy}>
              Preview
            </Button>
          </>
        }
      >
        <p>On every page, not only those in sight. Nothing changes before you have seen what would.</p>
        <Labelled label="What to do">
          <Choice
            label="What to do"
            value={kind}
            options={kinds.filter(([one]) => one !== "suppress" || maySuppress)}
            onChange={(one) => setKind(kinds.find(([known]) => known === one)?.[0] ?? "set")}
          />
        </Labelled>
        {kind === "suppress" ? null : (
          <Labelled label="Field">
            <Choice
              label="Field"
              value={chosen?.field}
              options={fit.map((one) => [one.field, one.builtIn ? spelledField(one.field) : one.label])}
              onChange={(one) => {
                setField(one);
                setValue("");
              }}
            />
          </Labelled>
        )}
        {hasValue ? <ValueField options={options} value={value} isList={kind !== "set"} onChange={setValue} /> : null}
      </ModalBody>
    </form>
  );
}

function ValueField(props: {
  readonly options: readonly string[];
  readonly value: string;
  readonly isList: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { options, value, isList: isOfList, onChange } = props;
  const hint = isOfList && options.length === 0 ? { hint: "Several are divided by a semicolon." } : {};
  return (
    <Labelled label="Value" {...hint}>
      {options.length === 0 ? (
        <TextField
          required
          value={value}
          maxLength={500}
          className="w-full"
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Choice
          label="Value"
          all="Choose…"
          value={value}
          options={options.map((one) => [one, one])}
          onChange={onChange}
        />
      )}
    </Labelled>
  );
}

function changeOf(kind: Kind, field: string, value: string): Asked | null {
  if (kind === "suppress") return { kind, basis: "do_not_contact" };
  if (field === "") return null;
  if (kind === "clear" || kind === "revert") return { kind, field };
  const values = value.split(";").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
  if (values.length === 0) return null;
  return kind === "set" ? { kind, field, value } : { kind, field, values };
}
