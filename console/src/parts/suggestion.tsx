import type { ReactNode } from "react";
import { Key } from "./button.tsx";
import type { Received } from "./inbox-verbs.ts";
import { wordFor } from "./words.ts";

/** The key that takes over what a model suggests. */
export const suggestionKey = "s";

/** What a model takes a mail for, beside what it was understood as. */
export function Suggested({ mail: { suggestion } }: { readonly mail: Received }): ReactNode {
  if (suggestion === null) return null;
  return (
    <span title={suggestion.model}>
      model suggests: {wordFor(suggestion.kind).word.toLowerCase()}
      {suggestion.severity === null ? "" : `, ${suggestion.severity}`}, “{suggestion.evidence}”
      {suggestion.protects ? "; protected already" : ""}
    </span>
  );
}

/** Takes a model's suggestion over as one's own verdict, with its evidence. */
export function TakeSuggestion(props: {
  readonly mail: Received;
  readonly isAllowed: boolean;
  readonly onTake: () => void;
}): ReactNode {
  const { suggestion, needsPerson } = props.mail;
  if (suggestion === null || !needsPerson) return null;
  const { kind, evidence, protects } = suggestion;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <button
        type="button"
        disabled={!props.isAllowed}
        aria-keyshortcuts={suggestionKey}
        onClick={props.onTake}
        className="flex h-7 items-center gap-2 rounded-md bg-sunken px-2 font-medium disabled:opacity-50"
      >
        <Key inButton>{suggestionKey}</Key>
        {wordFor(kind).word}
      </button>
      <span className="text-sm text-ink-3">
        as a model suggests: “{evidence}”.{" "}
        {protects ? "The contact is protected already." : "Nothing followed from it."}
      </span>
    </p>
  );
}
