const byPrefix: Readonly<Record<string, (id: string) => string>> = {
  con: (id) => `/contacts/${id}`,
  acc: (id) => `/accounts/${id}`,
  act: (id) => `/actions/${id}`,
  msg: (id) => `/cases/${id}`,
  aud: (id) => `/audit?record=${id}`,
  apr: (id) => `/approvals?id=${id}`,
  agt: (id) => `/agents?id=${id}`,
  imp: (id) => `/imports/${id}`,
  rev: (id) => `/reviews?id=${id}`,
  inb: (id) => `/inbox?mail=${id}`,
};

const byNoun: Readonly<Record<string, string>> = {
  contacts: "/contacts",
  context: "/contacts",
  accounts: "/accounts",
  committee: "/accounts",
  reviews: "/reviews",
  assertions: "/reviews",
  enrollments: "/contacts",
  signals: "/queue",
  scores: "/queue",
  queue: "/queue",
  icp: "/queue",
  actions: "/actions",
  approvals: "/approvals",
  templates: "/actions",
  sequences: "/actions",
  activities: "/activity",
  inbound: "/inbox",
  replies: "/inbox",
  tasks: "/tasks",
  meetings: "/outcomes?kind=meeting_booked",
  outcomes: "/outcomes",
  report: "/",
  suppressions: "/suppressions",
  holds: "/suppressions",
  policy: "/policies",
  imports: "/imports",
  audit: "/audit",
};

/** The page that shows what an id names, if there is one. */
export function pageOfId(id: string): string | undefined {
  return /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/.test(id) ? byPrefix[id.slice(0, 3)]?.(id) : undefined;
}

/** The page where an operation's things are worked with. */
export function pageOfOperation(name: string): string {
  return byNoun[name.split(".")[0] ?? ""] ?? "/agents";
}
