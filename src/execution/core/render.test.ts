import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderTemplate, templateFault, withFooter, withoutFooter } from "./render.ts";

const scope = {
  contact: {
    firstName: "Kim",
    lastName: "Lee",
    title: "CFO",
    buyingRole: "champion",
    jobFunction: "",
    custom: { tier: "Gold", empty: " " },
  },
  account: { name: "Acme", domain: "acme.example", industry: "", custom: { seats: "120" } },
  sender: { name: "Dana" },
  slots: { opener: "well done" },
};
const rendered = (body: string) => renderTemplate({ subject: "Hi {{ contact.firstName }}", body }, scope);

describe("a template", () => {
  test("reads the contact, the account, the sender and the slots", () => {
    expect(rendered("{{ slots.opener }}, {{ account.name }}. {{ sender.name }}")).toEqual({
      subject: "Hi Kim",
      body: "well done, Acme. Dana",
    });
  });

  test("reads declared fields, and takes one that is not known for a fault", () => {
    expect(rendered("{{ contact.custom.tier }} with {{ account.custom.seats }}")).toMatchObject({
      body: "Gold with 120",
    });
    expect(rendered("{{ contact.custom.empty }}")).toMatchObject({ fault: expect.any(String) });
    expect(rendered("{{ contact.custom.nothing }}")).toMatchObject({ fault: expect.any(String) });
    expect(rendered("{% if contact.custom.tier == 'Gold' %}Dear member{% endif %}")).toMatchObject({
      body: "Dear member",
    });
  });

  test.each(["include", "render", "layout"])(
    "never reads a file by `%s`, neither when written nor when rendered",
    (tag) => {
      for (const file of ["package.json", "tsconfig.json", "/etc/passwd"]) {
        expect(rendered(`{% ${tag} '${file}' %}`)).toMatchObject({ fault: expect.any(String) });
        expect(templateFault({ subject: "Hi", body: `{% ${tag} '${file}' %}` })).toContain("would read a file");
      }
    },
  );

  test("a file tag inside a condition opens nothing either", () => {
    expect(rendered("{% if true %}{% render 'package.json' %}{% endif %}")).toMatchObject({
      fault: expect.any(String),
    });
  });

  test("that would work for ever is ended", () => {
    for (const body of [
      "{% for i in (1..100000000) %}{% endfor %}",
      "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}{% for l in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
      "{% for i in (1..900) %}{% for j in (1..900) %}{{ 'abcdefgh' | upcase | split: '' | reverse | join: '' }}{% endfor %}{% endfor %}",
      "{% assign s = 'a' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
    ]) {
      expect(rendered(body)).toMatchObject({ fault: expect.any(String) });
    }
  });

  test("reads no built-in property of what it is given", () => {
    expect(rendered("{{ contact.constructor }}")).toMatchObject({ fault: expect.any(String) });
  });
});

test("the words above the footer come back as they were written, whatever they hold", () => {
  const footer = { postalAddress: "1 Harbour Street, Dover", unsubscribeUrl: "https://fairlead.example/u/x" };
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (words) => {
      const body = words.replaceAll("\r\n", "\n").trim();
      expect(withoutFooter(withFooter({ subject: "x", body }, footer).body)).toBe(body);
    }),
  );
  expect(withoutFooter(withFooter({ subject: "x", body: "one\n\n-- \ntwo" }, footer).body)).toBe("one\n\n-- \ntwo");
});
