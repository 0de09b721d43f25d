import { type ReactNode, useState } from "react";
import { useMay, useWorkspace } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";

/** The kill switch of the workspace: says exactly what happens, and asks why. */
export function StopSwitch(props: { readonly onClose: () => void }): ReactNode {
  const isPaused = useWorkspace().data?.state === "paused";
  return isPaused ? <Resume onClose={props.onClose} /> : <Stop onClose={props.onClose} />;
}

function Stop({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [reason, setReason] = useState("");
  const may = useMay("workspace:pause");
  const toast = useToast();
  const stop = useTell("workspace.pause", {
    refresh: ["workspace", "session", "actions", "audit"],
    onDone: () => {
      toast({ tone: "bad", title: "Everything is stopped", detail: "Queued sends are held from this moment." });
      onClose();
    },
  });
  return (
    <ModalBody
      title="Stop everything?"
      foot={
        <>
          <Button onClick={onClose}>Keep running</Button>
          <Button
            look="danger"
            disabled={!may || reason.trim().length < 3 || stop.isPending}
            onClick={() => stop.mutate({ reason })}
          >
            Stop everything now
          </Button>
        </>
      }
    >
      <p>
        From this moment nothing more reaches anyone from this workspace: no e-mail, no follow-up, no meeting, from any
        agent or sequence. Sends that a mail server already has in its hands, at most 30 seconds old, may still arrive.
      </p>
      <p>
        Mail is still received, opt-outs still count, and every agent may still read. Only an administrator can resume.
      </p>
      <Labelled label="Why? This goes into the audit log">
        <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
      {may ? null : <p className="text-bad">Your role may not stop the workspace.</p>}
    </ModalBody>
  );
}

function Resume({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [reason, setReason] = useState("");
  const may = useMay("workspace:resume");
  const toast = useToast();
  const resume = useTell("workspace.resume", {
    refresh: ["workspace", "session", "actions", "audit"],
    onDone: () => {
      toast({ title: "Running again", detail: "Held sends are decided anew, never replayed." });
      onClose();
    },
  });
  return (
    <ModalBody
      title="Resume this workspace?"
      foot={
        <>
          <Button onClick={onClose}>Stay stopped</Button>
          <Button
            look="primary"
            disabled={!may || reason.trim().length < 3 || resume.isPending}
            onClick={() => resume.mutate({ reason })}
          >
            Resume
          </Button>
        </>
      }
    >
      <p>Every held send is decided again with today's facts. What policy refuses by now is not sent.</p>
      <Labelled label="Why is it safe to go on? This goes into the audit log">
        <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
      {may ? null : <p className="text-bad">Your role may not resume the workspace; an administrator can.</p>}
    </ModalBody>
  );
}
