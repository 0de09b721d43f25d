import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { type ReactNode, useState } from "react";

/** An id that can be copied whole; only its end is shown, which is where ids of one day differ. */
export function IdChip(props: { readonly id: string; readonly whole?: boolean }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.id);
    setCopied(true);
  };
  return (
    <button
      type="button"
      title={`${props.id}: click to copy`}
      aria-label={`${props.whole === true ? props.id : shortId(props.id)}, copy ${props.id}`}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      className="above-row-link group inline-flex items-center gap-1 rounded-sm font-mono text-xs text-ink-3 hover:text-ink"
    >
      <span className={props.whole === true ? "break-all text-left" : ""}>
        {props.whole === true ? props.id : shortId(props.id)}
      </span>
      {isCopied ? (
        <Check aria-hidden className="size-3 text-good" />
      ) : (
        <Copy aria-hidden className="size-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100" />
      )}
    </button>
  );
}

/** The prefix and the last six characters. */
export function shortId(id: string): string {
  return id.length <= 14 ? id : `${id.slice(0, 4)}…${id.slice(-6)}`;
}
