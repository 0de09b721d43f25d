import type { ActivityDeps } from "../activity/deps.ts";
import { unsubscribe } from "../activity/unsubscribe.ts";
import { unsubscribedPage, unsubscribePage } from "../activity/unsubscribe-page.ts";
import type { PublicRoute } from "../surface/http/deps.ts";

/** The link in every outreach message: GET shows a page and changes nothing, POST opts out (RFC 8058). */
export function unsubscribeRoutes(deps: ActivityDeps): readonly PublicRoute[] {
  return [
    { method: "GET", path: "/u/{token}", handle: async () => page(unsubscribePage(), 200) },
    {
      method: "POST",
      path: "/u/{token}",
      handle: async (_request, { params }) => {
        const result = await unsubscribe(deps, params["token"] ?? "");
        return page(unsubscribedPage(result), result.outcome === "done" ? 200 : 404);
      },
    },
  ];
}

function page(html: string, status: number): Response {
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
