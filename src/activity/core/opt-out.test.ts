import { describe, expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { classifyReply } from "./classify.ts";
import { ownText } from "./own-text.ts";

function judge(text: string) {
  const mail = mailOf({ text });
  return classifyReply(mail, ownText(mail.text, null), Date.UTC(2026, 2, 10, 9));
}

/** The wish not to be written to again, in the ways that a language has for it besides asking to stop or to be removed. */
const wishes: Readonly<Record<string, readonly string[]>> = {
  "that this be the last": [
    "I do hope that will be the last of your mails.",
    "Das sollte die letzte Nachricht sein.",
    "Que ce soit votre dernier courriel.",
    "Espero que sea su último mensaje.",
    "Spero sia l'ultimo messaggio.",
    "Espero que seja o último contacto por email.",
    "Hopelijk is dit, en moge het blijven, de laatste mail.",
    "Låt det bli sista mejlet.",
    "La dette være siste melding.",
    "Oby to była ostatnia wiadomość.",
    "Umarım bu son mesaj olur.",
    "Надеюсь, это последнее сообщение.",
    "これで最後にしていただけますか。",
    "希望这是最后一封邮件。",
    "마지막이길 바랍니다.",
  ],
  "how to get off a list": [
    "How can anybody get out of your list?",
    "Wie kommt man aus der Liste raus?",
    "Comment quitter cette liste ?",
    "¿Cómo puedo salir de sus listas?",
    "Come posso uscire dalla lista?",
    "Como consigo sair da lista?",
    "Hoe kom ik van jullie lijst af?",
    "Hur blir jag av med listan?",
    "Hvordan kommer man ud af listen?",
    "Jak wyjść z tej bazy?",
    "Listeden nasıl çıkılır?",
  ],
  "leave that was never given": [
    "You never had my consent.",
    "Eine Einwilligung liegt nicht vor, keine Erlaubnis.",
    "Sans mon accord, n'écrivez pas ; je n'ai pas donné mon consentement.",
    "No he dado mi consentimiento.",
    "Non avete il mio consenso.",
    "Não dei o meu consentimento.",
    "Ik gaf geen toestemming.",
    "Jag har inte gett samtycke.",
    "Jeg har ikke gitt samtykke.",
    "Rızam yok.",
    "Согласия я не давала.",
  ],
  "a word or two": [
    "off now pls",
    "Enough of it, ok?",
    "no mails",
    "Not for us, remove.",
    "Schluss damit!",
    "Assez, merci.",
    "Basta ya, por favor.",
    "Basta, grazie.",
    "Chega, por favor.",
    "Stop hiermee, genoeg.",
    "Sluta nu, tack.",
    "Stop nu, tak.",
    "Dość, proszę.",
    "Yeter, lütfen.",
    "Хватит уже, пожалуйста.",
    "そろそろ配信停止をお願いします。",
    "够了，请停止。",
    "제발 그만 좀 하세요.",
  ],
  "what comes next, and weariness": [
    "If you mail me again I will block you.",
    "Your next one goes straight to the trash.",
    "What does it take to make this stop?",
    "Second request: take us off.",
    "We neither accept nor answer cold emails.",
    "There is no working opt-out in your mail.",
    "Mark this address as do-not-contact.",
    "Switch this sequence off.",
    "Cancel all further messages.",
    "unsubscirbe",
    "Abmeldnug bitte",
    "desinscriptoin svp",
  ],
};

/** English, put together from what is wished and what it is wished for. */
const framed: readonly string[] = [
  "Could we be excluded from your next rounds of mail?",
  "We'd love to come off.",
  "Don't put us into any sequence.",
  "I'd insist that you not try this again.",
  "cancel whatever subscription that was",
  "strike out this address: kim@buyer.example",
  "no mails, no calls, no texts",
  "un-subscribe pls",
  "My e-mail is not open to marketing.",
  "Close my record.",
  "Further messages will be binned unread.",
  "How do I make these stop?",
  "Why are we still on this list of yours?",
  "Never come back to us.",
  "I object to being contacted for advertising.",
  "We have no wish to correspond further.",
  "Such mails are not welcome in this office.",
  "Make sure that I am taken off.",
  "We would be better off without your messages.",
  "Any further correspondence is refused.",
  "I'd like this to end.",
  "S.T.O.P",
  "No. More. Mails.",
];

describe("English frames", () => {
  test.each(framed)("%s", (text) => {
    expect(judge(text)).toMatchObject({ class: "unsubscribe", suppress: "contact" });
  });
});

describe.each(Object.entries(wishes))("%s", (_name, texts) => {
  test.each(texts)("%s", (text) => {
    expect(judge(text)).toMatchObject({ class: "unsubscribe", suppress: "contact" });
  });
});

test.each([
  "Can subscribers opt out inside your platform?",
  "Unterstützt Ihre Software Abmeldungen?",
  "Votre logiciel gère les désabonnements ?",
  "Please come and stop by our booth.",
  "Our legal team would like to try it. Tell me more.",
  "Once our lawyers are done we can talk, try me in May.",
  "Please remove the second clause and send me the contract.",
  "Don't send a deck first, just call me on Monday at 9.",
  "Put me on your mailing list please.",
  "We are tired of chasing our invoices, show me how it works.",
  "I own vendor onboarding and would like to see a demo.",
  "Clear, thanks.",
  "Don't unsubscribe me, I enjoy these.",
  "Not something I would ever pay for.",
  "I don't work in that field any more.",
  "Can I cancel the subscription at any time?",
  "We'd like to get off our current provider.",
  "No more emails, let's just talk on Thursday at 10.",
  "Do you delete the recordings?",
  "Never had a chance to try it again.",
  "Please do not change the terms again.",
  "I never want to see another spreadsheet.",
  "Can you spare me ten minutes on Tuesday?",
  "We took you off the shortlist.",
  "I was never contacted by your team, still interested.",
])("no wish to be left alone: %s", (text) => {
  expect(judge(text)).toMatchObject({ suppress: null, severity: null });
});

test("a law by name is a request, or an accusation where nothing is asked", () => {
  expect(judge("Under the GDPR, send me a copy of my data.")).toMatchObject({ kind: "data_request" });
  expect(judge("This violates the GDPR.")).toMatchObject({ kind: "complaint" });
});

test("a machine that asks not to be answered asks for nothing else", () => {
  const mail = mailOf({
    text: "Nous avons bien reçu votre demande. Merci de ne pas répondre à ce message.",
    headers: { "Auto-Submitted": "auto-replied" },
  });
  expect(classifyReply(mail, ownText(mail.text, null), 0)).toMatchObject({ kind: "auto_ack", suppress: null });
});

test("one complains without the word for it", () => {
  expect(judge("I pressed the spam button.")).toMatchObject({ kind: "complaint" });
  expect(judge("What a bunch of crooks.")).toMatchObject({ kind: "complaint" });
});
