import { expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { recognizeBounce } from "./bounce.ts";

/** The words of mail systems without a machine-readable report: who writes, what about, and what has to be read out of it. */
interface Dialect {
  readonly from?: string;
  readonly name?: string;
  readonly subject: string;
  readonly text: string;
  readonly returned?: string;
  readonly addresses?: readonly string[];
  readonly reason: string;
  readonly permanence: string;
}

const returned = "Received: by mail.sales.example; Mon, 5 Oct 2026 10:00:00 +0000\nMessage-ID: <m1@sales.example>\n";

const dialects: Readonly<Record<string, Dialect>> = {
  "qmail with its code": {
    subject: "failure notice",
    text: "Hi. This is the mail program at mx.sales.example.\nI'm afraid it was not possible to deliver your message.\nThis is a permanent error; I've given up.\n\n<gone@buyer.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "qmail over a remote refusal": {
    subject: "failure notice",
    text: "I'm afraid I wasn't able to deliver your message.\n\n<gone@buyer.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 unknown user gone@buyer.example\nGiving up on 192.0.2.7.\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "qmail about a host": {
    subject: "failure notice",
    text: "<gone@buyer.example>:\nSorry, I couldn't find any host named buyer.example. (#5.1.2)\n",
    reason: "unknown_domain",
    permanence: "permanent",
  },
  "Exim without a code": {
    subject: "Mail delivery failed: returning message to sender",
    text: "A message that you sent could not be delivered to all of its recipients. This is a permanent error.\nThe following address(es) failed:\n\n  gone@buyer.example\n    Unrouteable address\n  other@buyer.example\n    (generated from list@buyer.example)\n    mailbox is full: retry timeout exceeded\n",
    addresses: ["gone@buyer.example", "other@buyer.example"],
    reason: "unknown_user",
    permanence: "permanent",
  },
  "Exim about the sender": {
    subject: "Mail delivery failed: returning message to sender",
    text: "This is a permanent error. The following address(es) failed:\n\n  gone@buyer.example\n    host mx.buyer.example [192.0.2.7]\n    SMTP error from remote mail server after MAIL FROM:<us@sales.example>:\n    550 5.1.8 domain sales.example does not exist\n",
    reason: "blocked",
    permanence: "uncertain",
  },
  "Sendmail of version 5": {
    subject: "Returned mail: User unknown",
    text: "   ----- Transcript of session follows -----\nWhile talking to mx.buyer.example:\n>>> RCPT To:<gone@buyer.example>\n<<< 550 <gone@buyer.example>, User Unknown\n550 <gone@buyer.example>... User unknown\n\n   ----- Unsent message follows -----\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "fatal errors with a name behind the address": {
    subject: "Returned mail: see transcript for details",
    text: "  ----- The following addresses had permanent fatal errors -----\n\n>>> gone@buyer.example <gone@buyer.example>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  OpenSMTPD: {
    subject: "Delivery status notification: error",
    text: "Hi!\n\nThis is the MAILER-DAEMON.\nAn error has occurred while attempting to deliver a message for the following list of recipients:\n\ngone@buyer.example: 550 5.1.1 <gone@buyer.example>: No such recipient\n\nBelow is a copy of the original message:\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  IMail: {
    from: "postmaster@mx.buyer.example",
    name: "Postmaster",
    subject: "Undeliverable Mail",
    text: "Unknown user: gone@buyer.example\n\n\nOriginal message follows.\n\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "IMail about a full box": {
    from: "postmaster@mx.buyer.example",
    name: "Postmaster",
    subject: "Undeliverable Mail",
    text: "User mailbox exceeds allowed size: gone@buyer.example\n\nOriginal message follows.\n\n",
    reason: "mailbox_full",
    permanence: "temporary",
  },
  Notes: {
    from: "notes@buyer.example",
    name: "Mail Router",
    subject: "DELIVERY FAILURE: no such user",
    text: "------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\ngone@buyer.example\n\n------- Returned Message --------\n\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  Domino: {
    from: "postmaster@buyer.example",
    subject: "DELIVERY FAILURE: User gone (gone@buyer.example) not listed in Domino Directory",
    text: "Your message\n\n  Subject: Hello\n\nwas not delivered to:\n\n  gone@buyer.example\n\nbecause:\n\n  User gone (gone@buyer.example) not listed in Domino Directory\n\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "Exchange 2003": {
    from: "postmaster@buyer.example",
    name: "System Administrator",
    subject: "Undeliverable: Hello",
    text: "Your message\n\n  To:      list@buyer.example\n  Subject: Hello\n\ndid not reach the following recipient(s):\n\ngone@buyer.example on Mon, 5 Oct 2026 10:00:00 -0000\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a= ;p=x\n    MSEXCH:IMS:X:Y:Z 0 (000C05A6) Unknown Recipient\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "Exchange 2007 in German": {
    from: "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@buyer.example",
    subject: "Unzustellbar: Hallo",
    text: "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:\n\ngone@buyer.example\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.\n\nDiagnoseinformationen für Administratoren:\n\nGenerierender Server: mx.buyer.example\n\ngone@buyer.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  MailMarshal: {
    from: "postmaster@buyer.example",
    subject: "Undeliverable Mail: Hello",
    text: "Your message:\n   From:    us@sales.example\n   Subject: Hello\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n   gone@buyer.example\n\nAdditional Information\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  InterScan: {
    from: "imss@buyer.example",
    name: "InterScan MSS",
    subject: "Mail could not be delivered",
    text: "Sent <<< RCPT TO:<gone@buyer.example>\nReceived >>> 550 5.1.1 <gone@buyer.example>... user unknown\n\nUnable to deliver message to <gone@buyer.example>\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  SurfControl: {
    from: "postmaster@buyer.example",
    subject: "Message delivery failed",
    text: "Your message could not be sent.\n\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: gone@buyer.example\n\nMon 5 Oct 2026 10:00:00 +0000\nFailed to send to identified host,\ngone@buyer.example: [192.0.2.7], 550 gone@buyer.example... No such user\n--- Message non-deliverable.\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  MailFoundry: {
    from: "mailfoundry@buyer.example",
    subject: "Message delivery has failed",
    text: "This is a delivery failure notification message.\nUnable to deliver message to: <gone@buyer.example>\nDelivery failed for the following reason:\nServer mx.buyer.example[192.0.2.7] failed with: 550 <gone@buyer.example> No such user here\n\nThis has been a permanent failure.  No further delivery attempts will be made.\n",
    returned,
    reason: "unknown_user",
    permanence: "permanent",
  },
  James: {
    from: "postmaster@buyer.example",
    subject: "[BOUNCE]",
    text: "Hi. This is the mail server at buyer.example. I was not able to deliver your message.\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: Hello\n  MAIL FROM: us@sales.example\n  RCPT TO: gone@buyer.example\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "a mobile gateway that answers in the thread": {
    from: "post_master@mobile.example",
    subject: "Re:Hello",
    text: "Error: Invalid user address\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  MAIL FROM: us@sales.example\n  RCPT TO: gone@buyer.example\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "a list of errors": {
    from: "mailer@buyer.example",
    subject: "There was an error sending your mail",
    text: "We had trouble delivering your message. Full details follow:\n\nSubject: 'Hello'\n\n1 error(s):\n\nSMTP Server <mx.buyer.example> rejected recipient <gone@buyer.example>\n  (Error following RCPT command). It said: 550 5.1.1 <gone@buyer.example>... User Unknown\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "an account that is none": {
    subject: "Delivery failure",
    text: "Unable to deliver message to the following address(es).\n\n<gone@buyer.example>:\nThis user doesn't have a buyer.example account (gone@buyer.example) [0]\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "addresses with a star": {
    subject: "Delivery status notification",
    text: "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients:\n\n  * gone@buyer.example\n    550 5.1.1 unknown user\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "a Japanese carrier": {
    from: "postmaster@carrier.example",
    name: "Mail Administrator",
    subject: "Mail System Error - Returned Mail",
    text: "次のあて先へのメッセージはエラーのため送信できませんでした。\n送信先メールアドレスが見つかりません。\n\n<gone@buyer.example>: 550 Unknown user gone@buyer.example\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "a Japanese gateway": {
    from: "no-reply@carrier.example",
    subject: "メールエラー通知",
    text: "送信先のメールボックスが一杯のため、送信できませんでした。\n\nYour mail sent on: Mon, 5 Oct 2026 10:00:00 +0900\n     Could not be delivered to: <gone@buyer.example>\n     As their mailbox is full.\n",
    returned,
    reason: "mailbox_full",
    permanence: "temporary",
  },
  "a Japanese gateway without a word of English": {
    from: "postmaster@carrier.example",
    subject: "配信できませんでした",
    text: "以下のメールアドレスへの送信に失敗しました。\ngone@buyer.example\n\n宛先のメールアドレスが存在しません。\n",
    returned,
    reason: "unknown_user",
    permanence: "permanent",
  },
  "Yahoo about a domain": {
    from: "mailer-daemon@provider.example",
    subject: "Failure Notice",
    text: "Sorry, we were unable to deliver your message to the following address.\n\n<gone@buyer.example>:\nNo mx record found for domain=buyer.example\n\n--- Below this line is a copy of the message.\n",
    reason: "unknown_domain",
    permanence: "permanent",
  },
  "Gmail in Spanish": {
    from: "mailer-daemon@provider.example",
    name: "Mail Delivery Subsystem",
    subject: "Delivery Status Notification (Failure)",
    text: "No se ha encontrado la dirección\nTu mensaje no se ha entregado a gone@buyer.example porque no se ha encontrado la dirección.\n\nLa respuesta ha sido:\n550 5.1.1 The email account that you tried to reach does not exist.\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "Mail.ru": {
    subject: "Mail failure.",
    text: "Это письмо создано автоматически сервером, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n    gone@buyer.example\n    SMTP error from remote mail server after RCPT TO:<gone@buyer.example>:\n    host mx.buyer.example [192.0.2.7]: 550 5.1.1 User unknown\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  GMX: {
    subject: "Mail delivery failed: returning message to sender",
    text: "A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. The following address\nfailed:\n\n<gone@buyer.example>\n\nReason:\n5.1.1 Mailbox not found\n\n--- The header of the original message is following. ---\n",
    reason: "unknown_user",
    permanence: "permanent",
  },
  "a box that is closed": {
    subject: "failure notice",
    text: "<gone@buyer.example>:\n550 5.2.1 This mailbox is disabled (unknown user)\n",
    reason: "unknown_user",
    permanence: "uncertain",
  },
};

test.each(Object.entries(dialects))("%s", (_name, dialect) => {
  const { from = "MAILER-DAEMON@mx.sales.example", name = "", subject, text, returned: content } = dialect;
  const attachments = content === undefined ? [] : [{ type: "message/rfc822", content }];
  const headers = { To: "us@sales.example" };
  const found = recognizeBounce(mailOf({ from, name, subject, text, headers, attachments }));
  expect(found?.recipients.map(({ address }) => address)).toEqual(dialect.addresses ?? ["gone@buyer.example"]);
  expect(found?.recipients[0]).toMatchObject({ reason: dialect.reason, permanence: dialect.permanence });
});
