/** What mail servers say of a recipient in languages other than English; text is in lower case, with its accents. */

const nobody: readonly string[] = [
  // German
  "(?:benutzer|nutzer|anwender|empfänger|adresse|adressat|postfach|mailbox|konto|mailadresse|teilnehmer)\\S*\\b.{0,60}(?:unbekannt|existier\\w*\\b.{0,40}\\bnicht|nicht (?:gefunden|vorhanden|bekannt|existent|ermittelt|vergeben|eingerichtet|gültig)|nicht mehr (?:vorhanden|gültig|existent|vergeben)|ungültig|gibt es (?:\\S+ ){0,5}nicht)",
  "kein(?:e[nr]?)? (?:\\S+ ){0,2}(?:benutzer|nutzer|empfänger|konto|postfach|mailbox|adresse|account)\\b.{0,60}(?:vorhanden|gefunden|bekannt|namen|existier|hinterlegt)|unbekannte[rns]? (?:benutzer|empfänger|adresse|adressat|nutzer|konto)|ungültige[rns]? (?:empfänger|adresse|mailadresse|postfach)|existiert (?:\\S+ ){0,6}nicht\\b",
  // French
  "(?:utilisateur|destinataire|adresse|compte|bo[iî]te)\\b.{0,60}(?:inconnue?|n['’ ]?exist\\w* (?:pas|plus)|inexistante?|introuvable|invalide|n['’]a (?:pas |pu )?(?:pu )?(?:être |été )?(?:pas )?trouvée?|n['’]est (?:pas|plus) (?:valide|connue?|attribuée?|répertoriée?))",
  "(?:aucune?|pas (?:de|d['’])|il n['’]y a (?:pas|aucune?)) ?(?:d['’]|de )?(?:utilisateur|compte|bo[iî]te|destinataire|adresse)\\b|(?:utilisateur|destinataire|adresse) inconnue?",
  // Spanish, Portuguese, Italian
  "(?:usuario|destinatario|dirección|cuenta|buzón|casilla|correo)\\b.{0,60}(?:desconocid|inexistent|inválid|no (?:existe|es válid|(?:se )?(?:ha |pudo |puede )?(?:sido |ser )?encontr|se encuentra|está registrad|figura|corresponde|reconocid))|(?:no (?:hay|existe|tenemos|encontramos|se encontró)|ningún) (?:\\S+ ){0,3}(?:usuario|cuenta|buzón|dirección|destinatario|casilla)|(?:usuario|destinatario) no válido",
  "(?:usuári[oa]|utilizador|destinatári[oa]|endereço|conta|caixa(?: postal)?)(?= |:|,|\\.|$).{0,60}(?:desconhecid|inexistent|inválid|n[aã]o (?:existe|é válid|foi (?:possível )?encontr|encontrad|cadastrad|localizad|está registad|reconhecid))|(?:n[aã]o (?:há|existe|temos|encontr\\S+)|nenhum[a]?) (?:\\S+ ){0,3}(?:usuário|utilizador|conta|caixa|endereço|destinatário)",
  "(?:utente|destinatario|indirizzo|casella|account|nominativo)\\b.{0,60}(?:sconosciut|inesistent|non (?:esist|valid|(?:è stat[oa] |è )?(?:trovat|presente|registrat|riconosciut)))|(?:nessun[oa]?|non (?:c['’]è|esiste|risulta)(?: alcun[oa]?| nessun[oa]?)?) (?:utente|account|casella|destinatario|indirizzo)",
  // Dutch and the Nordic languages
  "(?:gebruiker|adres|ontvanger|postvak|mailbox|account|geadresseerde)\\S*(?= |:|,|\\.|$).{0,60}(?:onbekend|bestaat (?:\\S+ )?niet|(?:niet|is niet|werd niet|kon niet worden) gevonden|ongeldig)|(?:geen|er is geen) (?:\\S+ ){0,2}(?:gebruiker|adres|ontvanger|postvak|mailbox|account)\\b|(?:onbekende?|ongeldige?) (?:gebruiker|ontvanger|adres|geadresseerde)",
  "(?:användar|adress|mottagar|brevlåda|konto|modtager|bruger|bruker|mottaker|postkasse|postboks)\\S*(?= |:|,|\\.|$).{0,60}(?:okänd|ogiltig|saknas|finns (?:inte|ej)|existerar inte|(?:kunde inte |inte )?hitta(?:des|s)|ukendt|ugyldig|findes (?:ikke|ej)|eksisterer ikke|(?:blev|ble|kunne) ikke (?:fundet|funnet|findes|finnes)|ukjent|finnes ikke)",
  "(?:okänd|ogiltig|ukendt|ukjent|ugyldig)[at]? (?:användare|mottagare|adress|modtager|bruger|bruker|mottaker|adresse)|ing(?:en|et) (?:sådan |slik )?(?:användare|mottagare|konto|bruger|modtager|bruker|mottaker|postkasse)|(?:käyttäj|osoite|osoitet|vastaanottaj|postilaatikko)\\S*.{0,60}(?:tuntematon|ei (?:ole olemassa|löydy|löytynyt)|ei ole)|tuntematon (?:vastaanottaja|käyttäjä)",
  // Polish, Czech, Hungarian, Romanian, Turkish, Greek
  "(?:użytkownik|adres|odbiorc|konto|skrzynk)\\S*.{0,60}(?:nieznan|nie (?:istniej|znalezion|odnalezion)|nieprawidłow|nieistniej)|(?:brak|nie ma) (?:takie\\S+ )?(?:użytkownik|kont|skrzynk|adres|odbiorc)|(?:nieznan|nieistniejąc|nieprawidłow)\\S* (?:użytkownik|adres|odbiorc|kont)",
  "(?:uživatel|adresa|adresát|příjemce|schránka|účet)\\S*.{0,60}(?:neexist|neznám|nenalezen)|(?:neznámý|neexistující) (?:uživatel|příjemce)|(?:felhasználó|címzett|cím|postafiók)\\S*.{0,60}(?:ismeretlen|nem (?:létezik|található)|érvénytelen)|(?:utilizator|destinatar|adres[aă]|cont)\\S*.{0,60}(?:necunoscut|nu exist|inexistent|invalid[aă])",
  "(?:kullanıcı|alıcı|adres|hesap|posta kutusu)\\S*.{0,60}(?:bulunamad|mevcut değil|geçersiz|bilinmiyor|tanınm|kayıtlı değil|yok(?:tur)?(?: |\\.|,|$))|(?:geçersiz|bilinmeyen) (?:alıcı|kullanıcı|adres)|(?:χρήστης|διεύθυνση|παραλήπτης).{0,60}(?:δεν (?:υπάρχει|βρέθηκε)|άγνωστ)|άγνωστος (?:χρήστης|παραλήπτης)",
  // Russian and Ukrainian
  "(?:пользовател|получател|адрес|ящик|адресат|учетн|учётн|користувач|скриньк|одержувач).{0,60}(?:не (?:существует|найден|известен|зарегистр|обнаруж|існує|знайден)|неизвест|отсутствует|недействит|удал[её]н навсегда|невідом)|(?:нет|не существует) (?:такого|такой|данного) (?:пользовател|ящик|адрес|получател)|так(?:ого|ой) (?:пользовател|ящик|адрес|получател)\\S* (?:нет|не существует)|(?:несуществующ|неизвестн|неверн)\\S* (?:адрес|пользовател|получател|ящик)",
  // Japanese, Chinese, Korean
  "(?:アドレス|あて先|宛先|ユーザー?|メールボックス|受信者|アカウント).{0,20}(?:存在(?:し|いた)|見つか|不明|ありません|間違|無効な)|宛先不明|存在しない(?:アドレス|ユーザー?|宛先|アカウント)",
  "用[户戶].{0,8}(?:不存在|未找到)|(?:收件人|[邮郵]箱|地址|帐号|帳號|账号|賬號|邮件地址).{0,12}(?:不存在|未找到|无效|無效|找不到)|(?:无|無|没有|沒有|查无|查無)此(?:用[户戶]|帐号|帳號|人|[邮郵]箱|地址)|找不到(?:收件人|用[户戶]|[邮郵]箱|该地址)|不存在的(?:用[户戶]|收件人|[邮郵]箱|地址)",
  "(?:사용자|수신자|주소|계정|메일함|받는 ?사람).{0,16}(?:없|존재하지|찾을 수|알 수)|(?:존재하지 않는|없는|알 수 없는|잘못된) (?:사용자|수신자|주소|계정|이메일)",
  // Others
  "(?:người dùng|địa chỉ|tài khoản|hộp thư).{0,40}(?:không tồn tại|không tìm thấy)|(?:pengguna|alamat|akun|penerima).{0,40}(?:tidak (?:ditemukan|ada|dikenal|valid))|(?:ผู้ใช้|ที่อยู่|บัญชี).{0,30}(?:ไม่พบ|ไม่มี)|ไม่พบ(?:ผู้ใช้|ที่อยู่|บัญชี)|(?:المستخدم|العنوان|المستلم|الحساب|صندوق).{0,30}(?:غير (?:موجود|معروف|صالح)|لا يوجد)|(?:המשתמש|הכתובת|הנמען).{0,30}(?:לא (?:קיים|נמצא|מוכר))",
];

