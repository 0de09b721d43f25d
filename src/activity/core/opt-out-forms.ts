/**
 * English ways to say "no more of this" that name neither stopping nor removing, one form a line; text is folded. Nobody
 * writes like a rule: they demand, resign, threaten, forbid, or say what the next mail will meet with.
 */
const forms: readonly string[] = [
  // The last one: a wish about this mail and no other.
  "(?:let|make|should|must|will|want|hope|consider) (?:this|that|it|these)?(?: to)? ?(?:please )?be (?:the|your) (?:very )?(?:last|final)\\b",
  "\\bmak(?:e|ing) (?:it|this|that) (?:the|your) (?:very )?last\\b",
  "\\b(?:your|the) (?:very )?(?:last|final) (?:e-?mail|message|mail|contact|attempt)[^.!?]{0,30}\\b(?:please(?! (?:re-?send|send|find|see|check|open|forward))|i hope|i trust|or else|to me please)\\b",
  // Hearing and getting nothing more.
  "\\b(?:hear|heard|receive|receiving|get|see|have) (?:no|nothing) (?:more|further|else)\\b",
  "\\bnot (?:to )?(?:hear|receive|get|see)\\b[^.!?]{0,30}\\b(?:from you|from your|from any of you|of these|of those|this kind|this sort|this type|such)\\b",
  "\\b(?:(?:would |'d )?(?:rather|prefer)|choose|wish|ask(?:ing)?|request(?:ing)?|like)(?: that)?(?: you| to)?(?: kindly| please)? (?:not|didn't|did not|don't)(?: to)? (?:be |keep |have )?(?:get|receiv|hear|e-?mail|contact|writ|mail|messag|sen[dt]|bother|approach|pitch|solicit|includ|call|text|add)\\w*",
  "\\b(?:do|would|could|can) you (?:mind )?(?:please )?not (?:keep )?(?:e-?mail|contact|writ|mail|messag|send|call|bother|do(?:ing)? this)\\w*|\\bwould you mind not\\b|\\bplease (?:just )?(?:not|never) again\\b|\\bnot do this again\\b",
  // To be out of it.
  "\\b(?:no part of (?:this|it|your)|(?:be|remain|stay) (?:a )?part of (?:this|your|any|these)|no longer (?:wish|want|care) to (?:be|receive|get|hear))\\b",
  "\\b(?:left|leave (?:me|us)|keep (?:me|us)|count (?:me|us)) out of (?:this|these|your|future|any|all|it)\\b|\\bleft off\\b|\\btak(?:e|en|ing) (?:me |us |him |her |our \\S+ |my \\S+ |this \\S+ )?off\\b(?! (?:work|the (?:table|shelf|market|call|shortlist)|next|monday|friday|today|tomorrow|guard|a ))",
  "\\bdrop (?:me|us)(?! (?:an?|the|your|some|more|another|at|by|in|off|details?|info\\w*|pricing|over)\\b)(?: from| off| out| please| now|[.!,]|$)",
  "\\b(?:scrap|ditch|bin|kill|lose|forget|scratch|wipe|retire|bury|burn|void|nix) (?:my|our|this|these) (?:\\w+ )?(?:e-?mails?|address(?:es)?|details?|contacts?|name|entry|number|info\\w*|record|data|profile)\\b",
  "\\bforget (?:that )?(?:you ever|i exist|we exist|about (?:me|us)\\b)|\\b(?:off|from|out of) (?:your|ur|whatever|any|every|all|that|this|the|these|those)(?: \\w+)? (?:records?|books?|systems?|rosters?|rotations?|contacts|sends?|files?|funnel|pipeline|automations?|drips?|spreadsheets?|address ?books?|tools?|robots?|campaigns?|circulation|mail-?outs?|queues?|radar|prospects?|mailers?|blasts?|newsletters?)\\b",
  "\\b(?:put|mark|flag|list|record|note|log|set|add|place|classify) (?:me|us|this \\w+|our \\w+(?: \\w+)?|my \\w+|it)(?: down)?(?: on| to| in| as| under)?(?: your| the| a)? (?:do[- ]not[- ](?:contact|e-?mail|mail|call|disturb)|dnc|no[- ](?:contact|mail|e-?mail|call|go)|suppress\\w*|opt(?:ed)?[- ]?out|unsubscribed|block|exclu\\w+|inactive|closed)",
  "\\b(?:address|mailbox|inbox|account|line|number) (?:as )?(?:is )?(?:closed|off[- ]limits|not open|dead|out of bounds) (?:to|for) (?:you|your|sales|vendors?|this)\\b",
  "\\btak(?:e|en) (?:\\S+ ){1,4}off\\b(?=[^\\p{L}]*(?:please|thanks|now|$|[.!,;]|your|the|this|that))|\\bblock (?:our|my|this|the whole|the entire) (?:\\w+ )?(?:domain|address|company|addresses|office|organi[sz]ation)\\b|\\b(?:none|not one|not any|nobody|no one|no-one) (?:of|in|on|at|from) (?:us|our|my|this)\\b[^.!?]{0,40}\\b(?:may|should|must|shall|is to|are to|wants? to|wishes to|needs? to) (?:ever )?(?:be |get |receive |hear )",
  // Turning it off.
  "\\b(?:cancel|suspend|terminate|discontinue|pause|disable|switch off|turn off|shut off|end|kill|halt|lay off|ease off|drop|cut) (?:with )?(?:(?:all|any|these|those|the|this|your|my|such|further|more|future) )+(?:sales |marketing |automated |unsolicited |cold )?(?:e-?mails?|mails?|mailings?|messag\\w+|newsletters?|subscriptions?|sequences?|cadences?|campaigns?|notifications?|communications?|outreach|drips?|pitch\\w*|stuff|nonsense|spam|bots?|robots?|follow[- ]?ups?)",
  "\\b(?:turn|switch|shut) (?:these|this|those|it|them|that|the|your)(?: \\w+)? off\\b|\\b(?:make|making) (?:it|this|these|them) (?:stop|go away)\\b|\\bplease end (?:it|this|them|these|here)\\b|\\boff[- ]switch\\b|\\bpull the plug\\b",
  // Leave that nobody gave.
  "\\b(?:no|not|never|any|without|withdraw\\w*|revok\\w*|rescind\\w*|n't)\\b[^.!?]{0,30}\\b(?:my (?:permission|consent|approval)|(?:permission|consent) (?:to|was|is|has|from|for|you)|opted[- ]in|authori[sz]ed you)\\b",
  "\\b(?:nobody|no one|none of us|who|i never|we never|i didn't|we didn't|i don't remember|never) (?:here )?(?:ever )?(?:asked|invited|told|wanted|authori[sz]ed|requested|agreed|signed)\\b(?: you| for| up| to| any)",
  "\\bno (?:memory|recollection|record|idea) of (?:ever )?(?:signing|subscribing|opting|asking|agreeing|giving)\\b",
  // Rules of the house.
  "\\b(?:no|not|don't|never|nor) (?:\\w+ ){0,3}(?:accept|respond|reply|entertain|take|welcome|read|answer|allow|tolerate|appreciate|want|engage with|deal with|do business with)\\w*(?: \\w+){0,3} (?:unsolicited|cold|spam|sales (?:e-?mails?|pitch\\w*|calls?)|solicit\\w*|mass|bulk|pitches)\\b",
  "\\bno (?:unsolicited|cold|sales|marketing|vendor|commercial|promotional|spam)(?: \\w+)? ?(?:contact|e-?mails?|mails?|mailings?|calls?|messages?|approaches|pitch\\w*|outreach|solicitations?)?\\b(?=[^?]*$)(?<!no sales)(?<!no marketing)(?<!no vendor)(?<!no commercial)|\\bno[- ]contact\\b|\\bfor (?:customers?|clients?|patients?|support|internal use|emergencies|family|private use) only\\b",
  "\\brespect (?:my|our|this|that|the) (?:\\w+ )?(?:wish\\w*|request|choice|privacy|decision|inbox|opt\\S*)\\b|\\btake (?:this|it) as (?:my|our|a|an|the) (?:\\w+ )?(?:request|notice|opt|removal|refusal to be)",
  "\\b(?:action|process|confirm|honou?r|execute|complete|effect) (?:my|our|the|this) (?:removal|opt\\S*|unsubscri\\w*|request|deletion)\\b|\\bconfirm (?:that )?(?:i|we|you|my|our)\\b[^.!?]{0,30}\\b(?:off|removed?|deleted?|unsubscribed|taken|gone|erased|out)\\b",
  // Asked before.
  "\\b(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|nth|hundredth|last) (?:and (?:last|final) )?(?:request|time (?:i|of|we|that i|asking|saying)|warning|notice)|\\b(?:as|like) (?:i |we )?(?:already |previously |repeatedly )?(?:said|asked|requested|told you|stated)(?: \\w+){0,3}[^.!?]{0,20}\\b(?:remov|stop|off|don't want|no more|delet|unsub|not (?:contact|e-?mail|write))",
  "\\b(?:have|had|i've|we've|been|already|repeatedly|previously) (?:been )?(?:already |repeatedly |previously )?(?:asked|told|requested|begged|instructed)\\b[^.!?]{0,30}\\b(?:remov|stop|off|not to|delet|unsub|cease|out)\\w*",
  "\\bhow many (?:more )?(?:times|of these|e-?mails|messages|more)\\b|\\bwhat (?:will|does|would) it take\\b[^?]{0,30}\\b(?:stop|off|rid|away|end|alone)|\\b(?:when|where|will|does|do) (?:this|these|it|they|you)(?: \\w+)? (?:ever )?(?:end|stop|give up|quit)\\b\\??$|\\bget the (?:message|hint|memo)\\b|\\b(?:still|keep) getting (?:these|this|your|mails?|e-?mails?)",
  "\\b(?:no|there is no|there's no|without an?|where is the|where's the|missing) (?:working )?(?:unsub\\w*|opt[- ]?out|link to (?:unsub|leave|opt)|way to (?:stop|leave|get off|opt|unsub))",
  // What comes next if they do not stop.
  "\\b(?:if (?:i|we) (?:get|receive|hear|see|find)|one more|another|any more|next) (?:one|single )?(?:more |of these |another |such |single |e-?mail|mail|message|follow[- ]?up|word|peep|time)\\w*[^.!?]{0,40}\\b(?:block\\w*|report\\w*|complain\\w*|lawyer|legal|spam|filter|sue|and (?:i|we|my|our|you))\\b",
  "\\bif you (?:e-?mail|write|contact|message|send|follow|mail|persist|continue|keep|do not stop|don't stop|bother|try)\\w*\\b[^.!?]{0,40}\\b(?:again|once more|one more|(?:i|we)(?:'ll| will| am|'m| shall))\\b",
  "\\b(?:straight|right|directly) (?:to|in|into) (?:the|my) (?:bin|trash|garbage|deleted|recycle)\\b|\\bblock(?:ed|ing)?,? (?:and deleted|deleted|bye|sender)|\\bi(?:'m| am|'ll| will|'ve| have) (?:now |already |just )?(?:block\\w*|filter\\w*|blacklist\\w*|blocklist\\w*)\\b(?! (?:out|time|off|the (?:calendar|slot|time)|my calendar|a slot|an hour))|\\bi block (?:senders|people|anyone|you)",
  // Weary ones.
  "\\b(?:sick|tired|weary|bored|annoyed|had enough|fed up|irritated|exhausted) (?:of|with|by)\\b[^.!?]{0,30}\\b(?:these|your|you|this|getting|receiving|being (?:e-?mail|pitch|spam|contact)\\w*)\\b",
  "\\b(?:enough is enough|that(?:'s| is) (?:quite )?enough|cut (?:it|this|that) out|give (?:it|this|me) a (?:rest|break)|pack it in|call it quits|drop it|zip it|let it go|move on|go bother|leave it out|buzz off|beat it|take a hike|no means no|quit (?:it|this)|spare (?:me|us)(?: \\w+){0,3} (?:e-?mails?|mails?|messages?|pitch\\w*|these|this))\\b",
  "\\b(?:rm|del|dlt|rmv|remov|rmove|remvoe|rmeove|delte|dleete) (?:me|us|my|this)\\b|\\b(?:stp|stahp|sotp) (?:\\w+ ){0,2}(?:e?mail\\w*|msg\\w*|txt\\w*|send\\w*|spam\\w*|this|it)|\\b(?:dnt|dont|don't|do not) (?:e?mail|msg|txt|hmu|spam|contact) (?:me|us)\\b|\\busubs\\w+|\\bun ?sub me\\b",
];

