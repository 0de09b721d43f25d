/** Says that a subject in one of the languages of mail servers speaks of a failed or late delivery; no proof by itself. */
export const failureSubject = anyOf([
  "undeliver|un-deliver|not (?:be )?deliver|deliver\\w* (?:fail|status|report|problem|notif|error|delay|unsuccess)",
  "fail\\w* (?:to deliver|delivery|notice|mail|message)|returned (?:mail|to sender|message|e-?mail)|mail system error",
  "(?:mail|message|e-?mail)(?: \\S+){0,3} (?:fail|return|reject|refus|undeliver|not deliver|error|could not|delayed)",
  "delivery (?:status )?notification|(?:non|un)-?(?:delivery|deliverable)|deliverability|could not (?:be )?sen[dt]|rejected",
  "warning: (?:could|message)|error (?:sending|in sending|delivering)|(?:error|problem|trouble) .{0,12}(?:send|deliver)ing|\\[bounce\\]",
  "(?:message|mail) you sent (?:blocked|was)|message status|host unknown|user unknown|unable to deliver|blocked by|not (?:a )?member\\b|loop ?back",
  "unzustellbar|nicht (?:zugestellt|zustellbar)|zustell\\w*(?:fehl|problem|status)|rückläufer|fehler beim senden|mailfehler",
  "non remis|échec .{0,24}(?:remise|envoi|livraison|distribution)|non (?:distribu|délivr)|remise (?:retard|impossible)|notification d['’]état",
  "no se (?:ha |pudo |puede )?(?:podido )?entreg|no entregad|entrega (?:fallida|retras)|(?:error|fallo) (?:de|en la) entrega|estado de (?:la )?entrega|devuelto",
  "mancat[ao] (?:consegna|recapito)|impossibile (?:consegnare|recapitare)|non (?:recapitat|consegnat)|consegna (?:fallita|non riuscita)|messaggio respinto",
  "n[aã]o (?:foi |é )?(?:poss[ií]vel )?entreg|falha (?:na|de) entrega|status de entrega|mensagem devolvida",
  "onbestelbaar|niet (?:bezorgd|afgeleverd|bestelbaar)|(?:bezorg|aflever)\\w* ?(?:mislukt|fout|status)",
  "(?:kunde|går|kunne|kan) (?:inte|ikke|ej) (?:att )?lever|olevererbar|uleverbar|ikke lever(?:et|t)|leverans\\w*fel|levering\\w*(?:fejl|feil|status)",
  "toimitus.{0,10}epäonnistui|ei (?:voitu|voida) toimittaa|toimittamatta",
  "nie(?:dostarcz|doręcz)|nie (?:można|mogła|została) (?:zostać )?dostarcz|błąd (?:dostarcz|doręcz)|zwrot (?:wiadomo|poczt)",
  "nedoruč|nelze doručit|kézbesít(?:hetetlen|ési (?:hiba|állapot))|sikertelen kézbesítés|nelivrat|livrare eșuată",
  "teslim edilem|iletilem|gönderilem|ανεπίδοτ|(?:αποτυχία|δυνατή η) παράδοσης?|không gửi được|gagal (?:ter)?kirim|tidak terkirim",
  "не ?доставлен|недоставлен|не удалось доставить|недоставка|ошибка (?:доставки|при отправке)|возврат (?:письма|почты)|не доставлено|не вдалося доставити",
  "配信(?:不能|エラー|できません|に失敗|状況)|配送(?:不能|エラー|できません)|送信(?:エラー|できません|に失敗)|メールエラー|エラー(?:通知|メール)|未達|(?:メール|メッセージ)(?:を|が)(?:配信|送信|配達)でき",
  "退信|投[递遞](?:失[败敗]|状态)|无法(?:投递|送达|传递|发送)|無法(?:投遞|送達|傳遞|傳送|寄送)|未(?:能)?送[达達]|发送失败|傳送失敗|传递失败|退回",
  "전송 ?(?:실패|할 수 없)|배달(?:되지| ?실패|할 수 없)|반송|발송 ?실패|전달(?:되지|할 수)|ส่งไม่|ไม่สามารถส่ง|تعذر (?:تسليم|إرسال)|לא נמסר",
]);

/** The same for the words of a notice. */
export const failureText = anyOf([
  "(?:could not|couldn't|cannot|can't|can not|unable to|was not|wasn't|not been|failed to|have not|problem|trouble|error|did not).{0,80}\\b(?:deliver|send|sent|receive|forward|reach|accept|transmit)",
  "(?:following|these|one or more|this) (?:recipients?|addresses?|errors?|users?)|permanent (?:fatal )?error|fatal error|delivery (?:to|has|failed|failure|attempt)",
  "has been delayed|will be retried|undeliver|(?:recipients?|users?|address|mailbox) (?:unknown|not found|rejected|invalid|full)|user unknown|unknown user|does not exist|user ?id\\b|returned to (?:you|sender)",
  "(?:message|mail) (?:was|has been|is) (?:rejected|returned|refused|undeliver|blocked|not delivered)|(?:message|mail) (?:that )?you sent .{0,80}(?:refused|rejected|discarded|not accepted)|(?:^|\\s)(?:5\\d\\d|4[25]\\d)[ -]\\S|\\b5\\.\\d\\.\\d\\b",
  "nicht (?:zugestellt|erreicht|zustellbar|ausgeliefert)|unzustellbar|zustellung .{0,40}(?:fehl|nicht|verz)|n['’]a(?:vons)? pas pu|pas pu être|échec de (?:la )?remise|impossible de remettre",
  "no se (?:ha |han |pudo |puede |pueden )?(?:podido )?entreg|no (?:ha|pudo) (?:podido )?ser entregad|impossibile (?:consegnare|recapitare)|non (?:è stato|ha potuto|è stata) .{0,20}(?:recapit|consegn)",
  "n[aã]o (?:p[oô]de|foi|pode) .{0,20}entreg|kon(?:den)? niet .{0,30}(?:bezorgd|afgeleverd)|(?:kunde|kunne|kan) (?:inte|ikke|ej) .{0,20}lever|ei voitu toimittaa|nie (?:mog\\w+|można|został\\w*) .{0,20}(?:dostarcz|doręcz)",
  "nelze doručit|nebyl\\w* doručen|nem (?:sikerült|lehetett) kézbesíteni|nu a putut fi livrat|teslim edilem|iletilem|δεν (?:ήταν|είναι) δυνατή|δεν παραδόθηκε|không (?:thể )?gửi được|tidak (?:dapat|terkirim)",
  "не (?:может|удалось|был|доставлен|вдалося|доставлено)|невозможно доставить",
  "(?:配信|送信|配送|配達|お?届け)(?:は|が)?(?:することが)?(?:できません|できな|されません|に失敗|不能)|メールボックスが|宛先.{0,20}(?:見つかり|存在し)|受信を?拒否",
  "退信|退回|投[递遞]失[败敗]|(?:无法|無法|未能|不能).{0,12}(?:投递|投遞|送达|送達|传递|傳遞|发送|傳送|寄)|(?:전송|배달|전달|발송).{0,6}(?:못|않|없|실패)|반송",
  "ไม่สามารถส่ง|تعذر|לא (?:ניתן|נמסר)",
]);

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "i");
}
