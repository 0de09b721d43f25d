import type { Facts } from "../facts.ts";
import { namespace } from "../schema.ts";
import type { RecordShape, Shape } from "../shape.ts";
import type { ActionKind } from "../vocabulary.ts";
import type { Environment } from "./expression.ts";
import { datetimeOf } from "./time.ts";
import { type EntityValue, entityOf, type RecordValue, setOf, type Value } from "./value.ts";

type Reader = (fact: unknown) => Value;

/** The action of one slice, and the facts that its policies read. */
export interface Readable {
  readonly action: ActionKind;
  readonly shape: RecordShape;
}

/** The action of a slice as an entity. */
export function actionEntity({ action }: Pick<Readable, "action">): EntityValue {
  return entityOf(`${namespace}::Action`, action);
}

/** Reads facts as what a policy may name; throws an `EvaluationError` at a time that Cedar would refuse. */
export function environmentReader(slice: Readable): (facts: Facts) => Environment {
  const action = actionEntity(slice);
  const context = recordReader(slice.shape);
  return (facts) => ({
    principal: entityOf(`${namespace}::Agent`, facts.agent.id),
    action,
    resource: entityOf(`${namespace}::Contact`, facts.contact.id),
    context: context(facts),
  });
}

function recordReader(shape: RecordShape): (facts: unknown) => RecordValue {
  const fields = Object.entries(shape.fields).map(([name, field]) => [name, readerOf(field)] as const);
  return (facts) => {
    const given = facts as Readonly<Record<string, unknown>>;
    return { is: "record", fields: new Map(fields.map(([name, read]) => [name, read(given[name])])) };
  };
}

function readerOf(shape: Shape): Reader {
  switch (shape.is) {
    case "text":
    case "whole":
    case "flag":
      return (fact) => fact as Value;
    case "time":
      return (fact) => datetimeOf(fact as string);
    case "one": {
      const words = new Map(shape.of.map((word) => [word, entityOf(`${namespace}::${shape.name}`, word)]));
      return (fact) => words.get(fact as string) ?? entityOf(`${namespace}::${shape.name}`, String(fact));
    }
    case "set": {
      const read = readerOf(shape.of);
      return (fact) => setOf((fact as readonly unknown[]).map(read));
    }
    case "record":
      return recordReader(shape);
  }
}
