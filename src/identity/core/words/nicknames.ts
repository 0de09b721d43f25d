/**
 * Given names that are one name, a group per line, the full forms before the bar and the short ones after it. A short form
 * that stands in several groups (`pat`, `chris`, `alex`) is ambiguous and never identifies anybody.
 */
const lines = `
robert|bob rob bobby robbie bobbie bert
william|bill will billy willy willie
richard|rick dick ricky rich richie
james|jim jimmy jamie
john|jack johnny jon johnnie
jonathan johnathan jonathon|jon jonny
joseph|joe joey jo
thomas|tom tommy
charles|charlie chuck chas
edward|ed eddie ted ned eddy
edwin|ed eddie
edgar|ed
theodore|ted teddy theo
michael|mike mick mickey micky mikey
matthew mathew|matt matty
andrew|andy drew
anthony antony|tony ant
daniel|dan danny
david|dave davey
donald|don donny
douglas|doug
frederick fredrick|fred freddy freddie
gregory|greg
gerald|gerry jerry
jeremy jeremiah|jerry jem
jeffrey geoffrey jeffery|jeff geoff
kenneth|ken kenny
lawrence laurence|larry lars
leonard|len lenny leo
leonardo|leo
nicholas nicolas|nick nicky nico
nathaniel nathan|nate nat
patrick|pat paddy
patricia|pat patty tricia trish patti
peter|pete
philip phillip|phil
raymond|ray
ronald|ron ronnie
samuel|sam sammy
samantha|sam sammy
stephen steven|steve stevie
timothy|tim timmy
vincent|vince vinny
walter|walt wally
zachary zachariah|zach zack zak
benjamin|ben benny
alexander|alex al sandy sasha xander
alexandra alexandria|alex sandra sandy sasha lexi
alexis|alex lexi
albert|al bert albie
alan allan allen|al
alfred|al alf alfie fred
abraham|abe
arthur|art artie
bernard|bernie
bradley bradford|brad
calvin|cal
cameron|cam
christopher|chris kit topher
christine christina|chris chrissy tina christie
christian|chris
clifford clifton|cliff
curtis|curt
dominic dominick|dom nick
eugene|gene
francis|frank fran
franklin|frank
frances|fran francie
gabriel|gabe
gabrielle gabriela|gabby gaby
harold|harry hal
henry|harry hank
howard|howie
isaac|ike
jacob|jake
joshua|josh
louis lewis|lou louie
louise|lou
martin|marty
maxwell maximilian|max
mitchell|mitch
norman|norm
oliver|ollie
oscar|ozzie
pamela|pam
phillipa philippa|pippa pip
reginald|reg reggie
roderick|rod
rodney|rod
rudolph rudolf|rudy
russell|russ
sebastian|seb bastian
stanley|stan
stuart stewart|stu
terence terrence|terry
teresa theresa|terry tess tessa
tobias|toby tobi
victor|vic
victoria|vicky vicki tori vic
wesley|wes
abigail|abby gail abbie
amanda|mandy
angela|angie
anastasia|ana stacy
annabelle annabel|belle
barbara|barb barbie babs
beatrice|bea trixie
caroline carolyn|carrie caro
catherine katherine kathryn katharine catharine|kate cathy kathy katie kat kathie
charlotte|lottie charlie
cynthia|cindy
deborah debra|deb debbie debby
diana diane dianne|di
dorothy|dot dottie
eleanor|ellie nell
elizabeth elisabeth|liz beth betty eliza lizzie liza betsy libby
emily|em emmy
emma|em emmy
florence|flo
georgina georgia|georgie
gwendolyn|gwen
jacqueline|jackie
janet|jan
janice|jan
jennifer|jen jenny jenn
jessica|jess jessie
josephine|jo josie
joanna joanne|jo
judith|judy
julia|jules
katrina|kat trina
kimberly kimberley|kim
margaret|maggie meg peggy marge margie peg
marjorie|marge margie
matilda|tilly
melissa|mel missy
melanie|mel
meredith|merry
nancy|nan
natalie nathalie|nat
nicole|nicky nikki
olivia|liv livvy
penelope|penny
priscilla|cilla
rachel rachael|rach
rebecca rebekah|becky becca
rosemary|rose rosie
sandra|sandy
sarah sara|sally
stephanie|steph
susan susannah suzanne|sue susie suzy
valerie|val
valentina|val
vanessa|nessa
veronica|ronnie vera
virginia|ginny
winifred|winnie
yvonne|vonnie
friedrich|fritz fred
johannes|hannes hans johann
johann|hans
karlheinz|kalle
katharina|kathi kati
klaus claus nikolaus|niko
ulrich|uli
ulrike|uli
wolfgang|wolf
hansjoerg hansjorg|hans
josef|sepp jupp
elisabeth|lisbeth lilli sissi
margarete|gretel grete
bartholomaeus|bart
francisco|paco pancho curro
jose|pepe
josefa|pepa
ignacio|nacho
jesus|chus chuy
guillermo|memo guille
enrique|quique kike
manuel|manolo manu
alejandro|alex ale
alejandra|alex ale
eduardo|edu lalo
rosario|charo
dolores|lola
concepcion|concha conchita
mercedes|merche
giuseppe|beppe peppe pino
giovanni|gianni nanni vanni
francesco|checco ciccio
luigi|gigi
salvatore|totò toto
alessandro|sandro ale
alessandra|sandra ale
jeanpierre|jp
benoit|ben
emmanuel|manu
frederic|fred
sebastien|seb
katarzyna|kasia
malgorzata|gosia
aleksandra|ola
aleksander|olek
jakub|kuba
agnieszka|aga
tomasz|tomek
krzysztof|krzysiek
`;

/** A given name's groups: in which it is a full form, and in which a short one. */
export interface GivenName {
  readonly groups: readonly number[];
  readonly isAmbiguous: boolean;
}

/** Every name of the table; names that it does not know are themselves only. */
export const givenNames: ReadonlyMap<string, GivenName> = tableOf(lines);

function tableOf(text: string): ReadonlyMap<string, GivenName> {
  const found = new Map<string, { groups: Set<number>; isFull: boolean }>();
  const rows = text.split("\n").filter((line) => line !== "");
  rows.forEach((line, group) => {
    line.split("|").forEach((part, side) => {
      for (const name of part.split(" ")) {
        const entry = found.get(name) ?? { groups: new Set<number>(), isFull: false };
        entry.groups.add(group);
        found.set(name, { groups: entry.groups, isFull: entry.isFull || side === 0 });
      }
    });
  });
  return new Map(
    [...found].map(([name, entry]) => [
      name,
      { groups: [...entry.groups], isAmbiguous: entry.groups.size > 1 && !entry.isFull },
    ]),
  );
}
