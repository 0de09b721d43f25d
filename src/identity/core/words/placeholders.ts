import { wordSet } from "../text.ts";

/** Domains that documentation (RFC 2606) and hurried typists use. */
export const placeholderDomains = wordSet(`
  example.com example.org example.net example.edu example.de example.co.uk example.fr example.es example.it
  test.com test.de test.org test.net test.fr test.it test.es test.co.uk test.nl testing.com tester.com testmail.com test123.com
  domain.com domain.net domain.org domain.de domain.tld yourdomain.com mydomain.com yoursite.com mysite.com website.com
  company.com yourcompany.com mycompany.com companyname.com sample.com samples.com
  noemail.com nomail.com no-email.com no-mail.com noemail.net nomail.net noemail.org noaddress.com donthave.com none.com none.net
  none.org na.com null.com nil.com nowhere.com nobody.com noone.com nothing.com notavailable.com notprovided.com notgiven.com
  asdf.com asdfg.com asd.com qwerty.com qwe.com aaa.aaa xxx.xxx fake.com fakeemail.com fakemail.com invalid.com
  unknown.com unknown.org undefined.com noreply.com no-reply.com donotreply.com placeholder.com dummy.com tbd.com tba.com xyz123.com
  anonymous.com anon.com blank.com empty.com change.me changeme.com replace.me dontemail.com
`);

/** Local parts (separators and trailing digits removed) that stand for "no address". */
export const placeholderLocals = wordSet(`
  test tests tester testing testuser testemail testmail testaccount testcontact testtest asdf asdfg asdfgh asdfasdf asd asdasd
  qwerty qwertz qwert qwe none null nil noemail nomail noaddress noemailaddress nocontact nothing nobody unknown unbekannt
  undefined notavailable notprovided notgiven notapplicable nicht keine keineemail keinemail sinemail sincorreo notiene notengo
  pasdemail pasdadresse sansemail nonfornita nessuna semmail sememail example exemple ejemplo beispiel youremail yourname
  yournamehere youremailaddress firstnamelastname vornamenachname nomprenom changeme placeholder dummy fake fakeemail
  invalid xxx xxxx xxxxx xyz abc abcd abcde aaa bbb zzz foobar anonymous anonym tbd tba deleted removed gdprdeleted
  redacted empty dontknow donthave refused declined
`);

/** Mailboxes of machines that nobody reads: functions, and no way to reach anybody. */
export const noReplyLocals = wordSet(`
  noreply noreplies donotreply dontreply doesnotreply pleasedonotreply neverreply noresponse nepasrepondre nonrepondre pasdereponse
  keineantwort nichtantworten bittenichtantworten antwortenicht noresponder noresponda norespondas nocontestar noconteste naoresponda
  naoresponder nonrispondere norispondere nietbeantwoorden geenantwoord svaraej svarikke ikkesvar ingensvar alavastaa
  nieodpowiadaj neodpovidat neodpovidejte nevalaszoljon mailerdaemon maildaemon bounce bounces
  autoresponder autoreply automailer undisclosedrecipients blackhole devnull
`);

/** Numbers, as whole digits, that nobody has; a pattern would also hit real ones (`+33 1 23 45 67 89`). */
export const placeholderPhones = wordSet("1234567 12345678 1234567890 11234567890 9876543210 5551234567 15551234567");
