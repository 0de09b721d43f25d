import type { IcpDefinition } from "../icp/contract.ts";

/**
 * The profile that a new workspace starts with: buyers of business software in companies of 20 to 5,000 people. It exists
 * so that the first import has scores; a team publishes its own with `icp.publish`. What is unknown never excludes here,
 * it only earns nothing, because a first import knows little.
 */
export const seedIcp: IcpDefinition = {
  name: "Business software buyers",
  criteria: [
    {
      id: "industry",
      label: "Makes or lives by software",
      weight: 25,
      when: {
        op: "hasAny",
        field: "account.industry",
        values: [
          "software",
          "saas",
          "information technology",
          "internet",
          "computer",
          "technology",
          "telecommunications",
          "automation",
          "financial services",
          "fintech",
          "logistics",
          "marketing",
          "e commerce",
          "ecommerce",
        ],
      },
    },
    {
      id: "size",
      label: "20 to 5,000 people",
      weight: 20,
      when: { op: "between", field: "account.employees", min: 20, max: 5_000 },
    },
    {
      id: "market",
      label: "In a market that we serve",
      weight: 15,
      when: { op: "in", field: "contact.country", values: servedCountries() },
    },
    {
      id: "persona",
      label: "Decides or champions",
      weight: 25,
      when: { op: "in", field: "contact.persona", values: ["executive", "champion", "manager"] },
    },
    {
      id: "function",
      label: "Works in a function that buys",
      weight: 15,
      when: {
        op: "hasAny",
        field: "contact.title",
        values: [
          "operations",
          "revenue",
          "sales",
          "marketing",
          "growth",
          "technology",
          "engineering",
          "it",
          "product",
          "data",
          "ceo",
          "coo",
          "cto",
          "cio",
          "cro",
          "cmo",
          "founder",
        ],
      },
    },
  ],
  disqualifiers: [
    {
      id: "relation",
      label: "Already a customer, a partner or a competitor",
      when: { op: "in", field: "account.relation", values: ["customer", "open_opportunity", "partner", "competitor"] },
      unknownIs: "include",
    },
    {
      id: "tiny",
      label: "Fewer than 5 people",
      when: { op: "between", field: "account.employees", max: 4 },
      unknownIs: "include",
    },
  ],
  signals: {
    demo_request: { points: 60, halfLifeDays: 21 },
    referral: { points: 40, halfLifeDays: 60 },
    product_signup: { points: 50, halfLifeDays: 21 },
    form_submitted: { points: 35, halfLifeDays: 21 },
    pricing_page: { points: 30, halfLifeDays: 14 },
    event_attended: { points: 20, halfLifeDays: 30 },
    content_download: { points: 15, halfLifeDays: 14 },
    site_visit: { points: 8, halfLifeDays: 7 },
    job_change: { points: 20, halfLifeDays: 60 },
    leadership_change: { points: 15, halfLifeDays: 60 },
    funding: { points: 15, halfLifeDays: 90 },
    competitor_mention: { points: 15, halfLifeDays: 30 },
    technology_adopted: { points: 12, halfLifeDays: 90 },
    hiring: { points: 10, halfLifeDays: 45 },
    news: { points: 5, halfLifeDays: 30 },
    reply_positive: { points: 50, halfLifeDays: 30 },
    reply_negative: { points: -60, halfLifeDays: 180 },
    meeting_booked: { points: 60, halfLifeDays: 30 },
    meeting_held: { points: 50, halfLifeDays: 45 },
    no_show: { points: -15, halfLifeDays: 30 },
    opportunity_created: { points: 50, halfLifeDays: 90 },
    deal_won: { points: 40, halfLifeDays: 180 },
    deal_lost: { points: -40, halfLifeDays: 180 },
  },
  otherSignals: { points: 5, halfLifeDays: 14 },
  routes: { actFit: 60, actIntent: 15, nurtureFit: 40 },
};

function servedCountries(): string[] {
  return "US CA GB IE AU NZ NL BE LU FR ES IT PT AT CH SE NO DK FI IS EE LV LT PL CZ BR MX SG IN JP IL".split(" ");
}
