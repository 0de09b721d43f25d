/**
 * Given names that are one name, a group per `;`: the full forms and their spellings before the bar, the short ones after
 * it. English, German, Romance, Slavic, Nordic, Dutch, Greek, Turkish and Arabic names as they are written in Latin letters,
 * folded. A short form of several groups (`pat`, `chris`, `alex`) is ambiguous and never identifies anybody.
 */
const groups = `
  robert|bob rob bobby robbie bobbie; william|bill will billy willy willie; richard|rick dick ricky rich richie;
  james|jim jimmy jamie; john|jack johnny jon johnnie; jonathan johnathan jonathon|jon jonny; joseph|joe joey jo;
  thomas tomas|tom tommy; charles|charlie chuck chas; edward|ed eddie ted ned eddy; edwin|ed eddie; edgar|ed;
  theodore|ted teddy theo; michael|mike mick mickey micky mikey; matthew mathew|matt matty; andrew|andy drew;
  anthony antony|tony ant; daniel|dan danny; david|dave davey; donald|don donny; douglas|doug;
  frederick fredrick frederic fredrik frederik|fred freddy freddie fredde; gregory|greg; gerald|gerry jerry;
  jeremy|jerry jem; jeffrey geoffrey jeffery|jeff geoff; kenneth|ken kenny; lawrence laurence|larry;
  leonard|len lenny leo; leonardo|leo; nicholas nicolas|nick nicky nico; nathaniel|nathan nate nat; patrick|pat paddy;
  patricia|pat patty tricia trish patti; peter|pete; philip phillip philippe|phil; raymond|ray; ronald|ron ronnie;
  samuel|sam sammy; samantha|sam sammy; stephen steven|steve stevie; timothy|tim timmy; vincent|vince vinny;
  walter|walt wally; zachary zachariah|zach zack zak; benjamin|ben benny;
  alexander alexandre alexandru aleksandr alexandr oleksandr aleksandar aleksander|alex al sandy sasha xander alecu sascha sanya shura olek;
  alexandra alexandria aleksandra oleksandra|alex sandra sandy sasha lexi ola sascha; alexis|alex lexi;
  albert|al bert albie; alan allan allen|al; alfred|al alf alfie fred; abraham|abe; arthur|art artie; bernard|bernie;
  bradley|brad; calvin|cal; cameron|cam; christopher|chris kit topher;
  christine christina|chris chrissy tina christie; christian|chris; clifford|cliff; curtis|curt;
  dominic dominick|dom; eugene|gene; francis|frank fran; franklin|frank; frances|fran francie; gabriel|gabe gabi gabo;
  gabrielle gabriela|gabby gaby; harold|harry hal; henry|harry hank; howard|howie; isaac|ike; jacob|jake; joshua|josh;
  louis lewis|lou louie; louise|lou; martin|marty; maxwell maximilian|max; mitchell|mitch; norman|norm; oliver|ollie;
  oscar|ozzie; pamela|pam; phillipa philippa|pippa pip; reginald|reg reggie; roderick|rod; rodney|rod;
  rudolph rudolf|rudy; russell|russ; sebastian sebastien|seb bastian sebas; stanley|stan; stuart stewart|stu;
  terence terrence|terry; teresa theresa|terry tess tessa tereska; tobias|toby tobi; victor|vic;
  victoria viktoria viktoriia viktoriya wiktoria|vicky vicki tori vic vika; wesley|wes; abigail|abby gail abbie;
  amanda|mandy; angela|angie lina; anastasia|ana stacy; annabelle annabel|belle; barbara|barb barbie babs basia;
  beatrice beatriz|bea trixie; caroline carolyn|carrie caro;
  catherine katherine kathryn katharine catharine|kate cathy kathy katie kat kathie; charlotte|lottie charlie;
  cynthia|cindy; deborah debra|deb debbie debby; diana diane dianne|di; dorothy|dot dottie; eleanor|ellie nell;
  elizabeth elisabeth elisabet|liz beth betty eliza lizzie liza betsy libby elsa lisa lisbeth lilli sissi;
  emily|em emmy; emma|em emmy; florence|flo; georgina|georgie; gwendolyn|gwen; jacqueline|jackie; janet|jan;
  janice|jan; jennifer|jen jenny jenn; jessica|jess jessie; josephine|jo josie; joanna joanne|jo asia; judith|judy;
  julia|jules; katrina|kat trina; kimberly kimberley|kim; margaret margret|maggie meg peggy marge margie peg;
  marjorie|marge margie; matilda|tilly; melissa|mel missy; melanie|mel; meredith|merry; nancy|nan;
  natalie nathalie|nat; nicole|nicky nikki; olivia|liv livvy; penelope|penny; priscilla|cilla; rachel rachael|rach;
  rebecca rebekah|becky becca; rosemary|rose rosie; sandra|sandy; sarah sara|sally; stephanie|steph;
  susan susannah suzanne|sue susie suzy; valerie|val; valentina|val vale; vanessa|nessa; veronica|ronnie vera;
  virginia|ginny; winifred|winnie; yvonne|vonnie; friedrich|fritz; johannes johann|hannes hans joop; karlheinz|kalle;
  katharina|kathi kati; klaus claus nikolaus|niko; ulrich|uli; ulrike|uli; wolfgang|wolf; hansjoerg hansjorg;
  josef|sepp jupp pepa; margarete|gretel grete; bartholomaeus|bart; francisco|paco pancho curro chico;
  jose|pepe ze zeca; josefa|pepa; ignacio|nacho; jesus|chus chuy; guillermo|memo guille; enrique|quique kike;
  manuel|manolo manu; alejandro|alex ale; alejandra|alex ale; eduardo|edu lalo duda dudu; rosario|charo;
  dolores|lola dolly; concepcion|concha conchita; mercedes|merche; giuseppe|beppe peppe pino;
  giovanni|gianni nanni vanni; francesco|checco ciccio; luigi|gigi; salvatore|toto; alessandro|sandro ale;
  alessandra|sandra ale; jeanpierre|jp; emmanuel|manu; katarzyna|kasia; malgorzata|gosia; jakub|kuba; agnieszka|aga;
  tomasz|tomek; krzysztof|krzysiek; aleksei alexei alexey aleksey oleksii oleksiy|alyosha lyosha lesha;
  anastasiia anastasiya anastasija|nastya nastia; andrei andrey andriy andrii andrej|andryusha; anton|antosha;
  dmitri dmitry dmitriy dmitrii dmytro dmitrij dimitri dimitrij|dima mitya;
  ekaterina yekaterina kateryna jekaterina|katya katia katja; elena yelena olena jelena|lena lenka;
  evgenia evgeniya yevgenia yevheniia jewgenia|zhenya; evgeny evgenii evgeniy yevgeny yevhen jewgeni yevgeniy|zhenya;
  galina halyna|galya; georgi georgy georgiy georgii|gosha zhora; grigori grigory grigoriy hryhoriy|grisha; igor ihor;
  ilia ilya iliya illia ilja; irina iryna|ira irochka; ivan|vanya vania; konstantin kostiantyn|kostya kostia;
  ksenia kseniia xenia kseniya oksana|ksyusha; larisa larysa|lara; liudmila lyudmila ludmila ljudmila|lyuda mila;
  maksim maxim maksym; mikhail mihail mykhailo michail mykhaylo|misha mischa; nadezhda nadiia nadezda|nadya nadia;
  natalia nataliia nataliya natalya nataliya natalja|natasha natascha; nikita mykyta;
  nikolai nikolay mykola nikolaj|kolya; olga olha|olya; pavel pavlo|pasha; petr pyotr petro|petya; roman|roma;
  sergei sergey serhii serhiy sergiy sergej sergii|seryozha serezha; stanislav|stas slava;
  svetlana svitlana|sveta lana; tatiana tatyana tetiana tatjana|tanya tania tanja; valentin|valya;
  valery valeriy valerii|valera; viacheslav vyacheslav|slava; vladimir volodymyr wladimir|vova volodya vlad;
  vladislav vladyslav|vlad slava; yaroslav jaroslav jaroslaw|slava jarek jarda;
  yulia yuliya yuliia iuliia julija|yulya; yuri yuriy iurii yurii juri jurij|yura; zinaida|zina;
  mohammed muhammad mohamed mohammad muhammed mohamad mohamud muhamad mehmed mohd|mo; ahmed ahmad achmed ahmet;
  abdullah abdallah abdulla; abdulrahman abdelrahman abdurrahman; ali aly; fatima fatema fatma fatimah;
  hassan hasan hassane; hussein hussain husain hossein hussien; ibrahim ebrahim ibraheem|ibo; khaled khalid chalid;
  layla leila laila leyla; mahmoud mahmood mahmud; mustafa mostafa moustafa mustapha|musti; omar umar omer;
  osama usama; rashid rachid rasheed; said saeed; samir sameer; tariq tarek tarik;
  yusuf youssef yousef yussuf youssouf yousuf jusuf; zainab zeinab zaynab zineb; aisha aysha ayesha aicha aischa;
  maryam mariam meryem maryem; nur noor nour; stefan stephan stephane|steff; stefanie stefania|steffi; johanna|hanni;
  gertrud gertrude|trude gerti gertie trudy; gerhard|gerd hardy; heinrich|heinz heiner heini; hildegard|hilde;
  ingeborg|inge; joachim|jochen achim jo; jorg jorgen georg|schorsch; matthias mathias mattias|matze;
  michaela|michi ela; gabriele|gabi gaby; manfred|manni manne; siegfried|siggi sigi; sigrid|siggi; susanne|susi sanne;
  theresia|resi; waltraud|traudl traudel; brigitte birgit|gitte biggi; dietrich|dieter; eberhard|ebbo;
  franziska|franzi; ludwig|lutz wiggerl; reinhard|reini; rosemarie|rosi romy; gunther gunter; rudiger|rudi;
  wilhelm|willi wim; wilhelmina|mina minna willa billie; cornelis kornelis|kees cees; hendrik|henk rik;
  wilhelmus|wim willem; petrus|piet; gerardus gerard|gerrit geert; jacobus|koos sjaak jaap; adrianus|adri ad arie;
  antonius|ton toon twan; franciscus|frans; marinus|rinus; theodorus|theo dorus; kristoffer christoffer|stoffe kris;
  lennart|lelle; mikael|micke mikke; gustaf gustav|gurra; kristina kristiina|stina kicki tiina;
  margareta margaretha|greta maggan; birgitta|gittan britta; pierre|pierrot; francois|fanfan; jacques|jacquot;
  dominique|dodo; genevieve|ginette gen; madeleine madeline|mado maddie maddy; marguerite|margot; guillaume|guigui;
  mathieu matthieu|mat; antoine|tonio titou; antonio|toni tonio tono nino toninho tonico; antonia|toni tonia;
  federico|fede kiko; federica|fede; domenico|mimmo mico; vincenzo|enzo; lorenzo|enzo renzo; gaetano|tano;
  raffaele|lello raf; roberto|berto beto robi; stefano|stefy; filippo|pippo; michele|lino; pasquale|lino pasqualino;
  carmela|lina; valentino|vale; carlos|carlitos litos; cristobal|tobal; cristina|cris tina; consuelo|chelo;
  encarnacion|encarna; esperanza|espe; fernando|nando fer; gregorio|goyo; graciela|chela; guadalupe|lupe lupita;
  hernando|nando; hortensia|tencha; javier xavier|javi xavi; jeronimo|jero; joaquin|quino xaquin;
  juan|juancho juanito; leticia|leti; luis luiz|lucho lula luizinho; magdalena|magda lena leni madzia;
  maria|mari marita; miguel|migue; montserrat|montse; natividad|nati; pedro|perico; pilar|pili; rafael|rafa;
  ramon|moncho; ricardo|richi; rodrigo|rodri rigo; santiago|santi chago; teodoro|teo; vicente|chente; joao|joca;
  joaquim|quim; fernanda|nanda; bartlomiej|bartek; bartosz|bartek; grzegorz|grzesiek grzes; jan|janek jasiek;
  jerzy|jurek; jozef|jozek; kazimierz|kazik; maciej|maciek; marcin|marcinek; mateusz|mati; mikolaj|mikus;
  pawel|pawelek; piotr|piotrek piotrus; stanislaw|staszek stasiek; szymon|szymek; tadeusz|tadek; wladyslaw|wladek;
  wojciech|wojtek; zbigniew|zbyszek; zdzislaw|zdzisiek; anna|ania andzia; danuta|danka; dorota|dorotka; elzbieta|ela;
  ewa|ewka; grazyna|grazynka; halina|halinka; iwona|iwonka; jadwiga|jadzia; jolanta|jola; krystyna|krysia;
  monika|monia; urszula|ula; zofia|zosia; jiri|jirka jura; jana|janka; vaclav|vasek; vojtech|vojta; frantisek|franta;
  ladislav|lada; miroslav|mirek; petra|peta; tereza|terka; zdenek|zdenda; zuzana|zuzka; ferenc|feri; gyorgy|gyuri;
  istvan|pista isti; janos|jani; jozsef|jozsi; laszlo|laci; sandor|sanyi; zoltan|zoli; erzsebet|erzsi zsoka;
  ilona|ili ica; katalin|kata kati; konstantinos|kostas costas dinos; dimitrios|dimitris mitsos;
  georgios|giorgos yiorgos yorgos; ioannis|giannis yannis; nikolaos|nikos; panagiotis|panos takis;
  athanasios|thanos nasos; spyridon|spyros; evangelos|vangelis; eleni|lena; aikaterini|katerina; vasileios|vasilis;
  gheorghe|gigi ghita; constantin|costel costi dinu; nicolae|nicu nae; vasile|vasilica; mihai|mihaita misu;
  suleyman|sulo; dragan|gaga; slobodan|sloba boban; zoran|zoki; milan|mica; nenad|neno; aidan aiden;
  caitlin kaitlin kaitlyn katelyn; sean shaun shawn; ian iain; graham graeme; bryan brian bryon;
  alastair alistair alasdair alister|al; ann anne|annie; megan meghan|meg; molly mollie; nora norah;
  kirsten kirstin|kirsty; lesley leslie|les; lindsay lindsey|lin; marc mark; neil neal niall; robyn robin;
  stacey stacy; tracey tracy; desmond|des; dennis denis|denny; gilbert|gil; harvey|harv; herbert|herb; jerome|jerry;
  leroy|lee; marcus markus; mortimer|mort; milton|milt; nigel|nige; quentin|quent; randall|randy;
  roland|rollo roly; roger|rodge; sidney sydney|sid syd; solomon|sol solly; spencer|spence; sylvester|sly;
  trevor|trev; tyrone|ty; vernon|vern; wilfred wilfrid|wilf; woodrow|woody; adelaide|addie; agnes|aggie; alice|allie;
  alison allison|allie; antoinette|toni nettie; arabella|bella; augusta|gussie; bernadette|bernie; bridget|bridie;
  cassandra|cass cassie; cecilia|cissy; claudia|claud; clementine|clem; constance|connie; cordelia|delia;
  cornelia|nell; daphne|daph; delphine|del; edith|edie; eloise|ellie; ernestine|ernie; esther|essie; euphemia|effie;
  evangeline|eva; evelyn|evie; felicity|flick; geraldine|gerry geri; gillian jillian|gill jill; harriet|hattie;
  helen helene|nell; henrietta|hettie etta; imogen|immy; irene|rene; isabel isabelle isabella isobel|izzy bella belle;
  jane|janey; jeannette jeanette|jean nettie; jemima|jem; joan|joanie; justine|tina; kathleen cathleen|kath;
  laura|laurie; lillian lilian|lil lilly; linda|lindy lin; lorraine|lori; lucille|lucy; lydia|lyddie; mabel|mab;
  martha|mattie; mary|molly polly mamie; mildred|millie; millicent|millie; miriam|mimi; muriel|mu; myrtle|myrt;
  nadine|nadi; pauline|polly; phyllis|phyl; prudence|pru; roberta|bobbie; rosalind|roz ros; roxanne roxana|roxy;
  ruth|ruthie; shirley|shirl; sylvia silvia|syl; tabitha|tabby; theodora|dora thea; ursula|ursi uschi;
  vivian vivien|viv; zoe zoey; leo; lena; lina; enzo; harry; theo; tina; bella; toni; frank; hans; nico;
`;

