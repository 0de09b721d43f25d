import { wordSet } from "../text.ts";

/** Providers that register the same label under many suffixes (`yahoo.co.uk`, `hotmail.fr`). */
export const freeMailLabels = wordSet(
  "yahoo ymail rocketmail hotmail outlook live msn gmx yandex aol protonmail fastmail",
);

/**
 * Domains where private people have their mailbox; their usual misspellings too. Some providers' domains are also those
 * of their own staff (`rogers.com`, `sky.com`, `facebook.com`, `orange.com`) and are left out on purpose.
 */
export const freeMailDomains = wordSet(`
  gmail.com googlemail.com icloud.com me.com mac.com proton.me pm.me
  tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me hey.com heyhey.com
  mailbox.org posteo.de posteo.net posteo.com posteo.at posteo.ch posteo.eu posteo.org posteo.us
  zoho.com zoho.eu zoho.in zohomail.com zohomail.eu zohomail.in hushmail.com hushmail.me hush.com hush.ai mac.hush.com
  runbox.com startmail.com mailfence.com disroot.org riseup.net autistici.org systemli.org systemausfall.org cock.li
  airmail.cc ctemplar.com countermail.com safe-mail.net vfemail.net kolabnow.com soverin.net migadu.com murena.io
  e.email skiff.com onmail.com shortmail.com lavabit.com elude.in dismail.de snopyta.org criptext.com librem.one
  inbox.com mail.com email.com usa.com post.com europe.com asia.com consultant.com engineer.com techie.com dr.com myself.com
  iname.com writeme.com cheerful.com accountant.com activist.com adexec.com allergist.com alumni.com alumnidirector.com
  angelic.com appraiser.net archaeologist.com arcticmail.com artlover.com asia-mail.com atheist.com auctioneer.net
  bartender.net bikerider.com birdlover.com brew-meister.com cash4u.com catlover.com chef.net chemist.com clerk.com
  clubmember.org collector.org columnist.com computer4u.com contractor.net coolsite.net counsellor.com
  cutey.com cyber-wizard.com cyberdude.com cybergal.com cyberservices.com dallasmail.com dbzmail.com deliveryman.com
  diplomats.com disciples.com doctor.com doglover.com doramail.com dublin.com elvisfan.com execs.com
  fastservice.com financier.com fireman.net galaxyhit.com gardener.com geologist.com germanymail.com graduate.org
  graphic-designer.com greenmail.net groupmail.com hackermail.com hairdresser.net hilarious.com hiphopfan.com hot-shot.com
  housemail.com humanoid.net icqmail.com indiatimes.com innocent.com inorbit.com instruction.com instructor.net
  insurer.com irelandmail.com italymail.com job4u.com journalist.com keromail.com kissfans.com kittymail.com
  lawyer.com legislator.com linuxmail.org lobbyist.com lovecat.com madonnafan.com marchmail.com
  mexicomail.com mindless.com minister.com moscowmail.com munich.com musician.org nonpartisan.com null.net nycmail.com
  optician.com orthodontist.net pacific-ocean.com pacificwest.com pediatrician.com photographer.net physicist.net
  planetmail.com planetmail.net politician.com polandmail.com presidency.com priest.com programmer.net
  protestant.com publicist.com qualityservice.com radiologist.net ravemail.com realtyagent.com reborn.com reggaefan.com
  registerednurses.com reincarnate.com religious.com repairman.com representative.com rescueteam.com rocketship.com
  safrica.com saintly.com salesperson.net samerica.com sanfranmail.com scientist.com scotlandmail.com secretary.net
  snakebite.com socialworker.net sociologist.com solution4u.com songwriter.net spainmail.com surgical.net
  swedenmail.com swissmail.com teachers.org tech-center.com therapist.net toke.com toothfairy.com torontomail.com tvstar.com
  umpire.com unforgettable.com uymail.com webname.com workmail.com worker.com youareadork.com 2die4.com 1usa.com
  lycos.com lycos.de lycos.co.uk excite.com excite.it excite.co.jp altavista.com juno.com netzero.net netzero.com
  netscape.net netscape.com compuserve.com compuserve.de cs.com wmconnect.com aim.com love.com games.com wow.com
  mail2world.com gawab.com maktoob.com emirates.net.ae eim.ae bigfoot.com rediffmail.com rediff.com sify.com
  in.com usa.net cyberdude.net lovemail.com passport.com windowslive.com dbmail.com
  web.de t-online.de freenet.de arcor.de email.de online.de freenetmail.de kabelmail.de unitybox.de unity-mail.de
  vodafonemail.de vodafone.de o2mail.de o2online.de alice-dsl.net alice.de ewe.net ewetel.net netcologne.de
  mnet-mail.de mnet-online.de htp-tel.de versanet.de osnanet.de onlinehome.de 1und1.de genion.de smart-mail.de
  firemail.de firemail.eu mail.de emailn.de directbox.com directbox.de lycosxxl.de nexgo.de surfeu.de t-mobile.de magenta.de
  bluewin.ch hispeed.ch sunrise.ch bluemail.ch swissonline.ch netplus.ch vtxmail.ch quickline.ch tele2.ch
  chello.at aon.at a1.net inode.at utanet.at kabsi.at liwest.at drei.at telering.at tele2.at
  orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr bbox.fr numericable.fr aliceadsl.fr club-internet.fr cegetel.net
  noos.fr voila.fr caramail.com cario.fr dbmail.fr tele2.fr nordnet.fr ozone.net
  libero.it virgilio.it alice.it tin.it tiscali.it inwind.it iol.it email.it fastwebnet.it poste.it tim.it blu.it giallo.it
  supereva.it katamail.com kataweb.it teletu.it wind.it aruba.it pec.it legalmail.it arubapec.it postecert.it
  telefonica.net terra.es telefonica.es ono.com wanadoo.es ya.com euskaltel.net mundo-r.com movistar.es eresmas.com
  sapo.pt mail.pt iol.pt clix.pt netcabo.pt portugalmail.pt telepac.pt meo.pt vodafone.pt
  telenet.be skynet.be proximus.be scarlet.be belgacom.net brutele.be voo.be tvcablenet.be edpnet.be pandora.be
  ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl xs4all.nl casema.nl upcmail.nl quicknet.nl chello.nl zonnet.nl
  tele2.nl solcon.nl caiway.nl caiway.net onsnet.nu zeelandnet.nl wxs.nl hccnet.nl freeler.nl versatel.nl telfort.nl
  orange.nl wanadoo.nl internl.net pt.lu vo.lu
  telia.com spray.se bredband.net bredband2.com comhem.se tele2.se glocalnet.net swipnet.se passagen.se hem.utfors.se
  home.se ownit.nu bahnhof.se algonet.se online.no getmail.no broadpark.no frisurf.no start.no c2i.net lyse.net
  mail.dk jubii.dk stofanet.dk ofir.dk sol.dk tdcadsl.dk get2net.dk webspeed.dk youmail.dk pc.dk privat.dk hotmail.dk
  luukku.com suomi24.fi kolumbus.fi saunalahti.fi elisanet.fi welho.com pp.inet.fi inet.fi netti.fi dnainternet.net
  jippii.fi sci.fi simnet.is internet.is visir.is
  wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu interia.com poczta.onet.pl poczta.fm poczta.pl op.pl gazeta.pl tlen.pl vp.pl go2.pl
  buziaczek.pl autograf.pl spoko.pl neostrada.pl amorki.pl prokonto.pl onet.com.pl poczta.onet.eu int.pl list.pl
  seznam.cz email.cz centrum.cz atlas.cz post.cz volny.cz tiscali.cz quick.cz klikni.cz spoluzaci.cz upcmail.cz iol.cz
  azet.sk centrum.sk zoznam.sk post.sk pobox.sk szm.sk stonline.sk orangemail.sk atlas.sk inmail.sk
  freemail.hu citromail.hu t-online.hu upcmail.hu vipmail.hu indamail.hu chello.hu invitel.hu mailbox.hu digikabel.hu
  abv.bg mail.bg dir.bg gbg.bg yahoo.ro rdslink.ro mail.ro email.ro k.ro romtelecom.net
  net.hr inet.hr email.t-com.hr t-com.hr vip.hr optinet.hr siol.net telemach.net amis.net volja.net t-2.net
  eunet.rs sbb.rs mts.rs ptt.rs open.telekom.rs verat.net beotel.net bih.net.ba teol.net mail.mk t.mk
  mail.ru inbox.ru bk.ru list.ru internet.ru xmail.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru r0.ru ya.ru narod.ru
  pochta.ru qip.ru nm.ru hotbox.ru land.ru newmail.ru mail15.com krovatka.su nxt.ru smtp.ru fromru.com front.ru
  ukr.net i.ua meta.ua bigmir.net email.ua online.ua ua.fm mail.ua tut.by mail.by yandex.by inbox.lv apollo.lv one.lt delfi.lt
  one.lv mail.ee hot.ee online.ee neti.ee zebra.lt takas.lt mail.kz nur.kz yandex.kz
  otenet.gr in.gr forthnet.gr hol.gr freemail.gr pathfinder.gr windowslive.gr cytanet.com.cy primehome.com
  walla.co.il walla.com 013net.net 012.net.il netvision.net.il bezeqint.net zahav.net.il nana.co.il barak-online.net inter.net.il
  mynet.com superonline.com ttmail.com turk.net ttnet.net.tr e-kolay.net mynet.com.tr
  qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com yeah.net 188.com sina.com sina.cn vip.sina.com
  sina.com.cn sohu.com vip.sohu.com 139.com 189.cn wo.cn aliyun.com 21cn.com tom.com 263.net 2980.com chinaren.com
  eyou.com 163.net hinet.net msa.hinet.net pchome.com.tw seed.net.tw kimo.com netvigator.com hkstar.com
  naver.com daum.net hanmail.net nate.com kakao.com empal.com dreamwiz.com korea.com paran.com lycos.co.kr freechal.com
  docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp vodafone.ne.jp disney.ne.jp ymobile.ne.jp y-mobile.ne.jp
  nifty.com nifty.ne.jp biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp infoseek.jp goo.jp mail.goo.ne.jp dion.ne.jp odn.ne.jp
  jcom.home.ne.jp asahi-net.or.jp livedoor.com rakumail.jp
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com zipmail.com.br oi.com.br superig.com.br
  ibest.com.br brturbo.com.br veloxmail.com.br pop.com.br click21.com.br itelefonica.com.br folha.com.br
  prodigy.net.mx infinitum.com.mx telmexmail.com terra.com.mx fibertel.com.ar arnet.com.ar ciudad.com.ar speedy.com.ar
  uolsinectis.com.ar adinet.com.uy vera.com.uy montevideo.com.uy terra.cl vtr.net 123mail.cl terra.com.pe terra.com.co
  cantv.net etb.net.co une.net.co emcali.net.co telesat.com.co andinanet.net racsa.co.cr ice.co.cr cwpanama.net
  bigpond.com bigpond.net.au bigpond.com.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net dodo.com.au ozemail.com.au
  westnet.com.au aapt.net.au aussiebroadband.com.au adam.com.au netspace.net.au primus.com.au
  xtra.co.nz slingshot.co.nz orcon.net.nz clear.net.nz paradise.net.nz ihug.co.nz vodafone.co.nz kinect.co.nz
  btinternet.com btopenworld.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk talktalk.net
  tiscali.co.uk tesco.net o2.co.uk orange.net plusnet.com plus.com ukgateway.net freeserve.co.uk fsmail.net lineone.net
  onetel.com onetel.net supanet.com demon.co.uk zen.co.uk madasafish.com which.net uwclub.net toucansurf.com
  wanadoo.co.uk eircom.net iol.ie indigo.ie
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net prodigy.net snet.net
  flash.net nvbell.net worldnet.att.net cox.net charter.net earthlink.net optonline.net optimum.net roadrunner.com rr.com
  twc.com tampabay.rr.com windstream.net frontiernet.net centurylink.net centurytel.net embarqmail.com q.com
  qwest.net cableone.net mindspring.com suddenlink.net rcn.com wowway.com knology.net mchsi.com mediacombb.net insightbb.com
  zoominternet.net fuse.net tds.net consolidated.net hughes.net wildblue.net netins.net peoplepc.com excite.net ptd.net
  atlanticbb.net metrocast.net gci.net hawaii.rr.com hawaiiantel.net erols.com adelphia.net alltel.net bellatlantic.net
  shaw.ca sympatico.ca telus.net videotron.ca bell.net cogeco.ca mts.net sasktel.net eastlink.ca nf.sympatico.ca ns.sympatico.ca
  teksavvy.com execulink.com xplornet.com primus.ca look.ca
  mweb.co.za telkomsa.net vodamail.co.za webmail.co.za lantic.net iafrica.com absamail.co.za polka.co.za yebo.co.za
  mail.co.za executivemail.co.za menara.ma topnet.tn planet.tn gnet.tn link.net tedata.net.eg cyberia.net.lb wanadoo.jo
  batelco.com.bh qatar.net.qa omantel.net.om saudi.net.sa sify.net dataone.in bsnl.in vsnl.net vsnl.com eth.net airtelmail.in
  singnet.com.sg pacific.net.sg starhub.net.sg streamyx.com tm.net.my pldtdsl.net globelines.com.ph telkom.net plasa.com
  cbn.net.id indosat.net.id ji-net.com loxinfo.co.th csloxinfo.com thaimail.com vnn.vn fpt.vn hcm.vnn.vn hn.vnn.vn
  gmial.com gmal.com gmai.com gmaill.com gmail.co gmail.con gmail.cm gmail.om gnail.com gamil.com gmali.com gmil.com
  gmaul.com gmsil.com gmaiil.com gmail.comm gmail.fr gmail.de gmail.it gmail.es gmail.net gmail.org gmailcom.com gemail.com
  googlmail.com hotmial.com hotmai.com hotmal.com hotmil.com homail.com hotmail.co hotmail.con hotmaill.com hotmaii.com htomail.com
  hotamil.com hormail.com yaho.com yahooo.com yahho.com yhoo.com yahoo.co yahoo.con yaoo.com yhaoo.com yahooo.fr outlok.com
  outloo.com outlook.co outlook.con outllook.com otlook.com iclod.com icloud.co icoud.com icloud.con iclould.com aoll.com
`);
