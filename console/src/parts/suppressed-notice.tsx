import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { When } from "./when.tsx";
import { wordFor } from "./words.ts";

/** Says at the top that a contact is suppressed or on hold, since when and why. */
export function SuppressedNotice(props: { readonly contactId: `con_${string}` }): ReactNode {
  const enabled = useMay("suppressions:read");
  const suppressions = useQuery({
    ...ask("suppressions.list", { contactId: props.contactId, limit: 50 }),
    enabled,
  }).data?.items.filter((row) => row.lifted === null);
  const holds = useQuery({ ...ask("holds.list", { contactId: props.contactId }), enabled }).data?.items;
  const suppression = suppressions?.[0];
  const hold = holds?.[0];
  if (suppression === undefined && hold === undefined) return null;
  return (
    <div
      role="status"
      className={`flex items-center gap-3 border-b px-6 py-2 ${suppression === undefined ? "border-warn/30 bg-warn-soft text-warn" : "border-bad/30 bg-bad-soft text-bad"}`}
    >
      {suppression === undefined ? (
        <p>
          <b className="font-semibold">On hold:</b> {wordFor(hold?.kind ?? "").word.toLowerCase()},{" "}
          {hold?.until == null ? (
            "until a person releases it"
          ) : (
            <>
              until <When at={hold.until} />
            </>
          )}
          .
        </p>
      ) : (
        <p>
          <b className="font-semibold">Suppressed:</b> {wordFor(suppression.reason).word.toLowerCase()}, since{" "}
          <When at={suppression.createdAt} />
          {suppression.source === null ? "" : `, from ${suppression.source}`}. Nothing is sent
          {suppression.purpose === "all" ? "" : " as outreach"} until a person lifts it.
        </p>
      )}
      <Link to="/suppressions" search={{ contactId: props.contactId }} className="ml-auto underline">
        Details
      </Link>
    </div>
  );
}
