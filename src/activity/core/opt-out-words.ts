/** One way to say "do not write to me again"; text is folded (lower case, no accents). */
export interface OptOutRule {
  readonly language: string;
  /** True where the words are a request for oneself, and so count in an auto-reply as well. */
  readonly isRequest: boolean;
  readonly pattern: RegExp;
}

const request = (language: string, pattern: RegExp): OptOutRule => ({ language, isRequest: true, pattern });
const mention = (language: string, pattern: RegExp): OptOutRule => ({ language, isRequest: false, pattern });

/** Polite and time-bound phrases that look like a refusal and are none; cut before the rules run. */
export const notOptOut =
  /\b(?:(?:please )?(?:do not|don't|dont|never) (?:hesitate|worry|forget|hang up|miss)\b(?: to \w+)?[^.!?]{0,40}|(?:do not|don't|dont) (?:\w+ ){1,3}(?:until|till|before) [^.!?]*|(?:gdpr|dsgvo|rgpd|avg|rodo|lgpd|kvkk|ccpa)[- ]?(?:compliant|compliance|konform\w*|conform\w*|ready|proof|uyum\w*|zgodn\w*)|(?:compliant|comply|compliance|conformes?|zgodn\w+) (?:with|au|al|a la|con el|com [ao]|z) (?:the )?(?:gdpr|rgpd|lgpd|rodo)|(?:how|hvordan|wie|comment|como|come|hoe|hur|jak|nasil)\b[^?]{0,40}\b(?:gdpr|dsgvo|rgpd|avg|rodo|lgpd|kvkk)\b[^?]{0,30}\?|stop(?:ped|s|ping)? by\b|non[- ]?stop|one[- ]stop|n'hesitez pas[^.!?]{0,60}|zogern sie nicht[^.!?]{0,60}|no (?:dude|duden|dudes) en[^.!?]{0,60}|non esit\w+[^.!?]{0,60}|aarzel niet[^.!?]{0,60}|tveka inte[^.!?]{0,60}|tov ikke[^.!?]{0,60}|nol ikke[^.!?]{0,60}|nao hesite[^.!?]{0,60}|(?:in|from|to|into|of|checked|my|the) (?:my |the |our |your )?(?:spam|junk) ?(?:folder|box|filter|ordner|tray)?|(?:im|in|dans|en|nella|na|no|i|w) (?:\p{L}+ ){0,3}(?:spams?|pourriels|junk|correo no deseado|posta indesiderata|skrappost|soppelpost)(?:[- ]?(?:ordner|folder|box|map|mappe[nr]?|filter|mapp(?:en)?))?)/gu;

/** Somebody who could not write says nothing of what they wish. Cut before the rules run. */
export const inability =
  /\b(?:i|we|he|she|they|it) (?:could not|couldn't|cannot|can't|cant|can not|(?:was|were|am|are|is)(?: not|n't) able to|(?:was|were|am|are|is) unable to) (?:send|e-?mail|mail|reach|contact|call|write|get|receive)\b[^.!?]{0,60}/g;

/** Words that invite by denying: "do not hesitate to send" asks for it. Cut before liking is read. */
export const encouragement =
  /\b(?:if you (?:would|could|will) be so (?:good|kind)|(?:please )?(?:do not|don't|dont|never) (?:hesitate|be shy)(?: to)?|n'hesitez (?:surtout )?pas(?: a)?|zogern sie (?:bitte )?nicht|no (?:dude|duden|dudes)(?: en)?|non esit\w+(?: a)?|nao hesit\w+(?: em)?|aarzel niet(?: om)?|tveka inte(?: att)?|tov ikke(?: med at)?|nol ikke(?: med a)?|prosze (?:sie )?nie wahac(?: sie)?|cekinmeyin)|别客气|別客氣|遠慮なく/g;

/** Speaks for a domain or company rather than for one person. */
export const wholeAccount =
  /\b(?:our|my|any|entire|whole|all(?: of)? our) (?:entire |whole )?(?:domains?|compan(?:y|ies)|organi[sz]ation|firm|employees|colleagues|staff|team|addresses)\b.{0,60}|\b(?:anyone|anybody|everyone|nobody|no one|none of us|people|someone|all) (?:at|in|from|here)\b(?! your)|(?:^|\s)@[a-z\d-]{1,63}\.[a-z]|\b(?:add|block|exclude|remove|suppress|domain) [a-z\d-]{1,63}\.[a-z]{2,}|(?:unsere|ganze|gesamte) (?:domain|firma|unternehmen)|(?:notre|toute) (?:domaine|societe|entreprise)|(?:nuestro|nuestra) (?:dominio|empresa)|(?:nostro|nostra) (?:dominio|azienda)/;

const contactVerb =
  "(?:e-?mail|mail|messag|contact|writ|text|call|phon|ring|reach|follow|ping|bother|disturb|pester|harass|spam|solicit|approach|market|pitch|chas|sen[dt]|messaging|bug)";

/** English first, by construction (a stop word, then a way to reach somebody); then the way other languages put it. */
export const optOutRules: readonly OptOutRule[] = [
  mention(
    "en",
    /\bun-?sub(?:scribe|scribing|scribed)?\b|\buns[bscriuep]{5,9}(?:d|s|ing)?\b|\bopt(?:ing|ed)?[- ]?(?:me |us |him |her )?out\b|\bopt-?out\b/,
  ),
  request(
    "en",
    /\b(?:please|kindly|must|want to|wish to|like to|need to|to be|can you|could you|requested?|requests) (?:\w+ ){0,3}(?:un-?subscribe[d]?|opt(?:ed)?[- ]out|removal|be removed)\b(?! (?:\.\.\.|…))|\b(?:please|kindly|can you|could you) (?:\w+ ){0,3}remov(?:e|al)\b|\bun-?subscribe (?:me|us|this|my|immediately|now|asap|please)\b|requested (?:to be )?(?:removal|unsubscri)/,
  ),
  request(
    "en",
    /\b(?:remove|removing|strike|delete|cross|scratch|exclude|erase|purge|scrub|wipe|unlist) (?:me|us|my|our|this (?:e-?mail|address|mailbox|inbox|contact|account|person|number)|these addresses|(?:his|her|their) (?:name|address|e-?mail))\b.{0,60}?(?:\b(?:off|from|out of|mailings?|lists?|database|system|records|crm|distribution|outreach|sequence|cadence|campaigns?|address(?:es)?|e-?mails?|details|data|information|info|contact|domain|name|number|future|please|pls|plz|now|immediately|asap|alone|forever|permanently)\b|$|[.!])/,
  ),
  request(
    "en",
    /^\W*(?:please |pls |plz |kindly |just )*(?:remove|delete|stop|cease|desist|opt out|quit it|enough|no more)(?: (?:it|this|now|please|pls|plz|asap|immediately|already|all|at once|and desist))*\W*$/,
  ),
  request(
    "en",
    new RegExp(
      `\\b(?:stop|cease|quit|halt|end|discontinue|refrain from|no more|no further|enough (?:of |with )?(?:the|these|your)?) ?(?:with |of )?(?:all |any |the |these |those |this |your |more |further |such |unsolicited |automated )*(?:of )?(?:communications?|outreach|correspondence|contacts?|e-?mails?|mails?|mailings?|messag\\w+|follow[- ]?ups?|texts?|calls?|solicitations?|marketing|sending|${contactVerb}(?:ing|ting)?)\\b`,
    ),
  ),
  request(
    "en",
    new RegExp(
      `\\b(?:do not|don't|dont|never|not to|not be|please no|no need to|must not|may not|should not|shouldn't|wouldn't) (?:ever |please |you |dare |try to |bother to |again |attempt to |keep |be |continue to |start )*(?:${contactVerb}(?:ing|ed|ted|ten)?)\\b(?: \\w+){0,3}? ?(?:me|us|my|our|here|again|any ?more|anymore|further|ever|any|anything|at this|this address|this mailbox|these|more|future|another|e-?mails?|messages?|up)\\b`,
    ),
  ),
  request(
    "en",
    /\b(?:do not|don't|dont|no longer|never) (?:\w+ )?(?:want|wish|care|need|like|expect|consent|agree|desire|be interested)\b.{0,20}\b(?:receiv\w*|hear\w*|get\w*|be contacted|contact\w*|be e-?mailed|e-?mails?|messages?|mails?|communications?|newsletters?|correspondence)\b|\bnot (?:interested in|wish to|want to) (?:receiv|hear|being contacted|be contacted|getting|get)\w*/,
  ),
  request(
    "en",
    /\bleave (?:me|us) (?:alone|be|in peace|out)\b|\blose my (?:number|e-?mail|address|contact)\b|\b(?:take|taking|get|keep|leave|drop|move) (?:me|us|my|our|this)\b(?: [\w-]+){0,4}? (?:off|out of|from)\b|\bpls remove\b|\b(?:remove|off) (?:from )?(?:your|the|this|any|all) (?:\w+ )?(?:lists?|mailings?|database)\b|\bforget (?:about )?(?:my|this) (?:e-?mail|address|contact)\b|\bblock(?:ed|ing)? (?:you|your|this sender)\b|\b(?:add|put) (?:me|us) (?:to|on) (?:your )?(?:the )?(?:do[- ]not|dnc|no[- ]contact|suppression|black)/,
  ),
  mention(
    "en",
    /\b(?:never|did(?:n't| not)|have(?:n't| not)|nor did i|did i|when did i|i don't remember|don't recall) (?:ever )?(?:ask\w*|sign\w*[- ]?up|signing up|sign up|subscrib\w*|opt(?:ed|ing)?[- ]in|request\w*|agree\w*|consent\w*|give (?:you )?(?:my )?(?:permission|consent)|given? (?:you )?(?:permission|consent))\b/,
  ),
  mention(
    "en",
    /\b(?:delete|remove|erase|destroy) (?:it|them|that|this)\b.{0,30}(?:\bfrom\b|\bdatabase\b|\bnow\b|\bimmediately\b|\bplease\b|[.!]?$)|\bno more (?:of )?(?:this|these)\b/,
  ),
  request(
    "de",
    /\b(?:abmelden|abbestellen|austragen|abgemeldet|ausgetragen)\b|\b(?:melden|tragen|bestellen|nehmen|streichen|loschen|entfernen|werfen) sie (?:mich|uns|meine|unsere|diese)\b|\b(?:streich|losch|entfern|nimm|trag)\w* (?:mich|uns|meine|unsere)\b|\b(?:mich|uns|meine (?:adresse|e-?mail\S*|daten)|diese adresse)\b.{0,60}\b(?:loschen|entfernen|streichen|austragen|nehmen|rausnehmen|herausnehmen|abbestellen|loscht|entfernt|abmelden)\b/,
  ),
  request(
    "de",
    /\bkeine? (?:weiteren?|weitere|mehr)? ?(?:e-?mails?|mails?|nachrichten|werbung|kontakt\w*|anfragen|zusendung\w*|anrufe|newsletter)\b.{0,30}\b(?:mehr|schicken|senden|erhalten|bekommen|wunsch\w*|zusenden|wollen|mochte\w*|bitte|$)|\bkeine (?:weiteren|weitere) (?:e-?mails?|mails?|nachrichten|kontakt\w*)|\b(?:nicht|nie) (?:mehr|wieder|weiter|langer) (?:\w+ ){0,2}(?:kontaktier\w*|anschreib\w*|schreib\w*|anruf\w*|kontaktiert|belastig\w*|mail\w*|melden)\b|\b(?:kontaktieren|schreiben|belastigen|mailen) sie (?:mich|uns|mir) (?:bitte )?(?:\w+ )?(?:nicht|nie)|\bschreib\w* (?:mir|uns) nicht|\bwiderspreche\b.{0,60}\b(?:nutzung|verarbeitung|werb\w*|daten|kontakt)|\bwiderspruch\b|\b(?:lassen sie|lass|lasst) (?:mich|uns) in ruhe|\bunterlassen sie\b|\baus (?:dem|ihrem|eurem) (?:verteiler|newsletter|liste)|\baus (?:der|ihrer|eurer) (?:liste|datenbank|mailingliste|verteilerliste)|\bhoren sie auf\b|\bverteiler\b.{0,30}(?:raus|nehmen|streichen|loschen|entfernen)/,
  ),
  request(
    "fr",
    /\b(?:desabonn|desinscri|desinscrip)\w*|\b(?:retir|supprim|enlev|radi|effac|ray)\w*[- ](?:moi|nous|mon|mes|notre|nos|cette)\b|\b(?:me|nous|mon (?:adresse|mail|email)|mes (?:donnees|coordonnees))\b.{0,20}\b(?:retirer|supprimer|enlever|radier|effacer|desinscrire|desabonner|rayer)\b|\b(?:retirer|supprimer|enlever|rayer|effacer) (?:mon|mes|notre|nos|cette) (?:adresse|e-?mail|mail|coordonnees|donnees|nom|contact)/,
  ),
  request(
    "fr",
    /\b(?:ne|n') ?(?:veux|souhaite|desire|voulons|souhaitons|plus|me|nous|m'|pas)\b.{0,50}\b(?:recevoir|contact\w*|ecri\w*|envoy\w*|sollicit\w*|demarch\w*|derang\w*|mails?|messages?)\b.{0,20}|\b(?:cessez|arretez|stoppez|arreter|cesser)\b.{0,40}\b(?:contact\w*|ecri\w*|envoy\w*|e-?mails?|mails?|messages?|spam\w*|sollicit\w*|harcel\w*|relanc\w*|m'|de me)|\bplus (?:de|aucun) (?:mails?|e-?mails?|messages?|contacts?|relances?|sollicitations?)\b|\blaissez[- ](?:moi|nous) tranquilles?|\bm'oppose\b/,
  ),
  request(
    "es",
    /\b(?:dar(?:me|nos|se)? de baja|den(?:me|nos)? de baja|de(?:me|nos) de baja|deme de baja|(?<!(?:estoy|encuentro|esta) )de baja(?! (?:medica|por|laboral|maternal|paternal|hasta)))\b|\bcancel\w+ (?:mi |la |nuestra )?suscripcion|\b(?:elimin|borr|quit|retir|saqu|suprim|exclu)\w*(?:me|nos)\b|\b(?:elimin|borr|quit|retir|suprim)\w* (?:por favor )?(?:mi|mis|nuestro|nuestra|nuestros|este|esta) (?:correo|e-?mail|direccion|datos|contacto|nombre)|\bdesuscri\w+/,
  ),
  request(
    "es",
    /\bno (?:me|nos) (?:vuelvan?|sigan?|escrib\w+|contact\w+|envi\w+|mand\w+|llam\w+|molest\w+|manden|busquen)|\b(?:no (?:quiero|queremos|deseo|deseamos)|ya no (?:quiero|queremos|deseo)) (?:\w+ )?(?:recibir|que me|que nos|mas|sus)|\b(?:dejen?|deja|paren?|para|cesen?) (?:ya )?de (?:enviar|escribir|contactar|mandar|molestar|llamar)\w*|\bno (?:envie|envien|mande|manden|escriba|escriban)\w* mas|\bno mas (?:correos|e-?mails?|mensajes)/,
  ),
  request(
    "it",
    /\b(?:cancell|rimuov|tog[lh]|elimin|disiscri|disabbon|escluder)\w*(?:mi|ci|temi|tetemi|rmi|teci)\b|\b(?:cancell|rimuov|elimin|togli)\w* (?:il mio|la mia|i miei|il nostro|i nostri|questo|questa) (?:indirizzo|e-?mail|mail|dati|nominativo|contatto|dati)|\bdisiscri\w+|\bdisiscrizione|\b(?:non|smett\w+ di|basta) (?:\w+ )?(?:contatta\w*|scriv\w+|invia\w+|manda\w+|disturba\w+|mandate\w*|inviate\w*|scrivete\w*|scrivermi|contattarmi)\b.{0,30}\b(?:piu|oltre|mai|$|ancora|e-?mail|mail|messaggi)|\bnon (?:voglio|desidero|vogliamo|desideriamo|intendo) (?:piu |essere |ricevere )|\bsmett\w+ di (?:\w+ )?(?:scriver|contattar|inviar|mandar|disturbar)\w*|\bbasta (?:e-?mail|mail|messaggi)/,
  ),
  request(
    "pt",
    /\b(?:descadastr|desinscrev|desinscri)\w*|\bcancel\w+ (?:a |minha |o )?(?:minha )?(?:inscricao|assinatura|subscricao)|\b(?:remov|retir|exclu|tir|apagu|elimin)\w*[- ](?:me|nos|o meu|meu|meus|minha|nosso|este)\b|\b(?:me|nos) (?:remov|retir|exclu|tir|descadastr)\w+|\b(?:nao|pare\w*|parem|deixe\w*|chega) (?:me |nos |de |mais |quero |queremos |desejo |gostaria |receber |mais )*(?:contat\w+|contact\w+|envi\w+|mand\w+|escrev\w+|receber|perturb\w+|incomod\w+|ligu?\w+)\b|\bnao (?:quero|queremos|desejo) (?:mais )?(?:receber|ser contact\w+|que)/,
  ),
  request(
    "nl",
    /\b(?:uitschrijven|afmelden|schrijf (?:me|mij|ons) uit|meld (?:me|mij|ons) af|uitgeschreven|afgemeld)\b|\b(?:verwijder|haal|schrap|wis)\w* (?:me|mij|ons|mijn|onze|dit|u mij)\b|\b(?:geen|stop met) (?:verdere |meer )?(?:e-?mails?|mails?|berichten|contact|reclame|mailen|sturen|post)\b|\b(?:stuur|mail|contacteer|schrijf|bel|benader)t? (?:me|mij|ons|u mij)\b.{0,20}\b(?:niet|geen)\b|\b(?:niet|nooit) (?:meer|langer) (?:\w+ ){0,2}(?:mailen|contacteren|benaderen|ontvangen|schrijven|benaderd|gemaild)|\bwil (?:ik |u |je )?(?:geen|niet meer)\b.{0,30}(?:mail|ontvang|bericht|benader)|\blaat (?:me|mij|ons) met rust|\bhou op\b/,
  ),
  request(
    "pl",
    /\b(?:wypis|usun|wykresl|skasuj)\w* (?:mnie|nas|moj|mojego|moje|ten|nasz|z)|\bwypisac\b|\b(?:nie|przestan\w*|prosze nie|prosze przestac|zaprzest\w+) (?:\w+ ){0,3}(?:kontakt\w*|pisac|pisz\w*|wysyla\w*|przysyla\w*|mail\w*|dzwon\w*|otrzymywac)|\b(?:nie (?:chce|zycze|chcemy|wyrazam))\b.{0,40}(?:otrzym|wiadomo|mail|kontakt|zgody|sobie)|\brezygnuj\w+ z (?:subskrypcji|newsletter\w*|otrzymywania)|\bsprzeciw\b/,
  ),
  request(
    "sv",
    /\b(?:avregistrera|avprenumerera|avsluta prenumeration\w*|avanmal\w*)\b|\b(?:ta bort|radera|stryk|plocka bort) (?:mig|oss|min|mina|var|denna|mitt)\b|\b(?:sluta|upphor\w*) (?:att )?(?:\w+ )?(?:maila|mejla|skicka|kontakta|skriv\w*|ringa|spamma|hora av)|\b(?:kontakta|maila|mejla|skriv|skicka|ring)\b.{0,25}\b(?:inte|inga|aldrig)\b|\b(?:inga|inte) (?:fler|flera|mer) (?:mail|mejl|meddelanden|utskick)|\bvill inte (?:ha|fa|bli|langre)\b|\blamna (?:mig|oss) ifred/,
  ),
  request(
    "da",
    /\b(?:afmeld\w*|frameld\w*|avmeld\w*|meld (?:meg|mig|oss) (?:av|fra))\b|\b(?:fjern|slet|slett|ta) (?:mig|meg|os|oss|min|mit|mitt|denne|bort meg)\b|\b(?:stop med|lad vaere med|slutt(?:e)?|ikke|hold op med) (?:at |a |med )?(?:\w+ ){0,2}(?:kontakt\w*|skriv\w*|send\w*|maile?\b|ring\w*)|\b(?:kontakt|skriv|send|ring)\w* (?:mig|meg|os|oss)? ?(?:venligst |vennligst )?(?:ikke|aldri|aldrig)|\b(?:ingen|ikke) (?:flere|mere|mer) (?:mails?|e-?poster?|e-?mails?|meldinger|beskeder|henvendelser)|\bonsker ikke\b.{0,30}(?:modtag|motta|mail|kontakt|henvend)|\blad mig vaere|\bla meg vaere/,
  ),
  request(
    "fi",
    /\b(?:poista(?:kaa)? (?:minut|meidat|osoitteeni|sahkoposti\w*|tietoni)|peru(?:kaa|ta|uta)?\b.{0,20}tilau\w*|(?:ala|alkaa|ei) (?:enaa |minulle )*(?:laheta|lahettako|lahettaa|ota|ottako|kirjoita|kirjoittako|soita)\w*|en halua\b.{0,40}(?:viest|posti|yhtey)|lopettakaa|lopeta)\b/,
  ),
  request(
    "tr",
    /\b(?:abonelik\w*|uyelik\w*)\b.{0,20}\b(?:cik|iptal|sonlandir)\w*|\b(?:liste|veritaban|posta listes)\w*\b.{0,20}\b(?:cikar|sil|kaldir)\w*|\b(?:beni|bizi|adresimi|e-?postami|mailimi)\b.{0,40}\b(?:cikar|sil|kaldir)\w*|\b(?:bir daha|artik|lutfen)?\b.{0,20}\b(?:e-?posta|mail|mesaj|ileti)\w*\b.{0,20}\b(?:gonderme\w*|atma\w*|istemiyor\w*|yollama\w*|yazma\w*|almak istemiyor\w*)|\b(?:bana|bize|benimle|bizimle)\b.{0,30}\b(?:yazma\w*|iletisime gecme\w*|ulasma\w*|gonderme\w*)|\brahatsiz etme\w*/,
  ),
  request(
    "cs",
    /\b(?:odhlas\w*|vyrad\w*|vymaz\w*|odstran\w*) (?:me|mne|nas|muj|moji|tuto|z)|\b(?:odhlasit|vyradit)\b|\b(?:neposilejte|nekontaktujte|nepiste|prestante)\b|\bneprej\w+ si\b/,
  ),
  request(
    "ro",
    /\b(?:dezabon\w*|stergeti-ma|scoateti-ma|eliminati-ma|nu (?:ma|ne) mai (?:contact\w*|scrie\w*|suna\w*)|nu (?:imi|ne) mai (?:trimit\w*|scrie\w*)|nu mai (?:trimit\w*|doresc|vreau))\b/,
  ),
  request(
    "hu",
    /\b(?:leiratkoz\w*|toroljon|toroljek|ne (?:irjon|irjanak|kuldjon|kuldjenek|keressen|keressenek)|nem (?:kerek|szeretnek) (?:tobb|tobbet))\b/,
  ),
  request(
    "ru",
    /отпис(?:ать|ыв|ат|к)|отпишите|удалите (?:меня|нас|мой|мою|наш|этот|из)|уберите (?:меня|нас|мой)|исключите (?:меня|нас|мой|из)|(?:не|больше не|прекратите|перестаньте|хватит)\s(?:\S+\s){0,3}(?:пи[сш]\S*|присыла\S*|отправля\S*|шли\S*|слать|звон\S*|беспоко\S*|контактир\S*|рассыл\S*)|не (?:хочу|желаю|хотим|желаем) (?:\S+ )?(?:получать|чтобы|больше)|оставьте (?:меня|нас) в покое|откажусь от рассыл|отказываюсь от/,
  ),
  request(
    "uk",
    /відпис(?:ати|ат)|відпишіть|видаліть (?:мене|нас|мою|мій)|(?:не|більше не|припиніть|перестаньте)\s(?:\S+\s){0,3}(?:пиш\S*|надсила\S*|телефон\S*|турбу\S*)/,
  ),
  request(
    "ja",
    /配信(?:を)?(?:停止|解除|中止|不要)|(?:メール|送信|連絡|ご連絡|営業).{0,12}(?:不要|やめて|止めて|停止|しないで|送らないで|お断り|控えて|いりません|要りません|遠慮)|(?:リスト|名簿|宛先|送信先).{0,10}(?:削除|外して|除外|抹消)|(?:解約|退会|購読.{0,3}(?:解除|停止|中止))|送らないで|登録.{0,4}(?:解除|抹消|削除)|二度と/,
  ),
  request(
    "zh",
    /退订|退訂|取消订阅|取消訂閱|(?:不要|(?<!特|个|個|各|级|级|类|性|区)[别別](?!客|的|人|忘|担|擔|急|介)|勿|请勿|請勿|停止|不想|不希望|无需|不必)[^。！？，,]{0,14}(?:发|發|联系|聯繫|联络|聯絡|打扰|打擾|骚扰|騷擾|邮件|郵件|信息|收到|来信|打电话)|(?:从|從|将|將|把|请|請)[^。！？]{0,12}(?:删除|刪除|移除|除名|移出)|拒收/,
  ),
  request(
    "ko",
    /수신\s?거부|구독\s?(?:취소|해지)|(?:메일|연락|이메일|문자|전화).{0,14}(?:보내지|하지 ?마|하지 ?말|그만|중단|원하지|받고 ?싶지|사양)|(?:목록|명단|리스트).{0,8}(?:삭제|제외|빼)|그만 ?보내/,
  ),
  request(
    "ar",
    /(?:إلغاء|الغاء|ألغ\S*) (?:ال)?اشتراك|(?:لا|توقف\S* عن|كف\S* عن) (?:ت)?(?:رسل|راسل|تواصل|إرسال|ارسال|الاتصال|التواصل|ترسلوا)|(?:احذف|أزل|ازل|إزالة|حذف)\S* (?:اسمي|بريدي|عنواني|ني)/,
  ),
  // The same wish as a noun ("removal of my data", "the cancellation of my subscription"), which formal mail prefers.
  request(
    "en",
    /\b(?:removal|deletion|erasure|exclusion|unsubscription|withdrawal|cancellation) (?:of|from) (?:my|our|me|us|your|the|this|all)\b|\b(?:withdraw|revoke)\w* (?:my|our|any) (?:consent|permission)\b|\b(?:object|opposed) to (?:\w+ ){0,3}(?:marketing|processing|mailings?|e-?mails?|contact\w*)\b|\b(?:from|off|out of) (?:your|whatever|any|every|all|that|this|the) (?:\w+ )?(?:mailings?|mailing list|lists?|distribution|database|crm|sequence|cadence)\b/,
  ),
  request(
    "de",
    /\b(?:untersag|verbiet|verbitt|widerruf)\w*\b.{0,60}\b(?:zusend\w*|kontakt\w*|werb\w*|e-?mails?|mails?|nachrichten|einwilligung|anschreiben|nutzung)\b|\b(?:loschung|entfernung|streichung|austragung|abmeldung|abbestellung)\b.{0,40}\b(?:meiner|unserer|daten|adresse|verteiler|newsletter|liste)\b|\bverzicht\w*\b.{0,30}\b(?:mails?|e-?mails?|nachrichten|werbung|zusendung\w*)\b/,
  ),
  request(
    "fr",
    /\b(?:suppression|retrait|radiation|effacement|desinscription|desabonnement|retractation) (?:de|des|du) (?:mes|mon|ma|nos|notre|votre|vos)\b|\bde (?:votre|vos|cette|la) (?:liste|listes|base|fichier|fichiers|mailing|envois|newsletter)\b/,
  ),
  request(
    "es",
    /\b(?:solicit|pid|pedi|exij|ruego|quier|quisier|desead?)\w*\b.{0,30}\b(?:la baja|mi baja|baja|borrado|eliminacion|supresion|cancelacion|exclusion)\b|\b(?:dej|par|ces|evit)(?:a|ad|e|en|ar|es) (?:ya )?(?:de )?(?:\w+ )?(?:escrib|envi|mand|contact|molest|llam)\w*|\b(?:de|en) (?:su|sus|vuestra|vuestras|esta|la|tu) (?:lista|listas|base de datos|envios|boletin|mailing)\b/,
  ),
  request(
    "it",
    /\b(?:cancellazione|rimozione|eliminazione|disiscrizione) (?:dei|del|della|dalla|dalle|dai|immediata)\b|\b(?:togl|tolg|tolgl|rimuov|cancell|elimin)\w* (?:subito |per favore )?(?:il|la|i|le|lo) (?:mi[oaei]i?|nostr[oaie])\b|\bdall[ae] (?:vostr[ae]|su[ae]) (?:list[ae]|mailing\w*|newsletter|banca dati|database|comunicazioni)\b|\bdai (?:vostri|suoi) (?:invii|elenchi|archivi|contatti)\b/,
  ),
  request(
    "pt",
    /\b(?:remocao|exclusao|eliminacao|cancelamento) (?:do|da|dos|das|de) (?:meu|minha|meus|nosso)\b|\b(?:da|de) (?:sua|vossa|tua|vossas) (?:lista|listas|base|mailing|newsletter)\b|\b(?:deix|par)(?:e|em|a|ar|ai) de (?:me |nos )?(?:escrev|envi|mand|contact|contat|lig)\w*/,
  ),
  request(
    "nl",
    /\b(?:verwijdering|uitschrijving|afmelding) (?:van|uit) (?:mijn|ons|onze|uw|jullie|de)\b|\b(?:uit|van) (?:uw|jullie|je|deze|de) (?:mailing\w*|lijst|lijsten|bestand|database|nieuwsbrief|adressenlijst)\b/,
  ),
  request(
    "pl",
    /\bwypis\w+ (?:sie|mnie)\b|\b(?:usuniecie|wykreslenie|skasowanie|wypisanie)\b.{0,30}(?:danych|adresu|listy|bazy|mnie|mojego)|\bz (?:waszej|panstwa|tej|swojej) (?:listy|bazy)\b|\b(?:cofam|wycofuj\w+) zgod\w+/,
  ),
  request(
    "sv",
    /\b(?:fran|av|fra) (?:er|din|eran|eder|jeres|deres|denna|denne) (?:mailing\w*|lista|liste|sandlista|utskickslista|register|nyhetsbrev)\b|\b(?:borttagning|sletning|sletting|avregistrering) av (?:mina|min|mine|mitt)\b/,
  ),
];

/** Reports, threats and abuse: an opt-out that also says how bad it was. */
export const complaintWords =
  /\b(?:report(?:ed|ing)?|flag(?:ged|ging)?|mark(?:ed|ing)?|forward(?:ed|ing)?|block(?:ed|ing)?) (?:\w+ ){0,4}(?:as |for |to |it |and )*(?:spam|junk|phishing|abuse|it security|our (?:it |security|legal)|google|gmail|microsoft|your provider|your (?:isp|host|esp)|the (?:authorit|ico\b|ftc\b|regulator))|\breport(?:ed|ing)? (?:you|this|your)\b|^\W*(?:this is |that's |that is |pure |just |more |again |total |such |another |nothing but |what a |you are |your? )*(?:a |an )?(?:spam(?:mers?|ming)?|junk|scam(?:mers?)?)\W*$|\b(?:this is|it's|its|that's|is|are|you're|you are) (?:just |clearly |pure |nothing but |unsolicited |a )*(?:spam\w*|a scam|harass\w*|phishing|illegal)\b|\b(?:lawyers?|attorneys?|solicitors?|legal (?:action|team|department|counsel|proceedings|steps)|sue (?:you|your)|cease[- ]and[- ]desist (?:letter|order|notice)|court|lawsuit)\b|\bhow dare\b|\bwho the (?:hell|f\w+|heck)\b|\b(?:f[*u]+c?[*k]+|piss|bugger|sod|screw) (?:off|you)\b|\bgo (?:away|to hell|fuck)\b|\bget lost\b|\bharass(?:ment|ing)\b|\bstop spamming\b|\b(?:anwalt|abmahnung|rechtsanwalt|anzeige erstatten|spam melden|als spam|belastigung)\b|\b(?:avocat|signal(?:e|er|ement)\b.{0,30}(?:spam|cnil)|harcelement|c'est du spam|porter plainte)\b|\b(?:abogado|denunci\w+|esto es spam|acoso)\b|\b(?:avvocato|segnal\w+ come spam|questo e spam|garante)\b|\b(?:advogado|isto e spam|isso e spam)\b|\b(?:advocaat|dit is spam)\b|(?:^|\s)спам(?:$|[\s.!])|迷惑メール|垃圾邮件|投诉|스팸/;

/** Rights of the person whose data it is (GDPR articles 15 to 21 and their like); they have a clock of their own. */
export const dataRequestWords =
  /\b(?:gdpr|dsgvo|rgpd|lgpd|ccpa|art(?:icle|\.|ikel)? ?(?:13|14|15|16|17|18|20|21)\b.{0,30}|data (?:subject|protection officer|protection authority)|subject access|right (?:of access|to be forgotten|to erasure|to object)|dpo\b|(?:lawful|legal) (?:basis|ground)|(?:erase|delete|remove|destroy|purge) (?:all |any |every |the |my |our )*(?:personal )?(?:data|information|records)\b.{0,40}|(?:what|which|all the|any|copy of|everything) (?:\w+ ){0,3}(?:personal )?(?:data|information) (?:\w+ ){0,4}(?:hold|held|have|store|stored|process\w*|keep)\b.{0,20}|(?:everything|all|what(?:ever)?) (?:\w+ )?you (?:hold|have|store|know|keep|collect\w*) (?:on|about) (?:me\b|my\b)|(?:records?|proof|evidence|log) of (?:my |our |the |any )?(?:consent|opt-?in)|(?:supplied|sold|provided|collected|obtained) my (?:\w+ )?data|auskunft (?:nach|gemass|uber)|datenauskunft|(?:loschung|loschen sie)\b.{0,30}\b(?:daten|personenbezogen\w*)|datenschutzbeauftragt\w+|droit (?:d'acces|a l'effacement|d'opposition)|suppression de mes donnees|derecho de (?:acceso|supresion)|diritto (?:di accesso|all'oblio))\b/;