const full: readonly string[] = [
  "(?:postfach|mailbox|konto|speicher\\S*)\\b.{0,40}(?:ist voll|voll\\b|überfüllt|überschritten|erschöpft)|(?:kontingent|quota|speicherplatz)\\b.{0,30}(?:überschritten|erschöpft|ausgeschöpft|voll)|nicht genügend speicher",
  "(?:bo[iî]te|messagerie|compte)\\b.{0,40}(?:pleine|saturée|remplie)|quota.{0,30}(?:dépassé|atteint)|espace.{0,20}insuffisant",
  "(?:buzón|casilla|cuenta|bandeja)\\b.{0,40}(?:llen[oa]|excede|excedid|superad|sin espacio)|(?:cuota|espacio).{0,30}(?:excedid|superad|agotad|insuficiente)|(?:casella|account)\\b.{0,40}(?:pien[ao]|esaurit)|(?:quota|spazio).{0,30}(?:superat|esaurit|insufficiente)|(?:caixa|conta)\\b.{0,40}(?:chei[ao]|lotad|exced)|(?:cota|quota|espaço).{0,30}(?:excedid|ultrapassad|esgotad|insuficiente)",
  "(?:postvak|mailbox)\\b.{0,30}(?:is )?vol\\b|(?:brevlåda|inkorg|postlåda|postkasse|indbakke|innboks|mailboks)\\S*.{0,40}(?:full|fuld|fullt)\\b|lagringsgräns|(?:skrzynk|postafiók|schránka)\\S*.{0,40}(?:pełn|przepełnion|megtelt|plná)|(?:posta kutusu|kota|gelen kutusu)\\S*.{0,40}(?:dolu|dolmuş|aşıl|aştı)|ящик.{0,30}(?:переполнен|заполнен)|превышен\\S* (?:квот|лимит|размер)",
  "メールボックス.{0,12}(?:一杯|いっぱい|容量|満杯)|容量.{0,8}(?:超|不足|オーバー)|[邮郵]箱.{0,6}[满滿]|信箱.{0,6}[滿满]|(?:空间|空間|容量)(?:已满|不足|已滿)|메일함.{0,10}(?:가득|초과|꽉)|용량.{0,8}(?:초과|부족)",
];

