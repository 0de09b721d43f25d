import { describe, expect, test } from "vitest";
import { relationOf, strictestRelation } from "./relation.ts";

describe("what a stage or type says about an account", () => {
  test.each([
    ["customer", "customer"],
    ["Customer - Direct", "customer"],
    ["Customer - Channel", "customer"],
    ["Current Client", "customer"],
    ["evangelist", "customer"],
    ["Closed Won", "customer"],
    ["Bestandskunde", "customer"],
    ["Kundin", "customer"],
    ["Cliente attivo", "customer"],
    ["Klant", "customer"],
    ["Klient", "customer"],
    ["Kund", "customer"],
    ["Channel Partner / Reseller", "partner"],
    ["Technology Partner", "partner"],
    ["Vertriebspartner", "partner"],
    ["Partenaire", "partner"],
    ["Lieferant", "partner"],
    ["Proveedor", "partner"],
    ["Integrator", "partner"],
    ["Competitor", "competitor"],
    ["Wettbewerber", "competitor"],
    ["Concurrent", "competitor"],
    ["Konkurrent", "competitor"],
    ["opportunity", "open_opportunity"],
    ["Active Opportunity", "open_opportunity"],
    ["In Verhandlung", "open_opportunity"],
    ["Trattativa", "open_opportunity"],
    ["marketingqualifiedlead", "none"],
    ["SalesQualifiedLead", "none"],
    ["lead", "none"],
    ["Prospect", "none"],
    ["Interessent", "none"],
    ["Cold", "none"],
    ["Potential Customer", "none"],
    ["Potenzieller Kunde", "none"],
    ["Client potentiel", "none"],
    ["Cliente potencial", "none"],
    ["Former Customer", "unknown"],
    ["Ehemaliger Kunde", "unknown"],
    ["Ancien client", "unknown"],
    ["Ex-cliente", "unknown"],
    ["Not a customer", "unknown"],
    ["Kein Kunde", "unknown"],
    ["No longer a customer", "unknown"],
    ["Customer - past due", "customer"],
    ["Customer, no renewal", "customer"],
    ["Dead Opportunity", "unknown"],
    ["Closed Lost", "unknown"],
    ["Do Not Prospect", "unknown"],
    ["Analyst", "unknown"],
    ["", "unknown"],
  ])("`%s` is %s", (stage, relation) => {
    expect(relationOf(stage)).toBe(relation);
  });

  test("of several words in a cell, and of several records, the strictest counts", () => {
    expect(relationOf("Prospect; Customer")).toBe("customer");
    expect(relationOf("Former Customer; Partner")).toBe("partner");
    expect(strictestRelation(["none", "competitor", "customer"])).toBe("competitor");
    expect(strictestRelation([])).toBe("unknown");
  });
});
