import type { ReplyRule } from "./reply-phrases.ts";

/** A rule about what a sentence states: what it asks is no refusal. */
const stated = (kind: ReplyRule["kind"], ...forms: readonly string[]): ReplyRule => ({
  kind,
  pattern: new RegExp(`(?:${forms.join("|")})(?=[^?]*$)`, "u"),
});

const we = "(?:we|i|our \\w+|my \\w+|they|the \\w+)";
const denied = "(?:not|never|hardly|n't|nt)";

/** No need, no use, no liking, no chance: English refusals that state a lack. */
const lacks: readonly ReplyRule[] = [
  stated(
    "not_interested",
    // What the offer is for does not exist here.
    `\\b${we} (?:do )?(?:have|has|got|'ve got|have got|own|run|operate|employ|keep|use) (?:absolutely |simply |literally |just )?no (?!(?:objections?|problems?|issues?|idea|doubts?|preference|concerns?|questions?|choice|time|capacity|bandwidth|budget|say|access|authority|involvement|influence|links?|invites?|dial|number|password|clue|details|info|tools?|solution|system|process|software|way|trouble|plans? (?:on|for) \\w+day|recollection|memory|record|longer|more|(?:\\w+ )?(?:duties|role|part|say|responsibilit\\w+))\\b)[\\p{L}-]+`,
    `\\b(?:there (?:is|are)|there's) no (?:need|use|point|interest|appetite|demand|call|case|reason|benefit|value|place|room|warehouse|such)\\b`,
    `\\bno (?:use|appetite|demand|application|place|relevance|value|benefit|call|reason|room|point)\\b(?! (?:case|before|by|of contact|in time))`,
    `\\b(?:none|not one|nobody|no one|no-one|not a single \\w+|neither) (?:of|in|on|at|here|among)\\b[^.!]{0,40}\\b(?:would|will|could|can|needs?|uses?|wants?|does|do|has|have|is|are|was|were|likes?|liked|buys?|sees?|asked)\\b`,
    `\\b(?:nobody|no one|no-one) (?:here )?(?:would|will|could|needs?|uses?|wants?|has|likes?|liked|saw|sees?|cares?)\\b`,
    `\\b(?:of )?(?:no|zero|little|not much|limited) (?:use|value|interest|benefit|relevance|point) (?:to|for|in|here)\\b|\\b(?:isn't|is not|not) (?:of|much|any) (?:any )?(?:use|interest|value|help)\\b`,
    // It does not please.
    `\\b(?:does|do|did|would|will|is|has)(?:n't|nt| not) (?:really |quite |exactly |do (?!you))?(?:tickle|excite|grab|move|appeal|speak to|sell|inspire|impress|tempt|wow|float|thrill|convince|persuade|do it|do anything|do much|cut it|fly|ring|bring|add|solve|justify|resonate|fit|suit (?:us|me|our)|apply|pay|stack up|add up|help us|help me)`,
    `\\b${denied} (?:\\w+ly |that |too |all that |at all |very )?(?:impressed|sold|persuaded|moved|tempted|excited|wowed|blown away|won over|bothered|fussed|thrilled|struck|taken with|enthused)\\b`,
    `\\b(?:left|leaves) (?:me|us) (?:cold|indifferent|unmoved|unimpressed)\\b|\\bunimpressed\\b|\\bunderwhelm\\w*|\\bmeh\\b|\\b(?:lost|losing|lose) (?:me|us) (?:at|with|when|after|by|in)\\b`,
    `\\b${denied} (?:really )?(?:our|my|the|a) (?:style|thing|taste|kind of|sort of|type of|scene|cup|way|need|problem|pain|use case|line)\\b|\\b(?:looked|read|took a look|gave it|tried|tested|saw)\\b[^.!?]{0,40}\\b(?:wasn't|isn't|not for|didn't|no thanks|unconvinced|passing)\\b`,
    "\\bif you think\\b|\\bwhat makes you think\\b|\\bbarking mad\\b|\\bbarge ?pole\\b|\\bship has sailed\\b|\\b(?:step|leap) (?:back|backwards)\\b|\\blooks? like (?:a )?(?:toy|gimmick|joke)\\b|\\bgimmick\\w*\\b|\\b(?:over|above|beyond|outside) (?:our|my|the) (?:budget|means|price range)\\b|\\bcheaper to\\b|\\bfree (?:of charge )?from (?:our|the|my)\\b|\\blet'?s not\\b|\\b(?:tied|locked|committed|bound) (?:in )?(?:to|with|into)\\b|\\b(?:would|will) (?:revolt|riot|walk out|lynch me|laugh|never (?:agree|use|accept|touch))\\b|\\bban(?:s|ned)? (?:all )?(?:phones|mobiles|tablets|devices|apps)\\b|\\b(?:paper|pen and paper|clipboard) it is\\b|\\bold[- ]school\\b|\\bproblem (?:that )?(?:we|i) (?:don't|do not|never)\\b|\\b(?:have|got) (?:a )?(?:man|woman|guy|person|team|people|staff|crew|department) for (?:that|this|it)\\b",
    // It is not done here, not believed in, not thought of.
    "^\\W*(?:sorry|thanks|no|well|actually|unfortunately)?,? ?(?:we|i) (?:don't|do not|never) (?:use|do|like|buy|believe in|trust|touch|need) (?!any\\w* yet)[\\p{L} ]{1,30}(?<! yet| now| today| currently| enough)\\W*$|\\bnot for (?:an?|our|firms|companies|people|every|small|such|that|this) \\w+|\\b(?:we|i) (?:'ll |can |do |will )?(?:manage|cope|get by|survive|are fine|will be fine)(?: (?:fine|ok|well|just fine|as is|without|alone|ourselves|so far|on our own|perfectly))*\\W*$",
    "\\b(?:don't|do not) think (?:so\\b|we(?:'d| need| would| want| have)|(?:this|it|that)(?:'s| is| would| will| can| fits| works) (?:for|work|fit|help|suit|relevant|useful|something|necessary|of|add|right))|^\\W*(?:i |we )?(?:highly |very much |rather )?doubt (?:it|that|we|there|this)\\b|^\\W*(?:highly |very |completely |totally |utterly |quite )?(?:unlikely|hardly|doubtful|rejected|denied|unnecessary|irrelevant|useless|pointless|no point|nothing doing|not (?:needed|required|relevant|applicable)|n\\/a|uninteresting|inapplicable|overpriced)\\b",
    "\\b(?:our|the|my) \\w+ (?:already )?(?:provides?|gives?|offers?|covers?|includes?|supplies|supplied) (?:us )?(?:with )?(?:this|that|it|one|these|such|something)\\b|\\b(?:is|are|gets?) (?:already |all )?(?:handled|covered|done|taken care of|managed|dealt with|provided|looked after|sorted|solved) (?:by|in|through|within|with) (?:our|the|a|my) (?:\\w+ )?(?:parent|insurer|landlord|system|erp|wms|software|app|supplier|provider|vendor|contractor|client|customer|franchisor|owner of)\\b",
    "\\b(?:prefer|like|love|trust|rely on|swear by) (?:(?:our|my|the|good|old|plain|pen|and) )*(?:paper|pen|clipboards?|excel|spreadsheets?|whiteboards?|people|eyes)\\b|\\b(?:useless|rubbish|pointless|silly|stupid|ridiculous|terrible|awful|horrible|dreadful|laughable|crap|worthless) (?:idea|product|app|tool|offer|pitch|software|thing|service)\\b|\\b(?:your \\w+|this|the app|it|that|product)(?: really| just| all)?(?:'s| is| looks| sounds| seems) (?:\\w+ )?(?:useless|rubbish|pointless|silly|stupid|ridiculous|terrible|awful|nonsense|laughable|a joke|gimmick\\w*|snake oil|worthless|garbage)\\b|\\b(?:so|totally|completely|utterly) useless\\b|\\b(?:won't|will not|wouldn't|doesn't|can't|cannot|never) (?:ever )?(?:work|fly|function|run|survive|last|help|be used|be allowed) (?:in|at|under) (?:our|the|a|my|this)\\b",
    "^\\W*(?:sorry,? )?(?:but )?(?:we're|we are|i'm|i am) (?:only |just |but |merely )?an? (?:[\\w-]+ ){0,2}(?:bakery|charity|school|church|farm|office|cafe|restaurant|hotel|firm|bank|startup|start-up|shop|hospital|clinic|museum|library|agency|consultancy|house|business|trader|nonprofit|non-profit|studio|salon|gym|company|team|outfit|club|university|council|person)\\W*$|\\b(?:sooner|rather) (?:eat|die|chew|watch|walk|pull|stick|swim|poke)\\b|\\b(?:we|i)(?:'ve)? (?:have|use|got) (?:other|different|better|our own|something|enough|plenty|too many|an? (?:app|tool|system|solution|supplier|vendor|provider|partner|contract))\\b(?! (?:that|which|and|but|from 19|problems?|issues?|questions?|time))|\\bdream of\\b",
    "\\b(?:our|the|my) (?:\\w+ )?(?:process|way|method|routine|setup|approach) (?:works|does the job|is fine|suffices|is enough|will do)\\b|\\b(?:did|had|ran|tried) (?:an?|the|your) (?:trial|pilot|demo|test)\\b[^.!]{0,40}\\b(?:failed|awful|disappoint\\w*|terrible|bad|useless|poor|flopped|didn't|wasn't)\\b",
    // It would please, were things otherwise.
    "\\bif (?:we|i) (?:\\w+ )?(?:had|were(?! to\\b)|did|used|ran|owned|needed(?! to\\b)|wanted(?! to\\b)|still|only|weren't|hadn't|wasn't|didn't)\\b|\\bwithout (?:me|us)\\b|\\bwhen you (?:have|get|grow|learn|know|offer|build|make) (?!time|a (?:minute|moment|second|chance|slot)|any time|this|in\\b|back)",
    "\\b(?:we|i)(?:'ve| have)? (?:now|since|just|recently|meanwhile|in the meantime) (?:have|got|found|bought|picked|chosen|signed|chose|purchased|ordered|gone|went|renewed|installed|rolled)\\b|\\bnow (?:we|i)(?:'ve)? (?:have|use|got|are with|run)\\b",
    // It cannot be.
    `\\b(?:not|never|isn't|ain't|won't) (?:ever |really )?(?:going to|gonna|about to) (?:happen|fly|work|go anywhere|be|get)\\b|\\b(?:no|zero|not a|fat|slim) (?:chance|hope)\\b|\\b(?:non|dead|no)[- ]?(?:starter|go|dice|deal|sale|can do)\\b|\\bout of the question\\b|\\bnot in (?:this|my) (?:life|lifetime|world)\\b|\\bnot a hope\\b|\\bnot (?:on|under) (?:my|our) watch\\b|\\b(?:computer|gut|budget|finance|accounts|everyone|everybody|wallet|answer|verdict|heart|head) (?:says|said|is|was|=) (?:a )?no\\b`,
  ),
];

