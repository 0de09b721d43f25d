import { describe, expect, test } from "vitest";
import type { TruthLine } from "./truth.ts";
import { type TruthDisk, truthFile } from "./truth-file.ts";

const line = (seq: number) => ({ seq, at: seq }) as unknown as TruthLine;

/** A disk whose `sync` takes until it is told to end. */
function slowDisk() {
  const events: string[] = [];
  const waiting: (() => void)[] = [];
  const disk = {
    appendFile: async (data: string) => void events.push(`write ${data.split("\n").length - 1}`),
    sync: () =>
      new Promise<void>((resolve) => {
        events.push("sync begins");
        waiting.push(() => {
          events.push("sync ends");
          resolve();
        });
      }),
    close: async () => undefined,
  } as unknown as TruthDisk;
  return { disk, events, endSync: () => waiting.shift()?.() };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the truth file", () => {
  test("says that a line is written only when it is on disk", async () => {
    const { disk, events, endSync } = slowDisk();
    const file = truthFile(disk);
    const written = file.append(line(0)).then(() => events.push("acknowledged"));
    await settle();
    expect(events).toEqual(["write 1", "sync begins"]);
    endSync();
    await written;
    expect(events).toEqual(["write 1", "sync begins", "sync ends", "acknowledged"]);
  });

  test("writes what waits together with one sync", async () => {
    const { disk, events, endSync } = slowDisk();
    const file = truthFile(disk);
    const first = file.append(line(0));
    await settle();
    const rest = [file.append(line(1)), file.append(line(2)), file.append(line(3))];
    endSync();
    await first;
    await settle();
    endSync();
    await Promise.all(rest);
    expect(events.filter((event) => event.startsWith("write"))).toEqual(["write 1", "write 3"]);
  });

  test("tells everybody in the group when the disk fails", async () => {
    const disk = { appendFile: () => Promise.reject(new Error("disk full")) } as unknown as TruthDisk;
    const file = truthFile(disk);
    await expect(Promise.allSettled([file.append(line(0)), file.append(line(1))])).resolves.toMatchObject([
      { status: "rejected" },
      { status: "rejected" },
    ]);
  });
});
