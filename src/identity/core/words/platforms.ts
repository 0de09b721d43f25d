/** Hosts where many companies have a page under one domain: the domain names the platform, not the company. */
export const platformHosts: ReadonlySet<string> = new Set(
  `linkedin.com facebook.com fb.com fb.me instagram.com twitter.com x.com t.co tiktok.com youtube.com youtu.be pinterest.com
  xing.com vk.com wechat.com whatsapp.com wa.me t.me telegram.me snapchat.com threads.net reddit.com medium.com substack.com
  linktr.ee beacons.ai bio.link about.me carrd.co bit.ly tinyurl.com goo.gl lnkd.in ow.ly rebrand.ly
  sites.google.com docs.google.com drive.google.com forms.gle maps.google.com plus.google.com g.page business.site
  atlassian.net bitbucket.org github.com gitlab.com sourceforge.net notion.site notion.so trello.com airtable.com
  calendly.com eventbrite.com meetup.com crunchbase.com angel.co wellfound.com f6s.com producthunt.com g2.com capterra.com
  trustpilot.com glassdoor.com indeed.com yelp.com tripadvisor.com booking.com airbnb.com amazon.com ebay.com etsy.com
  alibaba.com aliexpress.com apps.apple.com play.google.com itunes.apple.com zendesk.com freshdesk.com hubspot.com
  hubspotpagebuilder.com salesforce.com force.com sharepoint.com onmicrosoft.com slack.com zoom.us teams.microsoft.com
  wikipedia.org wikidata.org goodreads.com behance.net dribbble.com flickr.com vimeo.com soundcloud.com spotify.com
  patreon.com kickstarter.com indiegogo.com gofundme.com paypal.me typeform.com surveymonkey.com mailchi.mp`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
