import { Problem, type ProblemDocument } from "../kernel/problem.ts";

/** What a call throws when the server answers with a problem; `document` is what the server sent. */
export class ProblemError extends Error {
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.detail);
    this.name = "ProblemError";
    this.document = document;
  }

  /** The machine-readable kind of problem. */
  get code(): ProblemDocument["code"] {
    return this.document.code;
  }

  /** The same as the server threw it, for callers that are part of Fairlead, such as the command line. */
  toProblem(): Problem {
    const { code, detail, errors = [], retryAfterMs } = this.document;
    return new Problem(code, detail, {
      errors,
      cause: this,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
}
