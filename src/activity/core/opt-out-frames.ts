/**
 * English wishes to be left alone, put together from what is wished (removal, an end, never again) and what it is wished for
 * (me, my address, your list, these mails). Text is folded.
 */

/** Who or what of the sender is to go. */
const mine =
  "(?:me|us|my (?:\\w+ )?(?:names?|address(?:es)?|e-?mails?|mails?|details?|info\\w*|data|contacts?|records?|files?|numbers?|mailbox|inbox|accounts?|company|domain|team|entry|profile|id)|our (?:\\w+ )?(?:names?|address(?:es)?|e-?mails?|details?|info\\w*|data|contacts?|records?|domains?|company|team|staff|people|employees|office|entry|organi[sz]ation)|th(?:is|ese) (?:\\w+ )?(?:address(?:es)?|e-?mails?(?: (?:id|address))?|mailbox|inbox|contacts?|accounts?|numbers?|person|record|entry|id)|(?:his|her|their) (?:\\w+ )?(?:name|address|e-?mail|details|contact)|(?:this e-?mail|address)?:? ?\\S+@\\S+)";
/** To take out. */
const removing =
  "(?:remov\\w*|rmv|rm|delet\\w*|del|eras\\w*|exclud\\w*|scratch\\w*|strik\\w*|scrub\\w*|purg\\w*|wip(?:e|ed|ing)|unlist\\w*|omit\\w*|suppress\\w*|withdraw\\w*|expung\\w*|scrap\\w*|eliminat\\w*|dispos\\w* of|discard\\w*|(?:get|getting) rid of|do away with|cross(?:ed|ing)?|blacklist\\w*|blocklist\\w*|unenrol\\w*|deregister\\w*|un-?subscrib\\w*)";
/** What one is taken out of. */
const source =
  "(?:(?:mailing |distribution |e-?mail |contact |prospect |call |marketing |sales )?lists?|mailings?|campaigns?|sequences?|database|db|crm|records?|systems?|distribution|funnel|drips?|cadences?|outreach|rotation|circulation|correspondence|communications?|e?-?mails|messages|newsletters?|subscriptions?|spam|rounds?|blasts?|marketing)";
/** What we send, pointed at. */
const these = "(?:these|this|those|them|it|your (?:e-?mails?|mails?|messages?|stuff|mailings?|spam))";
const never = "(?:do not|don't|dont|never|not|please no|must not|may not|shouldn't|should not|stop|no need to|needn't)";
const again = "(?:again|any ?more|any longer|in (?:the )?future|further|ever|once more)";
/** What was never done, and the things of business that one may not want done again. */
const notBusiness =
  "(?!(?:had|was|been|thought|tried|got|did|used|saw|seen|knew|felt|worked|hurts)\\b)(?!(?:\\w+ ){0,4}(?:contract|invoices?|terms|prices?|meeting|orders?|files?|reports?|links?|deck|demo|quotes?|documents?|agreement|payment|shipment|deadline)\\b)";

