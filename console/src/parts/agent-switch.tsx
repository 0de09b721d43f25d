import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextArea } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";

/** Pauses an agent or lets it go on; both ask why. */
export function AgentSwitch(props: { readonly agent: ItemOf<"agents.list">; readonly onClose: () => void }): ReactNode {
  const { agent, onClose } = props;
  const isPaused = agent.status === "paused";
  const [reason, setReason] = useState("");
  const mayPause = useMay("agents:pause");
  const mayResume = useMay("agents:resume");
  const may = isPaused ? mayResume : mayPause;
  const toast = useToast();
  const done = (title: string) => () => {
    toast({ tone: isPaused ? "good" : "warn", title });
    onClose();
  };
  const refresh = ["agents", "actions", "audit"];
  const pause = useTell("agents.pause", { refresh, onDone: done(`${agent.name} is paused`) });
  const resume = useTell("agents.resume", { refresh, onDone: done(`${agent.name} runs again`) });
  const input = { agentId: agent.id, reason: reason.trim() };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPaused) resume.mutate(input);
        else pause.mutate(input);
      }}
    >
      <ModalBody
        title={isPaused ? `Resume ${agent.name}?` : `Pause ${agent.name}?`}
        foot={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              look={isPaused ? "primary" : "danger"}
              disabled={!may || reason.trim().length < 3 || pause.isPending || resume.isPending}
            >
              {isPaused ? "Resume" : "Pause now"}
            </Button>
          </>
        }
      >
        <p>
          {isPaused
            ? "It may propose again. Its held sends are decided anew with today's facts, never replayed."
            : "Its queued sends are held from this moment and its proposals are refused. It may still read. Sends already in a mail server's hands, at most 30 seconds old, may still arrive."}
        </p>
        <Labelled label="Why? This goes into the audit log">
          <TextArea autoFocus value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Labelled>
        {may ? null : <p className="text-bad">Your role may not do this; an administrator can.</p>}
      </ModalBody>
    </form>
  );
}
