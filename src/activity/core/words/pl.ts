import type { Words } from "./words.ts";

/** Polish. */
export const pl: Words = {
  language: "pl",
  isSpaced: true,
  not: "nie, nigdy, zadn*, bez, ani, nic, brak",
  more: "wiecej, juz, nigdy, ponownie, dalej, kolejn*, nadal, przyszlosci, dalszych",
  me: "mnie, do mnie, mi, nas, nam, moj, moja, moje, mojego, moich, moim, nasz*, ten adres, nikogo",
  stop: "przesta*, prosze nie, stop, zaprzesta*, skoncz*, koniec, wstrzym*, zakoncz*, daruj*",
  reach: `
    pis*, pisz*, wysyl*, przysyl*, kontakt*, dzwon*, nekaj*, nekac, spam*, przesyl*, zasmieca*, narzuca*, mailowac,
    wysylk*`,
  message: `
    mail*, maili, maile, e-mail*, wiadomosc*, wiadomosci, korespondencj*, ofert*, reklam*, newsletter*, spam*,
    informacji handlow*, kontakt*`,
  remove: `
    usun*, usunac, usuniec*, wypis*, wykresl*, skasuj*, skasowa*, wyrejestruj*, zablokuj*, wykluczy*, wyrzuc*`,
  list: `
    list*, baz*, bazy, mailing*, newsletter*, adres*, dane, danych, kontakt*, system*, mail, email, subskrypcj*,
    numer, crm`,
  want: "chc*, zycz*, potrzebuj*, wyraz*, zgadza*, zycze, interesuje, chcialb*, wole, wolal*, wolimy",
  get: "otrzymyw*, dostawa*, sobie, wiadomosci, maili, kontaktu, zgody, takich, byc, korespondencji, ofert",
  never: "nigdy, nie, ani",
  asked: "zapis*, prosil*, zgod*, subskryb*, rejestrow*, zamawia*, podawa*, wyrazal*, zamawial*",
  optOut: `
    wypisz*, wypisac, wypisanie, rezygnuj*, unsubscribe, dajcie mi spokoj, daj mi spokoj, prosze o spokoj,
    usun mnie, usuncie, prosze usunac, prosze mnie usunac, prosze o usuniecie, nie pisz*, nie pisac, nie wysyl*,
    nie przysyl*, nie zycze, nie kontakt*, przestan*, przestac, cofam zgode, wycofuje zgode, sprzeciw,
    wnosze sprzeciw, zadnych maili, dosc maili, z listy mailingowej, z waszej listy, z panstwa listy, z bazy,
    zaprzest*, nie wyrazam zgody, prosze o wypisanie, prosze o wykreslenie, nie mailowac, nie dzwonic,
    nie kontaktowac, wypisuje sie, zadam zaprzestania, nie otrzymywac, nie chce otrzymywac, nie chcemy otrzymywac,
    nie chce wiecej, nie chcemy wiecej, przestancie, przestan do mnie, usuncie mnie, usunac moj, usunac nasz,
    usunac mnie, usunac nas, wykreslic mnie, wykreslic nas, wykreslcie, zakonczyc wysylke, nie zapisywal*,
    nie zgadzam sie na, nie wyrazam, bez mojej zgody, nie prosilem, nie prosilam, nie zamawialem`,
  everyone: `
    cala firme, calej firmy, nasza firma, naszej firmy, cala domene, nasza domene, naszej domeny, nikogo z nas,
    nikogo z naszej, nikogo w firmie, nikt u nas, wszystkich naszych, wszystkie nasze, do nikogo,
    wszystkich pracownikow`,
  complaint: `
    spam*, spamer*, nekan*, zglosz*, zglasza*, zglosil*, skarg*, nielegaln*, oszust*, bezczeln*, niechcian*, wstyd,
    skandal*, spadaj*, odczep*, odwal*, wypierd*, niezamowion*, natretn*, naduzyc*, zlosliw*`,
  threat: `
    prawnik*, adwokat*, radc*, kancelari*, sad, sadu, sadow*, pozw*, uodo, uokik, policj*, prokuratur*, pras*,
    dziennikarz*, krok* prawn*, prawne, organ* nadzor*, urzad*, urzedu`,
  superior: "przelozon*, szef*, kierownik*, dyrektor*, zarzad*, prezes*, menedzer*",
  escalate: "skarg*, skarz*, zglosz*, zglasz*, poskarz*, eskal*, oficjaln*, reklamacj*",
  data: "dane, danych, danymi, danych osobowych, dane osobowe, moje dane, moich danych, o mnie, na moj temat",
  right: `
    usuni*, dostep*, kopi*, przechow*, przetwarza*, posiada*, zrodl*, skad, podstaw*, jakie, zapomniany*, sprzeciw*,
    zad*, macie, maja, informacj*, sprostow*`,
  law: `
    rodo, prawo dostepu, prawo do bycia, prawo do zapomnienia, prawo do usuniecia, art 15, art 17, art 21,
    inspektor* ochrony, iod, podstawa prawna, podstawie prawnej, gdpr, administrator* danych`,
  interest: "zainteresowan*, interesuj*, ciekaw*, zaciekawi*, intryguj*",
  need: `
    potrzeb*, zainteresowan*, interesuj*, interesuje, budzet*, korzysci, sensu, wartosci, przydat*, dotyczy,
    szukamy, zapotrzebowan*, planuj*, dla nas, skorzysta*`,
  already: "juz, zadowoleni, wspolpracujemy, korzystamy, wybralismy, mamy podpisan*",
  solution: `
    rozwiazani*, dostawc*, system*, narzedzi*, partner*, mamy, korzystamy, uzywamy, umow*, kogos, wlasn*, firm*,
    inn*, wspolpracujemy`,
  refuse: `
    nie dziekuj*, dziekuje nie, dziekujemy nie, nie jestesmy zainteresowan*, nie jestem zainteresowan*,
    brak zainteresowania, nie potrzebuj*, nie interesuje, nas to nie, mnie to nie, nie skorzystam*, odmawia*,
    rezygnujemy z oferty, za drogo, za drogie, brak budzetu, nie mamy budzetu, powodzenia, nie dla nas, podziekuj*,
    odpuszcz*, nie widze sensu, nie planujemy`,
  tell: `
    przesl*, przeslac, wysl*, wyslac, pokaz*, opowie*, opowiedz*, prosze o, poprosz*, podesl*, dowiedziec, zobacz*,
    poznac, uslysz*, chetnie, podziel*, posluch*, przedstaw*`,
  info: `
    wiecej, informacj*, szczegol*, ofert*, prezentacj*, material*, broszur*, przyklad*, demo, cennik*, propozycj*,
    o tym, cen, dokumentacj*, link`,
  sounds: "brzmi, wyglada, to, jest, byloby, wydaje, jestem, jestesmy",
  fine: `
    interesujaco, ciekawie, dobrze, swietnie, obiecujaco, super, przydatn*, ciekaw*, zainteresowan*, interesujace,
    ok, fajnie, zachecajaco, atrakcyjn*`,
  accept: `
    tak prosze, tak chetnie, chetnie, jasne, oczywiscie, poprosze, poprosimy, prosze przeslac, prosze o wiecej,
    prosze o szczegoly, czemu nie, dlaczego nie, jestem zainteresowan*, jestesmy zainteresowan*, brzmi dobrze,
    brzmi ciekawie, brzmi interesujaco, dawaj*, prosze wyslac, interesuje mnie, interesuje nas, zaciekawilo,
    z checia, z przyjemnoscia, chcialbym sie dowiedziec, chcialabym sie dowiedziec, pewnie, szukamy, dobry pomysl,
    zapoznam sie chetnie`,
  talk: `
    rozmow*, porozmawia*, spotka*, spotkani*, zadzwon*, dzwonic, telefon*, umow*, kaw*, teams, zoom, zaproszeni*,
    prezentacj*, pogada*, zdzwon*, polacz*, termin*, wideo*, rozmawia*`,
  day: `
    poniedzial*, wtor*, srod*, czwart*, piat*, jutr*, pojutrze, dzis*, przyszlym tygodniu, przyszly tydzien,
    nastepnym tygodniu, tym tygodniu, rano, popoludni*, poludni*, o 1*, o 9, godz*`,
  suits: `
    pasuj*, odpowiada, mozemy, mozna, moge, moze, moglb*, dobry, dobrze, wolny*, dostepn*, bede, przeloz*, przesun*,
    umowmy, prosze, chetnie, proponuj*, ok, sie`,
  ask: "ile, jak, jaki*, jaka, jakie, czy, gdzie, kiedy, kto, co, w jaki, od czego, czym, dla kogo",
  offer: `
    kosztuj*, koszt*, cen*, integr*, dziala*, licencj*, dane, danych, referencj*, klient*, darmow*, test*, demo,
    rozni*, umow*, dlugo, wdrozeni*, uzytkowni*, wsparci*, bezpiecz*, certyfik*, sap, comarch, api, jezyk*, macie,
    jest, mozna, panstwo, oferuj*, rozwiazani*, trial, minimaln*, hostowan*`,
  who: `
    kim jestes*, kim pan, kim pani, kto to, kto pisze, czy my sie znamy, czy sie znamy, znamy sie, skad macie,
    skad masz, skad ma pan*, skad pan*, skad wzieliscie, skad wziales, jak zdobyliscie, kto podal, kto dal, bot,
    robot, automat*, prawdziwy czlowiek, prawdziwa osoba, czlowiekiem, czlowiek, dlaczego pan, dlaczego do mnie,
    sztuczna inteligencja, z kim mam`,
  now: `
    teraz, obecnie, w tej chwili, na razie, w tym roku, w tym kwartale, aktualnie, moment*, priorytet*, narazie,
    chwilowo`,
  later: `
    przyszlym roku, przyszly rok, przyszlym kwartale, przyszlym miesiacu, nastepnym roku, nastepnym kwartale,
    pozniej, na wiosne, wiosna, jesienia, na jesieni, po wakacjach, po urlopie, za pol roku, pol roku,
    za kilka miesiecy, kilka miesiecy, za trzy miesiace, styczni*, luty, lutym, marcu, kwietni*, maju, czerwcu,
    lipcu, sierpni*, wrzesni*, pazdzierni*, listopad*, grudni*, nowym roku, 2027, koniec roku, koncu roku, q1, q2,
    q3, q4, nowym budzecie`,
  postpone: `
    nie teraz, teraz nie, na razie nie, obecnie nie, nie w tej chwili, nie w tym roku, zly moment, zly czas,
    nie najlepszy moment, inne priorytety, nie jest priorytetem, brak czasu, nie mamy czasu, zamrozony budzet,
    budzet zamrozony, prosze wrocic, wrocmy, wroc do, odezw*, moze pozniej, wstrzymane, prosze przypomniec,
    za wczesnie, prosze sie odezwac, jestesmy zawaleni, zawalen*`,
  mine: `
    wlasciwa osoba, osoba odpowiedzialna, moj obszar, moja dzialka, zajmuje, zajmuj*, odpowiadam, odpowiedzialn*,
    decyduj*, kompetencj*, moj dzial, moj zakres, osoba decyzyjna, do mnie, ja sie, osoba do`,
  astray: `
    niewlasciwa osoba, niewlasciwej osoby, zla osoba, pomylka, pomyl*, nic wspolnego, nie ten dzial, nie do mnie,
    nie moja dzialka`,
  colleague: `
    koleg*, kolezank*, dzial*, szef*, kierownik*, dyrektor*, zakup*, finans*, pan, pana, panem, pani, pania, zesp*,
    ksiegowos*, it, przelozon*, osob*`,
  direct: `
    kontakt*, prosze pisac, prosze sie zwrocic, zwroc*, przekaz*, przekaza*, przesylam dalej, zapyt*, porozmawia*,
    napisac do, skierow*, pisac do, zajmuje sie tym, odpowiada za, dodaj*, dw, rozmawiac`,
  gone: `
    nie pracuje juz, juz nie pracuj*, tam nie pracuj*, nie pracuje tam, nie pracuje w, odszedl*, odeszl*,
    zakonczyl* prac*, na emerytur*, emerytur*, zmienil* prac*, nie jest juz pracownik*, ostatni dzien,
    zmienilem pracodaw*, nie jestem juz, opuscil* firm*`,
  thanks: `
    dziekuj*, dzieki, bardzo, za, wiadomosc, maila, mail, e-mail, informacj*, info, otrzymal*, odebral*, ok, dzien,
    dobry, witam, czesc, zanotowal*, przeczytam, przeczytal*, zapoznam, sie, pozdrawiam, z powazaniem, kontakt,
    przyjalem, przyjeto, potwierdzam, odbior, rozumiem, zrozumialem, spojrze`,
  but: "ale, jednak, lecz, niestety, chociaz",
  filler: `
    prosze, teraz, natychmiast, juz, to, ten, ta, te, tych, tego, i, z, ze, mnie, wszystko, dziekuje, po, prostu,
    na, dzien, dobry, do, panstwa, wasze, waszych, moj, mojego, moje, o, niezwlocznie, z tym, od, zaraz,
    wszystkie`,
  bare: `
    stop, dosc, wystarczy, przestancie, przestan, przestac, przestanie, usun, usuncie, usunac, usuniecie, wypisz,
    wypisac, wypiszcie, wypisanie, skonczcie, koniec, zakonczcie, rezygnuje, wykreslcie, skasujcie, basta`,
  last: "ostatni, ostatnia, ostatnie, ostatniego",
  may: "niech, oby, mam nadzieje, powinien, powinna, licze",
  away: "wyjsc, wydostac, uwolnic, zejsc, wypisac, zniknac, opuscic",
  permit: `
    zgody na kontakt, zgody na przetwarzanie, zgody na mail*, zgody na wysyl*, zgody na otrzym*, zgody na taki*,
    mojej zgody, pozwolenia`,
  product: `
    narzedzi*, oprogramowani*, platform*, produkt*, system*, rozwiazani*, uslug*, klient*, uzytkowni*, obslugu*,
    funkcj*, faktur*, zalacznik*, duplikat*, wspiera*`,
};
