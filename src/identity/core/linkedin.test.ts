import { expect, test } from "vitest";
import { linkedinSlug } from "./linkedin.ts";

test.each([
  ["https://www.linkedin.com/in/jane-doe", "jane-doe"],
  ["https://www.linkedin.com/in/jane-doe/", "jane-doe"],
  ["http://linkedin.com/in/jane-doe", "jane-doe"],
  ["linkedin.com/in/jane-doe", "jane-doe"],
  ["www.linkedin.com/in/jane-doe/", "jane-doe"],
  ["//www.linkedin.com/in/jane-doe", "jane-doe"],
  ["http://uk.linkedin.com/in/JANE-DOE-123?trk=x", "jane-doe-123"],
  ["https://de.linkedin.com/in/Jane-Doe/?originalSubdomain=de", "jane-doe"],
  ["https://www.linkedin.com/in/jane-doe/en", "jane-doe"],
  ["https://www.linkedin.com/in/jane-doe#about", "jane-doe"],
  ["https://www.linkedin.com/in/jane-doe/detail/contact-info/", "jane-doe"],
  ["https://www.linkedin.com/mwlite/in/jane-doe", "jane-doe"],
  ["https://www.linkedin.com/in/jos%C3%A9-silva/", "josé-silva"],
  ["https://www.linkedin.com/in/jos%c3%a9-silva", "josé-silva"],
  ["https://www.linkedin.com/in/jos%25C3%25A9-silva", "josé-silva"],
  ["https://www.linkedin.com/in/jose\u0301-silva", "josé-silva"],
  ["https://www.linkedin.com/in/иван-петров-123", "иван-петров-123"],
  ["https://www.linkedin.com/in/王小明", "王小明"],
  ["  https://www.linkedin.com/in/jane-doe \n", "jane-doe"],
  ["<https://www.linkedin.com/in/jane-doe>", "jane-doe"],
  ["Jane (https://www.linkedin.com/in/jane-doe)", "jane-doe"],
  ["LinkedIn: linkedin.com/in/jane-doe", "jane-doe"],
  ["https://www.linkedin\u200b.com/in/jane-doe", "jane-doe"],
  ["https://www.linkedin.com//in//jane-doe", "jane-doe"],
  ["https://www.linkedin.com/pub/jane-doe", "jane-doe"],
  // An old address: its numbers tell one Jane Doe from the next.
  ["https://www.linkedin.com/pub/jane-doe/12/345/678", "jane-doe-67834512"],
  ["https://www.linkedin.com/pub/jane-doe/1/2A/345/", "jane-doe-34502a1"],
])("%s is %s", (input, slug) => {
  expect(linkedinSlug(input)).toBe(slug);
});

test.each([
  "",
  "n/a",
  "undefined",
  "jane-doe-123",
  "in/jane-doe",
  "/in/jane-doe",
  "https://www.linkedin.com/",
  "https://www.linkedin.com/in/",
  "https://www.linkedin.com/in/ab",
  "https://www.linkedin.com/in/unavailable",
  "https://www.linkedin.com/company/acme",
  "https://www.linkedin.com/school/acme",
  "https://www.linkedin.com/showcase/acme",
  "https://www.linkedin.com/sales/people/ACwAAA1,NAME_SEARCH",
  "https://www.linkedin.com/profile/view?id=123",
  "https://www.linkedin.com/feed/update/urn:li:activity:1",
  "https://linkedin.com.evil.com/in/jane-doe",
  "https://notlinkedin.com/in/jane-doe",
  "https://lnkd.in/jane-doe",
  "https://www.xing.com/profile/Jane_Doe",
])("`%s` is no profile", (input) => {
  expect(linkedinSlug(input)).toBeNull();
});
