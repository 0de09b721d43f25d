import { describe, expect, test } from "vitest";
import { parseEmail } from "./email.ts";
import { type EmailTraits, emailClassOf, emailTraits } from "./email-class.ts";
import { knownGivenNames } from "./words/given-names.ts";
import { placeholderLocals } from "./words/placeholders.ts";
import { roleLocals, strongRoles } from "./words/roles.ts";

function traits(email: string): EmailTraits {
  const address = parseEmail(email);
  if (address === null) throw new Error(`\`${email}\` is no address`);
  return emailTraits(address);
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

describe("a function's mailbox", () => {
  test.each(
    words(`info@acme.com INFO@acme.com kontakt@acme.de contacto@acme.es contato@acme.com.br contatti@acme.it contact@acme.fr
      bok@acme.pl biuro@acme.pl owner@acme.com office@acme.at büro@acme.de buero@acme.de sekretariat@acme.de empfang@acme.de
      vertrieb@acme.de verkauf@acme.ch einkauf@acme.de rechnung@acme.de rechnungen@acme.de buchhaltung@acme.de bewerbung@acme.de
      personal@acme.de datenschutz@acme.de ventas@acme.es compras@acme.br vendas@acme.com.br financeiro@acme.com.br rrhh@acme.es
      administracion@acme.es ufficio@acme.it ufficio.acquisti@acme.it amministrazione@acme.it segreteria@acme.it vendite@acme.it
      accueil@acme.fr compta@acme.fr rh@acme.fr service.client@acme.fr facturation@acme.fr verkoop@acme.nl klantenservice@acme.nl
      boekhouding@acme.nl salg@acme.dk kundeservice@acme.no forsaljning@acme.se kundtjänst@acme.se myynti@acme.fi laskutus@acme.fi
      sprzedaz@acme.pl ksiegowosc@acme.pl obchod@acme.cz fakturace@acme.cz ertekesites@acme.hu szamlazas@acme.hu vanzari@acme.ro
      prodaja@acme.hr zakaz@acme.ru buh@acme.ru satis@acme.com.tr muhasebe@acme.com.tr eigyo@acme.co.jp
      hr@acme.com hr-team@acme.com jobs@acme.com careers@acme.com press@acme.com legal@acme.com billing@acme.com ap@acme.com
      accounts.payable@acme.com customer_service@acme.com help-desk@acme.com webmaster@acme.com postmaster@acme.com abuse@acme.com
      info2@acme.com sales01@acme.com sales-emea@acme.com info.de@acme.com info-berlin@acme.com support_team@acme.com team@acme.com
      acme-support@acme.com sales+web@acme.de noreply@acme.com no-reply@acme.com no_reply@acme.com do-not-reply@acme.com
      donotreply@acme.com nepasrepondre@acme.fr noreply-billing@acme.com info@gmail.com`),
  )("%s", (email) => {
    expect(traits(email).role).toBe(true);
  });

  test.each(
    words(`jane@acme.com will@acme.com mark@acme.com art@acme.com bill@acme.com grant@acme.com rob@acme.com drew@acme.com
      gene@acme.com guy@acme.com may@acme.com dean@acme.com page@acme.com jane.doe@acme.com jdoe@acme.com jane.sales@acme.com
      mark.hr@acme.com j.office@acme.com mailand@acme.com infante@acme.com salesh@acme.com supporter.jane@acme.com
      teamson@acme.com hrabak@acme.com olga.info@acme.com`),
  )("%s is a person's", (email) => {
    expect(traits(email)).toMatchObject({ role: false, placeholder: false, freeMail: false });
  });

  test("no role or placeholder word is a given name", () => {
    const names = [...roleLocals, ...strongRoles, ...placeholderLocals].filter((word) => knownGivenNames.has(word));
    expect(names).toEqual([]);
  });
});

test.each(
  words(`test@test.com test@acme.com TEST123@acme.com none@none.com unknown@unknown.com noemail@example.com jane@example.com
    jane@example.org asdf@asdf.com qwerty@gmail.com xxx@xxx.com a@a.com aaaa@acme.com 123@123.com null@acme.com undefined@acme.com
    na@na.com user@domain.com your.name@acme.com firstname.lastname@acme.com noreply@acme.com mailer-daemon@acme.com
    no-reply@accounts.acme.com keine@acme.de sin.email@acme.es`),
)("%s stands for no address", (email) => {
  expect(traits(email).placeholder).toBe(true);
});

test.each(
  words(`jane@gmail.com jane@googlemail.com jane@yahoo.co.jp jane@ymail.com jane@hotmail.fr jane@live.nl jane@outlook.com.br
    jane@msn.com jane@aol.com jane@icloud.com jane@me.com jane@mac.com jane@proton.me jane@pm.me jane@protonmail.com jane@gmx.at
    jane@web.de jane@t-online.de jane@orange.fr jane@laposte.net jane@libero.it jane@tin.it jane@wp.pl jane@seznam.cz
    jane@freemail.hu jane@abv.bg jane@mail.ru jane@yandex.kz jane@ukr.net jane@qq.com jane@163.com jane@naver.com
    jane@docomo.ne.jp jane@uol.com.br jane@bigpond.com jane@xtra.co.nz jane@btinternet.com jane@comcast.net jane@shaw.ca
    jane@rediffmail.com jane@hey.com jane@tutanota.com jane@tuta.io jane@fastmail.com jane@sent.com jane@zoho.com jane@mail.com
    jane@privaterelay.appleid.com jane@mozmail.com jane@duck.com jane@simplelogin.com jane@gmial.com jane@hotmial.com`),
)("%s says nothing about an employer", (email) => {
  expect(traits(email)).toMatchObject({ freeMail: true, placeholder: false, role: false });
});

test.each(
  words(`jane@rogers.com jane@sky.com jane@facebook.com jane@orange.com jane@vodafone.com jane@apple.com jane@google.com
    jane@microsoft.com jane@yahoo-inc.com jane@protonvpn.com jane@mailchimp.com jane@gmail.acme.com jane@livenation.com jane@acme.com`),
)("%s is an employer's", (email) => {
  expect(traits(email).freeMail).toBe(false);
});

test("relays and throw-away mailboxes are told apart", () => {
  expect(traits("a1@privaterelay.appleid.com")).toMatchObject({ relay: true, disposable: false });
  expect(traits("a1b2@users.noreply.github.com")).toMatchObject({ relay: true });
  expect(traits("jane@mailinator.com")).toMatchObject({ relay: false, disposable: true, freeMail: true });
  expect(traits("jane@gmail.com")).toMatchObject({ relay: false, disposable: false });
});

test.each([
  ["mark@acme.com", "business"],
  ["info@acme.com", "role"],
  ["jane@yahoo.co.jp", "free_mail"],
  ["jane@duck.com", "free_mail"],
  ["test@test.com", "placeholder"],
  ["noreply@mailinator.com", "placeholder"],
  ["jane@mailinator.com", "disposable"],
  ["nobody", "none"],
  ["undefined", "none"],
  ["", "none"],
])("%s is %s", (email, said) => {
  expect(emailClassOf(email)).toBe(said);
});

test("what is missing has no class, whatever a pattern makes of the word `undefined`", () => {
  expect(emailClassOf(undefined)).toBe("none");
  expect(emailClassOf(null)).toBe("none");
});
