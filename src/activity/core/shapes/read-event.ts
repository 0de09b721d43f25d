import type { IngestShape } from "../../ingest/contract.ts";
import type { Payload } from "../webhooks/payload.ts";
import { cleanEvent } from "./clean.ts";
import { fromFairlead } from "./fairlead.ts";
import type { Shaped } from "./shape.ts";
import { shapes } from "./sources.ts";

/** One event of a shape in our words; whatever is wrong with it is an answer, so that the others go on. */
export function readEvent(shape: IngestShape, event: Payload): Shaped {
  try {
    const cleaned = cleanEvent(event);
    if (shape === "fairlead") return fromFairlead(cleaned);
    const [shaped] = shapes[shape](cleaned);
    return shaped ?? { refused: "the event is empty" };
  } catch (error) {
    if (error instanceof RangeError) return { refused: error.message };
    throw error;
  }
}
