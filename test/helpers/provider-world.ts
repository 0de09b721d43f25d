import { createFetched } from "../../src/activity/providers/fetched.ts";
import type { App } from "../../src/app.ts";
import { openTestApp, type TestApp } from "./app.ts";
import { armEach } from "./breakers.ts";
import type { Proposed, TestWorkspace } from "./given.ts";
import { type KnownMail, known, nextId, type ProviderCall } from "./provider-calls.ts";
import type { Taken } from "./sink.ts";

/** The product with the addresses played that providers publish at. */
export interface ProviderWorld extends TestApp {
  /** What is found at an address; everything else is not found. */
  readonly published: Map<string, string>;
  /** Every address that was asked. */
  readonly asked: string[];
  /** The mailboxes that were to be read at once. */
  readonly woken: string[];
  /** What is played here, as it was composed. */
  readonly composed: Pick<App["deps"], "providers">;
  /** Makes a call as it comes over the wire, and answers with the status. */
  call(url: string, call: ProviderCall): Promise<number>;
  /** Sends one mail to a new contact. */
  sent(home: TestWorkspace, email: string): Promise<Sent>;
  /** Sends the mail that is proposed. */
  sentBy(home: TestWorkspace, email: string, propose: () => Promise<Proposed>): Promise<Sent>;
}

/** A mail that was sent, and what belongs to it. */
export interface Sent {
  readonly mail: Taken;
  /** The same as the provider knows it, which named it when it took it. */
  readonly known: KnownMail;
  readonly actionId: `act_${string}`;
  readonly contactId: `con_${string}`;
}

/** Opens the world. */
export async function openProviderWorld(): Promise<ProviderWorld> {
  const published = new Map<string, string>();
  const asked: string[] = [];
  const woken: string[] = [];
  const composed: { providers?: App["deps"]["providers"] } = {};
  const refit = (app: App): App => {
    composed.providers = app.deps.providers;
    const getText = async (url: string) => {
      asked.push(url);
      const body = published.get(url);
      return { kind: "answered", status: body === undefined ? 404 : 200, body: body ?? "" } as const;
    };
    const { env } = app.resources;
    const providers = {
      ...app.deps.providers,
      getText,
      fetched: createFetched(env, getText),
      readNow: (mailboxId: string) => void woken.push(mailboxId),
    };
    return { ...app, deps: { ...app.deps, providers } };
  };
  const world = await openTestApp({ refit });
  if (composed.providers === undefined) throw new Error("nothing was composed");
  return {
    ...world,
    published,
    asked,
    woken,
    composed: { providers: composed.providers },
    call: async (url, { headers, body }) => {
      const { pathname, search } = new URL(url);
      const answer = await fetch(`${world.url}${pathname}${search}`, { method: "POST", headers, body });
      await answer.arrayBuffer();
      return answer.status;
    },
    sent: async (home, email) => {
      const contactId = await home.contact({ email });
      return sentBy(world, home, email, () => home.propose(contactId));
    },
    sentBy: (home, email, propose) => sentBy(world, home, email, propose),
  };
}

async function sentBy(
  world: TestApp,
  home: TestWorkspace,
  email: string,
  propose: () => Promise<Proposed>,
): Promise<Sent> {
  const providerId = nextId();
  await armEach(home);
  world.sink.says(email, `Ok ${providerId}`);
  const { id } = await propose();
  await world.drain();
  const mail = world.sink.to(email).at(-1);
  const { state, contact } = await home.action({ id });
  if (mail === undefined)
    throw new Error(`nothing was sent to ${email}: the action is ${state}; ${world.trail.slice(-3).join("; ")}`);
  return { mail, known: known(mail, providerId), actionId: id, contactId: contact.id };
}
