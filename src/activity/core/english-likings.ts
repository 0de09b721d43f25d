import type { ReplyRule } from "./reply-phrases.ts";

/** A whole sentence that is one imperative: "Send it.", "Continue!", "Show us". Only who wants it gives such orders. */
const order =
  "(?:send|share|show|continue|proceed|shoot|fire|go on|go|carry on|explain|elaborate|tell|sell|pitch|impress|convince|enlighten|try|demo|forward|give|ship|bring|hit)";
const what =
  "(?:it|this|that|them|these|one|some|me|us|away|ahead|over|along|through|on|here|now|then|please|pls|more|to (?:me|us)|for (?:me|us)|the (?:deck|info|details|link|video|price list|pdf|brochure|rest)|by all means)";

const wants: readonly ReplyRule[] = [
  {
    kind: "interested",
    pattern: new RegExp(
      `^[^\\p{L}\\p{N}]*(?:(?:ok|okay|alright|all right|sure|fine|well|right|yes|yeah|go on|please|pls|then|so|and|just|do),? ?)*${order}(?: ${what}){0,4}[^\\p{L}\\p{N}?]*$`,
      "u",
    ),
  },
  {
    kind: "interested",
    pattern:
      /\b(?:sell|pitch|prove|demo|show|explain|run|walk|talk|lay|bring|spell|break) (?:it|this|that) (?:to|past|by|down for|out for|for) (?:me|us)\b|\b(?:wouldn't|would not|don't|do not|won't) (?:\w+ )?mind (?:a|an|one|some|the|more|seeing|hearing|having|trying|getting|learning|knowing|taking|reading|watching|looking|if you|knowing|another|giving|being shown)\b|\blet'?s (?:see|hear|try|have|look|test|watch|take|give|dig|explore|start|pilot|find out) (?:it|this|that|one|them|a|an|the|what|how|where|more|into|at|some)\b|\b(?:a |that's |it's |that is |it is )(?:definite |big |clear |cautious |tentative |qualified |provisional |firm |hard |resounding )*yes\b(?! but| to (?:remov|unsub|tak))/,
  },
  {
    kind: "interested",
    pattern:
      /^\W*(?:a |big |definite )*(?:yes|yep|yeah|aye|ja) to (?:a|an|the|that|this|both|all|it|your|seeing|hearing|trying|more)\b(?! (?:remov|unsub|delet))|\b(?:might|may|could|would|will|should|can|does) (?:\w+ly |just |well |actually |perhaps )*(?:solve|fix|cure|end|ease|answer|address|save|spare|help|suit|work for|fit|be (?:something|one|worth|just|exactly|what)|come in handy|do the trick)\b(?= (?:with )?(?:us|our|my|a|the|me|with|for|what|some|everybody|both|handy)\b)(?![^.!?]{0,40}\b(?:someone|somebody|others) else)|\b(?:caught|catch|found|got) (?:me|us) (?:at|in) (?:just |exactly )?(?:the|a) (?:right|good|perfect|best|ideal)\b|\b(?:at )?(?:just |exactly )?the right (?:moment|time)\b|\bwhat (?:do|would|else do) you need (?:to know|from)\b|\b(?:what|where) do (?:we|i) (?:need to )?(?:do|start|begin)\b|\b(?:when|how) (?:do|can|could|shall) (?:we|i) (?:start|begin|sign|get (?:going|it|this|one)|try|order|buy|have it)\b/,
  },
  {
    kind: "interested",
    pattern:
      /\bsounds? (?:fab|ace|lush|sweet|awesome|lovely|nice|super|solid|neat|grand|brill|brilliant|ideal|terrific|wonderful|excellent|clever|smart|tempting)\b|\b(?:we|i)(?:'d| would| could) (?:\w+ )?(?:consider|look at|think about|go for) (?:it|this|that|one|an? (?:trial|pilot|demo))\b|\b(?:are|am|we're|i'm) (?:\w+ )?(?:considering|looking at|evaluating|exploring|comparing|shortlisting) (?:something|such|options|apps|tools|this|vendors|solutions|systems|exactly)\b|\bput (?:me|us) down for (?:an?|the|one)\b|\b(?:details|info\w*|pricing|prices?|quote|brochure|deck|demo|link|video|sample|specs?|particulars) (?:please|pls|plz)\b|(?<!(?:think|would|if|suppose|do|did|must|should) )\b(?:i|we) (?:really |so |badly |definitely |do |all )*(?:want|need|love|like) (?:this|that|it|one|these|exactly|something like)\b(?! (?:to|like a|gone|off|out|removed|deleted|stopped|about|no|here|as it|without|the way|kind|sort|less|the least))|^\W*(?:yes|yep|yeah|sure|absolutely),? (?:for|with|at) (?!now|once|last)/,
  },
  {
    kind: "interested",
    pattern:
      /(?:'d|would) (?:like|love|want|take|have|order|need) (?:one\b(?! (?:thing|less|fewer))|two\b|some (?!peace|quiet|rest)|a (?:few|demo|trial|sample|look|copy|quote|go|test|pilot|closer|call|chat|walk))|\b(?:want|wants) in\b(?=\W*$|,)|\b(?:would|'d) (?:really |very much |absolutely )?(?:love|appreciate|welcome|enjoy) (?:an? (?!break|world|day|week|life|refund|rest|end)|some (?!peace|quiet|rest)|the (?!chance to (?:never|stop)|end)|more\b|one\b|details|info)|\b(?:have|got|has) (?:my|our) (?:ear|ears|attention|interest|vote|blessing)\b|\blet'?s (?:do|run|book|arrange|set up|go for|make|get) (?:an?|the|it|this|one)\b|\b(?:might|may|could|do|would|definitely|certainly) (?:well )?have (?:a |some |good )?use for\b|\b(?:definitely|certainly|surely|absolutely|maybe|possibly|probably|perhaps|really|clearly|just|might be|could be|that's|this is) (?:something for (?:us|me|our)|one for (?:us|me))\b|\bwhat(?: have|'ve) you got\b(?! (?:against|to lose|to do))/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:drop|shoot|send|write|give|ping|mail) (?:me|us) (?:an? |some |the |your |more |any )(?:\w+ )?(?:line|note|mail|e-?mail|message|quote|offer|sample|copy|link|details|info\w*|overview|example|proposal|one-pager|price\w*|brochure|deck|demo)\b|\b(?:sounds?|looks?|seems?|feels?) like (?:something|exactly|just|what we|a (?:good|great|nice|fit|plan|winner))\b(?! (?:a |an )?(?:scam|spam|bot|joke|hassle|waste|nightmare))|\blet (?:me|us) (?:see|have|try|hear|test|get) (?:an?|the|your|some|more|one) (?!(?:look|think|chat|word|night|day|minute|moment) )|\bwhere (?:do|can|should) (?:i|we) sign\b(?! off| out)|\b(?:take|shut up and take) my money\b|\bi'?m in\b(?=\W*$)|\bwe'?re in\b(?=\W*$)|\bcount (?:me|us) in\b|\b(?:i|we)(?:'d| would)? (?:could|can|really|badly|desperately|sure) (?:do with|use|need) (?:this|it|that|one|something|exactly)\b|\b(?:been|was|were|are|am|we're|i'm) (?:\w+ )?(?:looking|searching|hunting|shopping) (?:for|around for) (?:exactly |just |precisely )?(?:something like|this|that|such|exactly|one|it|a)\b|\b(?:worth|deserves) (?:a )?(?:try|trying|a go|a shot|a test|testing|seeing|pursuing)\b|\b(?:happy|willing|ready|prepared|glad|open|inclined) to (?:try|test|give|trial|pilot|have|hear|look|see|run|be (?:shown|convinced|persuaded))\b|\b(?:i'?d|we'?d|i would|we would) (?:\w+ )?(?:give (?:it|this) a|take (?:a|one|two|it)|sign|buy|try|go for)\b/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:das )?(?:konnte|ware|klingt nach) (?:et)?was fur (?:uns|mich)\b|\b(?:zeigen|schicken|erzahlen|senden) sie (?:mal|es|ruhig|gern\w*|her|mir mal|uns mal)\b|\bimmer her damit\b|\bca (?:pourrait|peut) nous (?:servir|aider|interesser)\b/,
  },
];

