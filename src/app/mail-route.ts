import type { ActivityDeps } from "../activity/deps.ts";
import { mailPage, mailPagePolicy } from "../activity/mail-page.ts";
import { formattedMail } from "../activity/threads/read-mail.ts";
import { isId } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import type { GuardedRoute } from "../surface/http/deps.ts";

/** `GET /v1/inbound/{inboundId}/formatted`: a formatted mail as a page for a frame without scripts. */
export function mailRoute(deps: Pick<ActivityDeps, "db">): GuardedRoute {
  return {
    method: "GET",
    path: "/v1/inbound/{inboundId}/formatted",
    scope: "activities:read",
    framePolicy: mailPagePolicy,
    handle: async (_request, { params, caller }) => {
      const inboundId = params["inboundId"] ?? "";
      if (!isId("inb", inboundId)) throw problem("not_found", `there is no inbound mail \`${inboundId.slice(0, 40)}\``);
      const html = await formattedMail(deps, inboundId, caller);
      if (html === null) throw problem("not_found", `the mail \`${inboundId}\` has no formatted part: read its text`);
      return new Response(mailPage(html), {
        headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
      });
    },
  };
}
