import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { type ReactNode, useEffect, useRef } from "react";
import { casesMode, cedarMode } from "./cedar-mode.ts";

/** What is wrong at a line, counted from 1. */
export interface LineFault {
  readonly line: number;
  readonly says: string;
}

/** A line to go to; another object goes there again. */
export interface LineAsked {
  readonly line: number;
}

/**
 * A text with colours and the faults at their lines. It lives in a shadow root, where its styles are a sheet that is adopted: a
 * style element in the page would be refused by the content security policy. Tab is not taken: it leads on, as everywhere.
 */
export function CodeEditor(props: {
  readonly label: string;
  readonly mode: "cedar" | "cases";
  /** What stands there first; give another `key` to put another text in its place. */
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly faults: readonly LineFault[];
  readonly asked: LineAsked | null;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const { text, mode, label, isReadOnly } = latest.current;
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          extensions,
          mode === "cedar" ? cedarMode : casesMode,
          EditorState.readOnly.of(isReadOnly),
          EditorView.contentAttributes.of({
            "aria-label": label,
            tabindex: "0",
            ...(isReadOnly ? { "aria-readonly": "true" } : {}),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const made = view.current;
    if (made !== null) made.dispatch(setDiagnostics(made.state, diagnosticsOf(made.state, props.faults)));
  }, [props.faults]);
  useEffect(() => {
    if (view.current !== null && props.asked !== null) goTo(view.current, props.asked.line);
  }, [props.asked]);
  return <div ref={host} className="h-full min-h-0" />;
}

function diagnosticsOf({ doc }: EditorState, faults: readonly LineFault[]): readonly Diagnostic[] {
  return faults.map(({ line, says }) => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return { from, to, severity: "error", message: says };
  });
}

function goTo(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--color-info)" },
  { tag: tags.meta, color: "var(--color-warn)" },
  { tag: tags.string, color: "var(--color-good)" },
  { tag: [tags.number, tags.bool], color: "var(--color-bad)" },
  { tag: tags.comment, color: "var(--color-ink-3)" },
  { tag: tags.typeName, color: "var(--color-ink-2)" },
  { tag: tags.variableName, fontWeight: "600" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--color-ink)", backgroundColor: "var(--color-panel)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "2px solid var(--color-info)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.25rem" },
  ".cm-content": { caretColor: "var(--color-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--color-ink)" },
  ".cm-gutters": {
    color: "var(--color-ink-3)",
    backgroundColor: "var(--color-panel)",
    borderRight: "1px solid var(--color-line)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in oklab, var(--color-info) 22%, transparent)",
  },
  ".cm-tooltip, .cm-panels": {
    color: "var(--color-ink)",
    backgroundColor: "var(--color-panel)",
    border: "1px solid var(--color-line-strong)",
  },
  ".cm-panel button": { color: "inherit" },
});

const extensions = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  bracketMatching(),
  EditorView.lineWrapping,
  syntaxHighlighting(colours),
  theme,
  keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
];
