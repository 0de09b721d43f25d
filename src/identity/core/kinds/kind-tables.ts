import type { SinkKind } from "../../words/contract.ts";
import { activityTable } from "./activities.ts";
import { consentTable } from "./consents.ts";
import type { KindTable } from "./kind-table.ts";
import { opportunityTable } from "./opportunities.ts";
import { suppressionTable } from "./suppressions.ts";

/** How files of each kind are read that another block takes. */
export const kindTables: Readonly<Record<SinkKind, KindTable>> = {
  suppressions: suppressionTable,
  activities: activityTable,
  opportunities: opportunityTable,
  consents: consentTable,
};
