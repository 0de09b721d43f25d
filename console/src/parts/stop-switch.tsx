import type { ReactNode } from "react";
import { useMay, useWorkspace } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { ReasonForm } from "./reason-form.tsx";
import { useToast } from "./toasts.tsx";

const refresh = ["workspace", "session", "actions", "audit"];

/** The kill switch of the workspace: says exactly what happens, and asks why. */
export function StopSwitch(props: { readonly onClose: () => void }): ReactNode {
  const isPaused = useWorkspace().data?.state === "paused";
  return isPaused ? <Resume onClose={props.onClose} /> : <Stop onClose={props.onClose} />;
}

function Stop({ onClose }: { readonly onClose: () => void }): ReactNode {
  const may = useMay("workspace:pause");
  const toast = useToast();
  const stop = useTell("workspace.pause", {
    refresh,
    onDone: () => {
      toast({ tone: "bad", title: "Everything is stopped", detail: "Queued sends are held from this moment." });
      onClose();
    },
  });
  return (
    <ReasonForm
      title="Stop everything?"
      question="Why? This goes into the audit log"
      leave="Keep running"
      submit="Stop everything now"
      look="danger"
      refusal={may ? null : "Your role may not stop the workspace."}
      isPending={stop.isPending}
      onClose={onClose}
      onSubmit={(reason) => stop.mutate({ reason })}
    >
      <p>
        From this moment nothing more reaches anyone from this workspace: no e-mail, no follow-up, no meeting, from any
        agent or sequence. Sends that a mail server already has in its hands, at most 30 seconds old, may still arrive.
      </p>
      <p>
        Mail is still received, opt-outs still count, and every agent may still read. Only an administrator can resume.
      </p>
    </ReasonForm>
  );
}

function Resume({ onClose }: { readonly onClose: () => void }): ReactNode {
  const may = useMay("workspace:resume");
  const toast = useToast();
  const resume = useTell("workspace.resume", {
    refresh,
    onDone: () => {
      toast({ title: "Running again", detail: "Held sends are decided anew, never replayed." });
      onClose();
    },
  });
  return (
    <ReasonForm
      title="Resume this workspace?"
      question="Why is it safe to go on? This goes into the audit log"
      leave="Stay stopped"
      submit="Resume"
      look="primary"
      refusal={may ? null : "Your role may not resume the workspace; an administrator can."}
      isPending={resume.isPending}
      onClose={onClose}
      onSubmit={(reason) => resume.mutate({ reason })}
    >
      <p>Every held send is decided again with today's facts. What policy refuses by now is not sent.</p>
    </ReasonForm>
  );
}
