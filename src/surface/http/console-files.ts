import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import type { HttpContext } from "./deps.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Fairlead</title>
<p>The console is not built. Run <code>npm run build</code> and load this page again.</p>`;

/** Serves the console: a file by its name, and the page itself for every address that the console routes on its own. */
export async function consoleReply(consoleDir: string, c: HttpContext): Promise<Response | undefined> {
  const path = safePath(c.req.path);
  if (path === undefined) return undefined;
  const isFile = extname(path) !== "";
  const bytes = await fileOrNothing(join(consoleDir, isFile ? path : "index.html"));
  if (bytes === undefined) return isFile ? undefined : c.html(notBuilt, 503);
  // Names under /assets/ hold a hash of their content; everything else is asked for anew.
  c.header("cache-control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  c.header("content-type", types[isFile ? extname(path) : ".html"] ?? "application/octet-stream");
  return c.body(bytes);
}

function safePath(path: string): string | undefined {
  try {
    const plain = normalize(decodeURIComponent(path));
    return plain.startsWith("/") && !plain.includes("\0") && !plain.includes("/../") ? plain : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

async function fileOrNothing(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
