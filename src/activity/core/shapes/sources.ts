import { isPayload, type Payload } from "../webhooks/payload.ts";
import { fromCloudEvents } from "./cloud-event.ts";
import { fromInstantly } from "./instantly.ts";
import { fromPostal } from "./postal.ts";
import type { Shaped, ShapeSource } from "./shape.ts";
import { fromSmartlead } from "./smartlead.ts";

/** How the body of each source is read. Throws a `RangeError` for what is no event of any kind. */
export const shapes: Readonly<Record<ShapeSource, (body: unknown) => readonly Shaped[]>> = {
  instantly: (body) => [fromInstantly(eventIn(body))],
  smartlead: (body) => [fromSmartlead(eventIn(body))],
  postal: (body) => [fromPostal(eventIn(body))],
  cloudevents: fromCloudEvents,
};

function eventIn(body: unknown): Payload {
  if (isPayload(body)) return body;
  throw new RangeError("the event is no JSON object");
}
