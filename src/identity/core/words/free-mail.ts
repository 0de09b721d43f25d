const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Providers that register the same label under many suffixes (`yahoo.co.uk`, `hotmail.fr`). */
export const freeMailLabels = words("yahoo ymail rocketmail hotmail outlook live msn gmx yandex aol protonmail");

/** Domains where private people have their mailbox; their usual misspellings too; some ISPs are also employers and are left out on purpose. */
export const freeMailDomains = words(`
  gmail.com googlemail.com icloud.com me.com mac.com privaterelay.appleid.com proton.me pm.me tutanota.com tutanota.de
  tutamail.com tuta.io tuta.com keemail.me hey.com fastmail.com fastmail.fm mailbox.org posteo.de posteo.net zoho.com
  zohomail.com zohomail.eu mail.com email.com usa.com post.com europe.com inbox.com hushmail.com runbox.com startmail.com
  disroot.org riseup.net duck.com simplelogin.com relay.firefox.com mozmail.com web.de t-online.de freenet.de arcor.de
  email.de online.de posteo.com gmx.net gmx.de gmx.at gmx.ch bluewin.ch hispeed.ch sunrise.ch chello.at aon.at
  orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr bbox.fr numericable.fr aliceadsl.fr libero.it virgilio.it
  alice.it tin.it tiscali.it inwind.it iol.it email.it fastwebnet.it poste.it telefonica.net terra.es telefonica.es
  ono.com sapo.pt mail.pt iol.pt clix.pt netcabo.pt telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl home.nl hetnet.nl
  xs4all.nl casema.nl upcmail.nl telia.com spray.se bredband.net online.no getmail.no mail.dk jubii.dk stofanet.dk
  luukku.com suomi24.fi kolumbus.fi wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu poczta.onet.pl op.pl gazeta.pl
  tlen.pl vp.pl go2.pl seznam.cz email.cz centrum.cz atlas.cz post.cz volny.cz azet.sk centrum.sk zoznam.sk post.sk
  freemail.hu citromail.hu abv.bg mail.bg dir.bg yahoo.ro mail.ru inbox.ru bk.ru list.ru internet.ru rambler.ru ya.ru
  ukr.net i.ua meta.ua bigmir.net tut.by inbox.lv one.lt delfi.lt mail.ee hot.ee otenet.gr in.gr walla.co.il walla.com
  013net.net mynet.com superonline.com rediffmail.com rediff.com sify.com indiatimes.com qq.com foxmail.com 163.com
  126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com 21cn.com tom.com vip.qq.com naver.com daum.net
  hanmail.net nate.com kakao.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp au.com excite.co.jp nifty.com biglobe.ne.jp
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com r7.com zipmail.com.br oi.com.br hotmail.com.br prodigy.net.mx
  fibertel.com.ar arnet.com.ar ciudad.com.ar speedy.com.ar adinet.com.uy bigpond.com bigpond.net.au optusnet.com.au
  iinet.net.au tpg.com.au xtra.co.nz btinternet.com btopenworld.com virginmedia.com ntlworld.com blueyonder.co.uk
  talktalk.net tiscali.co.uk eircom.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
  earthlink.net juno.com netzero.net optonline.net roadrunner.com rr.com windstream.net frontiernet.net centurylink.net
  embarqmail.com cableone.net mindspring.com netscape.net shaw.ca sympatico.ca telus.net videotron.ca bell.net
  cogeco.ca mweb.co.za telkomsa.net vodamail.co.za webmail.co.za cantv.net etb.net.co une.net.co lycos.com excite.com
  gmial.com gmal.com gmai.com gmaill.com gmail.co gmail.con gmail.cm gmail.om gnail.com gamil.com gmali.com gmil.com
  hotmial.com hotmai.com hotmal.com hotmil.com homail.com hotmail.co hotmail.con yaho.com yahooo.com yahho.com yhoo.com
  yahoo.co yahoo.con outlok.com outloo.com outlook.co outlook.con iclod.com icloud.co icoud.com
  mail2world.com gawab.com maktoob.com emirates.net.ae
`);
