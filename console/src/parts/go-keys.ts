import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isDialogOpen, isTyping } from "./hotkeys.ts";
import { places } from "./places.ts";

const windowMs = 1_200;

/** `g`, then the letter of a page, goes there. It listens before every page, so that the letter means nothing else then. */
export function useGoKeys(): void {
  const navigate = useNavigate();
  const goAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
      const isGoing = event.timeStamp - goAt.current < windowMs;
      goAt.current = event.key === "g" && !isGoing ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const place = isGoing ? places.flatMap(([, list]) => list).find(({ key }) => key === event.key) : undefined;
      if (place === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void navigate({ to: place.to });
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [navigate]);
}
