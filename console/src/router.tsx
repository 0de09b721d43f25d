import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { NotFoundPage } from "./pages/not-found.tsx";
import { PageError } from "./parts/page-error.tsx";
import { Shell } from "./parts/shell.tsx";

/** The state of a page in its address: names and texts, nothing nested, so that a link can be read and edited. */
export type UrlState = Readonly<Record<string, string | undefined>>;

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  validateSearch: (search: Record<string, unknown>): UrlState => search as UrlState,
});

const at = <const Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => rootRoute, path, component });

const routeTree = rootRoute.addChildren([
  at(
    "/",
    lazyRouteComponent(() => import("./pages/today.tsx"), "TodayPage"),
  ),
  at(
    "/approvals",
    lazyRouteComponent(() => import("./pages/approvals.tsx"), "ApprovalsPage"),
  ),
  at(
    "/inbox",
    lazyRouteComponent(() => import("./pages/inbox.tsx"), "InboxPage"),
  ),
  at(
    "/tasks",
    lazyRouteComponent(() => import("./pages/tasks.tsx"), "TasksPage"),
  ),
  at(
    "/reviews",
    lazyRouteComponent(() => import("./pages/reviews.tsx"), "ReviewsPage"),
  ),
  at(
    "/accounts",
    lazyRouteComponent(() => import("./pages/accounts.tsx"), "AccountsPage"),
  ),
  at(
    "/contacts",
    lazyRouteComponent(() => import("./pages/contacts.tsx"), "ContactsPage"),
  ),
  at(
    "/contacts/$id",
    lazyRouteComponent(() => import("./pages/contact.tsx"), "ContactPage"),
  ),
  at(
    "/accounts/$id",
    lazyRouteComponent(() => import("./pages/account.tsx"), "AccountPage"),
  ),
  at(
    "/queue",
    lazyRouteComponent(() => import("./pages/queue.tsx"), "QueuePage"),
  ),
  at(
    "/actions",
    lazyRouteComponent(() => import("./pages/actions.tsx"), "ActionsPage"),
  ),
  at(
    "/actions/$id",
    lazyRouteComponent(() => import("./pages/action.tsx"), "ActionPage"),
  ),
  at(
    "/stops",
    lazyRouteComponent(() => import("./pages/stops.tsx"), "StopsPage"),
  ),
  at(
    "/activity",
    lazyRouteComponent(() => import("./pages/activity.tsx"), "ActivityPage"),
  ),
  at(
    "/outcomes",
    lazyRouteComponent(() => import("./pages/outcomes.tsx"), "OutcomesPage"),
  ),
  at(
    "/policies",
    lazyRouteComponent(() => import("./pages/policies.tsx"), "PoliciesPage"),
  ),
  at(
    "/suppressions",
    lazyRouteComponent(() => import("./pages/suppressions.tsx"), "SuppressionsPage"),
  ),
  at(
    "/imports",
    lazyRouteComponent(() => import("./pages/imports.tsx"), "ImportsPage"),
  ),
  at(
    "/imports/new",
    lazyRouteComponent(() => import("./pages/import-new.tsx"), "ImportNewPage"),
  ),
  at(
    "/imports/$id",
    lazyRouteComponent(() => import("./pages/import.tsx"), "ImportPage"),
  ),
  at(
    "/agents",
    lazyRouteComponent(() => import("./pages/agents.tsx"), "AgentsPage"),
  ),
  at(
    "/mailboxes",
    lazyRouteComponent(() => import("./pages/mailboxes.tsx"), "MailboxesPage"),
  ),
  at(
    "/mailboxes/$id",
    lazyRouteComponent(() => import("./pages/mailbox.tsx"), "MailboxPage"),
  ),
  at(
    "/audit",
    lazyRouteComponent(() => import("./pages/audit.tsx"), "AuditPage"),
  ),
  at(
    "/cases/$id",
    lazyRouteComponent(() => import("./pages/case.tsx"), "CasePage"),
  ),
]);

/** The router of the console; every page is loaded when it is first opened. */
export function createConsoleRouter() {
  return createRouter({
    routeTree,
    defaultPreload: "intent",
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
      const text = new URLSearchParams(said as [string, string][]).toString();
      return text === "" ? "" : `?${text}`;
    },
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: ReturnType<typeof createConsoleRouter>;
  }
}
