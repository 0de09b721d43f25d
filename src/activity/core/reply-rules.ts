import { englishLikings } from "./english-likings.ts";
import { englishRefusals } from "./english-refusals.ts";
import { moreReplyRules, type ReplyRule } from "./reply-phrases.ts";

/** Short answers that are the whole reply, up to courtesy words. */
const courtesy =
  "(?:please|pls|thanks?|thank you|thx|cheers|sure|of course|great|sorry|sry|lol|haha|hm+|um|uh|well|oh|hi|hello|hey|dear|\\w+,)?";

const negative: readonly ReplyRule[] = [
  {
    kind: "not_interested",
    pattern:
      /\b(?:not|never|n't|isn't|aren't) (?:\w+ ){0,2}(?:interest(?:ed|ing)|keen|a (?:good )?(?:fit|match)|relevant|for (?:us|me)|useful|needed|looking|in the market|convinced|something (?:we|i))\b|\bno (?:interest|need(?! to)|use for|thanks?|thank you|thx|budget for this)\b|\b(?:do not|don't|doesn't|won't|will not|wouldn't) (?:\w+ )?(?:need|be needing|require|want|use this|work for (?:us|me)|make sense|apply to)\b(?! to (?:know|see|wait))/,
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:we're|we are|i'm|i am|all) (?:\w+ )?(?:good|set|fine|sorted|covered|happy (?:with|where)|ok(?:ay)? (?:for now|thanks|as))\b|\b(?:already|currently) (?:\w+ ){0,2}(?:have|use|using|got|work(?:ing)? with|built|bought|chose|signed|in place|covered|a customer|happy)\b|\b(?:built|do|handle|made|doing|developed|manage) (?:\w+ ){0,3}(?:in[- ]house|internally|ourselves|our own)\b|\b(?:decline|pass on|gonna pass|going to pass|will pass|i'll pass|we'll pass|have to pass|must pass|hard pass|rule this out|went with|gone with|opted for|chose another|chosen another)\b/,
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:can't|cannot|can not|won't|will not|unable to|not (?:able|going|looking|planning) to|decided not to|not be) (?:\w+ ){0,2}(?:move|mov(?:e|ing)|go|proceed|pursue|pursuing|continue|take this|commit|invest|justify|progress)\b|\b(?:too|very|way) (?:expensive|pricey|costly|much money)\b|\bwaste of (?:time|my)\b|\b(?:do not|don't) (?:send|bother|waste)\b|\bnot for (?:us|me)\b|\bnot what we\b/,
  },
  {
    kind: "not_interested",
    whole: true,
    pattern: new RegExp(
      `^[^\\p{L}\\p{N}]*${courtesy}[^\\p{L}\\p{N}]*(?:no|nope|nah|pass|no way|negative|not really|nein|non|nej|nee|nie|hayir|нет|いいえ|不|不用|결코)(?:,? ?(?:thanks?|thank you|thx|danke|merci|gracias|grazie|obrigad[oa]|tack|takk|tak|dank je|dank u|bedankt|dziekuje|tesekkurler|спасибо|谢谢))?[^\\p{L}\\p{N}]*$`,
      "u",
    ),
  },
  {
    kind: "not_interested",
    pattern:
      /\b(?:kein(?:e|en)? (?:interesse|bedarf|verwendung)|nicht interessiert|nicht relevant|haben (?:bereits|schon)|nein,? danke|passt nicht)\b|\b(?:pas (?:\w+ )?(?:interess\w+|besoin|concerne\w*)|aucun (?:interet|besoin)|non,? merci|deja (?:equipe|une solution|un prestataire)\w*|ne (?:m'|nous )?interesse\w* pas|ne (?:souhait\w+|donn\w+) pas)\b|\bno (?:me|nos|estamos|estoy|tenemos|hay) (?:\w+ )?(?:interes\w*|necesit\w+)|\bno,? gracias\b|\bno (?:lo )?necesitamos\b|\bya (?:tenemos|contamos|usamos)\b/,
  },
  {
    kind: "not_interested",
    pattern:
      /\bnon (?:siamo|sono|ci|mi|abbiamo|fa) (?:\w+ )?(?:interess\w*|bisogno|al caso)|\bno,? grazie\b|\babbiamo gia\b|\bnao (?:temos|tenho|estamos|estou|nos|me|ha) (?:\w+ )?(?:interess\w*|necess\w*)|\bnao precisamos\b|\bsem interesse\b|\bnao,? obrigad[oa]\b|\bja temos\b|\b(?:geen (?:interesse|behoefte)|niet (?:\w+ )?(?:geinteresseerd|nodig)|nee,? (?:dank|bedankt))|\b(?:inte|ikke) (?:\w+ )?(?:intresser\w*|interesser\w*|aktuellt|aktuelt|behov)|\bnej,? tack?\b|\bnei,? takk\b|\b(?:nie (?:jestesmy|jestem|dziekuj\w+|potrzebuj\w+)|brak zainteresowania|nie,? dziekuje)\b|\b(?:ilgilenmiyor\w*|ihtiyacimiz yok|hayir tesekkur\w*)\b|\bei kiinnosta|\bnemame zajem|\bnem erdekel|\bnu (?:suntem|sunt) interesat/,
  },
  {
    kind: "not_interested",
    pattern:
      /не\s(?:интересн|интересу|актуальн|нужн|заинтересован)|спасибо,? нет|興味(?:は|が)?(?:ない|ありません|ございません)|必要(?:ない|ありません|ございません)|結構です|見送|不感兴趣|没有?兴趣|不需要|沒有興趣|관심\s?없|필요\s?없|괜찮습니다/,
  },
];

const elsewhere: readonly ReplyRule[] = [
  {
    kind: "referral",
    pattern:
      /\b(?:speak|talk|reach out|contact|write|e-?mail|ask|connect|get in touch|try|cc'?ing|copying|looping in|adding|introducing|loop(?:ed|ing)? in|cc'?d|copied) (?:\w+ )?(?:to|with|in|out to)?\b ?(?:\S+@\S+|my (?:colleague|boss|manager|coworker|co-worker|teammate)|our [a-z]+|[a-z]+ [a-z]+,? (?:who|she|he|they)|[a-z]+,? (?:who|she|he|they) )/,
  },
  {
    kind: "referral",
    pattern:
      /\b(?:forward(?:ed|ing)|passed?|passing|shared?|handed|sent|sending) (?:\w+ ){0,3}(?:on |along |over )?to (?:my|our|the|a) (?!spam|junk|it security|legal|lawyer)\w+|\b(?:best|right|correct|better) (?:person|contact|one) (?:\w+ ){0,5}(?:is|would be)\b(?! not)|\b(?:has taken over|took over|takes over|is now responsible|is responsible for|is in charge|handles (?:this|that|these)|looks after (?:this|that)|owns this|runs (?!out\b|on\b|until\b|till\b|to\b|into\b|through\b|from\b|in\b|well\b|fine\b|smoothly\b)[a-z]+)\b|\b(?:you|you'd) (?:should|could|can|may want to|might want to|need to|better) (?:speak|talk|contact|ask|reach|write|try|get)\b(?! (?:me|us|my)\b)/,
  },
  {
    kind: "referral",
    pattern:
      /\b(?:wenden sie sich|(?:mein|unser)e? kolleg\w+|zustandig(?: ist| fur)|ansprechpartner\w*|weitergeleitet an|leite\b[^.!?]{0,50}\bweiter)\b|\b(?:adressez[- ]vous|contactez|voyez avec|ma collegue|mon collegue|transmis a|(?:la )?personne (?:a contacter|en charge))\b|\b(?:dirijase|dirijanse|contact\w+ (?:con|a)|hable con|mi (?:companer\w+|colega)|persona (?:encargada|indicada)|reenvi\w+ a)\b|\b(?:si rivolga|rivolgersi|rivolgetevi|contatti|contattare|parli con|(?:il mio|la mia) colleg\w+|inoltrat\w+ a)\b|\b(?:fale com|contact[eo] (?:o|a)|meu colega|minha colega|encaminhei)\b|\b(?:neem contact op met|mijn collega|doorgestuurd naar)\b|\b(?:kontakta (?:min|var)|min kollega|prosze (?:o kontakt z|kontaktowac sie z)|moj(?:a|ego)? (?:kolega|kolezank\w+))\b/,
  },
  {
    kind: "wrong_person",
    pattern:
      /\b(?:not|n't|isn't) (?:\w+ ){0,2}(?:my (?:area|department|role|job|responsibility|remit|field|team|decision|thing)|the (?:right|best|correct) (?:person|contact|one)|responsible|in charge|involved (?:in|with))\b|\b(?:wrong|incorrect) (?:person|contact|guy|department|address|company(?! size)|number)\b|\b(?:do not|don't|doesn't) (?:\w+ )?(?:handle|deal with|manage|decide|own|look after|work (?:on|in|with)|run|cover|oversee)\b|\bno (?:say|involvement|responsibility) (?:in|over|for)\b/,
  },
  {
    kind: "wrong_person",
    pattern:
      /\b(?:nicht (?:in )?(?:mein\w*|zustandig|verantwortlich|der richtige|die richtige|ihr richtiger|der passende|die passende)(?: \w*ansprechpartner\w*)?|falsche\w* (?:person|ansprechpartner\w*|abteilung))\b|\b(?:pas (?:la bonne personne|mon (?:domaine|role|service)|responsable|en charge)|mauvaise personne)\b|\bno (?:soy|es) (?:la persona|el responsable|la responsable|mi area|quien)|\bpersona equivocada\b|\bnon (?:sono|e) (?:la persona|il responsabile|la mia|di mia|il mio)|\bnao (?:sou|e) (?:a pessoa|o responsavel|a responsavel|minha area|comigo)|\b(?:niet de juiste|niet mijn|verkeerde) (?:persoon|afdeling|contact)|\b(?:fel person|inte ratt person|forkert person|feil person|nie jestem osoba|nie zajmuje sie|niewlasciwa osoba)\b|担当(?:では|外|者では)|不负责|不是我负责|담당(?:자가)? 아/,
  },
  {
    kind: "identity_question",
    pattern:
      /\b(?:who (?:are|is) (?:you|this)|do (?:i|we) know (?:you|each other)|have we (?:met|spoken)|how did you (?:get|find|come (?:by|across)|obtain)|where did you (?:get|find|obtain)|how do you (?:have|know) (?:my|me)|(?:is|are) (?:this|you) (?:an? )?(?:\w+ )?(?:automated|auto-generated|bot|robot|ai|human|real person|real|machine|mass|template|scripted)|who gave you)\b|\b(?:wer sind sie|kennen wir uns|woher haben sie|qui etes[- ]vous|on se connait|d'ou (?:avez|tenez)[- ]vous|quien (?:es|eres|son)|de donde (?:sac|obtuv)\w+|chi (?:sei|siete|e lei)|come (?:ha|avete|hai) avuto|quem e voce|wie bent u|hoe kom\w* (?:u|je) aan)\b|どちら様|どこで.{0,10}アドレス|你是谁|누구/,
  },
];

const later: readonly ReplyRule[] = [
  {
    kind: "not_now",
    pattern:
      /\b(?:not|n't|bad|wrong|isn't) (?:\w+ ){0,3}(?:right now|at the moment|at this (?:time|point|stage)|now|yet|today|currently|a priority|the (?:right |best )?time|this (?:week|month|quarter|year)|priority|timing)\b|\b(?:try|contact|reach|ping|check|circle|come|get|touch|follow|write|e-?mail|call) (?:\w+ ){0,4}(?:again|back|base)?\s?(?:in|next|after|later|around|early|end of|at the (?:end|start)|during) (?:\w+ )?(?:q[1-4]|quarter|year|month|months|weeks|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|h[12])\b/,
  },
  {
    kind: "not_now",
    pattern:
      /\b(?:maybe|perhaps|possibly|let's (?:talk|speak|revisit|reconnect)|revisit|reconnect|circle back|check back|reach out|come back|touch base) (?:\w+ ){0,4}(?:later|next|in (?:a few|the|q[1-4]|\w+ (?:weeks|months))|after|sometime)\b|\b(?:budget|spend\w*|hiring|projects?|purchas\w+|everything) (?:\w+ ){0,3}(?:frozen|freeze|on hold|locked|closed|spent|until)\b|\b(?:until|till|after|before) (?:the )?(?:end of|next|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|new year|summer|year[- ]end)\b|\b(?:heads[- ]down|swamped|snowed under|too busy|crazy busy|very busy|on hold|on the back ?burner|timing (?:is|isn't|'s) (?:not|off|bad|wrong|poor|terrible|tough|awful))\b/,
  },
  {
    kind: "not_now",
    pattern:
      /\b(?:(?:momentan|derzeit|aktuell|im moment|zur ?zeit|jetzt) (?:leider )?(?:nicht|kein\w*)|nicht jetzt|spater (?:wieder|noch|gern)|nachstes (?:jahr|quartal)|im (?:fruhjahr|sommer|herbst|winter) (?:wieder|nochmal))\b|\b(?:pas (?:maintenant|pour (?:le moment|l'instant)|actuellement)|plus tard|l'annee prochaine|recontactez|revenez vers)\b|\b(?:ahora (?:mismo )?no|no (?:es el|por el|por) momento|mas adelante|el (?:proximo|ano que)|en este momento no|no en este momento)\b|\b(?:non (?:ora|adesso|al momento|in questo momento)|al momento (?:no|non)|piu avanti|l'anno prossimo|ricontatt\w+)\b|\b(?:agora nao|no momento nao|nao (?:no|neste) momento|mais tarde|ano que vem|proximo (?:ano|trimestre))\b|\b(?:nu niet|op dit moment (?:niet|geen)|volgend (?:jaar|kwartaal)|later (?:dit|nog))\b|\b(?:inte (?:just )?nu|nasta ar|ikke (?:lige )?na|naeste ar|nie teraz|w przyszlym roku|pozniej|simdi degil|su an(?:da)? degil|gelecek yil|daha sonra)\b|не сейчас|позже|в следующем году|今は|来年|また(?:後|改)|现在不|以后再|明年|지금은|나중에|내년/,
  },
];

const positive: readonly ReplyRule[] = [
  {
    kind: "meeting",
    pattern:
      /\b(?:calendly\.com|cal\.com|savvycal\.com|meetings\.hubspot\.com|zcal\.co|tidycal\.com|calendar\.app\.google|outlook\.office\S*\/book)\S*|\b(?:book|grab|pick|choose|find|schedule|set up|arrange|put in|send) (?:\w+ ){0,3}(?:slot|time|meeting|call|invite|invitation|calendar|demo|date)\b(?!.{0,20}\?$)|\b(?:call|ring|phone) me (?:on|at|tomorrow|after|before|today|this|next|when|anytime)\b|\b(?:send|shoot) (?:me |us |over |through )*(?:an? |the )?(?:calendar )?(?:invite|invitation)\b|\b(?:stop|come|drop|swing) by (?:our|my|the)\b|\bhere(?:'s| is) my (?:calendar|availability|link|number|cell|mobile)\b/,
  },
  {
    kind: "meeting",
    pattern:
      /\b(?:monday|tuesday|wednesday|thursday|friday|tomorrow|today|next week|this week|\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}(?:st|nd|rd|th)|\d{1,2}:\d\d)\b.{0,40}\b(?:works?|suits?|is (?:good|fine|ok|great|best|free|open|possible)|would (?:work|be|suit)|am free|i'm free|available|let's|instead|for a (?:call|chat))\b|\b(?:let's|how about|could (?:we|you) do|can we do|i can do|i could do|(?:am|i'm|are|we're) (?:free|available|open)|free (?:on|at)|available (?:on|at|from)|happy to (?:meet|talk|chat|speak|jump on)|move (?:our|the) (?:call|meeting)|reschedule)\b.{0,60}\b(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week|this week|\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d|morning|afternoon|call|chat|meet\w*)\b|\b(?:meet|talk|speak|chat|call) (?:on|at|this|next) (?:monday|tuesday|wednesday|thursday|friday|week|\d)/,
  },
  {
    kind: "meeting",
    pattern: /^\W*(?:accepted|zugesagt|accepte|aceptado|accettato|aceite|geaccepteerd|accepterat|zaakceptowano) ?:/,
  },
  {
    kind: "meeting",
    pattern:
      /\b(?:termin (?:vereinbaren|vorschlag\w*|am|ausmachen)|(?:montag|dienstag|mittwoch|donnerstag|freitag)\b.{0,30}\b(?:passt|ginge|geht|ware|um)|rufen sie mich (?:an|gern|morgen)|einladung (?:schicken|senden))\b|\b(?:(?:lundi|mardi|mercredi|jeudi|vendredi)\b.{0,30}\b(?:convient|me va|possible|a \d)|rendez-vous|appelez-moi|fixer un (?:creneau|rdv|rendez))\b|\b(?:(?:lunes|martes|miercoles|jueves|viernes)\b.{0,30}\b(?:me (?:va|viene)|a las|puedo|estoy)|agend\w+ (?:una )?(?:llamada|reunion)|llameme|podemos (?:hablar|reunirnos|vernos))\b|\b(?:(?:lunedi|martedi|mercoledi|giovedi|venerdi)\b.{0,30}\b(?:va bene|alle|posso|sono)|fissare (?:un|una) (?:call|appuntamento|incontro)|mi chiami|sentiamoci)\b|\b(?:(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?\b.{0,30}\b(?:funciona|pode|posso|as \d)|marcar (?:uma|um) (?:call|reuniao|chamada|conversa)|podemos (?:falar|conversar|marcar))\b|\b(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag)\b.{0,30}\b(?:past|kan|schikt|om)|afspraak (?:maken|inplannen)|bel me)\b|\b(?:(?:mandag|tisdag|onsdag|torsdag|fredag)\b.{0,30}\b(?:passar|funkar|passer|kl)|boka (?:ett )?mote|umowmy sie|(?:poniedzialek|wtorek|sroda|czwartek|piatek)\b.{0,30}\b(?:pasuje|o \d)|toplanti (?:ayarla|yap)\w*)\b|打ち合わせ|会議|面談|日程調整|约个时间|安排会议|开会|미팅|회의/,
  },
  {
    kind: "question",
    pattern:
      /\b(?:how much|what(?:'s| is| are| does| would| kind| sort| about)?|which|how|does|do you|do they|is there|is it|are there|are you|can (?:it|you|your|this|we)|could you|would (?:it|you|this)|who else|where|when)\b[^?]{0,120}\b(?:pric\w*|cost\w*|fee|fees|seat|users?|licen[cs]\w*|plans?|integrat\w*|support\w*|secur\w*|soc ?2|gdpr|trial|pilot|demo|compar\w*|differ\w*|compan\w*|customers?|clients?|use this|deploy\w*|onboard\w*|implement\w*|contract|sla|api|one[- ]pager|case stud\w*|references?|brochure|deck|details?|examples?|work with|works? (?:for|in|on)|roi|data|hosted|cloud|languages?|feature\w*|offer\w*|include\w*|tool|product|solution|platform|minimum|discount)\b[^?]{0,120}\?/,
  },
  {
    kind: "question",
    pattern:
      /\b(?:wie viel|was kostet|wie (?:teuer|lange|funktioniert)|welche|gibt es|haben sie|konnen sie|unterstutz\w+|lasst sich)\b[^?]{0,120}\?|\b(?:combien|quel(?:le|s|les)?|comment|est-ce que|avez-vous|pouvez-vous|proposez-vous)\b[^?]{0,120}\?|\b(?:cuanto|cuales?|como (?:funciona|se)|tienen|ofrecen|que (?:precio|diferencia|incluye)|se integra|hay (?:una|un|alguna))\b[^?]{0,120}\?|\b(?:quanto|quali?|come (?:funziona|si)|avete|offrite|e possibile|si integra)\b[^?]{0,120}\?|\b(?:quanto custa|qual|quais|como funciona|voces (?:tem|oferecem)|tem integracao|integra com)\b[^?]{0,120}\?|\b(?:hoeveel|wat kost|welke|hoe werkt|hebben jullie|kunnen jullie|is er)\b[^?]{0,120}\?|\b(?:hur (?:mycket|fungerar)|vad kostar|vilka|hvad koster|hvordan|ile kosztuje|jak dziala|czy (?:macie|mozna|jest)|ne kadar|nasil calis\w+|fiyat\w*)\b[^?]{0,120}\?|сколько стоит[^?]*\?|как (?:это )?работает[^?]*\?|(?:料金|価格|費用|いくら|連携)[^?？]{0,60}(?:[?？]|か。?$)|(?:多少钱|价格|怎么收费|费用)[^?？]{0,40}[?？吗]?|(?:가격|비용|얼마)[^?]{0,40}\??/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:tell|send|share|show|give|forward|drop|get) (?:me|us|it|over|them|that|the|along|through) ?(?:\w+ ){0,3}(?:more|over|info\w*|details?|along|deck|materials?|something|that|demo|across|overview|brochure|pricing|case stud\w*|examples?)\b|\b(?:tell me more|go on|keen to|love to|would like to (?:know|learn|see|hear|try|understand|discuss|explore)|like to (?:know|learn|see|hear) more|happy to (?:take a look|hear|learn|explore|discuss|see|connect|consider|have a)|curious|want to (?:know|learn|see|hear|try) more|open to|worth (?:a|exploring|discussing)|(?:i'm|i am|we're|we are|am|are|very|quite|definitely|also|yes,?) (?:\w+ )?interested|sounds (?:good|great|interesting|promising|useful|intriguing|amazing)|looks (?:good|great|interesting|promising|useful)|how (?:soon )?can (?:we|i) (?:start|begin|get started|sign up|try)|let's (?:do it|go|start|explore|discuss|connect)|this is (?:great|amazing|interesting|exactly)|(?:good|perfect|great) timing|(?:what|how) would (?:a|the|an?) (?:\w+ )?(?:trial|pilot|poc) look)\b/,
  },
  {
    kind: "interested",
    whole: true,
    pattern:
      /^[^\p{L}\p{N}]*(?:hi[^\p{L}\p{N}]+|hello[^\p{L}\p{N}]+|hey[^\p{L}\p{N}]+)?(?:yes|yeah|yep|yup|sure|sure thing|(?:ok |okay )?(?:i'?m|we'?re|count (?:me|us)) in|absolutely|definitely|certainly|shoot|go on|ooh?|ok|okay|of course|why not|please do|go ahead|by all means|with pleasure|gladly|interested|ja|ja gerne?|gerne?|klar|oui|volontiers|avec plaisir|bien sur|si|claro|por supuesto|certo|volentieri|sim|com certeza|graag|ja graag|prima|garna|ja tack|tak,? chetnie|chetnie|evet|elbette|да|はい|是的?|好的?|네)(?:[^\p{L}\p{N}]+(?:please|pls|thanks|thank you|bitte|danke|merci|svp|gracias|grazie|obrigad[oa]|dank|tack|send it|send it over|go ahead|let's|do it|sounds good|of course|sure|yes))*[^\p{L}\p{N}]*$|^(?:\s|[👍👌🙌👏🙏🤝✅✔💯🎉🔥😀😃😄😊🙂😍❤]|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u,
  },
  {
    kind: "interested",
    pattern:
      /^(?:yes|sure|absolutely|definitely|ok(?:ay)?|of course|yeah|great|perfect)\b[,.! ]+(?!but|no\b|not\b|right\b|however|i (?:don't|am not)).{0,120}(?:send|tell|share|show|loop|add|more|let's|please|happy|love|talk|call|discuss|interested|look)/,
  },
  {
    kind: "interested",
    pattern:
      /\b(?:klingt (?:gut|interessant|spannend|vielversprechend)|(?:mehr|weitere) (?:infos?|informationen|details)|(?:bin|sind|ware|waren) (?:\w+ )?interessiert|interessiert (?:mich|uns)|(?:gerne?|bitte) (?:mehr|zusenden|schicken|senden)|neugierig)\b|\b(?:m'interesse|nous interesse|(?:suis|sommes|serais) (?:\w+ )?interess\w+|en (?:dire|savoir) plus|plus d'(?:infos?|informations?)|ca (?:a l'air|semble) (?:bien|interessant)|avec plaisir)\b|\b(?:(?:me|nos) interesa|(?:estoy|estamos) interesad\w+|cuent[ea]\w* mas|mas (?:info\w*|detalles|datos)|(?:suena|parece) (?:bien|interesante)|envie\w* (?:mas|la|el))\b|\b(?:(?:mi|ci) interessa|(?:sono|siamo) interessat\w+|(?:maggiori|piu|ulteriori) (?:info\w*|dettagli)|sembra interessante|mi (?:dica|racconti) di piu)\b|\b(?:(?:tenho|temos|me|nos) interess\w*|mais (?:info\w*|detalhes)|(?:parece|soa) (?:bem|bom|interessante)|conte-me mais|gostaria de saber)\b|\b(?:klinkt (?:goed|interessant)|meer (?:info\w*|weten|details)|(?:ben|zijn) (?:\w+ )?geinteresseerd)\b|\b(?:later (?:intressant|bra)|lyder (?:interessant|godt|bra)|mer (?:info\w*|information)|vill veta mer|(?:ar|er) (?:\w+ )?intresser\w*|brzmi (?:ciekawie|dobrze|interesujaco)|wiecej (?:informacji|szczegolow)|(?:jestem|jestesmy) zainteresowan\w+|ilgileniyor\w*|ilginc|daha fazla bilgi|kulaga hos)\b|интересно|расскажите (?:подробнее|больше)|пришлите|興味(?:が)?(?:ある|あります)|詳しく|詳細を|资料|感兴趣|想了解|详细|관심\s?(?:있|이)|자세히/,
  },
];

const neutral: readonly ReplyRule[] = [
  {
    kind: "neutral",
    whole: true,
    pattern:
      /^[^\p{L}\p{N}]*(?:(?:hi|hello|hey|dear)?[^\p{L}\p{N}]*(?:thanks?|thank you|thx|ty|received|noted|got it|ok thanks|cheers|acknowledged|will (?:do|read|review|look)|seen|understood|alright|k|kk|okie|okey|fair enough|copy that|roger|merci|danke|gracias|grazie|obrigad[oa]|dank je|bedankt|tack|tak|takk|dziekuje|tesekkurler|спасибо|ありがとうございます|谢谢|감사합니다)?(?:[^\p{L}\p{N}]+(?:thanks?|thank you|received|noted|a lot|very much|so much|for (?:this|the|your) \w+(?: \w+)?))*)[^\p{L}\p{N}]*$/u,
  },
  {
    kind: "neutral",
    whole: true,
    pattern:
      /^[^\p{L}\p{N}]*(?:hi|hello|hey|good (?:morning|afternoon|day)|hallo|bonjour|hola|ciao|ola|hej|czesc|merhaba)?(?: there| \p{L}{2,12})?[^\p{L}\p{N}]*$/u,
  },
];

/** Every rule; the order is only for reading, `classify` weighs what fires. */
export const replyRules: readonly ReplyRule[] = [
  ...negative,
  ...elsewhere,
  ...later,
  ...positive,
  ...neutral,
  ...moreReplyRules,
  ...englishRefusals,
  ...englishLikings,
];
