import { ProblemError } from "../../../src/client/problem-error.ts";

/** A failure in words for a person. */
export interface SaidProblem {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
}

/** Says what went wrong and what to do next, in the server's words where it has some. */
export function sayProblem(error: unknown): SaidProblem {
  if (error instanceof ProblemError) {
    const { title, detail, code, errors = [] } = error.document;
    const faults = errors.map((fault) => `${fault.path.replace("/", "")}: ${fault.message}`);
    return { title, detail: sentence([detail, ...faults].join(". ")), code };
  }
  if (error instanceof TypeError)
    return {
      title: "Fairlead does not answer",
      detail: "Is the server running? This page tries again by itself.",
      code: "network",
    };
  throw error;
}

/** Whether asking again may help: refusals stay refusals. */
export function isWorthRetrying(tries: number, error: unknown): boolean {
  if (error instanceof ProblemError) return error.document.status >= 500 && tries < 2;
  return tries < 3;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
}