/** A no by name, by weighing, and by staying as one is. */
const decisions: readonly ReplyRule[] = [
  stated(
    "not_interested",
    `\\b(?:definite|definitive|firm|clear|hard|flat|resounding|big|fat|strong|polite|solid|categorical|easy|quick|straight|absolute|blunt|unanimous|final|simple|gentle|kind|respectful) no\\b`,
    `\\b(?:answer|verdict|decision|reply|response) (?:is|was|remains|stays|will be|from \\w+ is) (?:\\w+ )?(?:a )?(?:no|negative)\\b|\\bno from (?:\\w+ )?(?:management|hq|head office|the|my|our|upstairs|above|this|him|her|them|all)\\b|\\b(?:i|we|i'd|we'd|i'll|we'll|you can|take (?:it|this|that)) (?:have to |must |would |will )?(?:say|call|count|mark|take|put|record|consider)\\b[^.!?]{0,20}\\b(?:a|as|for a|me as a|us as a|down as a) no\\b`,
    `\\b(?:management|hq|head office|headquarters|leadership|the (?:boss|board|team|owners?|directors?|committee|crew|foreman|union)|my (?:boss|team|crew|manager)|our (?:\\w+ )?(?:boss|board|team|owners?|director|committee|crew|manager|union))\\b[^.!?]{0,15}\\b(?:said|says|say|voted|rejected|refused|declined|dismissed|vetoed|killed|shot|turned|isn't|aren't|won't|doesn't|didn't)\\b(?! (?:yes|it would|they would|you should|to (?:talk|call|go ahead)))`,
    // The price of it, in money or in trouble.
    `\\btoo (?:much|many) (?:hassle|work|effort|trouble|change|bother|hoops|moving|faff|fuss|money|paperwork|admin|for (?:us|me|our|too)|of a (?:hassle|change|faff|bother))\\b|\\btoo (?:little|few) (?:gain|value|benefit|return|use)\\b|\\btoo (?:complicated|complex|fiddly|risky|niche|fancy|techy|clever|steep|rich|dear|heavy|old|set in|far|costly|basic|advanced|american|corporate)\\b(?! (?:to understand|today|now))`,
    `\\b(?:price|cost|costs|pricing|fees?|budget|numbers|money|maths?|that|it) (?:would |will |alone |just |simply |\\w+ly )*(?:kills?|killed|rules? (?:it|this|us) out|doesn't work|don't work|won't work|is prohibitive|breaks? it|puts? us off)\\b|\\b(?:can't|cannot|can not|could never|couldn't) (?:really )?(?:afford|justify|stretch to|swallow|warrant)\\b|\\bmore (?:trouble|hassle|work|effort) than\\b(?:[^.!?]{0,20}\\bworth\\b)?|\\bwrong (?:company |kind of |type of )?(?:size|sector|industry|business|market|country|continent)\\b|\\bnot worth (?:it|the|our|my|your)\\b|\\bpainful enough\\b`,
    // As before.
    `\\b(?:stick|sticks|sticking|stay|stays|staying|keep|keeping|carry on|live|make do|get by|manage|fine|happy|content) (?:on )?(?:to|with|on|using|as) (?:what|our|the (?:old|current|one|way|present|existing)|how|pen|pencil|paper|excel|things|my|it as|a pen|spreadsheets?)\\b`,
    `\\b(?:paper|excel|clipboards?|pen and paper|whiteboards?|spreadsheets?|the old way|what we have|the status quo) (?:works?|does|do|is|are|suits?|will do|serves?)\\b[^.!?]{0,20}\\b(?:fine|well|ok|okay|enough|us|job|good|perfectly|it|great)\\b|\\b(?:works?|working|does|do) (?:just )?(?:fine|well|ok|perfectly)(?: enough)?(?: (?:for us|as (?:it|they)|already|without|thanks|thank you))\\b|\\b(?:fine|ok|okay|good|happy|well|perfect|enough) (?:just )?(?:as|the way|where|how) (?:it|they|things|we|that)(?:'s| is| are|'re)\\b|\\bif it (?:ain't|isn't|is not) broke`,
    `\\b(?:thanks|thank you|thx|cheers|ta) (?:anyway|all the same|nonetheless|just the same|but no|for asking though)\\b|\\b(?:i|we|i'll|we'll|i'd|we'd)(?: \\w+)? (?:skip|sit (?:this|that) (?:one )?out|leave (?:it|this)(?! with)|give (?:it|this|that) a miss|pass)\\b(?! (?:it|this|that|on|along|your|you|the))|^\\W*(?:hard |easy |i |we )?(?:pass|skip)(?: (?:from|for) (?:us|me))?\\W*$`,
    `\\b(?:not something|nothing) (?:we|i|that|our|for|here)\\b[^.!?]{0,30}\\b(?:need|use|want|interest\\w*|consider|buy|do|care|fund|us|me)\\b|\\b(?:shut|closed|closing|wound|winding) (?:down|up) (?:the|our) (?:warehouse|business|company|site|shop|depot|plant|branch|department)\\b|\\b(?:closed|shut|sold|lost|gave up|scrapped|moved out of|outsourced) (?:down |off )?(?:the|our|all our|all of our) (?:last |own |only )?(?:warehouses?|business|company|depots?|sites?|fleet|logistics)\\b`,
  ),
];

