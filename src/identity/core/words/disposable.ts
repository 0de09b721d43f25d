import { wordSet } from "../text.ts";

/** Mailboxes made to be thrown away; a signal of low confidence, never a reason to merge or to part. */
export const disposableDomains = wordSet(`
  mailinator.com mailinator.net mailinator2.com mailinater.com reallymymail.com sogetthis.com binkmail.com bobmail.info
  chammy.info devnullmail.com letthemeatspam.com mailin8r.com notmailinator.com safetymail.info sendspamhere.com
  spamherelots.com spamhereplease.com streetwisemail.com suremail.info thisisnotmyrealemail.com tradermail.info
  veryrealemail.com zippymail.info guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.biz
  guerrillamail.de guerrillamail.info guerrillamailblock.com sharklasers.com grr.la pokemail.net spam4.me
  10minutemail.com 10minutemail.net 10minutemail.org 10minutemail.co.uk 10minutemail.de 10mail.org 20minutemail.com
  20minutemail.it 30minutemail.com 5mail.cf 60minutemail.com minutemail.io tempmail.com temp-mail.org temp-mail.io
  temp-mail.com temp-mail.de temp-mail.ru tempmail.net tempmail.de tempmail.eu tempmail.it tempmail.dev tempmail.plus
  tempmailo.com tempmailer.com tempmailer.de tempmailaddress.com tempmail.ninja tempr.email temp.email temp-inbox.com
  tempail.com tempemail.co tempemail.com tempemail.net tempinbox.com tempinbox.co.uk tempymail.com temporarymail.com
  temporaryemail.net temporaryinbox.com temporary-mail.net throwawaymail.com throwawayemailaddress.com throwaway.email
  throwam.com trashmail.com trashmail.de trashmail.net trashmail.me trashmail.at trashmail.ws trashmail.io trashmail.org
  trash-mail.com trash-mail.de trash-mail.at trashdevil.com trashdevil.de trashemail.de trashymail.com trashymail.net
  trashinbox.com trbvm.com wegwerfmail.de wegwerfmail.net wegwerfmail.org wegwerfmail.info wegwerfemail.de
  wegwerfemail.com wegwerfadresse.de wegwerf-email.de wegwerf-emails.de einmalmail.de einwegmail.de sofort-mail.de
  yopmail.com yopmail.fr yopmail.net yopmail.org yopmail.pp.ua cool.fr.nf jetable.fr.nf nospam.ze.tm nomail.xl.cx
  mega.zik.dj speed.1s.fr courriel.fr.nf moncourrier.fr.nf monemail.fr.nf monmail.fr.nf jetable.com jetable.net
  jetable.org kurzepost.de objectmail.com proxymail.eu rcpt.at spoofmail.de bofthew.com maildrop.cc mailnesia.com
  mailnull.com mailcatch.com mailexpire.com mailmoat.com mailme.lv mailtemp.info mailtemporaire.com mailtemporaire.fr
  mail-temp.com mail-temporaire.fr mail-temporaire.com mail.tm mail7.io mail7.app mailsac.com mailshell.com
  mailslite.com mailtothis.com mailtrash.net mailzilla.com mailzilla.org mailpoof.com mailhub.pro mailbox92.biz
  spamgourmet.com spamgourmet.net spamgourmet.org spambog.com spambog.de spambog.ru spambox.us spambox.info spamcero.com
  spamcorptastic.com spamcowboy.com spamday.com spamex.com spamfree24.org spamfree24.de spamfree24.eu spamhole.com
  spamify.com spaminator.de spamkill.info spaml.de spammotel.com spamobox.com spamslicer.com spamspot.com spamstack.net
  spamthis.co.uk spamtrail.com spamavert.com dispostable.com discard.email discardmail.com discardmail.de
  disposableaddress.com disposableinbox.com disposableemailaddresses.com disposemail.com dodgeit.com dodgit.com
  dontreg.com dontsendmespam.de dropmail.me dumpmail.de dump-email.info dumpyemail.com e4ward.com emailondeck.com
  emailfake.com email-fake.com emailtemporario.com.br emailtemporanea.com emailtemporanea.net emailias.com
  emailsensei.com emailwarden.com emailthe.net emailx.at.hm explodemail.com fakeinbox.com fakeinbox.net fakemail.net
  fakemail.fr fakemailgenerator.com fakemailgenerator.net fake-mail.cf fakebox.org fastacura.com filzmail.com
  fixmail.tk fizmail.com getairmail.com getnada.com nada.email nada.ltd abyssmail.com boximail.com clrmail.com
  dropjar.com givmail.com inboxbear.com robot-mail.com tafmail.com vomoto.com zetmail.com getonemail.com girlsundertheinfluence.com
  gishpuppy.com great-host.in haltospam.com harakirimail.com hidemail.de hidzz.com hmamail.com hotpop.com ihateyoualot.info
  inboxalias.com inboxclean.com inboxclean.org inboxkitten.com inboxproxy.com incognitomail.com incognitomail.net
  incognitomail.org insorg-mail.info instant-mail.de instantemailaddress.com ipoo.org irish2me.com jnxjn.com jourrapide.com
  kasmail.com killmail.com killmail.net klassmaster.com klzlk.com kulturbetrieb.info link2mail.net linshiyou.com litedrop.com
  lookugly.com lopl.co.cc lortemail.dk lr78.com luxusmail.org maileater.com mailimate.com mailquack.com mailscrap.com
  mailseal.de meltmail.com messagebeamer.de mierdamail.com mintemail.com minuteinbox.com moakt.com moakt.cc moakt.ws
  mohmal.com mohmal.in moburl.com mt2009.com mt2014.com mycleaninbox.net mytemp.email mytempemail.com mytempmail.com
  mytrashmail.com neverbox.com no-spam.ws nobulk.com noclickemail.com nogmailspam.info nomail2me.com nomorespamemails.com
  nospamfor.us nospam4.us nospamthanks.info notsharingmy.info nowmymail.com nurfuerspam.de nwldx.com oneoffemail.com
  onewaymail.com online.ms oopi.org owlymail.com pjjkp.com plexolan.de politikerclub.de poofy.org pookmail.com
  privy-mail.com privymail.de punkass.com putthisinyourspamdatabase.com quickinbox.com rhyta.com superrito.com teleworm.com
  teleworm.us armyspy.com cuvox.de dayrep.com einrot.com fleckens.hu gustr.com s0ny.net safe-mail.gq selfdestructingmail.com
  sharedmailbox.org shieldemail.com shitmail.me shortmail.net sibmail.com slopsbox.com smellfear.com snakemail.com
  sneakemail.com snkmail.com sofimail.com soodonims.com spikio.com supergreatmail.com supermailer.jp teewars.org
  tmail.ws tmailinator.com tmpmail.org tmpmail.net tmpeml.com tmpbox.net tmpjr.me twinmail.de tyldd.com uggsrock.com
  upliftnow.com venompen.com viditag.com whatpaas.com whyspam.me willselfdestruct.com winemaven.info wronghead.com
  wuzup.net wuzupmail.net xagloo.com xemaps.com xents.com xmaily.com xoxy.net zehnminutenmail.de zoemail.net zoemail.org
  zomg.info anonbox.net anonymbox.com anonymail.dk antichef.com antichef.net antispam.de byom.de crazymailing.com
  deadaddress.com despam.it despammed.com 1secmail.com 1secmail.net 1secmail.org esiix.com wwjmp.com xojxe.com yoggm.com
  emltmp.com vintomaper.com laafd.com txcct.com rteet.com dpptd.com qiott.com vjuum.com cevipsa.com mailto.plus fexpost.com
  fexbox.org mailbox.in.ua rover.info chitthi.in fextemp.com any.pink merepost.com inboxes.com
  smailpro.com tempmail.lol mailpro.live spymail.one emailnator.com guerrillamail.la
`);