/** The forms as one pattern. */
export const optOutForms = new RegExp(forms.join("|"), "u");

/** Words of law and removal that are about the offer or a file, not about being written to. Cut before the rules run. */
export const notProtest = new RegExp(
  [
    "\\b(?:lawyers?|attorneys?|legal(?: team| department| counsel| dept)?|counsel|court|press|police)\\b(?=[^.!?]{0,40}\\b(?:needs?|uses?|using|finish\\w*|reviews?|reviewed|reviewing|approv\\w*|signs?|signed off|looking (?:at|for|into)|loves?|would (?:like|love|want|need)|wants? (?:a|to (?:see|use|try|know))|is interested|are interested|asked (?:for|me to find)|sign-?off)\\b)",
    "\\b(?:until|once|before|when|unless) (?:our|my|the) (?:lawyers?|attorneys?|legal(?: team| department| counsel)?|counsel)\\b",
    "\\b(?:lawyer|attorney|court|legal|police)[- ](?:approved|friendly|ready|proof|tech|reviewed|software)\\b|\\b(?:press|media) (?:release|kit|coverage|contact)\\b|\\bin the press\\b|\\b(?:for|sells? to|works? with) (?:law firms?|lawyers|attorneys|solicitors|courts|the police)\\b",
    "\\bremov\\w* (?:the |this |that |your |all |any |those |these )*(?:\\w+ )?(?:logos?|clauses?|attachments?|watermarks?|nda|paragraphs?|sections?|rows?|columns?|items?|lines?|slides?|pages?|prices?|discounts?|duplicates?|passwords?|invoices?|features?|limits?|seats?|users?|modules?|add-?ons?|fees?|obstacles?|friction|bottlenecks?|steps?)\\b",
    "\\b(?:i|we) (?:was|were|have|had|am|are)(?:n't| not| never)? (?:yet |ever |never )?(?:been )?(?:contacted|called|sent|given|e-?mailed)\\b(?! (?:again|any ?more))",
    "\\b(?:no need to|don't|do not|please don't) (?:send|e-?mail|mail|call|write|phone|contact)\\b[^.!?;]{0,40}(?:\\bfirst\\b|\\bin advance\\b|\\bbeforehand\\b|, (?:just |please |rather |instead |but )*(?:call|ring|book|let's|lets|phone|text|ping|come|drop|use|send)\\b|[;,-] (?:call|ring|phone) me)",
    "\\bdon't leave (?:me|us) (?:out|hanging|behind|off)\\b|\\b(?:put|add|keep|include|sign|get) (?:me|us) (?:up )?(?:on|to|in|for) (?:your|the) (?!(?:suppress|block|black|removal|do-?not|no-|opt|exclu))(?:\\w+ )?(?:mailing list|list|newsletter|distribution list|e-?mail list|mailings?|waiting list|waitlist)\\b",
    "\\b(?:spam|junk) (?:filters?|folders?)\\b|\\bstop(?:ped|s)? (?:the|our|this|that|all) (?:project|programme|program|initiative|search|evaluation|rollout|trial|pilot|tender)\\b|\\bstop (?:losing|wasting|chasing|doing|using(?! (?:my|our|this) (?:\\w+ )?(?:address|e-?mail|name|details|number|data|inbox|mailbox))|paying|worrying|back)\\b|\\b(?:sick|tired|fed up) (?:of|with) (?:manual|doing|chasing|our|the (?:manual|old)|paper|excel|spreadsheets?)",
    "\\b(?:don't|do not|dont|no need to|didn't) (?:\\w+ )?(?:un-?subscribe|remove|delete|drop|take|stop|block) (?:me|us|my \\w+|sending|writing)\\b(?: (?:off|from|out)\\b(?: \\w+){0,3})?|\\b(?:we|i) (?:do not|don't|no longer) (?:use|do|run|rely on|work with|need|have) (?!you)[^.!?]*?\\bany ?more\\b|\\bno more (?:e-?mails?|mails?|messages?), (?:let's|lets|call|just|can we)|\\b(?:say|said) no more\\b|\\benough said\\b",
    "\\bstop,? (?:everything|selling|right there|you had me|i'm sold|that sounds)\\b[^.!?]*|\\bany ?more (?:questions|details|info\\w*)\\b|\\bdidn't (?:i|we)\\b",
    "\\b(?:took|taken|crossed|struck|scratched|dropped) (?:you|your \\w+|it|this|them) (?:off|from) (?:the|our|my)\\b",
  ].join("|"),
  "g",
);