/** Who else: not me, somebody else, or nobody any more. */
const others: readonly ReplyRule[] = [
  {
    kind: "not_interested",
    pattern:
      /\b(?:can|could|would|will) (?:you|i|we) (?:please )?(?:not|take a no|accept a no|see less|hear less|get less|have less)\b|\bhow about (?:no|never|not|you (?:stop|leave|go))\b|\bdo (?:i|we) look\b[^.!?]*|\bam i (?:\w+ )?interested\b|\bwould i (?:\w+ )?(?:want|like|need|care)\b|\b(?:(?:sounds?|looks?|i'm|i am|we're|we are|works?) )?(?:sold|good|great|fine|better|nice) on paper\b|\b(?:was|were|would have been|used to be)\b[^.!?]{0,30}\b(?:until|till|years? ago|back then)\b|\b(?:not|n't|never) (?:going to )?change (?:my|our) minds?\b|\bwere (?:\w+ )?interested once\b|\blet'?s (?:call it|talk never)\b|\byou never\W*$|\b(?:share|send) (?:this|it) (?:with|to) nobody\b|\b(?:i'd (?:like|love) to )?see you try\b|\b(?:(?:sounds?|looks?) )?(?:\w+ )?for (?:somebody|someone) (?:bigger|smaller|else|larger|richer|younger)\b|\bwe lack an?\b|\/dev\/null/,
  },
  {
    kind: "not_interested",
    pattern:
      /\bwhy (?:would|should|do|on earth would) (?:we|i|anyone|anybody) (?:ever |even )?(?:need|want|pay|buy|use|bother|care|switch|change)\b/,
  },
  stated(
    "wrong_person",
    "\\b(?:outside|beyond|out of|outwith|not (?:with)?in|nowhere near) (?:of )?(?:my|our) (?:area|scope|remit|responsibilit\\w+|role|department|field|control|jurisdiction|brief|patch|lane|expertise|competence|domain|job|sphere|duties)\\b",
    "\\b(?:only|just|merely|nothing but) (?:the|an?) (?:\\w+ )?(?:intern|temp|receptionist|student|apprentice|trainee|driver|cleaner|contractor|volunteer|freelancer|picker|clerk|secretary|assistant|caretaker|porter|guard)\\b",
    "\\b(?:you have|you've|you|this has|have) (?:reached|got|come to|landed (?:in|at|on|with)|written to|found) (?:the |our |a )?(?:legal|hr|payroll|accounts|accounting|press|support|it|help|billing|personnel|sales|marketing|complaints|reception)\\b",
    "\\bi(?:'m| am) an? [\\p{L} ]{2,30}, not (?:an?|the|in|your)\\b|\\bi (?:only|just) (?:do|handle|run|write|look after|deal with|clean|drive|answer|sort)\\b|\\bno (?:\\p{L}+ )?(?:duties|role|part) (?:here|in|at|with|any|$)",
    "^\\W*(?:sorry,? )?(?:not me|wasn't me|isn't me|you don't want me|not mine)\\b|\\b(?:i'm|i am|i work|i sit|i only work) (?:only |just )?(?:in|with|for) (?:the )?(?:accounting|accounts|payroll|finance|hr|marketing|sales|it|research|customer service|support|reception|design|engineering|admin\\w*)\\b(?=\\W*(?:$|,|not\\b|and (?:have|don't|do not|not)|so\\b))",
    "\\bthis is (?:the |our )?(?:press|legal|hr|accounts|accounting|support|help|billing|payroll|complaints|personnel) (?:office|team|department|dept|desk|line|inbox|mailbox)\\b|\\bthis is (?:the )?(?:reception|switchboard|front desk)\\b",
    "\\b(?:wrong|different|another) (?:\\p{L}+ )?(?:bruno|company|firm|business|branch|site|office|address|door|shop|person of that name)\\b(?! size)(?=[^.!?]{0,12}(?:[.!]|$))|\\bnot the (?:\\w+ )?(?:person|one|man|woman|guy|contact|department|team|office) (?:for|to|who|you)\\b|\\b(?:not|n't|never) (?:\\w+ )?(?:my|our) (?:circus|problem|pigeon|business|concern|bag|patch|lane|baby|beat)\\b|\\bnot (?:my|our) (?:\\w+ )?(?:to (?:decide|make|answer)|decision)\\b",
  ),
  {
    kind: "referral",
    pattern:
      /\b(?:is|would be|will be|'s) (?:your|the) (?:man|woman|lady|guy|person|best bet|go-to|contact|one for (?:this|that|you))\b(?! (?:here|to blame))|\b(?:passing|handing|sending|forwarding|transferring|pointing|connecting|introducing|referring) (?:you|this|it)(?: on| over)? (?:to|with) (?!the (?:bin|trash)|spam|junk|my lawyer|our lawyer|you\b)|^\W*(?:looping|copying|adding|tagging|including|bringing|cc'?ing|ccing|introducing)(?: in)? (?!you|me\b|it\b|this|that)\p{L}+/u,
  },
  {
    kind: "referral",
    pattern:
      /^\W*(?:please |just |better )?(?:speak|talk|write|turn) (?:to|with) (?!me\b|us\b|you\b|them\b|the\b|a\b|someone|somebody|anyone|soon|each)\p{L}+(?: \p{L}+)?\W*$|\b(?:better|best|please|rather|should|just|kindly)(?: to)? (?:talk|speak|write|turn|reach out) to (?!me\b|us\b|you\b|the (?:wall|hand)|someone who|somebody who|a wall)\p{L}+|\b(?!i\b|you\b|nobody\b|who\b)\p{L}+ is the (?:right|best|correct|proper) (?:person|one|contact|man|woman|address|place)\b|\b(?:colleague|team|boss|manager|somebody|someone|director|purchasing|lead)(?: from \w+)? (?:will|is going to|shall) (?:answer|reply|respond|be in touch|get back|contact|write|handle|take (?:it|this))\b|^\W*\+ ?\p{L}+/u,
  },
  { kind: "referral", pattern: /^\W*@\p{L}+/u },
  stated(
    "referral",
    "^\\W*you(?:'ll| will)? (?:want|need|should try|are after|meant) (?!to\\b|a\\b|the\\b|it\\b|this\\b|that\\b|more\\b|my (?:money|details)|me\\b)\\p{L}+(?:,| in | for | instead)|\\b\\p{L}+ (?:in|from|at) (?:the )?(?:purchasing|procurement|finance|operations|ops|hr|it|facilities|safety|logistics|head office|hq|warehouse|legal|marketing|sales|quality|compliance|accounts) (?:decides?|handles?|does|owns|runs|deals?|looks?|buys?|would|is the|will)\\b|\\bask (?:for|after) (?!more|details?|a\\b|an\\b|the\\b|info|price|me\\b|it\\b)\\p{L}+ (?:at|in|on|from)\\b",
    "\\b(?:let|told|informed|notified|alerted|briefed|pinged|nudged|tipped|asked|advised|copied|cc'?d|added|tagged|looped) (?:in )?(?:my|our|the) (?!lawyer|attorney|solicitor|police|it security|provider|isp)(?:[\\p{L}-]+ ){1,4}(?:know|about|of|in|on|here|to)\\b",
    "\\b(?:question|one|matter|topic|thing|job|issue|something|decision|call|subject) for (?:my|our|the) (?!future|team meeting)\\p{L}+",
    "\\b(?:get in touch with|touch base with|hook up with|liaise with|deal with|check with|take it up with|speak with|chat with|go through|go via|reach|contact|try|ask|ring|e-?mail|message) (?:my|our|the) (?:[\\p{L}-]+ ){0,2}(?:deputy|secretary|pa|officer|successor|buyer|foreman|chief|coordinator|co-ordinator|engineer|supervisor|superintendent|landlord|planner|steward|sister company|parent company|head office|hq|agency|office manager|partner|owner|son|daughter|wife|husband|brother|number two|replacement|people|folks|guys|lot)\\b",
    "\\b(?:she|he|they)(?:'s|'ve| has| have|'ll| will)? (?:got|get|have|has|be in touch|take (?:it|this) from|handles?|deals?|decides?|looks? after|reply|answer)\\b[^.!?]{0,20}\\b(?:your (?:e-?mail|mail|message|details|note)|in touch|it from here|from here|with you|back to you|these|such things|this sort)\\b",
    "\\bthe (?:\\w+ )?(?:person|one|lady|man|woman|contact|guy) (?:you (?:want|need)|to (?:ask|contact|talk to|write to|reach)|for (?:this|that)) is\\b|\\b(?:i|we)(?:'ve| have|'ll| will|'m| am)? (?:\\w+ )?(?:put|pass|passed|passing|forward\\w*|hand(?:ed|ing)?|relay\\w*|bounced?|drop(?:ped)?|left) (?:it|this|that|you|your (?:e-?mail|mail|message|note|details))(?: on| over| along| through)? (?:to|with|on|in front of) (?:my|our|the desk|her|his|[\\p{L}]+ in|the (?!bin|trash|spam|junk|folder|side|shelf|back|list|agenda|calendar|diary))",
  ),
  stated(
    "not_now",
    "\\b(?:contract|agreement|licen[cs]e|subscription|term|deal|lease)\\b[^.!]{0,50}\\b(?:ends?|runs? out|expires?|is up|comes? up|renews?|up for renewal|finishes)\\b[^.!]{0,12}\\b(?:in|on|at the end|next|\\d{4}|january|february|march|april|may|june|july|august|september|october|november|december)\\b",
    "\\bplates? (?:is|are) (?:\\w+ )?full\\b|\\b(?:ask|try|ping|write|mail|call|remind|catch|contact) (?:me|us)?(?: again| back)? ?in (?:an?|one|two|three|four|five|six|\\d+) (?:\\w+ )?(?:months?|weeks?|years?|quarters?)\\b|\\bwait (?:until|till|for the)\\b|\\bgive (?:me|us) (?:\\w+ ){1,2}(?:weeks|months|days|quarters)\\b|\\bnext (?:week|month|quarter|year) (?:maybe|perhaps|possibly)\\b|\\b(?:on|against|chasing) (?:an? )?deadlines?\\b",
    "\\bmid-\\p{L}+|(?:^|[,;] )(?:much |maybe |perhaps |a bit |some time |sometime )?later(?: please| maybe| perhaps)?\\W*$|^\\W*(?:please |maybe |perhaps |only |sometime |some time )*(?:after|from|in|around|once|towards|come) (?:the )?(?:easter|christmas|new year|summer|spring|autumn|winter|holidays|audit|peak|move|merger|january|february|march|april|may|june|july|august|september|october|november|december|q\\d|20\\d\\d|next (?:year|quarter|month))(?: please| maybe| perhaps| then)?\\W*$",
    "\\b(?:write|mail|e-?mail|call|ping|contact|try|remind|ask|ring|nudge|catch) (?:me|us|again)\\b[^.!]{0,30}\\b(?:before|prior|ahead of|nearer|closer|beforehand|then)\\b",
    "\\b(?:let's |let us |have to |must |need to |will |to |we |i |'ll )(?:postpone|defer|delay|shelve|table|park|pause|put (?:this|it|that) off|push (?:this|it) (?:out|back)|leave (?:this|it) (?:for|until|till))\\b|\\b(?:other|bigger|too many|more urgent) (?:fires|problems|worries|battles|priorities)\\b|\\bfires? to (?:put out|fight)\\b|\\bfire-?fighting\\b|\\bsnowed under\\b|\\bafter (?:peak|the (?:peak|rush|busy|season|audit|move|holidays|summer))\\b|\\bpeak season\\b|\\bcome (?:back|again) (?:in|when|after)\\b",
    "\\b(?:can't|cannot|can not|won't|will not|not|unable to|don't have time to|no time to)\\b[^.!]{0,40}\\b(?:before|until|till) (?:the |we |our |after |next |january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|new year|q\\d|\\d{4}|summer|spring|autumn)",
  ),
];

/** English refusals, postponements and directions elsewhere, by their frames. */
export const englishRefusals: readonly ReplyRule[] = [...lacks, ...decisions, ...others];
