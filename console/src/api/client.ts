import { createCaller } from "../../../src/client/client.ts";

/** Calls an operation by name with the session of this browser; the SDK does the rest. */
export const call = createCaller({ url: location.origin, token: "", fetch: fetchWithSession });

/** Ends the session and shows the sign-in page, which the server renders. */
export async function signOut(): Promise<void> {
  await fetchWithSession("/v1/session", { method: "DELETE" });
  location.assign("/sign-in");
}

/** The session is a cookie: no key is sent, and every write proves that it comes from this page. */
async function fetchWithSession(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.delete("authorization");
  headers.set("x-fairlead-csrf", "1");
  const response = await fetch(input, { ...init, headers, credentials: "same-origin" });
  if (response.status === 401) location.assign("/sign-in");
  return response;
}
