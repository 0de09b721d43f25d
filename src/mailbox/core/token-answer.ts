/** One exchange with a token endpoint as the channel reports it. */
export type FormExchange =
  | { readonly kind: "answered"; readonly status: number; readonly body: string }
  | { readonly kind: "unsent"; readonly says: string; readonly isRefused: boolean }
  | { readonly kind: "lost"; readonly says: string };

/** What came of a refresh: a token, a refusal that only a person can mend, or nothing now. */
export type TokenAnswer =
  | {
      readonly kind: "token";
      readonly accessToken: string;
      /** How long to use it: a little less than it holds. */
      readonly holdsMs: number;
      /** The next refresh token, where the provider rotates them. */
      readonly refreshToken: string | undefined;
    }
  | { readonly kind: "refused"; readonly says: string }
  | { readonly kind: "busy"; readonly says: string };

/** Used where the provider does not say how long a token holds (RFC 6749 §5.1 only recommends it). */
const assumedMs = 5 * 60_000;
const slackMaxMs = 60_000;
const tokenMax = 16_000;

/** Reads the answer of a token endpoint (RFC 6749 §5). */
export function readTokenAnswer(exchange: FormExchange): TokenAnswer {
  if (exchange.kind !== "answered") {
    const isFinal = exchange.kind === "unsent" && exchange.isRefused;
    return { kind: isFinal ? "refused" : "busy", says: `no access token: ${exchange.says}` };
  }
  const answer = objectIn(exchange.body);
  if (exchange.status === 200) return tokenIn(answer);
  if (exchange.status >= 500 || exchange.status === 429)
    return { kind: "busy", says: `no access token: the provider answered ${exchange.status}, it is asked again` };
  const { error } = answer;
  const code = typeof error === "string" && /^[a-z_]{1,40}$/.test(error) ? error : String(exchange.status);
  return { kind: "refused", says: `no access token: the provider answered \`${code}\`, ${mendOf(code)}` };
}

function tokenIn(answer: Readonly<Record<string, unknown>>): TokenAnswer {
  const { access_token: accessToken, expires_in: expiresIn, refresh_token: next } = answer;
  if (typeof accessToken !== "string" || accessToken === "" || accessToken.length > tokenMax)
    return { kind: "refused", says: "no access token: the answer holds none, check `imap.oauth.tokenUrl`" };
  // Some providers write the number as text.
  const seconds = Number(expiresIn ?? Number.NaN);
  const lifeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : assumedMs;
  return {
    kind: "token",
    accessToken,
    holdsMs: lifeMs - Math.min(slackMaxMs, lifeMs / 5),
    refreshToken: typeof next === "string" && next !== "" && next.length <= tokenMax ? next : undefined,
  };
}

function mendOf(code: string): string {
  switch (code) {
    case "invalid_grant":
      return "sign in to the mailbox there again and give the new refresh token with `mailboxes.update`";
    case "invalid_client":
    case "unauthorized_client":
      return "correct the client in `imap.oauth` with `mailboxes.update`";
    case "invalid_scope":
      return "correct `imap.oauth.scope` with `mailboxes.update`";
    default:
      return "correct `imap.oauth` with `mailboxes.update`";
  }
}

function objectIn(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not JSON is an answer without a token and without an error code.
    return {};
  }
}
