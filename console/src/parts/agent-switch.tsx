import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { ReasonForm } from "./reason-form.tsx";
import { useToast } from "./toasts.tsx";

interface SwitchProps {
  readonly agent: ItemOf<"agents.list">;
  readonly onClose: () => void;
}

const refresh = ["agents", "actions", "audit"];

/** Pauses an agent or lets it go on; both ask why. */
export function AgentSwitch(props: SwitchProps): ReactNode {
  return props.agent.status === "paused" ? <Resume {...props} /> : <Pause {...props} />;
}

function Pause({ agent, onClose }: SwitchProps): ReactNode {
  const may = useMay("agents:pause");
  const toast = useToast();
  const pause = useTell("agents.pause", {
    refresh,
    onDone: () => {
      toast({ tone: "warn", title: `${agent.name} is paused` });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Pause ${agent.name}?`}
      question="Why? This goes into the audit log"
      leave="Cancel"
      submit="Pause now"
      look="danger"
      refusal={may ? null : "Your role may not do this; an administrator can."}
      isPending={pause.isPending}
      onClose={onClose}
      onSubmit={(reason) => pause.mutate({ agentId: agent.id, reason })}
    >
      <p>
        Its queued sends are held from this moment and its proposals are refused. It may still read. Sends already in a
        mail server's hands, at most 30 seconds old, may still arrive.
      </p>
    </ReasonForm>
  );
}

function Resume({ agent, onClose }: SwitchProps): ReactNode {
  const may = useMay("agents:resume");
  const toast = useToast();
  const resume = useTell("agents.resume", {
    refresh,
    onDone: () => {
      toast({ tone: "good", title: `${agent.name} runs again` });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Resume ${agent.name}?`}
      question="Why? This goes into the audit log"
      leave="Cancel"
      submit="Resume"
      look="primary"
      refusal={may ? null : "Your role may not do this; an administrator can."}
      isPending={resume.isPending}
      onClose={onClose}
      onSubmit={(reason) => resume.mutate({ agentId: agent.id, reason })}
    >
      <p>It may propose again. Its held sends are decided anew with today's facts, never replayed.</p>
    </ReasonForm>
  );
}
