import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * A Vitest reporter that tells of a standstill: when no test has ended for two minutes, it names the files and tests that are
 * running, and again every two minutes. A run that a limit ends from outside then says what it stood at.
 */
export class StandstillReporter implements Reporter {
  private readonly running = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | undefined;
  private readonly say: (text: string) => void;

  constructor(say: (text: string) => void = (text) => process.stderr.write(text)) {
    this.say = say;
  }

  onTestRunStart(): void {
    this.timer = setInterval(() => this.tell(), quietMs);
    this.timer.unref();
  }

  /** Before the file is loaded: one that never comes to its first test is named too. */
  onTestModuleQueued(module: TestModule): void {
    this.running.set(module.relativeModuleId, new Set());
  }

  onTestCaseReady(test: TestCase): void {
    this.running.get(test.module.relativeModuleId)?.add(test.fullName);
  }

  onTestCaseResult(test: TestCase): void {
    this.running.get(test.module.relativeModuleId)?.delete(test.fullName);
    this.timer?.refresh();
  }

  onTestModuleEnd(module: TestModule): void {
    this.running.delete(module.relativeModuleId);
    this.timer?.refresh();
  }

  onTestRunEnd(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    const files = [...this.running].map(
      ([file, tests]) => `  ${file}: ${[...tests].join("; ") || "before, between or after its tests"}\n`,
    );
    this.say(`\nSTANDSTILL: no test has ended for ${quietMs / 60_000} minutes. Running:\n${files.join("")}`);
  }
}

const quietMs = 120_000;
