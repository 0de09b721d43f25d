import { describe, expect, test } from "vitest";
import { gapsIn, suggestedRole } from "./buying-role.ts";
import { jobFunctionOf } from "./job-function.ts";
import { seniorityOf } from "./seniority.ts";

describe("titles in several languages", () => {
  test.each([
    ["Chief Financial Officer", "c_suite", "finance"],
    ["CFO", "c_suite", "finance"],
    ["VP of Engineering", "vp", "engineering"],
    ["Senior Vice President, Sales", "vp", "sales"],
    ["Head of Information Security", "head", "security"],
    ["Director of Procurement", "director", "procurement"],
    ["IT Manager", "manager", "it"],
    ["Account Executive", "entry", "sales"],
    ["Executive Assistant to the CEO", "entry", "general_management"],
    ["Marketing Intern", "intern", "marketing"],
    ["Co-Founder & CTO", "founder", "engineering"],
    ["Deputy Director of Operations", "head", "operations"],
    ["Senior Software Engineer", "senior", "engineering"],
    ["General Counsel", "entry", "legal"],
    ["Geschäftsführerin", "c_suite", "general_management"],
    ["Leiter Einkauf", "head", "procurement"],
    ["Vertriebsleiter", "head", "sales"],
    ["Abteilungsleiterin Finanzen", "head", "finance"],
    ["Werkstudentin Marketing", "intern", "marketing"],
    ["Directeur général", "c_suite", "general_management"],
    ["Directrice des ressources humaines", "director", "human_resources"],
    ["Responsable des achats", "head", "procurement"],
    ["Directora de Compras", "director", "procurement"],
    ["Jefe de Ventas", "head", "sales"],
    ["Amministratore Delegato", "c_suite", "general_management"],
    ["Responsabile Acquisti", "manager", "procurement"],
    ["Diretor Financeiro", "director", "finance"],
    ["Gerente de Vendas", "manager", "sales"],
    ["Hoofd Inkoop", "head", "procurement"],
    ["Prezes Zarządu", "c_suite", "general_management"],
    ["Kierownik Sprzedaży", "manager", "sales"],
    ["Försäljningschef", null, "sales"],
    ["代表取締役社長", "c_suite", "general_management"],
  ])("%s is %s in %s", (title, seniority, jobFunction) => {
    if (seniority !== null) expect(seniorityOf(title)).toBe(seniority);
    expect(jobFunctionOf(title)).toBe(jobFunction);
  });

  test("no title says nothing, and an unknown one no more than that somebody works there", () => {
    expect(seniorityOf(null)).toBeNull();
    expect(seniorityOf("-")).toBeNull();
    expect(seniorityOf("Barista")).toBe("entry");
    expect(jobFunctionOf("Barista")).toBeNull();
  });

  test("what a system's seniority column says is taken as it is", () => {
    expect(["C suite", "VP", "c_suite", "Individual Contributor", "Vice President"].map(seniorityOf)).toEqual([
      "c_suite",
      "vp",
      "c_suite",
      "senior",
      "vp",
    ]);
  });

  test("a department says more than a title", () => {
    expect(jobFunctionOf("Director", "Human Resources")).toBe("human_resources");
  });
});

describe("parts in buying", () => {
  test.each([
    ["CFO", "economic_buyer"],
    ["CEO", "economic_buyer"],
    ["CTO", "technical_buyer"],
    ["Head of IT", "technical_buyer"],
    ["Software Engineer", "influencer"],
    ["General Counsel", "legal"],
    ["Einkaufsleiter", "economic_buyer"],
    ["Head of Sales", "champion"],
    ["Marketing Manager", "user_buyer"],
  ])("%s suggests %s", (title, role) => {
    expect(suggestedRole(title)?.role).toBe(role);
  });

  test("an intern and somebody without a title suggest nothing", () => {
    expect(suggestedRole("Marketing Intern")).toBeNull();
    expect(suggestedRole(null)).toBeNull();
  });

  test("a committee lacks the parts that nobody plays, but never a blocker", () => {
    expect(gapsIn(["champion", "legal"])).toEqual(["economic_buyer", "technical_buyer", "user_buyer"]);
  });
});
