import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { tellNow } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { BundleDifference } from "./bundle-difference.tsx";
import { Loading } from "./empty.tsx";
import { askedBy, type PolicyDraft } from "./policy-draft.ts";
import { ProblemNote } from "./problem-note.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

/** Puts a draft in force: first what it would change, then why. */
export function PolicyActivate(props: {
  readonly draft: PolicyDraft;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { organisation, team, modes } = props.draft;
  const may = useMay("policy:write");
  const toast = useToast();
  const difference = useQuery({
    queryKey: ["policy", "diff", { organisation, team, modes }],
    queryFn: ({ signal }) => tellNow("policy.diff", { organisation, team, modes }, signal),
    retry: false,
  });
  const activate = useTell("policy.activate", {
    refresh: ["policy", "actions", "stops", "approvals", "audit"],
    onDone: ({ policies }) => {
      toast({ title: "In force", detail: `${counted(policies, "policy", "policies")}; what waits is decided again.` });
      props.onClose();
      props.onDone();
    },
  });
  return (
    <ReasonForm
      title="Put these policies in force?"
      question="Why? This goes into the audit log and the history"
      leave="Go on editing"
      submit="Activate"
      look="primary"
      refusal={may ? (difference.isError ? "The gate refuses this draft." : null) : "Your role may not do this."}
      isPending={activate.isPending || difference.isPending}
      onClose={props.onClose}
      onSubmit={(reason) => activate.mutate({ ...askedBy(props.draft), reason })}
    >
      <ScrollArea label="What changes" className="max-h-[50vh] text-ink">
        {difference.isError ? <ProblemNote error={difference.error} /> : null}
        {difference.isPending ? <Loading rows={4} /> : null}
        {difference.data === undefined ? null : <BundleDifference difference={difference.data} />}
      </ScrollArea>
    </ReasonForm>
  );
}
