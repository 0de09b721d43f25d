import { wordSet } from "../text.ts";

/**
 * Hosts that name a page, a link or a tenant and never the company itself. Those that the public suffix list knows
 * (`github.io`, `myshopify.com`) are not here: below them everybody has a domain of his own.
 */
export const platformHosts = wordSet(`
  linkedin.com lnkd.in facebook.com fb.com fb.me fb.watch m.me messenger.com instagram.com instagr.am twitter.com x.com t.co
  threads.net threads.com tiktok.com youtube.com youtu.be pinterest.com pinterest.de pinterest.fr pinterest.co.uk pin.it
  snapchat.com xing.com viadeo.com vk.com vk.ru ok.ru odnoklassniki.ru weibo.com wechat.com weixin.qq.com xiaohongshu.com
  zhihu.com douyin.com line.me naver.me blog.naver.com whatsapp.com wa.me t.me telegram.me telegram.org discord.gg
  discord.com skype.com join.skype.com signal.group bsky.app mastodon.social mastodon.online reddit.com quora.com tumblr.com
  medium.com substack.com livejournal.com dzen.ru behance.net dribbble.com deviantart.com flickr.com goodreads.com
  about.me linktr.ee linkin.bio lnk.bio bio.link bio.site beacons.ai beacons.page taplink.cc campsite.bio
  allmylinks.com solo.to msha.ke koji.to hoo.be stan.store contactin.bio heylink.me linkpop.com later.com
  bit.ly bitly.com tinyurl.com goo.gl g.co g.page ow.ly rebrand.ly is.gd v.gd buff.ly cutt.ly shorturl.at rb.gy tiny.cc
  t.ly s.id amzn.to amzn.eu youtu.be dlvr.it trib.al hubs.ly hubs.la lnkd.in eepurl.com mailchi.mp shor.by
  sites.google.com docs.google.com drive.google.com forms.google.com forms.gle maps.google.com maps.app.goo.gl plus.google.com
  groups.google.com play.google.com meet.google.com calendar.google.com scholar.google.com business.site business.google.com
  apps.apple.com itunes.apple.com podcasts.apple.com music.apple.com maps.apple.com testflight.apple.com
  open.spotify.com anchor.fm teams.microsoft.com forms.office.com forms.microsoft.com 1drv.ms onedrive.live.com
  atlassian.net jira.com bitbucket.org onmicrosoft.com sharepoint.com powerappsportals.com dynamics.com force.com
  my.salesforce.com lightning.force.com my.site.com visualforce.com hubspotpagebuilder.com hs-sites.com hubspotusercontent.com
  myworkdayjobs.com myworkdaysite.com breezy.hr greenhouse.io lever.co ashbyhq.com
  workable.com recruitee.com personio.de teamtailor.com smartrecruiters.com icims.com taleo.net
  successfactors.com successfactors.eu join.com jobvite.com zohorecruit.com zohosites.com zohopublic.com
  myfreshworks.com freshservice.com helpscoutdocs.com intercom.help readme.io statuspage.io instatus.com
  gumroad.com patreon.com ko-fi.com buymeacoffee.com kickstarter.com indiegogo.com gofundme.com paypal.me venmo.com cash.app
  meetup.com lu.ma calendly.com cal.com wikipedia.org wikidata.org wikimedia.org fandom.com imdb.com archive.org
  wordpress.com jimdofree.com jimdosite.com webnode.page webnode.com webnode.cz webnode.it webnode.es webnode.fr webnode.com.br
  over-blog.com e-monsite.com pagesperso-orange.fr altervista.org tripod.com angelfire.com ucoz.ru ucoz.net tilda.ws yolasite.com
  godaddysites.com hpage.com site123.me wixstudio.com ueniweb.com negocio.site hatenablog.com ameblo.jp fc2.com note.com
  tistory.com exblog.jp goo.ne.jp pixnet.net skyrock.com canalblog.com
  sourceforge.net producthunt.com angel.co wellfound.com f6s.com dnb.com northdata.de northdata.com firmenwissen.de
  companieshouse.gov.uk find-and-update.company-information.service.gov.uk opencorporates.com
  wlw.de europages.com europages.de kompass.com thomasnet.com yellowpages.com gelbeseiten.de pagesjaunes.fr paginegialle.it
  paginasamarillas.es goldenpages.be yell.com yelp.com yelp.de yelp.fr foursquare.com tripadvisor.com tripadvisor.de
  trustpilot.com glassdoor.com glassdoor.de kununu.com trustradius.com g2.com capterra.com clutch.co goodfirms.co
`);

/** Companies whose pages or subdomains belong to their customers: only the bare host stands for the company itself. */
export const tenantHosts = wordSet(`
  github.com gitlab.com google.com salesforce.com hubspot.com zendesk.com freshdesk.com freshworks.com intercom.com
  slack.com zoom.us webex.com gotomeeting.com trello.com asana.com monday.com clickup.com notion.so airtable.com coda.io
  miro.com figma.com canva.com typeform.com surveymonkey.com jotform.com mailchimp.com eventbrite.com eventbrite.de
  eventbrite.co.uk eventbrite.fr crunchbase.com pitchbook.com owler.com zoominfo.com apollo.io indeed.com stepstone.de
  monster.com amazon.com amazon.de amazon.co.uk amazon.fr amazon.it amazon.es amazon.ca amazon.co.jp amazon.in
  amazon.com.br amazon.com.au amazon.com.mx ebay.com ebay.de ebay.co.uk ebay.fr ebay.it etsy.com alibaba.com
  aliexpress.com taobao.com tmall.com jd.com mercadolibre.com mercadolivre.com.br rakuten.co.jp flipkart.com indiamart.com
  walmart.com booking.com airbnb.com expedia.com hotels.com opentable.com ubereats.com doordash.com deliveroo.co.uk
  lieferando.de spotify.com soundcloud.com bandcamp.com vimeo.com twitch.tv dailymotion.com slideshare.net issuu.com
  scribd.com academia.edu researchgate.net wix.com weebly.com squarespace.com webflow.com shopify.com bigcommerce.com
  jimdo.com strato.de ionos.de godaddy.com wordpress.org blogger.com paypal.com stripe.com dropbox.com box.com
  workday.com bamboohr.com personio.com bloomberg.com odoo.com pipedrive.com zoho.com upwork.com fiverr.com freelancer.com
`);
