import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { UrlState } from "../router.tsx";

/** The state of this page in its address, and how to change it; a value left empty leaves the address. */
export function useUrlState(): readonly [UrlState, (change: UrlState) => void] {
  const state: UrlState = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (next: UrlState) => {
      void navigate({ to: ".", search: (before: UrlState) => ({ ...before, ...next }), replace: true });
    },
    [navigate],
  );
  return [state, change];
}

/** A value of the address if it is one of these. */
export function oneOf<Value extends string>(value: string | undefined, values: readonly Value[]): Value | undefined {
  return values.find((one) => one === value);
}
