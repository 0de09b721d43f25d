/** The order in which a person reads a contact or an account. */
const order: readonly string[] = [
  "name",
  "fullName",
  "firstName",
  "lastName",
  "title",
  "companyName",
  "domain",
  "email",
  "phone",
  "linkedin",
  "country",
  "state",
  "city",
  "seniority",
  "department",
  "segments",
  "lifecycle",
  "relation",
  "industry",
  "employees",
  "website",
];

/** Puts what is named into the order in which a person reads it; unknown names come last. */
export function inFieldOrder<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] {
  const place = (item: Item) => {
    const at = order.indexOf(nameOf(item));
    return at === -1 ? order.length : at;
  };
  return items.toSorted((left, right) => place(left) - place(right));
}
