/** The stage of the demo: who sells what to whom, and when. One place, so that every run is the same story. */
export const setting = {
  /** A Monday, an hour before anybody in Europe may be written to. */
  startsAt: Date.UTC(2026, 8, 7, 6, 0),
  /** The story is told over this time; what is still waiting after it is left waiting. */
  lastsMs: 32 * 24 * 3_600_000,
  /** Business time moves in steps of this, like the world's own clock. */
  stepMs: 2 * 3_600_000,
  seed: "fairlead",
  rows: 2_000,
  workspace: {
    name: "Northwind Robotics",
    postalAddress: "Northwind Robotics Ltd, 12 Harbour Street, Bristol BS1 4RW, United Kingdom",
  },
  domain: "northwind-robotics.example",
  mailboxes: ["anna.keller", "tom.hughes", "maria.silva", "jonas.berg", "claire.martin", "david.cohen"],
  mailboxDailyCap: 60,
  sequence: "Floor robots, first contact",
  followUpAfterMs: 3 * 24 * 3_600_000,
  /** Agents are let out on the working days of this time; what they began goes on after it. */
  agentsActForMs: 9 * 24 * 3_600_000,
  agentRoundMax: 180,
  eagerRoundMax: 160,
} as const;

/** The approved words of the sequence, and the agent's own. */
export const words = {
  first: {
    name: "first-contact",
    subject: "Robots at {{ account.name }}",
    body: "Hello {{ contact.firstName }},\n\nteams like yours at {{ account.name }} move stock by hand between stations. We build small robots that take over the carrying, and set them up in a week.\n\nWould a short call next week be worth your time?\n\n{{ sender.name }}",
  },
  followUp: {
    name: "follow-up",
    subject: "Re: Robots at {{ account.name }}",
    body: "Hello {{ contact.firstName }},\n\na short note after my last mail: two warehouses of your size now save eleven hours a day. I can send the numbers if they help.\n\n{{ sender.name }}",
  },
  own: {
    subject: "{{ account.name }} and the week after next",
    body: "Hello {{ contact.firstName }},\n\nI saw that {{ account.name }} is looking at this right now, so I will be brief: we can show our robots at your own site the week after next.\n\nShall I hold an hour for you?",
  },
} as const;
