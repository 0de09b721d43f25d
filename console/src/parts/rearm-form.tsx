import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { ReasonForm } from "./reason-form.tsx";
import { useToast } from "./toasts.tsx";

/** Arms a tripped breaker again; says what that means and asks why. */
export function RearmForm(props: {
  readonly breaker: ItemOf<"breakers.list">;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { breaker, name, onClose } = props;
  const may = useMay("workspace:resume");
  const toast = useToast();
  const rearm = useTell("breakers.rearm", {
    refresh: ["breakers", "mailboxes", "activities", "audit"],
    onDone: () => {
      toast({ title: "Armed again", detail: "What waits is decided anew within the hour." });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Arm the breaker of ${name} again?`}
      question="What was mended? This goes into the audit log"
      leave="Leave it"
      submit="Arm again"
      look="primary"
      refusal={may ? null : "Your role may not do this; an administrator can."}
      isPending={rearm.isPending}
      onClose={onClose}
      onSubmit={(reason) => rearm.mutate({ scope: breaker.scope, key: breaker.key, reason })}
    >
      <p>
        {breaker.scope === "provider" ? "Mail to it goes out again" : "It sends again"} and is counted from nothing:
        what was sent before does not trip it any more, and new failures do.
      </p>
      <p className="text-ink-2">It tripped because {breaker.says}.</p>
    </ReasonForm>
  );
}
