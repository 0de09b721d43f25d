import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { Missing } from "./empty.tsx";
import { Status } from "./status.tsx";

/** What an account is to us; only what keeps it out of cold outreach has a colour. */
export function Relation(props: { readonly code: ItemOf<"accounts.list">["relation"] }): ReactNode {
  if (props.code === "none") return <Missing says="none" />;
  if (props.code === "unknown") return <Missing />;
  return <Status code={props.code} />;
}