const hour = "(?:\\d{1,2}(?:[:.]\\d\\d)?|noon|midday|lunch|five|six|four|three|two|one|nine|ten|eleven)";
const day = "(?:monday|tuesday|wednesday|thursday|friday|tomorrow|today|next week)";
const meetings: readonly ReplyRule[] = [
  {
    kind: "meeting",
    pattern: new RegExp(
      [
        "(?<!(?:not|n't|never|no) )(?<!\\p{L})(?:phone|ring|call|dial|try|text|reach|whatsapp|buzz) (?:me|us|my (?:mobile|cell|desk|line|phone))\\b[^.!?]{0,30}(?:\\+?\\(?\\d[\\d ()-]{6,}\\d|\\bany ?time\\b|\\b(?:after|before|around|between|from|at|until|till|past) (?:about )?" +
          hour +
          "\\b)",
        `\\b(?:till|until|after|before|from|past|around|at) ${hour}\\b[^.!?]{0,30}\\b(?:can|could|free|able to|happy to|then)\\b[^.!?]{0,10}\\b(?:talk|chat|speak|call|meet|zoom)\\b`,
        `\\b(?:can|could|free to|able to|happy to|available to) (?:talk|chat|speak|take a call|meet|zoom|do a call|jump on)\\b[^.!?]{0,12}\\b(?:after|before|from|until|at|around|till|past) ${hour}\\b`,
        `\\bsee you (?:at ${hour}|on (?:zoom|teams|meet|monday|tuesday|wednesday|thursday|friday|the \\d)|then|there|tomorrow|monday|tuesday|wednesday|thursday|friday|next week)\\b`,
        `^\\W*(?:meeting|call|slot|appointment|demo|time|date) (?:is |has been )?(?:confirmed|accepted|booked|set|saved)\\b|^\\W*confirmed\\b|\\brunning (?:\\w+ ){0,3}late\\b|\\bstart (?:at|from) ${hour}\\b`,
        "\\b(?:swing|stop|drop|come|pop) (?:by|in|over|round|around)(?: \\w+)? (?:on )?DAYS\\b|\\bbooked (?:\\d+|some|half|an?|fifteen|thirty|ten|twenty) (?:\\w+ )?(?:minutes?|mins?|hour|slot|time|call)\\b|^\\W*(?:how(?:'s| is| about)|what about|say|maybe|try)? ?(?:this |next )?DAYS(?: (?:morning|afternoon|evening|at \\S+|\\d\\S*|then|instead|work\\w*)){0,2}\\?\\W*$|\\b(?:i'll be|i am|i'm|we're) (?:at my desk|in the office|reachable|here|around) (?:till|until|from|between|after|on|tomorrow|all day)\\b".replaceAll(
          "DAYS",
          day,
        ),
        `\\b(?:zoom|teams|call|meet|chat|coffee|lunch|phone) (?:at|around) ${hour}\\b`,
        "^\\W*(?:that's |it's |all |we're |you're )?(?:booked|scheduled|invite accepted|meeting accepted|slot booked|invitation accepted)\\b(?! (?:up|out|solid|until|till|all|elsewhere))|\\b(?:booked|picked|grabbed|chose|taken|took|selected|reserved) (?:a |the |your |us |you |my )?(?:\\w+ )?(?:slot|time|call|demo|meeting|spot)\\b",
        "\\b(?:has |have |i |we )?accepted (?:this|the|your|an?) (?:\\w+ )?(?:event|meeting|appointment|invitation|invite|calendar|call|request)\\b",
        "(?<!(?:not|n't|no|cancel) )\\b(?:our|the|your|tomorrow's|today's|monday's|tuesday's|wednesday's|thursday's|friday's) (?:call|meeting|demo|appointment|session|chat|zoom|slot)\\b[^.!?]{0,25}\\b(?:is|at|on|starts?|today|tomorrow|still on|confirmed)\\b(?= (?:at|on|for|today|tomorrow|still|confirmed|in|\\d))",
        "\\bgive (?:me|us) a (?:call|ring|bell|buzz|shout|tinkle)\\b(?! (?:if|in (?:january|february|march|april|may|june|july|august|september|october|november|december|q\\d|spring|summer|autumn|the new)|next (?:year|quarter|month)))|\\b(?:move|push|shift|bring|change|reschedule) (?:it|this|the|our|my|tomorrow's|today's)(?: \\w+)? (?:call|meeting|chat|demo|slot|appointment)\\b[^.!?]{0,20}\\b(?:to|until|till|by|back|forward|earlier|later)\\b",
      ].join("|"),
      "u",
    ),
  },
  {
    kind: "meeting",
    pattern: new RegExp(
      [
        "\\b(?:dial[- ]?in|(?:meeting|zoom|teams|video|call|meet|webex|join|conference)(?:ing)? (?:link|id|details|url|room|number)|passcode)\\b|\\b(?:in|to|on) (?:my|our|the) (?:diary|calendar) (?:for|at|on)\\b|\\b(?:works?|suits?|fine|good|perfect) for (?:a )?(?:call|chat|meeting|demo|zoom)\\b",
      ].join("|"),
      "u",
    ),
  },
];

