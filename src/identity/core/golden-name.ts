/** First and last name where only a full name is known. What `said` names was claimed or cleared and is left as it is. */
export function withNames(
  values: Readonly<Record<string, string>>,
  said: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  const whole = values["fullName"] ?? (values["firstName"] === undefined ? values["lastName"] : undefined);
  if (whole === undefined || (values["firstName"] !== undefined && values["lastName"] !== undefined)) return values;
  const comma = whole.split(",").map((part) => part.trim());
  const isReversed = comma.length === 2 && !/^(mba|ph\.?d|md|cpa|jr|sr|esq|m\.?sc)\b/i.test(comma[1] ?? "");
  const words = (isReversed ? `${comma[1]} ${comma[0]}` : (comma[0] ?? ""))
    .split(" ")
    .filter((word) => !/^(dr|mr|mrs|ms|prof|herr|frau)\.?$/i.test(word));
  if (words.length < 2) return values;
  const [first = "", ...rest] = words;
  const isCleared = (field: string): boolean => said.has(field) && values[field] === undefined;
  return {
    ...values,
    ...(isCleared("firstName") ? {} : { firstName: values["firstName"] ?? first }),
    ...(isCleared("lastName") ? {} : { lastName: rest.join(" ") }),
  };
}

/** What a contact is called in lists: the name, else what is known instead. */
export function displayName(values: Readonly<Record<string, string>>): string {
  const parts = [values["firstName"] ?? values["firstInitial"], values["lastName"]].filter(
    (part) => part !== undefined,
  );
  if (parts.length > 0) return parts.map(presentable).join(" ");
  return values["fullName"] ?? values["email"] ?? values["linkedin"] ?? values["phone"] ?? "unnamed";
}

/** `EMMA` and `emma` as `Emma`; mixed case is somebody's choice. */
export function presentable(name: string): string {
  if (name.length < 2 || (name !== name.toUpperCase() && name !== name.toLowerCase())) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_all, mark: string, letter: string) => mark + letter.toUpperCase());
}
