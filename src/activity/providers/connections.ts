import { actorOf, appendAudit } from "../../audit/append.ts";
import { dayMs, isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull, newUuid, uuidFromId } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { callAddressText } from "../core/webhooks/call-address.ts";
import * as store from "../store/providers.ts";
import type * as contract from "./contract.ts";
import { addressKey, type ProviderDeps, providerSecretPurpose } from "./deps.ts";
import { mustBeCheckable, mustBeSecretOf } from "./given.ts";

type View = OutputOf<typeof contract.pauseProvider>;
type WithAddress = OutputOf<typeof contract.createProvider>;

/** Where providers call, before the part that only the provider is told. */
export const hooksPath = "/v1/hooks";

const silent: store.Heard = { heardAt: null, events: 0, unmatched: 0 };

/** Connects a sending provider. */
export async function createProvider(
  deps: ProviderDeps,
  input: InputOf<typeof contract.createProvider>,
  caller: Caller,
): Promise<WithAddress> {
  mustBeCheckable(input);
  return deps.db.write(caller.workspaceId, async (tx) => {
    if (input.mailboxId !== undefined && !(await deps.hasMailbox(tx, input.mailboxId)))
      throw problem("not_found", `there is no mailbox \`${input.mailboxId}\`: mailboxes.list shows those that are`);
    const row: store.ProviderRow = {
      id: newUuid(deps.env),
      kind: input.kind,
      name: input.name ?? input.kind,
      state: "active",
      state_reason: null,
      topic_arn: input.topicArn ?? null,
      confirmed_at: null,
      mailbox_id: input.mailboxId === undefined ? null : uuidFromId(input.mailboxId),
      audience: input.audience ?? null,
      service_account: input.serviceAccount ?? null,
      secret_sealed: sealed(deps, tx, input.secret),
      former_sealed: null,
      former_until: null,
      address_version: 1,
      notice: null,
      notice_at: null,
      created_by: caller.principal.id,
      created_at: tx.now,
    };
    if (!(await store.insertProvider(tx, row, limits.providersMax)))
      throw problem("conflict", `this workspace has ${limits.providersMax} providers, which is the limit`);
    await tell(deps, tx, caller, "created", row);
    return { ...viewOf(row, silent), url: urlOf(deps, tx, row) };
  });
}

/** Every sending provider. */
export async function listProviders(
  deps: ProviderDeps,
  caller: Caller,
): Promise<OutputOf<typeof contract.listProviders>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [rows, heard] = await Promise.all([store.providers(tx), store.heardFrom(tx)]);
    return { items: rows.map((row) => viewOf(row, heard.get(idFromUuid("esp", row.id)) ?? silent)) };
  });
}

/** Takes a new secret beside the one before, which holds for a day, and makes a new address where one is asked for. */
export async function rotateProvider(
  deps: ProviderDeps,
  input: InputOf<typeof contract.rotateProvider>,
  caller: Caller,
): Promise<WithAddress> {
  const { secret, newAddress } = input;
  if (secret === undefined && !newAddress) throw problem("invalid_input", "give a `secret`, or `newAddress`, or both");
  const changed = await change(deps, input.providerId, caller, "rotated", (row, tx) => {
    if (secret !== undefined) mustBeSecretOf(row.kind, secret);
    if (newAddress && row.address_version >= addressesMax)
      throw problem("conflict", "this provider had its last new address: connect it anew with `providers.create`");
    const address_version = row.address_version + (newAddress ? 1 : 0);
    if (secret === undefined) return { ...row, address_version };
    const former = row.secret_sealed;
    return {
      ...row,
      address_version,
      secret_sealed: sealed(deps, tx, secret),
      former_sealed: former,
      // Real time, as calls are checked by.
      former_until: former === null ? null : deps.env.wall() + dayMs,
    };
  });
  return { ...changed.view, url: changed.url };
}

/** Takes no calls for now. */
export async function pauseProvider(
  deps: ProviderDeps,
  input: InputOf<typeof contract.pauseProvider>,
  caller: Caller,
): Promise<View> {
  const paused = await change(deps, input.providerId, caller, "paused", (row) => ({
    ...row,
    state: "paused",
    state_reason: input.reason,
  }));
  return paused.view;
}

/** Takes calls again. */
export async function resumeProvider(
  deps: ProviderDeps,
  input: InputOf<typeof contract.resumeProvider>,
  caller: Caller,
): Promise<View> {
  const resumed = await change(deps, input.providerId, caller, "resumed", (row) => ({
    ...row,
    state: "active",
    state_reason: null,
  }));
  return resumed.view;
}

/** What the version of an address can count to. */
const addressesMax = 65_535;

function change(
  deps: ProviderDeps,
  providerId: Id<"esp">,
  caller: Caller,
  what: string,
  changed: (row: store.ProviderRow, tx: Tx) => store.ProviderRow,
): Promise<{ readonly view: View; readonly url: string }> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const row = await store.lockedProvider(tx, providerId);
    if (row === null)
      throw problem("not_found", `there is no provider \`${providerId}\`: providers.list shows those that are`);
    const now = changed(row, tx);
    await store.updateProvider(tx, now);
    await tell(deps, tx, caller, what, now);
    const heard = await store.heardFrom(tx);
    return { view: viewOf(now, heard.get(providerId) ?? silent), url: urlOf(deps, tx, now) };
  });
}

function sealed(deps: ProviderDeps, tx: Tx, secret: string | undefined): Uint8Array | null {
  return secret === undefined
    ? null
    : deps.vault.sealFor(tx.workspaceId, providerSecretPurpose, Buffer.from(secret, "utf8"));
}

function urlOf(deps: ProviderDeps, { workspaceId }: Tx, row: store.ProviderRow): string {
  const address = { workspaceId, providerId: idFromUuid("esp", row.id), version: row.address_version };
  const text = callAddressText(address, addressKey(deps));
  return `${deps.publicUrl}${hooksPath}/${text}`;
}

async function tell(deps: ProviderDeps, tx: Tx, caller: Caller, what: string, row: store.ProviderRow): Promise<void> {
  await appendAudit(deps, tx, [
    {
      type: `mailbox.provider_${what}`,
      actor: actorOf(caller),
      subject: { other: idFromUuid("esp", row.id) },
      data: { kind: row.kind, state: row.state, address: row.address_version },
    },
  ]);
}

function viewOf(row: store.ProviderRow, heard: store.Heard): View {
  return {
    id: idFromUuid("esp", row.id),
    kind: row.kind,
    name: row.name,
    state: row.state,
    stateReason: row.state_reason,
    topicArn: row.topic_arn,
    confirmedAt: isoOrNull(row.confirmed_at),
    mailboxId: idOrNull("mbx", row.mailbox_id),
    formerSecretUntil: isoOrNull(row.former_until),
    notice: row.notice,
    heardAt: isoOrNull(heard.heardAt),
    events: heard.events,
    unmatched: heard.unmatched,
    createdAt: isoFromInstant(row.created_at),
  };
}
