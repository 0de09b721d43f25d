import type { Answer } from "./post.ts";

const timeoutMs = 10_000;

/** Presses the unsubscribe button of a mail program: the POST of RFC 8058, without cookies, following no redirect. */
export async function pressOneClick(url: string, origin: string | null): Promise<Answer> {
  const target = targetOf(url, origin);
  if (target === null) return { code: 400, answer: `\`${url}\` is not on loopback` };
  try {
    const response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return { code: response.status, answer: `${response.status} ${response.statusText}` };
  } catch (error) {
    return { code: 0, answer: error instanceof Error ? error.message : String(error) };
  }
}

// The world is a simulation: whatever a message names, nothing leaves this machine.
function targetOf(url: string, origin: string | null): URL | null {
  const named = URL.parse(url);
  if (named === null) return null;
  const target = origin === null ? named : URL.parse(`${named.pathname}${named.search}`, origin);
  return target !== null && isLoopback(target.hostname) ? target : null;
}

/** Whether a host name is this machine's own. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
