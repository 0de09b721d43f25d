/** An amount in minor units of its currency, or why it cannot be read. */
export type MoneyRead =
  | { readonly amountMinor: number; readonly currency: string }
  | { readonly code: "bad_amount" | "no_currency" | "bad_currency"; readonly says: string };

/** Digits after the point, where they are not two (ISO 4217). */
const digitsOf: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
]);

const currencies = new Set(Intl.supportedValuesOf("currency"));
/** Signs that belong to one currency; `$` is the dollar of many countries and is read as the American one only with `US`. */
const signs: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  us$: "USD",
  zł: "PLN",
};
const amountMax = 1e15;

/** Reads an amount as exports write it: `1,200.50`, `1.200,50 €`, `USD 1200`. The currency may stand in it or beside it. */
export function readMoney(amount: string, currency: string): MoneyRead {
  const text = amount.normalize("NFKC").trim();
  const number = /[\d.,'’\s]*\d[\d.,'’\s]*/.exec(text)?.[0].trim() ?? "";
  const around = text
    .replace(number, " ")
    .replace(/[-−(]/, (sign) => `${sign} `)
    .trim();
  const named = currencyOf(currency);
  const written = around === "" ? null : currencyOf(around);
  if (number === "" || /^[-−(]/.test(around)) return bad(text);
  if (currency.trim() !== "" && named === null)
    return { code: "bad_currency", says: `\`${short(currency)}\` is no currency code such as \`EUR\`` };
  if (around !== "" && written === null && !(named !== null && around === "$")) return bad(text);
  const code = named ?? written;
  if (code === null)
    return { code: "no_currency", says: `\`${short(text)}\` has no currency: add a column with codes such as \`EUR\`` };
  if (named !== null && written !== null && named !== written)
    return { code: "bad_currency", says: `the amount is in \`${written}\` and the currency column says \`${named}\`` };
  const amountMinor = minorOf(number, digitsOf.get(code) ?? 2);
  return amountMinor === null ? bad(text) : { amountMinor, currency: code };
}

function currencyOf(text: string): string | null {
  const word = text.trim();
  const sign = signs[word.toLowerCase()];
  if (sign !== undefined) return sign;
  const code = word.toUpperCase();
  return currencies.has(code) ? code : null;
}

/** Whole minor units, or null where the digits have no single reading. More digits than the currency has must be zeros. */
function minorOf(number: string, digits: number): number | null {
  const plain = number.replace(/[\s'’]/g, "");
  const point = decimalPoint(plain, digits);
  if (point === undefined) return null;
  const [whole = "", fraction = ""] = point === "" ? [plain] : plain.split(point);
  const grouped = whole.replace(/[.,]/g, "");
  if (!/^\d+$/.test(grouped) || !/^\d*$/.test(fraction) || !isGrouped(whole)) return null;
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(grouped + fraction.slice(0, digits).padEnd(digits, "0"));
  return Number.isSafeInteger(minor) && minor <= amountMax ? minor : null;
}

/** Which sign parts whole from fraction: the last of two kinds; none where it only groups; undefined where both fit. */
function decimalPoint(plain: string, digits: number): "." | "," | "" | undefined {
  const [dots, commas] = [plain.split(".").length - 1, plain.split(",").length - 1];
  if (dots > 0 && commas > 0) return plain.lastIndexOf(".") > plain.lastIndexOf(",") ? "." : ",";
  if (dots + commas === 0) return "";
  const sign = dots > 0 ? "." : ",";
  if (dots + commas > 1) return "";
  const after = plain.length - 1 - plain.indexOf(sign);
  if (after !== 3 || plain.startsWith("0") || (sign === "." && digits === 3)) return sign;
  // `1,200` is written by whoever groups by comma; `1.200` is 1.2 to some programs and 1200 to some people.
  return sign === "," ? "" : undefined;
}

function isGrouped(whole: string): boolean {
  return !/[.,]/.test(whole) || /^\d{1,3}([.,]\d{3})+$/.test(whole) || /^\d{1,3}([.,]\d{2})*[.,]\d{3}$/.test(whole);
}

function bad(text: string): MoneyRead {
  return { code: "bad_amount", says: `\`${short(text)}\` is no amount that can be read: write it as \`1200.50\`` };
}

const short = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value);
