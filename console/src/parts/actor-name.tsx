import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { usePeople } from "../api/people.ts";
import { useMay } from "../api/session.ts";
import { IdChip } from "./id-chip.tsx";

/** Who proposed or did something: an agent or a member by name, anyone else by kind and id. */
export function ActorName(props: { readonly kind: string; readonly id: string }): ReactNode {
  const isAgent = props.kind === "agent";
  const agents = useQuery({ ...ask("agents.list", {}), enabled: useMay("agents:read") && isAgent, staleTime: 60_000 });
  const person = usePeople().find((one) => one.id === props.id);
  const name = agents.data?.items.find((agent) => agent.id === props.id)?.name;
  if (person !== undefined) return person.name;
  if (name === undefined)
    return (
      <>
        {props.kind} <IdChip id={props.id} />
      </>
    );
  return (
    <Link to="/agents" search={{ id: props.id }} className="text-info hover:underline">
      {name}
    </Link>
  );
}