const frames: readonly string[] = [
  // Removal of me, or from there.
  `\\b${removing} (?:please |kindly |immediately |all |all of |both |out )*${mine}(?=$|[\\s.,;!?])(?! (?:a|an|the) (?:line|note|call|slot))`,
  `\\b${removing} (?:\\w+ ){0,4}(?:from|off|out of) (?:\\w+ ){0,3}${source}\\b`,
  `\\b(?:take|taken|taking|pull|cut|get|knock|keep|leave|kick|throw|chuck|bump|move|drop) ${mine} (?:\\w+ ){0,2}?(?:off|out|away)\\b(?! (?:for|to) (?:lunch|dinner|coffee))`,
  `\\b(?:take|taking|cut|cross|strike|get|knock|pull|leave) (?:out|off|away) ${mine}`,
  `\\b(?:skip|omit|bypass|avoid|spare|ignore) (?:me|us|this (?:inbox|address|mailbox|account|contact)) (?:next time|in (?:the )?future|from now|going forward|please|the (?:next|rest|follow)|your|these|this|those|any|all|further|more|another)`,
  `\\b(?:like|want|need|wish|love|prefer|ask(?:ing)?|request(?:ing)?|hope|beg|can i|may i|could i|should|must|please|let me|let us) (?:\\w+ ){0,2}?(?:to )?(?:please )?(?:be |get |have \\S+ )?(?:come off|get off|excluded|removed|deleted|erased|unsubscribed|left (?:out|off|alone)|taken (?:off|out)|opted out|dropped)\\b(?! (?:our|my|the (?:current|old|existing|phone|ground)|this (?:tool|vendor|platform|system|contract)|work|of the (?:office|meeting|loop)))`,
  "\\bmy (?:\\w+ )?(?:address|e-?mail|details|name|contact|data|info\\w*|number)\\b.{0,40}\\b(?:(?:is|be|are|it|was) )?(?:gone|not used|never used|(?:weren't|wasn't|isn't|aren't|not be) used|take it (?:out|off|away|down))\\b",
  "\\b(?:take|want|get) (?:mine|it|them) (?:away|gone|off|out)\\b(?= please| now|[.!]|$)",
  // Not to be put in, kept, used.
  `\\b${never} (?:\\w+ )?(?:put|add|includ\\w*|enrol\\w*|plac\\w*|sign|regist\\w*|us(?:e|ing)|keep\\w*|stor(?:e|ing)|hold|sav(?:e|ing)|retain|process|sell|log|target\\w*|count) ${mine}(?! (?:wait\\w*|posted|hanging|through|on hold|updated|informed|as a reference|in the loop))`,
  `\\b(?:address|e-?mail|mailbox|inbox|account|line|number|it)\\b(?: \\w+){0,4}? (?:is|are|was)(?:n't| not| never)?(?: \\w+){0,3}? (?:for|to be used for|meant for|open to|available for) (?:any )?(?:marketing|sales|advertis\\w*|cold|spam|vendors?|pitch\\w*|solicit\\w*|promotion\\w*|unsolicited|commercial)\\b|\\bnot for (?:marketing|sales|advertising|solicitation|promotion\\w*) (?:purposes|use|mail)`,
  // Never again.
  `(?:^|[.,;!-] ?|\\b(?:please|kindly|and|so|but) )(?:do not|don't|dont|never) ${notBusiness}(?:\\w+ ){1,6}(?:again|any ?more|any longer|in (?:the )?future|ever again)\\b`,
  `\\b(?:please|kindly|you|that you|if you|and to) ${never} ${notBusiness}(?:\\w+ ){1,6}${again}\\b`,
  "\\b(?:never|not) (?:ever )?want(?:ed)? to (?:see|hear|get|receive|read) (?:another (?:one|of|e-?mail|mail|message|pitch)|one\\b|any of|from|this|these|anything)\\b|\\bnot (?:one|a single) (?:more )?(?:e-?mail|mail|message|word)\\b|\\b(?:don't|do not|never) come back\\b",
  "\\bno (?:wish|desire|intention|need|interest) (?:to|in|for) (?:correspond\\w*|hear\\w*|receiv\\w*|be(?:ing)? (?:contacted|e-?mailed|called|on)|get\\w* (?:these|your|mails?|e-?mails?)|(?:any )?(?:more|further) (?:mail|e-?mail|remind|contact|messag|follow)\\w*)",
  "\\b(?:if|that) (?:you|my \\S+|our \\S+|i|we) (?:\\w+ ){0,3}?(?:didn't|did not|weren't|were not|wasn't|never|no longer|stopped|refrain\\w*|ceased) (?:\\w+ ){0,4}?(?:used|e-?mail\\w*|writ\\w*|contact\\w*|send\\w*|messag\\w*|again|any ?more|try\\w*|check\\w*|follow\\w*|these)\\b",
  "\\b(?:prefer|rather|ask|request|insist|demand|appreciate it if|hope|trust|wish) (?:that )?you (?:would |will |do |did |could )?(?:not|never|n't|no longer|stop|refrain|don't|didn't|leave|remove|delete|cease)\\b",
  `\\b(?:possible|can i|may i|could i|how (?:do|can|does|would) (?:i|we|one|you)|where (?:do|can) i|which \\w+ do i|what do i)\\b.{0,40}\\b(?:not (?:to )?(?:receive|get|be (?:on|contacted|e-?mailed))|stop (?:receiving|getting|${these})|never (?:see|get|receive|hear)|make ${these} (?:end|stop)|block (?:you|${these})|rid of ${these})`,
  // Not wanted, not missed, refused.
  "\\b(?:mails?|e-?mails?|messages?|contact|correspondence|these|they|this|outreach)\\b[^.!?]{0,30}(?:\\b(?:not|never)|n't)(?: \\w+)? (?:wanted|welcome|desired|appreciated)\\b|\\bun(?:wanted|welcome|desired)\\b|\\bpatience (?:with|for|is)\\b|\\b(?:nobody|no one|none of us|no-one)(?: here)? (?:reads?|wants?|needs?|asked for|cares for|likes?) (?:these|your|this|those|any of)",
  "\\blet (?:me|us) go\\W*$|\\bset (?:me|us) free\\b|\\b(?:see|ensure|make sure|arrange|take care|guarantee|assure)\\b[^.!?]{0,40}\\b(?:removed|removal|the last|no more|(?:am|are|is|be|stay|get|me|us) off|not (?:contact|get|receive|e-?mail)\\w*|nobody|no one|nothing (?:more|else|further))\\b",
  "\\b(?:do|be|live|happier|better off|better|survive|manage|cope) without (?:your|these|this|those|them|such|further|my)\\b(?! (?:tool|software|product|help|service|solution))|\\b(?:declin\\w*|refus\\w*|reject\\w*|forbid\\w*|prohibit\\w*) (?:to receive |(?:\\w+ ){0,3})(?:contact|communications?|correspondence|e-?mails?|messages?|mailings?|newsletters?)\\b|\\b(?:contact|communications?|correspondence|e-?mails?|messages?|mailings?) (?:is|are) (?:\\w+ )?(?:declined|refused|prohibited|forbidden|rejected)\\b",
  "\\b(?:these|this|it|them|your \\w+) to (?:stop|end|cease)\\b|\\b(?:not|n't) belong (?:on|in) (?:your|this|that|the)\\b|\\bno business (?:being )?(?:on|in) your\\b",
  // An end to it.
  "\\b(?:conversation|thread|discussion|exchange|correspondence) (?:is |ends|has )?(?:over|closed|ends?|finished|ended|here)\\b|\\bclose (?:my|our|this|the) (?:file|record|case|contact|ticket|conversation|thread)\\b|\\bcall off (?:your|the)\\b",
  "\\bsubscription\\b.{0,40}\\bcancel|\\bcancel\\w* (?:\\w+ ){0,3}subscription\\b(?! (?:at any|any ?time|early|monthly|after|policy|fee))",
  "\\bstop (?:this|the|that|these|with|all) (?:\\w+ )?(?:madness|nonsense|insanity|crap|bs|rubbish|garbage|flood|torrent|bombard\\w*|onslaught|barrage|charade|circus|junk|bots?|robots?)|\\bsaid (?:stop|no more|enough|remove|unsubscribe)\\b|\\bstop ?2 ?(?:end|stop|all)\\b",
  "\\bplease (?:be so kind and )?(?:refrain|abstain|desist|cease|give (?:it )?up|quit|halt)\\b|\\b(?:abstain|refrain) from (?:\\w+ ){0,2}(?:contact|e-?mail|writ|messag|mail|send|call|further|any)\\w*",
  "\\b(?:your )?persistence is\\b|\\btoo many (?:of these|(?:e-?mails|mails|messages) from you)|\\b(?:two|three|four|five|six) too many\\b|\\bgo (?:find|pester|bother|annoy|sell|spam|pitch|harass) (?:\\w+ )?(?:someone|somebody|anyone|people|others|else)",
  "\\b(?:any|all|further|future|more|next) (?:\\w+ )?(?:e-?mails?|mails?|messages?|one)\\b[^.!?]{0,20}\\b(?:will|are|get|shall|=|is) ?(?:be )?(?:deleted|ignored|blocked|binned|unread|reported|treated as|filtered|trashed|discarded|marked)",
  "(?:^|[.,;!] ?)\\W*(?:you(?:'re| are)? )?(?:now |hereby )?blocked\\b(?! (?:by|until|out|all|the|our|on|with))|= ?blocked\\b|\\basked (?:it|our it|my it|the it)\\b[^.!?]{0,30}\\bblock",
  "\\bwhy (?:am i|are we) (?:still )?on (?:this|your|that|a)\\b|\\bwhy (?:am i|are we) (?:still )?(?:getting|receiving) (?:this |these |your |such )?(?:junk|spam|crap|garbage|mails?|e-?mails?|messages?)?[^.!?]{0,20}\\b(?:again|still|junk|spam|crap|garbage)\\b",
  "\\bobject(?:s|ion|ing)? to (?:\\w+ ){0,3}(?:use|using|direct marketing|advertising|being (?:contacted|e-?mailed)|receiving|further)\\b|\\bu[ ._-]?n[ ._-]{0,2}s[ ._-]?u[ ._-]?b(?:[ ._-]?s[ ._-]?c[ ._-]?r[ ._-]?i[ ._-]?b[ ._-]?e)?\\w{0,3}(?=$|[\\s.,!?])",
  "\\b(?:no|not) (?:e-?)?(?:mails?|calls?|sms|texts?|messages?|contact)(?:,? (?:and |or )?no (?:e-?)?(?:mails?|calls?|sms|texts?|messages?|contact|nothing)){1,4}\\b|\\bwhat (?:part of|about) (?:no|stop|unsubscribe)\\b",
];