const asking: readonly ReplyRule[] = [
  {
    kind: "question",
    pattern:
      /^\W*(?:(?:and|so|but|also|hi|hello|quick one|quick question|question)[,:]? )*(?:is|are) (?:there |an? |the |your |it |any |this )[^.!]{3,60}\b(?:available|included|possible|supported|required|needed|extra|secure|certified|compatible|free|safe|enough|compliant)\W*$|^\W*(?:does|do|can|could|will) (?:it|your \w+|the (?:app|tool|software|system|price)|you guys) (?:\w+ ){1,12}\w+\W*$|^\W*(?:what|how|which) (?:about|if|does it|much|many|long|languages?|devices?|platforms?|countries|integrations?|erp|wms)\b(?!.*\b(?:emails?|mails?|times|messages)\b)/,
  },
  {
    kind: "identity_question",
    pattern:
      /\b(?:did|does|has|was|is) (?:an?|some|any|this|it) (?:\w+ )?(?:by )?(?:an? )?(?:person|human|bot|machine|computer|robot|ai|software|script|someone real)\b(?=[^.!]{0,25}(?:wr|sen[dt]|typ|read|behind|generat|\?))|\bwho (?:pointed|told|recommended|referred|sent|directed|put|introduced|suggested|mentioned|steered|tipped) you\b|\b(?:what|which|whose) (?:company|firm|business|organi[sz]ation|outfit|agency) (?:is (?:this|that|it)|do you|are you|sent|were)\b|\bwho (?:do|is it|does) (?:you|this|that) (?:work|represent|act|belong|speak)\b|\bwho(?:'s| is| are) (?:behind (?:this|it|outbound)|writing|asking|outbound|sending)\b|\b(?:where|what) (?:are|is) you(?:r company)? (?:from|calling from|based|writing from)\b|\bdo (?:we|i) have (?:a|some|any) (?:history|relationship|business|connection)\b|\bwhere did (?:my|this) (?:name|address|e-?mail|details?|contact)\b|\bwhy (?:did|do|are|would) you (?:pick|choose|contact|pick on|write|writing|think of|single)\b[^.!]{0,12}\b(?:me|us)\b/,
  },
];

/** English wishes to hear more, to meet and to know, by their frames. */
export const englishLikings: readonly ReplyRule[] = [...wants, ...meetings, ...asking];
