import type { ReactNode } from "react";

/** Where one is in something that takes several steps. */
export function Steps(props: { readonly steps: readonly string[]; readonly at: number }): ReactNode {
  return (
    <ol aria-label="Steps" className="flex h-9 shrink-0 items-center gap-5 border-b border-line px-6 text-sm">
      {props.steps.map((step, at) => (
        <li
          key={step}
          {...(at === props.at ? { "aria-current": "step" as const } : {})}
          className={`flex items-center gap-1.5 ${at === props.at ? "font-semibold" : "text-ink-3"}`}
        >
          <span
            className={`number inline-flex size-4 items-center justify-center rounded-full text-xs ${at <= props.at ? "bg-fill text-fill-ink" : "bg-sunken text-ink-2"}`}
          >
            {at + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
