import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";

/** What a run came to, as `test/run.ts` reads it. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
}

/** A test that did not run, and why. */
export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

/**
 * A Vitest reporter that counts everything that can go wrong: a failed test, a file that could not be loaded, a hook that
 * threw, an error outside any test. It writes to the file named by `FAIRLEAD_TEST_TALLY`.
 */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env["FAIRLEAD_TEST_TALLY"];
    if (file === undefined) return;
    writeFileSync(file, JSON.stringify(tallyOf(modules, unhandled.length)));
  }
}

function tallyOf(modules: readonly TestModule[], unhandledCount: number): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const of = (state: string) => tests.filter((test) => test.result().state === state);
  // A file or a suite fails by itself when its hooks throw or it does not load; its own tests are then skipped.
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const brokenCount = suites.filter((suite) => suite.errors().length > 0).length;
  return {
    passed: of("passed").length,
    failed: of("failed").length + of("pending").length + brokenCount + unhandledCount,
    skipped: of("skipped").map((test) => ({
      name: `${test.module.relativeModuleId} > ${test.fullName}`,
      reason: reasonOf(test),
    })),
  };
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" ? result.note : undefined) ?? "its condition does not hold on this machine";
}
