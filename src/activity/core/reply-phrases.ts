import type { ReplyKind } from "../contract.ts";

/** One way in which a reply says what it is; text is a folded sentence, or the whole reply where `whole` is set. */
export interface ReplyRule {
  readonly kind: ReplyKind;
  readonly pattern: RegExp;
  readonly whole?: boolean;
}

const vendor =
  "(?:vendor|provider|supplier|solution|tool|system|partner|agency|anbieter|dienstleister|losung|lieferant\\w*|fournisseur|prestataire|outil|proveedor|solucion|herramienta|fornitore|soluzione|strumento|fornecedor|solucao|ferramenta|leverancier|oplossing|partij|dostawc\\w+|rozwiazani\\w+|leverantor|losning|leverandor)";

/** Reasons that people give for a no: they have another, see no use, have no money, wish luck and leave. */
const refusals: readonly ReplyRule[] = [
  {
    kind: "not_interested",
    pattern:
      /^\W*(?:oh |ah )?(?:great|wonderful|fantastic|lovely|brilliant|wow|joy|yay|super),? (?:just what|another|one more|yet another|more (?:ai|spam|tools|bots))|\byou lost me\b|\bhated it\b|\bover (?:our|my) heads?\b|\bwent elsewhere\b|\bnot (?:your|the) (?:target|ideal|right) (?:group|audience|customer|client|market|profile|company)|\bnot solve an?\b|\b(?:have|got) (?:that|this|it) (?:all )?(?:solved|handled|sorted|under control|figured out|done)\b|\b(?:director|boss|manager|board|team|ceo|cfo|cto|management|wife|husband|partners?|he|she|they) (?:has |have )?(?:said|says|say|voted|ruled) (?:no\b|against|it out|it down)|\b(?:won't|will not|not going to|never) (?:be )?(?:us(?:e|ing)|adopt|sign|spend|switch|change|buy|pay|move|replace|need|using|taking|pursu|proceed|going (?:ahead|further|forward|with))(?:ing)?\b|\bbudget (?:is|was) (?:zero|gone|cut|spent|nil|0)\b|\bcontract (?:runs|lasts|is valid|goes on)\b|^\W*(?:but )?(?:we|i|it|they|he|she) (?:don't|do not|doesn't|can't|won't|aren't|isn't|haven't|didn't)\W*$/,
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:we|i) (?:already )?(?:have|'ve got|have got|employ|pay) (?:a|an|our own|someone|somebody|people|one|two|three) (?:[\w-]+ ){0,4}?(?:who|that|to) (?:does?|handles?|takes? care|looks? after|do) \b|\b(?:don't|dont|do not|didn't|doesn't) (?:\w+ )?want (?:it|this|that|any|your|one|another)\b|\bwhen (?:pigs|hell)\b|\bin your dreams\b|\bso (?:it's |that's |it is |that is )?(?:a )?no\W*$|\bno (?:business )?case (?:for|here)\b|\bhas no business case\b|\b(?:someone|somebody|people) with (?:money|a budget|time)\b|\b(?:we've|we have|i've) (?:got )?none\b|\b(?:a|hard|it's a) pass\b(?! (?:on|along|rate|word))|\bnever will\b|\b(?:not|n't) (?:take|taking) on (?:new|any|more)\b|\bno more (?:vendors|tools|suppliers|software|subscriptions|systems|logins)\b/,
  },
  {
    kind: "not_interested",
    pattern: /^\W*(?:no|nope|not|never|nein|non|nee|nej|nei|nie|nao|hayir)\W*$/,
  },
  {
    kind: "not_interested",
    pattern: new RegExp(
      `\\b(?<!(?:\\bi|we|hate|dislike|(?:unhappy|frustrated|struggling|disappointed|stuck|fed up|done) with|(?:replac|leav|ditch)\\w+|(?:away|off) from|sick of|tired of) (?:our |my |the )?)(?:another|different|other|existing|current|own|andere\\w*|bestehende\\w*|eigene\\w*|autre|otro|otra|altro|altra|outro|outra|inn\\w+|annan|annen|egen) ${vendor}\\b`,
    ),
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:(?:staying|stay|sticking|stick|signed|going|happy|satisfied|committed|locked in) with|no (?:budget|appetite|plans?|intention|capacity|room|money|value|benefit|reason) (?!until|till|before|this|right|for now)|(?:do not|don't|doesn't|can't|cannot|fail to) see (?:the |a |any |much |how )?(?:value|need|benefit|fit|point|use|this|it)\b|decided (?:against|to build|to stay|to keep|to go)|(?:good|best of) luck\b|not something (?:we|i|for)|not (?:our|my) (?:cup|thing))/,
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:(?:kein|ohne) budget|(?:sehe|sehen) (?:wir |ich )?(?:da |darin |fur uns |hier )*kein\w* (?:nutzen|mehrwert|bedarf|sinn|vorteil)|(?:selbst|selber|intern) (?:gebaut|entwickelt|gelost)|(?:dagegen|anders) entschieden|viel (?:erfolg|gluck)|bleiben (?:dabei|bei)|zufrieden mit)\b|\b(?:pas de budget|(?:ne )?(?:vois|voyons) pas (?:l'interet|l'utilite|la valeur|ce que)|nous avons (?:choisi|opte|signe|developpe|internalise)|developpe en interne|bonne (?:continuation|chance)|satisfaits? de)\b/,
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:(?:sin|no hay|no tenemos) presupuesto|no (?:veo|vemos) (?:el|la|que|utilidad|valor)|hemos (?:firmado|elegido|decidido|optado|desarrollado)|(?:buena|mucha) suerte|contentos con)\b|\b(?:(?:nessun|niente|senza|manca il|non abbiamo) budget|non (?:vedo|vediamo) (?:il|un|l'|che|valore|utilita)|abbiamo (?:scelto|firmato|deciso|sviluppato)|buona fortuna|in bocca al lupo|ci troviamo bene)\b|\b(?:(?:sem|nao ha|nao temos) (?:orcamento|verba)|nao (?:vejo|vemos) (?:o|a|valor|utilidade|vantagem)|(?:assinamos|escolhemos|optamos|decidimos|desenvolvemos)|boa sorte)\b/,
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:geen (?:budget|toegevoegde waarde|meerwaarde|plannen)|(?:zie|zien) (?:ik |we |wij )?(?:er )?(?:geen|niet) (?:de |het )?(?:meerwaarde|nut|waarde|toegevoegde)|(?:gekozen|gaan|kiezen) voor een|veel succes|zelf (?:gebouwd|ontwikkeld)|tevreden met)\b|\b(?:(?:brak|nie mamy) budzetu|nie widz\w+ (?:sensu|wartosci|potrzeby|korzysci)|zdecydowalismy|powodzenia|wlasn\w+ rozwiazani\w+)\b|\b(?:ingen budget|inget behov|(?:ser|ser vi) (?:inte|ikke) (?:vardet|nyttan|behovet|verdien|vaerdien)|lycka till|lykke til|held og lykke|har (?:redan|allerede) (?:valt|valgt|en)|nojda med)\b/,
  },
];

