import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { type AnswerOf, tellNow } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "./button.tsx";
import type { LineAsked, LineFault } from "./code-editor.tsx";
import { DraftReport } from "./draft-report.tsx";
import { Loading } from "./empty.tsx";
import { Tabs } from "./fields.tsx";
import { Modal } from "./modal.tsx";
import { PolicyActivate } from "./policy-activate.tsx";
import { askedBy, type PolicyDraft, usePolicyDraft } from "./policy-draft.ts";
import { PolicyModes } from "./policy-modes.tsx";
import { oneOf, useUrlState } from "./url-state.ts";

/** CodeMirror is large, and only who edits policies needs it. */
const CodeEditor = lazy(() => import("./code-editor.tsx").then((part) => ({ default: part.CodeEditor })));

const layers = ["core", "organisation", "team"] as const;
type Layer = (typeof layers)[number];
type Fault = AnswerOf<"policy.lint">["faults"][number];

/** How long nobody types before the draft is checked. */
const pauseMs = 700;

/** The policies of each layer with their cases beside them; the gate says what is wrong while one writes. */
export function PolicyEditor(props: {
  readonly policy: AnswerOf<"policy.get">;
  readonly workspace: string;
}): ReactNode {
  const { policy } = props;
  const [state, changeUrl] = useUrlState();
  const layer = oneOf(state["layer"], layers) ?? "organisation";
  const [asked, setAsked] = useState<(LineAsked & { readonly text: string }) | null>(null);
  const [restarts, setRestarts] = useState(0);
  const [isActivating, setActivating] = useState(false);
  const { draft, isChanged, isStale, change, discard } = usePolicyDraft(props.workspace, policy);
  const lint = useLint(draft);
  const faults = lint.data?.faults;
  const mayWrite = useMay("policy:write");
  const show = (next: string) => changeUrl({ layer: next === "organisation" ? undefined : next });
  const goTo = ({ text, line }: Fault) => {
    if (oneOf(text, layers) !== undefined) show(text);
    if (line !== null) setAsked({ text, line });
  };
  return (
    <div className="scroll-area flex min-h-0 grow flex-col gap-4 p-4 xl:grid xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
      <section aria-label="Policies of a layer" className="panel flex min-h-0 flex-col overflow-hidden">
        <Head
          layer={layer}
          isChanged={isChanged}
          mayActivate={isChanged && mayWrite && isClean(lint.data)}
          onLayer={(next) => {
            setAsked(null);
            show(next);
          }}
          onDiscard={() => {
            discard();
            setRestarts((before) => before + 1);
          }}
          onActivate={() => setActivating(true)}
        />
        {isStale ? <Stale /> : null}
        <div className="h-[32rem] shrink-0">
          <Editor
            key={`${layer} ${restarts} ${policy.hash}`}
            name={layer}
            label={`${layerWords[layer].name} policies`}
            mode="cedar"
            text={layer === "core" ? policy.core : draft[layer]}
            isReadOnly={layer === "core" || !mayWrite}
            faults={faults}
            asked={asked}
            onChange={(text) => layer !== "core" && change({ [layer]: text })}
          />
        </div>
        <PolicyModes
          layer={layer}
          text={layer === "core" ? policy.core : draft[layer]}
          policy={policy}
          modes={draft.modes}
          mayChange={mayWrite}
          onChange={(modes) => change({ modes })}
        />
      </section>
      <Cases>
        <Editor
          name="cases"
          label="Cases as YAML"
          mode="cases"
          text={draft.cases}
          isReadOnly={false}
          faults={faults}
          asked={asked}
          onChange={(cases) => change({ cases })}
        />
        <DraftReport lint={lint} isChanged={isChanged} onGoTo={goTo} />
      </Cases>
      <Modal label="Activate" isOpen={isActivating} onClose={() => setActivating(false)} className="w-[48rem]!">
        <PolicyActivate draft={draft} onClose={() => setActivating(false)} onDone={discard} />
      </Modal>
    </div>
  );
}

function Stale(): ReactNode {
  return (
    <p role="status" className="border-b border-line bg-warn-soft px-4 py-1.5 text-warn">
      Other policies came into force since this draft was begun: the review compares it with those.
    </p>
  );
}

function Head(props: {
  readonly layer: Layer;
  readonly isChanged: boolean;
  readonly mayActivate: boolean;
  readonly onLayer: (layer: string) => void;
  readonly onDiscard: () => void;
  readonly onActivate: () => void;
}): ReactNode {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
      <Tabs
        label="Layer"
        value={props.layer}
        options={layers.map((one) => [one, layerWords[one].name])}
        onChange={props.onLayer}
      />
      <span className="text-sm text-ink-3">{layerWords[props.layer].says}</span>
      <span className="ml-auto flex gap-2">
        {props.isChanged ? (
          <Button look="quiet" onClick={props.onDiscard}>
            Discard draft
          </Button>
        ) : null}
        <Button look="primary" disabled={!props.mayActivate} onClick={props.onActivate}>
          Review and activate…
        </Button>
      </span>
    </div>
  );
}

/** The pane of the cases: their text, then what came of them. */
function Cases(props: { readonly children: readonly [ReactNode, ReactNode] }): ReactNode {
  const [editor, report] = props.children;
  return (
    <section aria-label="Cases" className="panel flex min-h-0 flex-col overflow-hidden">
      <div className="border-b border-line px-4 py-2.5">
        <h2 className="font-semibold">Cases</h2>
        <p className="text-sm text-ink-3">Kept in this browser; a draft whose cases fail is not put in force.</p>
      </div>
      <div className="h-72 shrink-0">{editor}</div>
      {report}
    </section>
  );
}

/** Whether the gate and every case let a draft pass. */
function isClean(answer: AnswerOf<"policy.lint"> | undefined): boolean {
  return answer !== undefined && answer.faults.length === 0 && answer.cases?.failed.length === 0;
}

const layerWords: Readonly<Record<Layer, { readonly name: string; readonly says: string }>> = {
  core: { name: "Core", says: "ships with Fairlead; nobody can change it" },
  organisation: { name: "Organisation", says: "permits, forbids, defers, asks" },
  team: { name: "Team", says: "only forbids more" },
};

/** One text with the faults that are its own. */
function Editor(props: {
  readonly name: string;
  readonly label: string;
  readonly mode: "cedar" | "cases";
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly faults: readonly Fault[] | undefined;
  readonly asked: (LineAsked & { readonly text: string }) | null;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { name, faults, asked, ...rest } = props;
  const [mine, setMine] = useState<readonly LineFault[]>([]);
  useEffect(() => {
    setMine((faults ?? []).flatMap(({ text, line, says }) => (text === name && line !== null ? [{ line, says }] : [])));
  }, [faults, name]);
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <CodeEditor {...rest} faults={mine} asked={asked?.text === name ? asked : null} />
    </Suspense>
  );
}

/** What the gate says of a draft, asked once nobody typed for a moment. */
function useLint(draft: PolicyDraft) {
  const [settled, setSettled] = useState(draft);
  const text = JSON.stringify(askedBy(draft));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the whole draft
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(draft), pauseMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  const asked = askedBy(settled);
  return useQuery({
    queryKey: ["policy", "lint", asked],
    queryFn: ({ signal }) => tellNow("policy.lint", asked, signal),
    placeholderData: keepPreviousData,
  });
}
