import type { Words } from "./words.ts";

/** Turkish; its verbs carry the negation themselves. */
export const tr: Words = {
  language: "tr",
  isSpaced: true,
  not: "degil*, yok, yoktur, hic, asla, istemi*, istemem, istemez, yapmayin*, hayir",
  more: "artik, bir daha, tekrar, daha, bundan sonra, bundan boyle, fazla",
  me: "bana, beni, bize, bizi, benimle, bizimle, adresim*, adresime, bu adrese, kimseye",
  stop: "durdur*, birak*, kes, kesin, yeter, son ver*, vazgec*, stop, dur, durun",
  reach: `
    yaz*, gonder*, ara, aramay*, arayip, iletis*, ulas*, mail at*, rahatsiz*, at*, yolla*, spam*, mesaj at*`,
  message: `
    mail*, e-posta*, eposta*, mesaj*, ileti*, reklam*, bulten*, spam*, teklif*, e-mail*, email*, bildirim*`,
  remove: `
    cikar*, sil, silin*, siliniz, silinme*, kaldir*, cikmak, cikart*, cikarin*, iptal*, engelle*, ayril*, cikis`,
  list: `
    liste*, veritaban*, abonelik*, uyelik*, adresim*, kayit*, sistem*, verilerim*, bilgilerim*, posta*, mail*,
    e-posta*, numara*, rehber*`,
  want: "istemi*, istemem, istemez, istemiyor*",
  get: `
    almak, mail, e-posta, mesaj, duymak, gormek, alma, iletisim*, reklam*, ulasilmasini, ulasmasini, yazilmasini,
    bulten*`,
  never: "hic, asla, hicbir zaman, olmadim, etmedim, vermedim, istemedim",
  asked: `
    kaydol*, uye ol*, abone ol*, izin ver*, istemedim, onay ver*, talep etmedim, kayit ol*, uye olmadim,
    izin vermedim, onay vermedim`,
  optOut: `
    abonelikten cik*, aboneligi iptal*, aboneligimi iptal*, unsubscribe, beni rahat birak*, rahat birak*,
    rahatsiz etme*, yazmayin*, yazma, gondermeyin*, gonderme, atmayin*, atma, aramayin*, yollamayin*,
    iletisime gecmeyin*, ulasmayin*, listeden cik*, listenizden cik*, beni cikar*, beni sil*, almak istemiyor*,
    yapmayin*, mesaj istemiyor*, mail istemiyor*, e-posta istemiyor*, gonderilmesin*, cikarin*, cikariniz,
    gondermeyi birak*, yazmayi birak*, mail atmayi, adresimi kaldir*, adresimi sil*, listeden cikar*,
    listenizden kaldir*, listeden sil*, iletisim kurmayin*, gormek istemiyorum, izin vermiyorum, onay vermiyorum,
    artik yazmayin*, listenizden cikarir*, listeden cikarir*, cikarir misiniz, siler misiniz, silmenizi,
    cikarmanizi, kaldirmanizi, mail atmayin*, mail atma, mail gonderme*, mesaj atma*, e-posta gonderme*, artik mail,
    artik yazma*, bir daha yazma*, bir daha gonderme*, bir daha arama*, bir daha mail, bir daha mesaj,
    almak istemiyoruz, istemiyorum artik, aboneligimi, uyeligimi, reklam istemiyorum, rahatsiz ediyorsunuz,
    iletisime gecme*`,
  everyone: `
    tum sirket*, sirketimiz*, butun sirket*, alan adimiz*, domainimiz*, tum calisan*, hicbirimize,
    sirketimizden kimse*, kimseye, tum adres*, ekibimizdeki`,
  complaint: `
    spam*, taciz*, sikayet*, dolandiric*, yasadisi, yasa disi, ihbar*, bildirecegim, bildirdim, rapor et*, defol*,
    utanmaz*, istenmeyen, cehenneme, rezalet, kustah*, usandim, biktim`,
  threat: `
    avukat*, dava*, mahkeme*, savcilik*, savci*, polis*, basin*, gazete*, kvkk kurulu*, kvk kurulu*,
    kisisel verileri koruma kurumu*, yasal islem*, hukuki*, yasal yol*, tuketici hakem*, btk, iys*, noter*,
    hukuk burosu*`,
  superior: "mudur*, patron*, yonetici*, yonetim*, amir*, ceo*, ust yonetim*",
  escalate: "sikayet*, bildir*, resmi*",
  data: "verilerim*, kisisel veri*, bilgilerim*, hakkimda*, kisisel bilgi*",
  right: `
    silin*, sil*, erisim*, kopya*, sakla*, isle*, kaynak*, nereden, hangi, talep*, bilgi*, tutuyor*, yasal dayanak*,
    elde*`,
  law: `
    kvkk*, gdpr*, unutulma hakki*, kisisel verilerin korunmasi*, veri sorumlusu*, 6698, yasal dayanak*,
    hukuki dayanak*`,
  interest: "ilgi*, ilgilen*, ilginc*, merak*, ilgimi cek*, heyecan*",
  need: "ihtiyac*, ilgilenm*, gerek*, uygun degil, lazim*, butce*, ilgimiz*, fayda*, anlamli*, dusunm*",
  already: "zaten, halihazirda, mevcut*, memnunuz, var",
  solution: `
    cozum*, tedarikci*, sistem*, arac*, ortag*, kullaniyor*, calisiyor*, var, firma*, sozlesme*, yazilim*, biri`,
  refuse: `
    hayir tesekkur*, tesekkurler hayir, ilgilenmi*, ihtiyacimiz yok*, ihtiyacim yok*, gerek yok*, istemiyoruz,
    dusunmuyor*, bize uygun degil, bize gore degil, butcemiz yok*, cok pahali, almayalim, kalsin, gerekmiyor,
    ihtiyac duymuyor*, bol sans, basarilar dileri*, reddediyor*, zaten var, gerek duymuyor*, ilgimizi cekmiyor,
    boyle bir ihtiyac*, bir ihtiyacimiz yok`,
  tell: "gonder*, paylas*, anlat*, goster*, bilgi*, ogren*, yolla*, bahset*, ilet*, gormek, inceleme*, at*",
  info: `
    bilgi*, detay*, dokuman*, sunum*, katalog*, brosur*, ornek*, demo*, daha fazla, teklif*, fiyat*, ayrinti*,
    materyal*, link*, dosya*`,
  sounds: "kulaga, gorunuyor, geliyor, bu, cok, oldukca, olabilir",
  fine: "ilginc, guzel, hos, iyi, faydali, harika, super, mantikli, cazip, yararli, umut verici",
  accept: `
    evet lutfen, evet, tabii, tabi, elbette, olur, neden olmasin, memnuniyetle, gonderin, gonderebilirsiniz,
    paylasin, bilgi almak isteri*, bilgi almak istiyor*, bilgi alabilir, ogrenmek isteri*, merak ettim,
    ilgimi cekti, ilgimizi cekti, ilgileniyor*, dinlemek isteri*, devam edin, anlatin, gormek isteri*,
    daha fazla bilgi, kulaga hos, kulaga guzel, ariyorduk, ariyoruz, iyi fikir, fena degil`,
  talk: `
    gorus*, toplanti*, ara*, arayin, konus*, telefon*, randevu*, bulus*, zoom*, teams*, davet*, kahve*, takvim*,
    cagri*`,
  day: `
    pazartesi*, sali*, carsamba*, persembe*, cuma*, yarin*, bugun*, gelecek hafta*, haftaya*, onumuzdeki hafta*,
    bu hafta*, saat*, ogleden sonra*, sabah*, oglen*`,
  suits: `
    uygun*, musait*, olur, iyi, yapalim, gorusebilir*, gorusel*, konusabilir*, konusal*, arayin, mumkun*,
    erteleyebilir*, alabilir*, bulusalim, ayarla*, bekliyor*, yapabilir*`,
  ask: `
    ne, nasil, hangi, kac, nerede, var mi, misiniz, musunuz, mi, mu, fiyati, ucreti, kim, neler, nedir, edilebilir,
    ediyor`,
  offer: `
    fiyat*, ucret*, maliyet*, entegr*, calis*, lisans*, veri*, referans*, musteri*, deneme*, ucretsiz*, demo*,
    fark*, sozlesme*, sure*, kurulum*, kullanici*, destek*, guvenli*, sertifika*, sap*, logo*, api*, dil*, var mi,
    urun*, cozum*, uyumlu*, paket*, rakip*`,
  who: `
    siz kimsiniz, kimsiniz, sen kimsin, bu kim, tanisiyor muyuz, taniyor muyum, sizi taniyor, adresimi nereden,
    mailimi nereden, e-postami nereden, numarami nereden, nereden buldunuz, nereden aldiniz, nasil buldunuz,
    nasil aldiniz, nasil ulastiniz, robot*, bot mu*, otomatik*, gercek bir*, yapay zeka*, kim verdi,
    neden bana yaz*, insan mi*`,
  now: "su an*, su anda, simdi, simdilik, bu yil, bu ay, bu ceyrek, bu donem, suan, oncelik*, gundemimizde",
  later: `
    gelecek yil*, gelecek ay*, gelecek ceyrek*, gelecek donem*, onumuzdeki yil*, onumuzdeki ay*, onumuzdeki ceyrek*,
    seneye, daha sonra, ileride, birkac ay*, alti ay*, uc ay*, yaz sonrasi, bahar*, sonbahar*, ocak*, subat*, mart*,
    nisan*, mayis*, haziran*, temmuz*, agustos*, eylul*, ekim*, kasim*, aralik*, 2027*, yil sonu*, tatilden sonra,
    yeni yil*, tatil sonrasi`,
  postpone: `
    simdi degil, su an degil, su anda degil, su an uygun degil, simdilik degil, dogru zaman degil,
    uygun bir zaman degil, baska onceliklerimiz*, oncelik degil, onceligimiz degil, cok yogun*, yogunuz,
    butce donduruldu, daha sonra yaz*, sonra tekrar, belki daha sonra, belki ileride, erteledik, beklemede,
    vaktimiz yok, zamanim yok, zamanimiz yok, hatirlatin`,
  mine: `
    benim alanim*, benim isim*, benim konum*, dogru kisi*, yetkili*, sorumlu*, ilgili kisi*, karar verici*,
    benim departman*, benim gorev*, bakan kisi, bakmiyorum, ilgilenen kisi, bana bagli`,
  astray: `
    yanlis kisi*, yanlis departman*, benimle ilgisi yok, benim alanim degil, benim isim degil, yanlis adres*,
    yetkim yok, benim konum degil`,
  colleague: `
    mudur*, meslektas*, arkadas*, departman*, satin alma*, finans*, ekib*, bey, hanim, birim*, muhasebe*, yonetici*,
    it, sorumlu*, yetkili*, patron*`,
  direct: `
    gorus*, iletis*, ilet*, yonlendir*, aktar*, konus*, yaz*, basvur*, sorun, ulas*, cc*, ilgileniyor, bakiyor,
    sorabilir*, irtibat*`,
  gone: `
    artik burada calismi*, artik calismi*, calismiyorum, calismamakta*, calismiyor, isten ayril*, ayrildim, ayrildi,
    ayrilmistir, emekli*, is degistir*, sirketten ayril*, gorevinden ayril*, artik bu sirkette`,
  thanks: `
    tesekkur*, tesekkurler, sagolun, sag olun, mesaj*, mail*, e-posta*, bilgi*, icin, aldim, alindi, tamam, merhaba,
    iyi, gunler, selam, not, ettim, okuyacagim, inceleyecegim, saygilar*, cok, ederim, ederiz, rica, anlasildi,
    geri donus*, ulasti, elime, kolay gelsin, size, bakacagim`,
  but: "ama, fakat, ancak, maalesef, lakin",
  filler: `
    lutfen, artik, hemen, simdi, derhal, bu, bunu, bunlari, buna, su, o, ve, de, da, bir, bana, beni,
    tesekkurler, merhaba, tum, ile, benim, icin, yeter ki, ben, sizden, rica, ederim, daha, ya`,
  bare: `
    dur, durun, durdurun, yeter, kes, kesin, sil, silin, cikar, cikarin, cikis, iptal, stop, son verin, birakin,
    vazgecin, silinmek, cikmak istiyorum, cikart, cikartin, kesin artik, silinsin`,
  last: "son, sonuncu",
  may: "olsun, umarim, olmali, olmasini, umuyorum",
  away: "cik*, ayril*, kurtul*, cikabilir*, cikart*",
  permit: "iznim, rizam, onayim",
  product: `
    arac*, yazilim*, platform*, urun*, sistem*, cozum*, hizmet*, musteri*, kullanici*, destekli*, ozellik*,
    fatura*, yonet*`,
};
