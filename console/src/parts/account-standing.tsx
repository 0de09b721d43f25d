import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "./button.tsx";
import { Missing } from "./empty.tsx";
import { Modal } from "./modal.tsx";
import { Section } from "./page-header.tsx";
import { Relation } from "./relation.tsx";
import { RelationForm } from "./relation-form.tsx";
import { When } from "./when.tsx";

type Account = AnswerOf<"accounts.get">;

/** What an account is to us and who says so. */
export function AccountRelation({ account }: { readonly account: Account }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useMay("identity:write");
  const field = account.fields.find((one) => one.name === "relation");
  const reason = account.fields.find((one) => one.name === "relationReason")?.value;
  return (
    <Section
      title="Relation"
      aside={
        <Button look="quiet" className="-my-1.5 -mr-2.5" disabled={!mayWrite} onClick={() => setOpen(true)}>
          Change…
        </Button>
      }
    >
      <div className="px-4 pb-3">
        <p className="text-lg font-medium">
          <Relation code={account.relation} />
        </p>
        <p className="text-sm text-ink-3">
          {field === undefined ? (
            "No record of the account itself says so; people and opportunities may."
          ) : (
            <>
              {field.source.kind === "user" ? "Said by a person" : `From ${field.source.name}`},{" "}
              <When at={field.observedAt} />
              {reason == null ? "" : `: ${reason}`}
            </>
          )}
        </p>
      </div>
      <Modal label="Relation" isOpen={isOpen} onClose={() => setOpen(false)}>
        <RelationForm account={account} onClose={() => setOpen(false)} />
      </Modal>
    </Section>
  );
}

/** The domains of an account: what each is to it, and what speaks for it. */
export function AccountDomains({ account }: { readonly account: Account }): ReactNode {
  return (
    <Section title="Domains">
      <ul className="pb-2">
        {account.domains.length === 0 ? (
          <li className="px-4">
            <Missing says="none known" />
          </li>
        ) : null}
        {account.domains.map((one) => (
          <li key={one.domain} className="px-4 py-1">
            <div className="flex items-baseline gap-2">
              <span className="min-w-0 truncate font-mono text-xs">{one.domain}</span>
              <span className={`ml-auto text-sm ${one.role === "former" ? "text-warn" : "text-ink-2"}`}>
                {one.role}
              </span>
            </div>
            <p className="text-sm text-ink-3">
              {one.source ?? "from addresses of its people"}
              {one.observedAt === null ? null : (
                <>
                  , <When at={one.observedAt} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
