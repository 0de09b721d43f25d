import { wordSet } from "../text.ts";

/**
 * Legal forms as they are compared: folded, without dots, joined. `Sp. z o.o.`, `sp zoo` and `SPZOO` are one entry. After
 * ISO 20275 (Entity Legal Forms) for the countries that we meet, and how people write them there. Words that are also
 * plain words at the end of a name (`me`, `is`, `san`) are left out.
 */
export const legalForms: ReadonlySet<string> = new Set([
  ...wordSet(`
    inc incorporated corp corporation co company coltd llc llp lllp lp pllc pc pbc ltd limited plc cic cio
    publiclimitedcompany privatelimitedcompany privatelimited limitedliabilitycompany limitedliabilitypartnership
    limitedpartnership limitedcompany companylimited publiccompanylimited pcl unlimitedcompany dac clg communityinterestcompany
    professionalcorporation professionallimitedliabilitycompany proprietarylimited ptyltd pty ltdpty npc pltd pvtltd pvt
    pteltd pte privateltd smcpvtltd smcprivatelimited sdnbhd sdnberhad sendirianberhad bhd berhad
    gmbh ggmbh mbh gesmbh gesellschaftmitbeschrankterhaftung gesellschaftmitbeschraenkterhaftung gesellschaftmbh
    gemeinnutzigegesellschaftmitbeschrankterhaftung ag aktiengesellschaft kg kgaa kommanditgesellschaft kommanditgesellschaftaufaktien
    ohg offenehandelsgesellschaft gbr gesellschaftburgerlichenrechts ug ughaftungsbeschrankt ughaftungsbeschraenkt
    unternehmergesellschaft unternehmergesellschafthaftungsbeschrankt unternehmergesellschafthaftungsbeschraenkt
    haftungsbeschrankt haftungsbeschraenkt ev eingetragenerverein eg eingetragenegenossenschaft ek ekfm ekfr eingetragenerkaufmann
    eingetragenekauffrau partg partgmbb partnerschaftsgesellschaft se invag flexco
    sa sas sasu sarl sarlu eurl snc sci scs sca scp scop selarl gie eirl societeanonyme societearesponsabilitelimitee
    societeparactionssimplifiee societeparactionssimplifieeunipersonnelle societeennomcollectif societecivile
    societecivileimmobiliere entrepriseunipersonnellearesponsabilitelimitee societecooperative ltee limitee senc sencrl
    sl slu slne slp sll sal sau saj scl sociedadlimitada sociedadderesponsabilidadlimitada
    sociedadlimitadaunipersonal sociedadanonima sociedadanonimaunipersonal sociedadcivil sociedadcooperativa
    sacv sadecv sabdecv sapidecv sapi sab decv sderldecv sderl srldecv sociedadanonimadecapitalvariable scderl spa sociedadporacciones
    sociedadporaccionessimplificada sac saa srltda ltda limitada cia cie companiaanonima
    sociedadeanonima sociedadelimitada sociedadeunipessoal unipessoallda unipessoal lda sgps eireli epp ltdame ltdaepp
    srl srls sprl sapa ss sas societaperazioni societaaresponsabilitalimitata societaaresponsabilitalimitatasemplificata
    societainnomecollettivo societainaccomanditasemplice societasemplice societacooperativa soccoop scarl scrl scpa coop onlus
    bv bvba nv vof cv cvba cvoa vzw asbl sprlu beslotenvennootschap naamlozevennootschap vennootschaponderfirma
    commanditairevennootschap maatschap cooperatieua stichting eenmanszaak commv srlu
    ab abpubl aktiebolag hb handelsbolag kb kommanditbolag ekonomiskforening ekfor as asa aksjeselskap allmennaksjeselskap
    aps ivs aktieselskab anpartsselskab interessentskab enkeltmandsvirksomhed amba smba oy oyj osakeyhtio julkinenosakeyhtio oyab
    ky kommandiittiyhtio tmi osk ehf hf slf ohf einkahlutafelag hlutafelag
    spzoo spzo spolkazoo spolkazograniczonaodpowiedzialnoscia spolkaakcyjna prostaspolkaakcyjna spj spk ska spp spolkajawna
    spolkakomandytowa spolkapartnerska spolkacywilna spzoosk spzoospk spzoospolkakomandytowa spzooska
    sro spolsro spolecnostsrucenimomezenym spolocnostsrucenimobmedzenym akciovaspolecnost akciovaspolocnost vos
    komanditnispolecnost komanditnaspolocnost zs kft zrt nyrt bt kkt korlatoltfelelossegutarsasag
    zartkoruenmukodoreszvenytarsasag nyilvanosanmukodoreszvenytarsasag reszvenytarsasag betetitarsasag
    doo jdoo dd dno drustvosogranicenomodgovornoscu dionickodrustvo drustvozomejenoodgovornostjo delniskadruzba
    eood ood ad ead adsits societatecuraspunderelimitata societatepeactiuni pfa snc
    sia uab vsi ou oou as osauhing aktsiaselts uzdarojiakcinebendrove akcinebendrove sabiedribaarierobezotuatbildibu
    ooo oao zao pao ao npao nao tov prat zat tzov
    jsc pjsc ojsc cjsc jointstockcompany openjointstockcompany publicjointstockcompany
    anonimsirketi limitedsirketi ltdsti sti sanvetic sanayiveticaret sanayiticaret vetic sanayiveticaretas
    sanayiveticaretltdsti sanveticas sanveticltdsti santicltdsti santicas ticas ticltdsti ticaretas kollektifsirketi
    llcfz fzllc fze fzco fzc dmcc wll spc saoc saog ksc kscc kscp bsc bscc qsc qpsc saog sal sae
    kk gk yk kabushikikaisha kabushikigaisha godokaisha goshikaisha yugenkaisha
    pttbk tbk persero perseroanterbatas
    epe monoprosopiepe anonimietairia
  `),
  ..."ооо оао зао пао ао нао ип тов тдв ват зат прат пат фоп чп тоо еоод оод ад еад сд ет доо ооод обществосограниченнойответственностью акционерноеобщество публичноеакционерноеобщество закрытоеакционерноеобщество открытоеакционерноеобщество товариствозобмеженоювідповідальністю акционернодружество дружествосограниченаотговорност αε αβεε επε ικε οε εε ανωνυμηεταιρεια ανωνυμηεταιρια εταιρειαπεριορισμενηςευθυνης בעמ ذمم شمم شمل شمك المحدودة محدودة مساهمة".split(
    " ",
  ),
]);

