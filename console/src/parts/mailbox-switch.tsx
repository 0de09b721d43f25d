import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";

/** Pauses a mailbox or lets it send again; both ask why. */
export function MailboxSwitch(props: {
  readonly mailbox: ItemOf<"mailboxes.list">;
  readonly onClose: () => void;
}): ReactNode {
  const { mailbox, onClose } = props;
  const isPaused = mailbox.state === "paused";
  const [reason, setReason] = useState("");
  const mayPause = useMay("workspace:pause");
  const mayResume = useMay("workspace:resume");
  const may = isPaused ? mayResume : mayPause;
  const toast = useToast();
  const done = (title: string) => () => {
    toast({ tone: isPaused ? "good" : "warn", title });
    onClose();
  };
  const refresh = ["mailboxes", "breakers", "actions", "audit"];
  const pause = useTell("mailboxes.pause", { refresh, onDone: done(`${mailbox.address} is paused`) });
  const resume = useTell("mailboxes.resume", { refresh, onDone: done(`${mailbox.address} sends again`) });
  const input = { mailboxId: mailbox.id, reason: reason.trim() };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPaused) resume.mutate(input);
        else pause.mutate(input);
      }}
    >
      <ModalBody
        title={isPaused ? `Let ${mailbox.address} send again?` : `Pause ${mailbox.address}?`}
        foot={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              look={isPaused ? "primary" : "danger"}
              disabled={!may || reason.trim().length < 3 || pause.isPending || resume.isPending}
            >
              {isPaused ? "Send again" : "Pause now"}
            </Button>
          </>
        }
      >
        <p>
          {isPaused
            ? "What waits is decided anew with today's facts. If its breaker has tripped, it is armed again too."
            : "Nothing is sent from it from this moment; what waits keeps waiting. Replies are still read."}
        </p>
        <Labelled label="Why? This goes into the audit log">
          <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Labelled>
        {may ? null : <p className="text-bad">Your role may not do this; an administrator can.</p>}
      </ModalBody>
    </form>
  );
}
