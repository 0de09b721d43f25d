import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";

/** Arms a tripped breaker again; says what that means and asks why. */
export function RearmForm(props: {
  readonly breaker: ItemOf<"breakers.list">;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { breaker, name, onClose } = props;
  const [reason, setReason] = useState("");
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rearm.mutate({ scope: breaker.scope, key: breaker.key, reason: reason.trim() });
      }}
    >
      <ModalBody
        title={`Arm the breaker of ${name} again?`}
        foot={
          <>
            <Button onClick={onClose}>Leave it</Button>
            <Button type="submit" look="primary" disabled={!may || reason.trim().length < 3 || rearm.isPending}>
              Arm again
            </Button>
          </>
        }
      >
        <p>
          {breaker.scope === "provider" ? "Mail to it goes out again" : "It sends again"} and is counted from nothing:
          what was sent before does not trip it any more, and new failures do.
        </p>
        <p className="text-ink-2">It tripped because {breaker.says}.</p>
        <Labelled label="What was mended? This goes into the audit log">
          <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Labelled>
        {may ? null : <p className="text-bad">Your role may not do this; an administrator can.</p>}
      </ModalBody>
    </form>
  );
}
