import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Subject } from "../api/identity.ts";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useRevoke } from "../api/use-revoke.ts";
import { Section } from "./page-header.tsx";
import { When } from "./when.tsx";
import { spelled } from "./words.ts";

/** What people said about who this is; each word can be taken back. */
export function SaidList({ subject }: { readonly subject: Subject }): ReactNode {
  const mayWrite = useMay("identity:write");
  const revoke = useRevoke();
  const whose = subject.about === "contact" ? { contactId: subject.id } : { accountId: subject.id };
  const items = useQuery(ask("assertions.list", { ...whose, revoked: false, limit: 50 })).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="What people said">
      <ul className="divide-y divide-line border-t border-line">
        {items.map((one) => (
          <li key={one.id} className="flex items-baseline gap-2 px-4 py-1.5">
            <div className="min-w-0 grow">
              <p className="break-words">
                <b className="font-medium">{one.kind === "same" ? "The same" : "Not the same"}</b>, by{" "}
                {spelled(one.origin).toLowerCase()}: {one.reason}
              </p>
              <p className="text-sm text-ink-3">
                <When at={one.createdAt} />
              </p>
            </div>
            <button
              type="button"
              disabled={!mayWrite}
              onClick={() => revoke([one.id])}
              className="shrink-0 rounded-sm text-sm text-info hover:underline disabled:text-ink-3 disabled:no-underline"
            >
              Take back
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
