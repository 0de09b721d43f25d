import { loopHeader } from "../activity/core/loop.ts";
import { composeMail } from "../channel/compose.ts";
import { createSelfChannel } from "../channel/self-out.ts";
import { routeOf } from "../execution/attempt.ts";
import type { DispatchDeps } from "../execution/deps.ts";
import { newUuid } from "../kernel/ids.ts";
import type { PreflightDeps } from "../mailbox/deps.ts";
import type { Resources } from "./resources.ts";

/** Has a mailbox send a mail to itself through its own server: signed and composed as everything that it sends. */
export function selfMailer(
  { env, config }: Resources,
  accessToken: DispatchDeps["accessToken"],
): PreflightDeps["sendToSelf"] {
  const toSelf = createSelfChannel({ sleep: env.sleep });
  return async (workspaceId, mailbox, proof) => {
    const { address, displayName: name } = mailbox;
    const raw = await composeMail({
      from: { name, address },
      to: address,
      replyTo: address,
      subject: "Fairlead: a mail of this mailbox to itself",
      text: "Fairlead sent this mail to see whether mail to this mailbox is read. Nothing has to be done with it.",
      messageId: `<${newUuid(env)}@${mailbox.fromDomain}>`,
      date: env.wall(),
      unsubscribe: { url: config.publicUrl, mailto: `mailto:${address}` },
      headers: { [loopHeader]: proof, "Auto-Submitted": "auto-generated" },
      ...(mailbox.dkim === undefined ? {} : { dkim: mailbox.dkim }),
    });
    const { verdict, phase, replyCode, replyText } = await toSelf(
      routeOf({ accessToken }, workspaceId, mailbox),
      address,
      raw,
    );
    // One that ended without an answer may still come.
    if (verdict === "sent" || verdict === "unknown") return null;
    return `${replyCode === null ? replyText : `${replyCode} ${replyText}`} (at ${phase})`.slice(0, 300);
  };
}
