import type { ReactNode } from "react";
import { useNow } from "../api/session.ts";
import { Button } from "./button.tsx";
import { ModalBody } from "./modal.tsx";
import { When } from "./when.tsx";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Until when a thread is put aside: a few times that people mean. */
export function SnoozeForm(props: {
  readonly onSnooze: (until: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const now = useNow();
  const choices: readonly (readonly [label: string, at: number])[] = [
    ["In three hours", now + 3 * hourMs],
    ["Tomorrow morning", morningAfter(now, 1)],
    ["Next Monday", morningAfter(now, ((8 - new Date(now).getDay()) % 7 || 7) as number)],
    ["In two weeks", now + 14 * dayMs],
  ];
  return (
    <ModalBody title="Put aside until when?" foot={<Button onClick={props.onClose}>Keep it here</Button>}>
      <ul className="space-y-1">
        {choices.map(([label, at], index) => (
          <li key={label}>
            <button
              type="button"
              {...(index === 0 ? { "data-first-focus": true } : {})}
              className="flex w-full items-baseline rounded-md px-2 py-1.5 text-left text-ink hover:bg-sunken"
              onClick={() => props.onSnooze(new Date(at).toISOString())}
            >
              {label}
              <span className="ml-auto text-sm text-ink-3">
                <When at={new Date(at).toISOString()} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </ModalBody>
  );
}

/** Nine in the morning here, some days from now. */
function morningAfter(now: number, days: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(9, 0, 0, 0);
}
