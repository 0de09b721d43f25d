import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";
import { wordFor } from "./words.ts";

/** Asks how a person knows what became of a send, and takes their word. */
export function SettleForm(props: {
  readonly send: ItemOf<"sends.list">;
  readonly was: "sent" | "not_sent";
  readonly onClose: () => void;
}): ReactNode {
  const { send, was, onClose } = props;
  const [reason, setReason] = useState("");
  const [isAgain, setAgain] = useState(false);
  const toast = useToast();
  const settle = useTell("sends.settle", {
    refresh: ["sends", "actions", "tasks", "approvals", "threads", "activities"],
    onDone: ({ again }) => {
      toast(
        again === null
          ? { title: was === "sent" ? "It counts as sent" : "It counts as not sent" }
          : {
              tone: again.decision.outcome === "allow" ? "good" : "warn",
              title: `Proposed anew: ${wordFor(again.decision.outcome).word.toLowerCase()}`,
              detail: again.decision.reasons[0]?.says ?? "It is queued for dispatch.",
            },
      );
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle.mutate({ actionId: send.actionId, was, reason: reason.trim(), again: isAgain });
      }}
    >
      <ModalBody
        title={was === "sent" ? `Was it sent to ${send.to}?` : `Was it not sent to ${send.to}?`}
        foot={
          <>
            <Button onClick={onClose}>Leave it open</Button>
            <Button type="submit" look="primary" disabled={reason.trim().length < 3 || settle.isPending}>
              {was === "sent" ? "It was sent" : "It was not sent"}
            </Button>
          </>
        }
      >
        <p>
          {was === "sent"
            ? "It counts as sent from now on."
            : "It is never sent again by itself. Proposed anew it is another message, which policies decide about; the first attempt counts as a touch."}
        </p>
        <Labelled label="How do you know? This goes into the audit log">
          <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Labelled>
        {was === "sent" ? null : (
          <label className="flex items-center gap-2 text-ink">
            <input
              type="checkbox"
              checked={isAgain}
              onChange={(event) => setAgain(event.target.checked)}
              className="accent-ink"
            />
            Propose the same message anew, in my name
          </label>
        )}
      </ModalBody>
    </form>
  );
}
