// `node bin/bounded.mjs PROGRAM [ARGUMENT ...]`: runs the program in this same process with its memory bounded, for a small server.
// An import of a million rows peaked at 640 MB without: V8 lets young objects and the heap of every thread grow as if it had the
// machine to itself (a heap grows by a quarter of what lives in it before it is cleared, and not by as much again), and glibc
// keeps what large buffers leave behind in an arena per thread. Both are told when a process begins and not later, so the
// process begins anew, where Node can do that. `gc` is for the moments between phases (src/kernel/memory.ts).
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const heap = ["--max-semi-space-size=4", "--max-old-space-size=768", "--heap-growing-percent=25", "--expose-gc"];
const buffers = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };
const [node, , program, ...rest] = process.argv;
const path = resolve(program);
if (process.execve !== undefined && process.platform !== "win32")
  process.execve(process.execPath, [node, ...heap, ...process.execArgv, path, ...rest], { ...buffers, ...process.env });
process.argv.splice(1, 2, path);
await import(pathToFileURL(path).href);