/** A given name's groups: in which it is a full form, and in which a short one. */
export interface GivenName {
  readonly full: readonly number[];
  readonly short: readonly number[];
  /** Short for several names and no name of its own: it may be anybody. */
  readonly isAmbiguous: boolean;
  /** The groups whose names it certainly stands for. */
  readonly clear: readonly number[];
}

/** Every name of the table; names that it does not know are themselves only. */
export const givenNames: ReadonlyMap<string, GivenName> = tableOf(groups);

/** First letters of the names of each group: `B. Smith` may be Robert, who is called Bob. */
export const groupInitials: readonly (readonly string[])[] = groupsOf(groups).map(({ full, short }) => [
  ...new Set([...full, ...short].map((name) => name.charAt(0))),
]);

function groupsOf(text: string): readonly { readonly full: readonly string[]; readonly short: readonly string[] }[] {
  const namesOf = (side: string | undefined): readonly string[] =>
    (side ?? "").split(/\s+/).filter((name) => name !== "");
  return text
    .split(";")
    .filter((group) => group.trim() !== "")
    .map((group) => {
      const [full, short] = group.split("|");
      return { full: namesOf(full), short: namesOf(short) };
    });
}

function tableOf(text: string): ReadonlyMap<string, GivenName> {
  const full = new Map<string, number[]>();
  const short = new Map<string, number[]>();
  groupsOf(text).forEach((group, at) => {
    for (const name of group.full) full.set(name, [...(full.get(name) ?? []), at]);
    for (const name of group.short) short.set(name, [...(short.get(name) ?? []), at]);
  });
  const names = [...new Set([...full.keys(), ...short.keys()])];
  return new Map(
    names.map((name) => {
      const [asFull, asShort] = [full.get(name) ?? [], short.get(name) ?? []];
      const isAmbiguous = asFull.length === 0 && asShort.length > 1;
      const clear = asShort.length === 1 ? [...asFull, ...asShort] : asFull;
      return [name, { full: asFull, short: asShort, isAmbiguous, clear }];
    }),
  );
}
