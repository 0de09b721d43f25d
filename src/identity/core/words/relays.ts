import { wordSet } from "../text.ts";

/** Hosts whose addresses only forward: privacy relays, notification addresses of platforms, marketplaces' go-betweens. */
export const relayDomains = wordSet(`
  privaterelay.appleid.com relay.firefox.com mozmail.com duck.com simplelogin.com simplelogin.co simplelogin.io
  simplelogin.fr slmail.me slmails.com aleeas.com silomails.com 8alias.com 8shield.net dralias.com anonaddy.me
  anonaddy.com addy.io addymail.com 33mail.com passmail.net passmail.com passinbox.com passfwd.com erine.email opayq.com
  cloaked.id ivmail.com burnermail.io
  relay.craigslist.org sale.craigslist.org job.craigslist.org hous.craigslist.org serv.craigslist.org reply.craigslist.org
  marketplace.amazon.com marketplace.amazon.de marketplace.amazon.co.uk marketplace.amazon.fr marketplace.amazon.it
  marketplace.amazon.es members.ebay.com members.ebay.de messages.ebay.com guest.booking.com property.booking.com
  guest.airbnb.com host.airbnb.com reply.airbnb.com messages.homeaway.com m.expediapartnercentral.com
  users.noreply.github.com reply.github.com noreply.github.com users.noreply.gitlab.com reply.linkedin.com
  facebookmail.com proxymail.facebook.com convo.zillow.com mail.kleinanzeigen.de
  mail.ebay-kleinanzeigen.de inmail.xing.com
`);