const closed: readonly string[] = [
  "(?:konto|postfach|mailbox|benutzer|adresse)\\b.{0,40}(?:gesperrt|deaktiviert|stillgelegt|inaktiv|geschlossen|abgeschaltet)|(?:compte|bo[iî]te|adresse)\\b.{0,40}(?:désactivée?|suspendue?|fermée?|bloquée?|inactive?)",
  "(?:cuenta|buzón|casilla|usuario|conta|caixa|casella|account|utente)\\b.{0,40}(?:des(?:activ|habilit|ativ)|suspend|suspens|inactiv|inativ|cerrad|encerrad|disattiv|disabilit|sospes|chius|inattiv|bloccat|bloquead)",
  "(?:account|postvak|mailbox|gebruiker|konto|brevlåda|postkasse)\\b.{0,40}(?:uitgeschakeld|geblokkeerd|gedeactiveerd|opgeheven|inactief|avstängd|spärrad|inaktiv|spærret|deaktiver|sperret|lukket|stengt)",
  "(?:kont|skrzynk)\\S*.{0,40}(?:zablokowan|nieaktywn|zawieszon|wyłączon)|hesa[bp]\\S*.{0,40}(?:devre dışı|askıya|kapat|pasif)|(?:ящик|учетн|учётн|пользовател|аккаунт).{0,40}(?:заблокирован|отключ[её]н|деактивирован|неактив|приостановлен)|(?:アカウント|メールボックス|アドレス).{0,12}(?:停止|無効(?!な)|利用されて|休止)|(?:[帐帳账賬][号號户戶]|[邮郵]箱|用[户戶]).{0,8}(?:停用|禁用|冻结|凍結|锁定|鎖定|注销|註銷)|(?:계정|메일함).{0,8}(?:비활성|정지|휴면|해지|중지)",
];

const refused: readonly string[] = [
  "(?:nachricht|mail|zustellung|absender)\\S*\\b.{0,60}(?:abgelehnt|zurückgewiesen|verweigert|abgewiesen|blockiert)|spam-?verdacht|(?:message|courriel|envoi)\\b.{0,60}(?:refusé|rejeté|bloqué|indésirable)|(?:mensaje|correo|mensagem|messaggio)\\b.{0,60}(?:rechazad|bloquead|no deseado|rejeitad|recusad|indesejad|rifiutat|respint|bloccat|indesiderat)",
  "(?:bericht|e-?mail|meddelande\\S*|besked|melding\\S*)\\b.{0,60}(?:geweigerd|geblokkeerd|avvisa|nekad|afvist|avvist|blokeret|blokkert)|wiadomoś\\S+.{0,60}(?:odrzucon|zablokowan)|(?:ileti|mesaj)\\S*.{0,60}(?:reddedil|engellen)|(?:письм|сообщени)\\S*.{0,60}(?:отклонен|отклонён|заблокирован)|受信を?拒否|拒[绝絕]|거부",
];

const later: readonly string[] = [
  "vorübergehend|später (?:erneut|noch ?mal|wieder)|temporaire|ultérieurement|plus tard|temporal|más tarde|temporane|più tardi|temporári|mais tarde|tijdelijk|later opnieuw|tillfällig|senare|midlertidig|senere|tymczasow|później|geçici|daha sonra|временно|позже|一時的|しばらく|暂时|暫時|稍后|稍後|일시적|나중에",
];

/** Who is not there. */
export const nobodyAbroad = nobody.join("|");
export const fullAbroad = full.join("|");
/** There, and closed. */
export const closedAbroad = closed.join("|");
export const refusedAbroad = refused.join("|");
/** A way back: not now. */
export const laterAbroad = later.join("|");
