import Activity from "lucide-react/icons/activity";
import Ban from "lucide-react/icons/ban";
import Bot from "lucide-react/icons/bot";
import Building2 from "lucide-react/icons/building-2";
import CalendarCheck from "lucide-react/icons/calendar-check";
import CircleCheckBig from "lucide-react/icons/circle-check-big";
import CircleSlash from "lucide-react/icons/circle-slash";
import Combine from "lucide-react/icons/combine";
import FileDown from "lucide-react/icons/file-down";
import Inbox from "lucide-react/icons/inbox";
import ListChecks from "lucide-react/icons/list-checks";
import ListOrdered from "lucide-react/icons/list-ordered";
import Mailbox from "lucide-react/icons/mailbox";
import Scale from "lucide-react/icons/scale";
import ScrollText from "lucide-react/icons/scroll-text";
import Send from "lucide-react/icons/send";
import Sun from "lucide-react/icons/sun";
import Users from "lucide-react/icons/users";
import type { ComponentType, SVGProps } from "react";
import type { Scope } from "../../../src/access/words/contract.ts";

/** A page of the navigation; `key` opens it after `g`. */
export interface Place {
  readonly to: string;
  readonly label: string;
  readonly key: string;
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** Pages that this person may not read are left out. */
  readonly scope: Scope;
  readonly count?: "approvals" | "inbox" | "tasks" | "reviews";
}

/** The navigation in the order of the loop: what waits, who and what, what came of it, who may, what is proven. */
export const places: readonly (readonly [group: string, places: readonly Place[]])[] = [
  [
    "Work",
    [
      { to: "/", label: "Today", key: "t", icon: Sun, scope: "outcomes:read" },
      {
        to: "/approvals",
        label: "Approvals",
        key: "p",
        icon: CircleCheckBig,
        scope: "approvals:read",
        count: "approvals",
      },
      { to: "/inbox", label: "Inbox", key: "i", icon: Inbox, scope: "activities:read", count: "inbox" },
      { to: "/tasks", label: "Tasks", key: "k", icon: ListChecks, scope: "tasks:read", count: "tasks" },
      { to: "/reviews", label: "Identity review", key: "r", icon: Combine, scope: "contacts:read", count: "reviews" },
    ],
  ],
  [
    "Loop",
    [
      { to: "/contacts", label: "Contacts", key: "c", icon: Users, scope: "contacts:read" },
      { to: "/accounts", label: "Accounts", key: "n", icon: Building2, scope: "contacts:read" },
      { to: "/queue", label: "Queue", key: "q", icon: ListOrdered, scope: "scores:read" },
      { to: "/actions", label: "Actions", key: "a", icon: Send, scope: "actions:read" },
      { to: "/stops", label: "Stops", key: "w", icon: CircleSlash, scope: "actions:read" },
      { to: "/activity", label: "Activity", key: "v", icon: Activity, scope: "activities:read" },
      { to: "/outcomes", label: "Outcomes", key: "o", icon: CalendarCheck, scope: "outcomes:read" },
    ],
  ],
  [
    "Control",
    [
      { to: "/agents", label: "Agents", key: "e", icon: Bot, scope: "agents:read" },
      { to: "/mailboxes", label: "Mailboxes", key: "b", icon: Mailbox, scope: "mailboxes:read" },
      { to: "/policies", label: "Policies", key: "y", icon: Scale, scope: "policy:read" },
      { to: "/suppressions", label: "Suppressions", key: "s", icon: Ban, scope: "suppressions:read" },
      { to: "/imports", label: "Imports", key: "m", icon: FileDown, scope: "imports:read" },
      { to: "/audit", label: "Audit", key: "u", icon: ScrollText, scope: "audit:read" },
    ],
  ],
];