/** Abuse, and complaints by their name, that the complaint words of the languages do not have. */
export const protestForms =
  /\b(?:definition|epitome|textbook (?:case|example)) of (?:spam|harass\w*)\b|\b(?:you|you lot|you people|you guys|they) (?:are |really are )?(?:vermin|filth|rats|leeches|maggots|trash|cancer|scum|parasites)\b|\bmark(?:ed|ing)? (?:you|it|this|them|these|your \w+)(?: \w+)? as (?:junk|spam)\b|\bunsolicited (?:commercial|bulk|marketing|sales|spam)\b|\breporting (?:it|this|you|your)\b|\b(?:want|wish|like|going|intend|have|had|need|ready|plan|forced) to (?:\w+ )?(?:complain|file|lodge|make a complaint)\b(?! about (?:our|my|the) (?:current|old|existing|present))|\bwhere (?:do|can) (?:i|we) (?:\w+ )?complain\b|\bspam button\b|\b(?:load|lot|bunch|piece|pile) of spam\b|\b(?:sent|straight|off) (?:it |this |you )?to (?:the )?spam\b(?! folder)|\bfurther mails? will be treated\b|\bcommit(?:ting|ted)? (?:an offen[cs]e|a crime)\b|\b(?:hit|press|click|push)\w* (?:the )?(?:spam|junk|report|block)\b|\b(?:your|a) (?:complaints?|abuse) (?:dept|department|desk|team|form|address|line)\b|\bget (?:stuffed|bent|a life|a real job|f\w+ed)\b|\b(?:you|you're|you are|you people are|bunch of|what a bunch of|bloody|such|utter|total|complete) (?:\w+ )?(?:plague|nuisance|menace|losers?|jerks?|bastards?|muppets?|leech\w*|bottom ?feeders?|pillocks?|wankers?|assholes?|arseholes?|a-?holes?|dickheads?|crooks?|scum|trolls?|stalkers?|fraudsters?|charlatans?|liars?)\b|\b(?:bullshit|bull crap|shove (?:it|your)|stick it|piss off|eff off|bog off|naff off|jog on|up yours|drop dead|kiss my)\b|\b(?:bloody|damn|damned|goddamn|f\w*ing|freaking) (?:e-?mails?|mails?|spam\w*|messages?|nuisance|annoying|well stop|stop)\b/;