/** The frames as one pattern. */
export const optOutFrames = new RegExp(frames.join("|"));

/** What a person or law is accused of; with a law's name it is a complaint and not a request under that law. */
export const accusation =
  /\b(?:violat\w+|breach\w*|against (?:the )?(?:law|gdpr)|illegal\w*|unlawful\w*|contraven\w*|fil(?:e|ed|ing) (?:a |an )?complaint|complain\w*|report(?:ed|ing)? (?:you|this|it)|verstoss\w*|verletz\w*|rechtswidrig\w*|beschwer\w*|plainte|violation|illegale?|denunci\w*|infring\w*|violazion\w*|reclamo|queixa|klacht\w*|overtred\w*|skarg\w*|naruszen\w*|sikayet\w*|жалоб\w*)\b/;
/** What the law lets a person ask for. */
export const lawfulRequest =
  /\b(?:delet\w*|eras\w*|copy|access|provide|confirm|disclos\w*|tell me|which|what|where|source|request\w*|basis|dpo|losch\w*|auskunft\w*|kopie|welche|herkunft|supprim\w*|effac\w*|copie|acces|quelles?|elimin\w*|borr\w*|copia|acceso|accesso|que datos|cancell\w*|quali|apag\w*|acesso|quais|verwijder\w*|inzage|welke|usun\w*|jakie|raderas?|slet\w*|hvilke|sil\w*|hangi|удал\w*|какие)\b|削除|開示|删除|삭제|열람/;
