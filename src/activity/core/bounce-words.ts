import type { BounceReason } from "../contract.ts";
import { closedAbroad, fullAbroad, nobodyAbroad, refusedAbroad } from "./bounce-foreign.ts";

const who =
  "(?:users?|recipients?|mailbox(?:es)?|accounts?|addresses|address(?:ee)?s?|e-?mail|inbox|destination|alias)";
const none =
  "(?:unknown|invalid|non-?existent|not (?:found|known|exist\\w*|valid|listed|recogni[sz]ed|present)|(?:does|do|did)(?: not|n[’']t) exist|undefined|bad)";

/**
 * Words by which servers give a reason. First match wins, so the order is from the particular to the general: what blames us or the route comes before what
 * blames the recipient, because a wrong `unknown_user` ends a contact while a wrong `blocked` only pauses.
 */
export const reasonRules: readonly (readonly [BounceReason, RegExp])[] = [
  [
    "authentication",
    /\b(?:spf|dkim|dmarc)\b.{0,80}\b(?:fail|not (?:pass|align|authori|permit|valid)|reject|violat|check|unauthenticated|policy)|\bunauthenticated (?:e-?mail|mail|message|sender)|not authori[sz]ed to send (?:mail|e-?mail)? ?(?:from|for|on behalf)|sender id .{0,20}(?:fail|not)|does not pass authentication|5\.7\.(?:20|21|22|23|24|25|26|27|515)\b|(?:ptr|reverse dns|rdns)\b.{0,60}(?:record|missing|required|not|fail|invalid)|(?:no|without|missing|invalid|fix) (?:a )?(?:ptr|reverse dns|rdns)/,
  ],
  [
    "rate_limited",
    /too many (?:\w+ )?(?:messages?|mails?|e-?mails?|connections?|recipients?|concurrent|sessions?|errors?|commands?|invalid)|(?:rate|hourly|daily|sending|message) ?(?:limit|quota)s?\b.{0,40}(?:exceed|reach|appli)|exceed\w* (?:the )?(?:rate|maximum (?:number|rate)|hourly|daily|sending)|receiving mail (?:at a rate|too quickly)|throttl|slow down|(?:temporarily|is being) rate.?limited|try again later.{0,30}rate/,
  ],
  // A delivery program on their side that failed: what it says of users and files is about itself.
  ["system", /\b(?:procmail|maildrop|command (?:died|output)|local delivery agent|mailbox file)\b/],
  [
    "mailbox_full",
    /\bquota-issues\b|\bno (?:room|space) (?:left|in|for)\b|\b(?:over|exceed\w*|out of|above|insufficient|not enough|no|storage|disk|mailbox)\b.{0,25}\b(?:quota|storage|disk ?space|space|full|allocation)\b|quota.{0,25}(?:exceed|full|reach|over)|(?:mailbox|inbox|account|mail ?box|mailfolder|user|recipient|maildir).{0,20}(?:is |has been |was )?(?:full|overquota|over quota|out of storage)|mailbox size (?:limit|exceed)|(?:mailbox|mail ?folder|mail ?drop|recipient's)\b.{0,40}exceed\w*|size of (?:the )?mailbox|mailbox has exceeded|quotaexceeded|メールボックス.{0,12}(?:一杯|いっぱい|容量)|容量.{0,8}(?:超|不足)|邮箱.{0,6}满|信箱.{0,6}滿|메일함.{0,10}(?:가득|초과)|postfach.{0,20}(?:voll|überfüllt)|(?:boîte|bo[iî]te aux lettres).{0,30}pleine|buz[oó]n.{0,30}llen[oa]|casella.{0,30}piena|caixa.{0,30}cheia|ящик.{0,20}переполнен|skrzynka.{0,30}(?:pełna|przepełniona)/,
  ],
  ["mailbox_full", new RegExp(fullAbroad)],
  [
    "too_big",
    /(?:message|mail|size|body|data|header|attachment|e-?mail).{0,30}(?:too (?:large|big)|exceeds?.{0,30}(?:size|maximum|limit|length)|larger than|over (?:the )?(?:maximum|limit))|(?:maximum|max|fixed) (?:message )?size|message size|size limit|552 5\.3\.4|\b5\.3\.4\b/,
  ],
  [
    "blocked",
    /\bpolicy-related\b|\bip=[\d.]+ - a problem occurred|\binvalid-sender\b|\bbatv\b|backscatter|\b(?:(?:mail ?)?from|sender|return.path|reverse.path)(?:'s)?:? ?(?:e-?mail )?(?:domain|address|host)\b.{0,60}(?:(?:does not|doesn't|must) exist|not found|unknown|invalid|(?:not|cannot) (?:be )?resolv)|sender (?:is )?(?:unknown|invalid)|invalid sender|block ?-?list|black ?-?list|\brbls?\b|\bdnsbl|spamhaus|spamcop|barracudacentral|sorbs|uceprotect|senderbase|(?:poor|bad|low) (?:ip |sender |domain |e-?mail )?reputation|reputation.{0,30}(?:poor|bad|low|policy)|(?:your|client|connecting|sending|source|this|the) (?:ip|host|server|network|domain|address|mta|system)\b.{0,60}(?:block|list|ban|reject|refus|denied|not allowed|prohibit|dynamic|residential)|(?:ip|host|client|server|network|sender|connection|access) ?(?:address)?[^a-z]{0,20}[\d.:]{0,40}.{0,20}(?:is|was|has been|have been)? ?(?:temporarily |currently )?(?:block|ban|listed)|dynamic (?:ip|address|host)|generic (?:ip|hostname|rdns)|(?:connection|access) (?:refused|denied|rejected|dropped).{0,30}(?:ip|by|from|your|polic)|sender(?:'s)?(?: address| domain)?.{0,30}(?:reject|denied|refused|block|not (?:accept|exist|found|verif)|verif\w+ fail|invalid)|bad sender|(?:unable|could not|cannot|can't) (?:to )?verify (?:the )?sender|domain of sender|(?:helo|ehlo).{0,50}(?:reject|invalid|refus|not|required|denied|need|fake|forg)|bogus helo|invalid hostname|you are not allowed|not accept\w* (?:mail|messages?|connections?) from (?:your|this|dynamic|the host)|we do not accept mail from/,
  ],
  [
    "unknown_user",
    new RegExp(
      [
        `\\b${who}\\b(?: ?(?:name|address|account|id))?[^a-z]{0,5}(?:<?\\S{1,80}>?[^a-z]{0,5})?(?:is |are |was |were |has been |could |can)?(?: ?an?)?\\s?${none}`,
        `\\b${none} (?:local |to |virtual |final |destination )?(?:${who}|local.?part|to address|rcpt)\\b`,
        `\\bno (?!valid recipients were)(?:such|valid|known|matching|mail ?box|account|local) ?(?:${who}|person|here|local|virtual|name|entry|one|by that|rcpt|for)`,
        `\\b(?:there is|have|has|with|find|is) no (?:such )?(?:${who}|person)(?: by| with| here| named| for)`,
        `(?:can ?not|can't|could not|couldn't|unable to|failed to) (?:be )?(?:find|found|look ?up|locate|located|resolve|verify|validate) (?:the |this |that |your |any )?(?:${who}|local.?part)`,
        `\\b(?:recipient|user|address|mailbox) ?(?:<\\S{1,80}>|\\S{1,80}@\\S{1,80})? ?(?:address )?(?:rejected|refused|denied): ?(?:undeliverable|unknown|no such|user|recipient|invalid|not found|address (?:unknown|not))`,
        "\\bno (?:user|one|mailbox|account|recipient|employee) (?:with|by|of|under) (?:that|this) (?:name|address)|\\b(?:address|mailbox|account|user|recipient)\\b.{0,30}\\b(?:no longer (?:in use|used|exists?|active here|valid)|(?:was|has been|is) (?:removed|deleted|purged)(?! from (?:your|the) list))|\\b(?:ex-?employee|has left (?:the|our|us)|left the (?:company|organi[sz]ation|firm|school|university))",
        `\\bnobody (?:is )?(?:here |there )?(?:called|named|by|with|at|of)\\b|\\bwe (?:have|know|host) (?:no|nobody|none)(?: (?:such )?(?:${who}|person|one)| called| named| by)\\b|\\b${who}\\b.{0,80}\\b(?:is|was|are|were|has)(?: not|n't| never)(?: been)? (?:registered|created|hosted|provisioned|configured|set up|on this|in use|assigned|one of our|ours|a (?:user|customer|member|subscriber))|\\bnever (?:created|existed|heard of)\\b|\\bno (?:mailbox|account|user|recipient|address) (?:named|called|with|by|for|under|\\S{1,64}$)|\\b(?:person|employee|user|recipient) (?:does not|doesn't) work\\b`,
        "not listed in (?:\\w+ ){0,2}(?:public |domino )?(?:directory|name|address book|users?)|user unknown|unknown user|unknown recipient|unknown address|unknown local|unknown (?:or illegal )?alias|unrouteable address|unroutable address|nosuchuser|recipnotfound|recipientnotfound|resolver\\.adr\\.(?:ex)?recip(?:ient)?notfound",
        `not (?:a )?(?:valid|known|existing|local|listed|our|in (?:the|our)) ?(?:${who}|customer|directory|user ?base)`,
        "(?:doesn[’']t|does not|did not|don[’']t) have (?:a|an|any) (?:\\S+ )?(?:account|mailbox|user|address)|no longer (?:exists?|valid|with|at|works?|employed|here|on (?:this|our))|not our customer|(?:couldn't|could not|wasn't|was not) be found|isn[’']t (?:a )?(?:valid|known|found)|not a user here|has moved|address (?:has )?changed|(?:mail|messages?) to (?:<\\S+>|this (?:address|user|recipient)) (?:is |are )?not (?:accepted|deliver)|badly formatted address|bad destination (?:mailbox|email)|user \\S{1,80} (?:not known|not found|does not exist)|email address (?:that )?you (?:entered|tried|are trying)",
        `\\b${who} (?:that )?you (?:have )?(?:tried|were trying|are trying|attempted) to (?:reach|contact|send)\\b.{0,40}${none}`,
        "\\b(?:user ?id|userid)\\b.{0,4}(?:unknown|invalid|not found)|(?:invalid|unknown|illegal|no such) (?:\\w+ ){0,2}(?:user ?id|mailbox|local.?part)|\\bis not (?:a )?(?:known|recogni[sz]ed)\\b|recipient name is not recogni[sz]ed|no mailbox here",
        "\\bbad-mailbox\\b|(?:bad|valid)rcptto|badrecipientto|envelope recipient has been denied|cuda_nsu|missing home directory|(?:no longer|not) on (?:the |this )?server",
        "@\\S{1,80}[^a-z]{0,6}(?:user |address )?(?:does not|doesn't|did not) exist|\\bnot an? (?:active|valid|existing|known) (?:e-?mail )?(?:address|mailbox|account|user)|recipient (?:is )?not (?:local|ok)\\b",
        "\\bno (?:mail ?box(?:es)? (?:found|available)|one (?:here )?(?:at|by) )|recipient (?:address )?(?:cannot be verified|verification failed)|would be undeliverable|(?:address|mailbox|account|user) does not receive|final delivery user|unavailable or (?:does not|doesn't) exist",
        nobodyAbroad,
      ].join("|"),
    ),
  ],
  [
    "mailbox_inactive",
    /\binactive-mailbox\b|(?:mailbox|account|user|address|recipient|e-?mail).{0,40}(?:disabled|inactive|suspended|deactivated|expired|locked|closed|discontinued|terminated|frozen|dormant|not (?:active|enabled)|deleted|cancel+ed|abandoned|administratively)|(?:disabled|inactive|suspended|deactivated|discontinued|dormant|locked|closed) (?:user|account|mailbox|recipient|address)/,
  ],
  ["mailbox_inactive", new RegExp(closedAbroad)],
  [
    "relay_denied",
    /\brelaying-issues\b|relay(?:ing)? (?:\S+ )?(?:access )?(?:denied|not (?:permitted|allowed)|prohibited|is not|restrict|attempt)|(?:unable|not (?:permitted|allowed)|cannot|refus\w+|don't|do not) (?:to )?relay|not (?:a )?(?:local|relay) (?:domain|host)|rcpthosts|we do not relay|no relay/,
  ],
  [
    "unknown_domain",
    /\bbad-domain\b|(?:host|domain|mx|server|name service|dns|system).{0,25}(?:unknown(?![.\w[-])|not found|(?:does not|doesn't) exist|invalid|no (?:such|mx|a record|valid|dns)|(?:could not|couldn't|cannot|can't) be (?:found|resolved)|lookup (?:fail|error)|nxdomain)|(?:unknown|no such|invalid|illegal|non-?existent|bad) (?:mail )?(?:host|domain)|(?:couldn't|could not|cannot|can't) find (?:any|a) (?:host|mail|mx|domain)|no (?:mx|mail exchange)|null ?mx|domain name not found|nxdomain|indicated no smtp service|domain is not reachable|domain must exist|unrouteable mail domain|no mail hosts for|name or service not known|all relevant mx records point to non-?existent|(?<!\b(?:user|mailbox|account|recipient|address) (?:does |do |can |will )?)not accept (?:any )?(?:mail|e-?mail)(?: at all)?\b/,
  ],
  [
    "content",
    /\b(?:virus|content)-related\b|\b(?:virus|malware|infected|phish\w*|banned (?:file|attachment|content)|prohibited attachment|attachment.{0,30}(?:not allowed|block|type|prohibit)|executable|forbidden (?:file|content))\b|(?:invalid|illegal|missing|malformed|duplicate|syntax|bad|non[- ]rfc|not rfc|violat\w+|multiple).{0,30}(?:header|from:|message-id|mime|8bit|rfc ?\d+ (?:complian|2822|5322)|character)|header.{0,30}(?:invalid|missing|malformed|syntax)|not rfc.{0,6}\d+ compliant/,
  ],
  [
    "filtered",
    /\bspam-related\b|\bspam|unsolicited|bulk (?:mail|e-?mail)|junk|(?:message|mail|content|e-?mail|transaction|delivery).{0,50}(?:reject|refus|block|den[yi]|filter|prohibit|unacceptable|not (?:accept|allow|permit)|quarantin|disapprov)|content (?:filter|polic|restrict|reason)|filter(?:ed|ing)|(?:policy|security) (?:reason|violation|restriction|reject|rule)|violat\w+.{0,20}polic|administrative(?:ly)? (?:prohibit|refus|reject|den)|not (?:allowed|permitted|authori[sz]ed) to send|permission to (?:send|post)|(?:refus|reject|declin)\w*.{0,30}(?:recipient|sender|user)|access denied|(?:only|restricted).{0,30}(?:members|senders|internal|list)|restricted|rejected by|message refused|resolver\.rst\.|policy/,
  ],
  ["filtered", new RegExp(refusedAbroad)],
  [
    "expired",
    /\bmessage-expired\b|(?:queue|retry|delivery|message|retr(?:y|ies)|been in|transmission).{0,40}(?:too long|time ?-?out|timed? out|expired|exceeded|for (?:more than )?\d+ (?:hours|days)|period|retries)|given up|giving up|retry time not reached|(?:could not|not) be? ?delivered (?:within|for|after) \d+|delivery (?:time|attempt)s? (?:expired|exceeded)|expired/,
  ],
  [
    "network",
    /\b(?:no-answer-from-host|bad-connection|routing-errors)\b|connect(?:ion|ing|ed)?\b.{0,40}(?:refused|timed? ?-?out|reset|lost|dropped|closed|broken|fail|unreachable|abort|with)|(?:unable|not able|could ?n[o']t|cannot|can't|failed|wasn't able) (?:to )?(?:establish|connect|contact|reach|open)|(?:network|host|server|system).{0,25}(?:unreachable|not (?:respond|reachable|available|accepting)|is down|unavailable)|no route to host|operation timed out|timeout|timed out|tls|starttls|certificate|ssl|mail (?:for \S+ )?loops? back|too many hops|routing loop|mail loop|loop (?:detected|count)|hop count|name server|bad (?:connection|dns)|dns (?:timeout|error)|socket|alarm/,
  ],
  [
    "system",
    /(?:local|internal|system|server|configuration|database|disk|i\/o|resource|temporary|ldap|lookup|mailer|software|unexpected|pipe|command|program).{0,25}(?:error|fail|problem|crash|unavailable|exit|died|output|not available)|(?:service|server|system|mailbox|resource|address).{0,20}(?:unavailable|not available|busy|disabled|temporarily|overload)|insufficient (?:system|main|memory)|out of memory|cannot (?:open|create|append|write|allocate|exec|update)|can't (?:open|create|write|exec)|unable to (?:open|create|write)|read-only|no space left|greylist|grey-list|try (?:again )?later|mailer error/,
  ],
];