const misdirected: readonly ReplyRule[] = [
  {
    kind: "referral",
    pattern:
      /\b(?:you|you'd|you had) (?:should|could|can|may want to|might want to|need to|had better|better|would be better to|will want to) (?:ring|call|phone|e-?mail|ping|message|check with|go to|go through|see|catch|try) (?!me\b|us\b|it\b|this\b|again\b|in\b|a\b|the (?:link|slot|demo))|\b(?:run|put|pass|bring|take) (?:it|this|that|your \w+) (?:by|past|to|in front of|up with|before) (?:my|our|the)\b|\bis (?:who|the one|the person|the guy|the lady|your best bet)(?: that)? (?:you (?:want|need|should|are after)|to (?:ask|talk|contact|speak|call|write))|\b(?:talk|speak|write|go|turn) to (?:it|hr|ap|ar|finance|procurement|purchasing|legal|ops|operations|marketing) (?:about|for|with|on)\b|\byou (?:need|want|are looking for|should be talking to|are after) (?:our|my|the) (?:\w+ ){0,3}(?:lead|manager|head|director|department|buyer|officer|colleague|boss|team)\b|\b(?:gave|handed|passed|forwarded|sent|showed|relayed) (?:it|this|that|your \w+)(?: on| over| along)? to (?:my|our|the) (?!spam|junk|lawyer|legal)|\b(?:i have|i've|i) (?:sent|given|shown|handed|passed|forwarded|relayed) (?:it|this|that|your \w+)(?: on| over| along)? to (?!spam|junk|my lawyer|legal)\w+/,
  },
  {
    kind: "wrong_person",
    pattern:
      /^\W*wrong (?!time|moment|quarter|timing|season|way|month|year|price)\w+\b(?=[^.!?]{0,20}(?:afraid|here|sorry|[.!]|$))|\b(?:isn't|is not|not) mine\b|\bwrong tree\b|\b(?:got|have) the wrong (?:list|person|man|woman|guy|one|company|kim|team|number)\b|\b(?:meant|trying|wanted|looking|intended|supposed) (?:to|for) (?:\w+ ){0,2}(?:reach |write |contact |e-?mail |get |send )?(?:to |for )?(?:somebody|someone|anyone) else\b/,
  },
  {
    kind: "left_company",
    pattern:
      /\bmoved (?:on )?to (?:a |an )?(?:new|another|different) (?:employer|company|job|firm|organi[sz]ation)\b|\b(?:does not|doesn't|do not|don't|did not) work (?:here|there|at \w+|for (?:them|us|\w+)) (?:any ?more|any longer)\b|\b(?:i|he|she|they) (?:was|were|got|been|am being|have been|has been) (?:made redundant|laid off|let go|fired|furloughed permanently)\b|\bnot (?:there|here) any ?more\b|\b(?:i|he|she) (?:have |has )?(?:since )?left (?!you|it|my|a |an |the (?:office|building)|word|note|message|for|out|off|behind|to)[\p{L}]+ (?:in|on|last|at the end|back in|two|three|a few|some|this) /u,
  },
  {
    kind: "wrong_person",
    pattern:
      /\b(?:nothing to do with|wrong (?:one|guy|inbox|team|desk)|mixed (?:me |us )?up|(?:mistaken|confus\w+|mistook) (?:me|us)|not the (?:person|one) (?:you|for))\b|\b(?:nichts (?:damit )?zu tun|verwechsel\w*|falsche\w* (?:adresse|person)|nicht mein (?:thema|gebiet|bereich))\b|\b(?:rien a voir|vous (?:vous )?(?:trompez|confondez)|trompe\w* de (?:personne|destinataire))\b|\b(?:nada que ver|se (?:ha |han )?(?:equivoc\w+|confund\w+))\b/,
  },
  {
    kind: "wrong_person",
    pattern:
      /\b(?:non c'entro|niente a che (?:fare|vedere)|(?:ha|avete) sbagliato|mi (?:confond\w+|ha scambiato)|scambiat\w+ per)\b|\b(?:nada a ver|enganou-se|se enganou|confund\w+|pessoa errada)\b|\b(?:niets|niks) (?:\w+ ){0,3}(?:te maken)|\b(?:verkeerde (?:adres|iemand))\b|\bnie mam\b.{0,30}\bwspolnego|\bpomyl\w+|\b(?:inget|ingenting|ikke noe|intet) (?:\w+ ){0,2}(?:att gora|a gjore|at gore)|\bforv[ae]xl\w+/,
  },
  {
    kind: "meeting_declined",
    pattern:
      /\b(?:(?:can't|cannot|can not|won't|unable to) (?:be able to )?(?:make|do|attend|join)\b.{0,25}\b(?:it|slot|time|meeting|call|then|date|day)|(?:time|slot|date|day|meeting) (?:does not|doesn't|won't|will not) (?:work|suit|fit)|(?:have|need) to cancel)\b|\b(?:termin (?:passt|klappt) (?:mir |uns )?(?:leider )?nicht|muss (?:den termin )?absagen|schaffe ich nicht)\b|\b(?:ce creneau ne|cette date ne|je dois annuler|ne pourrai pas)\b|\b(?:no puedo a esa hora|esa hora no|tengo que cancelar|no podre)\b|\b(?:non posso a quell'ora|quell'orario non|devo (?:annullare|disdire)|non riesco)\b|\b(?:esse horario nao|nao posso nesse|tenho de cancelar|nao consigo)\b|\b(?:dat tijdstip (?:lukt|past) niet|moet afzeggen|kan dan niet)\b|\b(?:ten termin mi nie|musze odwolac|nie dam rady)\b|\b(?:den tiden (?:passar|funkar) inte|maste stalla in|kan inte da)\b/,
  },
];

const postponed: readonly ReplyRule[] = [
  {
    kind: "not_now",
    pattern:
      /\b(?:ask|call|write|mail|e-?mail|try|contact|ping|ring|check with|talk to|come back to) (?:me|us)(?: again| back)? (?:after|once|when (?:the|our|we|this|that|things|it)|as soon as)\b|\b(?:once|when|after|until) the dust\b/,
  },
  {
    kind: "not_now",
    pattern:
      /\b(?:(?:ping|try|write|contact|reach|nudge|catch|talk|speak|pick|revisit|resume|discuss|reconnect|come back)\b.{0,40}\b(?:(?:after|around|from|towards?)(?! (?:that\b|lunch|noon|work\b|about \d|\d{1,2}(?:[:.]\d\d)?\W*(?:$|[.,!?]|am\b|pm\b|if\b|and\b|or\b)))|once|when|early in|later)\b|(?:wrong|bad|poor) (?:quarter|time|moment|timing|season)|budgets? (?:re-?)?(?:opens?|starts?|resets?|renews?)|in the middle of (?:a|an|our)|before (?:that|then)|not (?:before|until)|later (?:this|in the))\b/,
  },
  {
    kind: "not_now",
    pattern:
      /\b(?:(?:meld\w*|schreib\w*|sprech\w*|komm\w*|frag\w*)\b.{0,50}\b(?:nach|ab|anfang|ende|spater|nochmal|noch einmal|wieder)|(?:falscher?|schlechter?|ungunstiger?) (?:zeitpunkt|moment|quartal)|mitten in|erst (?:ab|im|nach|wieder)|vorher (?:nicht|macht|bringt))\b|\b(?:(?:revenez|reparl\w+|recontact\w+|relanc\w+|ecriv\w+|reprenons)\b.{0,50}\b(?:apres|a partir|debut|fin|vers|plus tard|en)|pas le (?:bon )?moment|mauvais (?:moment|timing)|en plein\w*|pas avant)\b/,
  },
  {
    kind: "not_now",
    pattern:
      /\b(?:(?:vuelv\w+|habl\w+|escrib\w+|retom\w+|contact\w+)\b.{0,50}\b(?:despues|a partir|tras|mas tarde|luego|hacia)|mal momento|en (?:plena|pleno|medio de)|hasta (?:el|la|que|despues)|antes (?:no|de eso))\b|\b(?:(?:risent\w+|riparl\w+|ricontatt\w+|riscriv\w+|scriv\w+)\b.{0,50}\b(?:dopo|a partire|verso|piu tardi|da)|non e il momento|momento sbagliato|nel (?:mezzo|pieno)|non prima|prima (?:di allora )?non)\b|\b(?:(?:volt\w+|fal\w+|escrev\w+|retom\w+|contact\w+)\b.{0,50}\b(?:depois|a partir|apos|mais tarde|por volta)|mau momento|(?:no|a) meio de|antes disso|so (?:a partir|depois))\b/,
  },
  {
    kind: "not_now",
    pattern:
      /\b(?:(?:mail|bel|schrijf|neem|kom|probeer|meld|praten)\b.{0,50}\b(?:na|vanaf|rond|later|weer|opnieuw)|verkeerde (?:moment|kwartaal|timing)|midden in|pas (?:na|vanaf|weer)|eerder (?:niet|heeft))\b|\b(?:(?:prosze|odezw\w+|wroc\w+|napisz\w*|porozmawia\w+)\b.{0,50}\b(?:po|od|okolo|pozniej)|zly (?:moment|czas|kwartal)|w trakcie|dopiero (?:po|od|w)|wczesniej nie)\b|\b(?:(?:hor|aterkom\w*|kontakta|skriv|prata|tar|vend)\b.{0,50}\b(?:efter|fran|omkring|senare|igen|etter)|fel (?:tidpunkt|kvartal|lage)|mitt i|forst (?:efter|fran|i)|innan dess)\b/,
  },
];

const liking: readonly ReplyRule[] = [
  {
    kind: "interested",
    pattern:
      /^\W*(?:actually,? )?(?:yes|yeah|yep|yup|absolutely|definitely|oui|sim|evet|да)\W*$|\b(?:hate|dislike|unhappy with|frustrated with|disappointed with|stuck with|fed up with|sick of|tired of|ditching|replacing|leaving|(?:moving|migrating|getting) (?:away from|off)) (?:our|the|my) (?:\w+ )?(?:current|existing|old|present) \w+/,
  },
  {
    kind: "meeting",
    pattern:
      /\b(?:make|push|move|shift|do|bring|start|have) (?:it|this|the (?:call|meeting|slot))\b[^.!?]{0,30}\b(?:later|earlier|forward|back (?:by|an?)|half an hour|an hour)\b|\b(?:find|visit|see|meet|catch|join) (?:us|me) (?:at|in|on|by) (?:our |the |my )?(?:booth|stand|hall|fair|show|conference|expo|stall)\b|\b(?:tentatively )?accepted (?:this|the|your|an) (?:\w+ )?invit(?:e|ation)\b|\b(?:running|am|be|i'm|few|\d+|five|ten|fifteen) (?:minutes |mins |min |a bit |slightly |\w+ ){0,3}late (?:for|to) (?:our|the) (?:call|meeting|chat|demo)\b|\b(?:mon|tue|wed|thu|fri)\w*,? (?:at )?\d{1,2}(?::\d\d)? ?(?:am|pm|h\b|cet|cest|utc|gmt|bst|est|edt|pst|pdt)|(?:\d{1,2}[.:]\d{2}|\d{1,2} ?(?:am|pm)|\b(?:tmrw|tmw|tomo|tomorrow))\b[^.!?]{0,30}\b(?:ok|okay|please|works?|fine|good|suits?|meet|zoom|teams)\b/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:count me in|(?:i'd|we'd|i would|we would|would|am|are|i'm|we're|very|really) (?:\w+ )?(?:like|love|happy|glad|keen|interested|curious|ready|be (?:\w+ )?(?:happy|glad|keen|interested|curious)) to (?:\w+ly )?(?:hear (?!no|nothing)|see|know|learn|talk|understand|discuss|have (?:a|one|another|more|your)|get (?:a|an|the|your|more|in|going|started|to know)|try|explore|test|read|meet|chat|find out|take|schedule|book|continue|proceed|evaluate|compare|speak|look|set|start|pilot|dig|go (?:ahead|deeper|through)|join|connect|receive (?:more|your|the|a)|check|begin)\b|looking forward to (?:hear|see|talk|your|it\b|the|our|learn|meet|speak)\w*(?! (?:no|nothing))|(?:does )?(?:sounds?|looks?|seems?) (?:like )?(?:really |very |quite |pretty |actually |a )*(?:useful|helpful|relevant|good|great|interesting|promising|valuable|perfect|worth)|(?:could|can|would) you (?:please )?(?:send|share|show|forward|tell|give) (?:over|me|us|something|some|a|the|more)|when (?:can|could|would|shall) (?:we|you) (?:talk|speak|meet|chat|discuss|show)|(?:on|in) our (?:list|roadmap|radar|agenda)|(?:were|was|are|been) just (?:talking|discussing|looking|thinking|about)|(?:have|take) a (?:closer )?look (?:at (?:it|this)|next|and)|up for (?:it|a)|keen\b|(?:what|which) (?:days?|times?) (?:suits?|works?))\b/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:(?:konnen|konnten|wurden) sie (?:mir|uns)\b.{0,50}\b(?:schicken|senden|zeigen|zusenden|erzahlen|nennen)|wann (?:konnen|konnten|hatten|passt|haben)|(?:wurde|wurden) (?:ich |wir |mich |uns )*(?:gern\w*|interessieren|freuen)|(?:hort|klingt|liest|sieht) (?:sich )?(?:wirklich |sehr |ganz )?(?:gut|nutzlich|hilfreich|interessant|sinnvoll|spannend)|(?:bin|sind) (?:gern\w* )?dabei|zur (?:richtigen|rechten) zeit|kommt (?:gerade )?recht|mehr (?:erfahren|horen|wissen))\b|\b(?:(?:pourriez|pouvez|pourrais|peux)[- ](?:vous|tu) (?:m'|me |nous )?(?:envoyer|montrer|en dire|partager|presenter)|quand (?:pouvons|peut|pourrions)|(?:serais|suis|sommes) (?:curieu\w+|preneu\w+|partant\w*|ravi\w*)|tombe\w* (?:bien|a pic)|(?:aimerais|aimerions|voudrais|souhaite) (?:en )?(?:savoir|voir|comprendre|decouvrir|entendre)|(?:semble|parait|a l'air) (?:utile|pertinent|interessant))\b/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:(?:podria|puede|podrias|puedes|podeis|pueden) (?:enviar|mandar|mostrar|contar|pasar|compartir)\w*|cuando (?:podemos|podriamos|hablamos|podria)|me gustaria (?:saber|ver|conocer|oir|entender|escuchar)|(?:suena|parece|se ve) (?:muy |bastante )?(?:util|bien|interesante)|(?:buen|justo|mejor) momento|cuente\w* conmigo|apunt\w+me)\b|\b(?:(?:potrebbe|puo|potete|puoi|potreste) (?:inviar|mandar|mostrar|raccontar|girar)\w*|quando (?:possiamo|potremmo|ci sentiamo)|(?:mi piacerebbe|vorrei|vorremmo) (?:sapere|vedere|capire|sentire|conoscere|approfondire)|(?:sembra|pare|suona) (?:molto |davvero )?(?:utile|interessante|bene)|(?:capita|cade) a (?:proposito|fagiolo)|ci sto|conti su)\b|\b(?:(?:pode|poderia|podem|podes) (?:enviar|mandar|mostrar|contar|partilhar)\w*|quando (?:podemos|poderiamos|falamos)|(?:gostava|gostaria|gostariamos|quero|queria) (?:de )?(?:saber|ver|ouvir|conhecer|entender|perceber)|(?:parece|soa) (?:muito |bastante )?(?:util|interessante|bem)|vem a calhar|(?:boa|na) hora|conte comigo)\b/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:(?:kunt|kun|kan|zou) (?:u|je|jij|jullie)\b.{0,40}\b(?:sturen|toesturen|laten zien|vertellen|delen)|wanneer (?:kunnen|zullen|schikt|kan)|(?:wil|zou|willen) (?:ik |we |wij )?(?:graag|wel) (?:\w+ ){0,3}(?:weten|horen|zien|meer)|(?:klinkt|lijkt|ziet er) (?:me )?(?:heel |erg )?(?:nuttig|goed|interessant|handig|zinvol)|komt goed uit|doe mee|vertel)\b|\b(?:(?:moze|mozecie|moglby|moglaby|prosze)\b.{0,30}\b(?:przeslac|wyslac|pokazac|opowiedziec|podeslac|przeslanie)|kiedy mozemy|(?:chetnie|chcialbym|chcialabym|chcemy|chcielibysmy) (?:\w+ )?(?:zobacz\w+|pozna\w+|uslysz\w+|porozmawia\w+|dowiedz\w+|posluch\w+)|(?:brzmi|wyglada) (?:\w+ )?(?:przydatnie|ciekawie|dobrze|interesujaco)|dobry moment)\b|\b(?:(?:kan|kunde|kunne) (?:du|ni|i|dere) (?:skicka|visa|beratta|sende|vise|fortelle|fortaelle)|nar kan vi|(?:vill|skulle|vil) (?:jag |vi )?(?:garna|gjerne|gerne) (?:\w+ )?(?:veta|hora|se|vite|hore|vide)|(?:later|lyder|verkar|ser) (?:\w+ )?(?:anvandbart|nyttigt|bra|intressant|relevant|ut som)|(?:bra|god) timing|raknas? med)\b/,
  },
];

const receipts: readonly ReplyRule[] = [
  {
    kind: "neutral",
    pattern:
      /\b(?:(?:let me|i'll|i will|we'll|we will|will) (?:\w+ )?(?:read|review|think|digest|consider|check|see|get back|come back)|(?:noted|received|acknowledged)\b|(?:forwarded|shared|passed|circulated) (?:it |this |that )?(?:internally|around))/,
  },
];

/** Rules that read longer answers: the reasons, postponements and wishes of people who write more than a word. */
export const moreReplyRules: readonly ReplyRule[] = [...refusals, ...misdirected, ...postponed, ...liking, ...receipts];
