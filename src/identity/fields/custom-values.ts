import type { Tx } from "../../kernel/sql.ts";
import { customFieldName } from "../core/custom-fields.ts";
import { customFieldRows } from "../store/custom-fields.ts";
import type { CustomFieldType, FieldObject } from "../words/contract.ts";

/** The value of a declared field, with its type. */
export interface CustomValue {
  readonly type: CustomFieldType;
  /** In its one spelling; the options of a multi-choice stand between `;`. */
  readonly value: string;
}

/** Values of declared fields by their name without the `custom.`; what is not known is absent. */
export type CustomValues = Readonly<Record<string, CustomValue>>;

/** Reads which fields are declared and in use, and answers with what takes their values out of golden records. */
export async function customValuesReader(
  tx: Tx,
): Promise<(object: FieldObject, golden: Readonly<Record<string, string>> | null) => CustomValues> {
  const declared = (await customFieldRows(tx)).filter((row) => row.archived_at === null);
  return (object, golden) =>
    Object.fromEntries(
      declared.flatMap(({ object: of, name, type }) => {
        const value = of === object ? golden?.[customFieldName(name)] : undefined;
        return value === undefined ? [] : [[name, { type, value }] as const];
      }),
    );
}