/** The forms that go before the name in their country; a form before a name that is in quotes is one as well. */
export const leadingForms = wordSet(`
  ооо оао зао пао ао нао ип тов ват зат прат пат фоп тоо обществосограниченнойответственностью акционерноеобщество
  публичноеакционерноеобщество закрытоеакционерноеобщество открытоеакционерноеобщество товариствозобмеженоювідповідальністю
  شركة congtytnhh congtycophan congtycp ctytnhh ctycp ctcp congtytnhhmtv congtytnhhmotthanhvien congtytrachnhiemhuuhan
  perseroanterbatas kabushikikaisha kabushikigaisha
`);

/** Written before or after the name without a space; Thai as folding leaves it. */
export const gluedLegalForms =
  /^(?:株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|特定非営利活動法人|npo法人|医療法人(?:社団|財団)?|学校法人|社会福祉法人|税理士法人|弁護士法人|監査法人|独立行政法人|주식회사|유한책임회사|유한회사|\((?:株|有|合|同|資|名|社|財|주|유|사|재)\)|บริษัท|ห้างหุ้นส่วน)|(?:株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|股份有限公司|有限责任公司|有限責任公司|股份公司|有限公司|주식회사|유한책임회사|유한회사|\((?:株|有|合|同|주|유|사|재)\)|จ(?:ำ|ํา)กัด(?:\s*\(?มหาชน\)?)?)$/gu;

/** Long forms that hurried hands run together with the name. */
export const runTogetherForms = /(?:incorporated|corporation|aktiengesellschaft|gmbh)$/;
