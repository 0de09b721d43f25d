import type { ReactNode } from "react";

/** How much of something is done; without a total it is only known to go on. */
export function ProgressBar(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}): ReactNode {
  const { done, total } = props;
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { "aria-valuenow": Math.round(share * 100) })}
      className="h-1.5 min-w-24 grow overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={`h-full rounded-full bg-ink transition-[width] duration-300 ${share === null ? "w-1/3 animate-pulse" : ""}`}
        style={share === null ? {} : { width: `${share * 100}%` }}
      />
    </div>
  );
}
