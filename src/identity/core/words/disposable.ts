/** Mailboxes made to be thrown away; a signal of low confidence, never a reason to merge or to part. */
export const disposableDomains: ReadonlySet<string> = new Set(
  `mailinator.com guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.biz guerrillamail.de sharklasers.com grr.la
  10minutemail.com 10minutemail.net 20minutemail.com tempmail.com temp-mail.org temp-mail.io tempmail.net tempmailo.com
  tempr.email throwawaymail.com throwaway.email trashmail.com trashmail.de trashmail.net trash-mail.com wegwerfmail.de
  wegwerfmail.net yopmail.com yopmail.fr yopmail.net jetable.org maildrop.cc mailnesia.com mailcatch.com mailnull.com
  spamgourmet.com spam4.me dispostable.com discard.email fakeinbox.com fakemail.net getnada.com nada.email getairmail.com
  mintemail.com mohmal.com mytemp.email emailondeck.com burnermail.io inboxkitten.com moakt.com mailsac.com dropmail.me
  minuteinbox.com tempinbox.com einrot.com cuvox.de dayrep.com fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com
  teleworm.us armyspy.com linshiyou.com mail-temp.com luxusmail.org tmpmail.org tmpmail.net crazymailing.com owlymail.com
  anonbox.net mail7.io byom.de spambog.com spambox.us incognitomail.org mailexpire.com mailmoat.com tempail.com`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
