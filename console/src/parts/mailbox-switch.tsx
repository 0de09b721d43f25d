import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { ReasonForm } from "./reason-form.tsx";
import { useToast } from "./toasts.tsx";

interface SwitchProps {
  readonly mailbox: ItemOf<"mailboxes.list">;
  readonly onClose: () => void;
}

const refresh = ["mailboxes", "breakers", "actions", "audit"];

/** Pauses a mailbox or lets it send again; both ask why. */
export function MailboxSwitch(props: SwitchProps): ReactNode {
  return props.mailbox.state === "paused" ? <Resume {...props} /> : <Pause {...props} />;
}

function Pause({ mailbox, onClose }: SwitchProps): ReactNode {
  const may = useMay("workspace:pause");
  const toast = useToast();
  const pause = useTell("mailboxes.pause", {
    refresh,
    onDone: () => {
      toast({ tone: "warn", title: `${mailbox.address} is paused` });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Pause ${mailbox.address}?`}
      question="Why? This goes into the audit log"
      leave="Cancel"
      submit="Pause now"
      look="danger"
      refusal={may ? null : "Your role may not do this; an administrator can."}
      isPending={pause.isPending}
      onClose={onClose}
      onSubmit={(reason) => pause.mutate({ mailboxId: mailbox.id, reason })}
    >
      <p>Nothing is sent from it from this moment; what waits keeps waiting. Replies are still read.</p>
    </ReasonForm>
  );
}

function Resume({ mailbox, onClose }: SwitchProps): ReactNode {
  const may = useMay("workspace:resume");
  const toast = useToast();
  const resume = useTell("mailboxes.resume", {
    refresh,
    onDone: () => {
      toast({ tone: "good", title: `${mailbox.address} sends again` });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Let ${mailbox.address} send again?`}
      question="Why? This goes into the audit log"
      leave="Cancel"
      submit="Send again"
      look="primary"
      refusal={may ? null : "Your role may not do this; an administrator can."}
      isPending={resume.isPending}
      onClose={onClose}
      onSubmit={(reason) => resume.mutate({ mailboxId: mailbox.id, reason })}
    >
      <p>What waits is decided anew with today's facts. If its breaker has tripped, it is armed again too.</p>
    </ReasonForm>
  );
}
