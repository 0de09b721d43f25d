import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { scopeWord } from "./mailbox-words.ts";
import { Modal } from "./modal.tsx";
import { Section } from "./page-header.tsx";
import { RearmForm } from "./rearm-form.tsx";
import { When } from "./when.tsx";
import { counted } from "./words.ts";

type Breaker = ItemOf<"breakers.list">;

/** The breakers that stop something now, each with why and the way to arm it again; nothing where none has tripped. */
export function TrippedBreakers(): ReactNode {
  const breakers = useQuery({ ...ask("breakers.list", {}), refetchInterval: 10_000 }).data?.items ?? [];
  const mailboxes = useQuery(ask("mailboxes.list", { limit: 500 })).data?.items ?? [];
  const sequences = useQuery(ask("sequences.list", {})).data?.items ?? [];
  const [chosen, setChosen] = useState<Breaker | null>(null);
  const nameOf = ({ scope, key }: Breaker): string => {
    if (scope === "mailbox") return mailboxes.find(({ id }) => id === key)?.address ?? key;
    if (scope === "sequence") return sequences.find(({ id }) => id === key)?.name ?? key;
    return key;
  };
  if (breakers.length === 0) return null;
  return (
    <>
      <Section
        title="Stopped by a breaker"
        says="receivers speak against us; a person arms it again"
        aside={counted(breakers.length, "breaker")}
      >
        <ul>
          {breakers.map((breaker) => (
            <li
              key={`${breaker.scope} ${breaker.key}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2.5"
            >
              <div className="min-w-0 grow basis-60">
                <p className="font-medium wrap-anywhere">
                  <span className="text-ink-3">{scopeWord(breaker.scope)}</span> {nameOf(breaker)}
                </p>
                <p className="text-bad">
                  {breaker.says} · <When at={breaker.trippedAt} />
                </p>
              </div>
              <Button onClick={() => setChosen(breaker)}>Arm again…</Button>
            </li>
          ))}
        </ul>
      </Section>
      <Modal label="Arm a breaker again" isOpen={chosen !== null} onClose={() => setChosen(null)}>
        {chosen === null ? null : <RearmForm breaker={chosen} name={nameOf(chosen)} onClose={() => setChosen(null)} />}
      </Modal>
    </>
  );
}
