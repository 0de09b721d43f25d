import { wordSet } from "../text.ts";
import { givenNames } from "./nicknames.ts";

const commonNames = wordSet(`
  aaron abdul abdullah abel abena abigail ada adam adela adele adeline adina adolf adrian adriana adrien agata agathe
  agnes agus ahmad ahmed aida aidan aiden aileen aimee aino aisha ajay akira alain alana alba alban albert alberta
  alberto alda aldo aleksi alena alessia alexa alexandre alexis alfonso alfred ali alice alicia alina aline alison
  allison alma alois alva alvaro alvin alyssa ama amal amalia amalie amandine amara amelia amelie amir amit amita amy
  ana anais anand anas anders andras andre andrea andreas andree andres andrzej aneta angel angela angelica angelika
  angelina angelo angus anika anil anita anja anjali anke ann anna annalisa anne annelie annemarie annette annick annika
  annina ansgar anthea antje anton antonella antonia antonie antonin antonio antony anya april arash arda arek ariane
  ariel arjun arlene armand armando armin arnaud arne arno arnold aron arthur artur arturo arun arvid arvind asger
  ashish ashley ashok asim asta astrid athena attila aubrey audrey august augusta aurelia aurelie aurelien aurora austin
  ava avery axel aylin ayse azra balazs barbara barry bartosz basil bastien beata beate beatrix beatriz becca bella ben
  benedetta benedict benedikt bengt benita benito benjamin benno berit bernadette bernardo bernd bernhard bernice berta
  bertha bertram bertrand bettina beverly bianca bilal birgit birgitta birgitte bjarne bjorn blanca bo bodil bogdan
  boris bozena bram brandon brenda brendan brent brett brian brianna bridget brigitta brigitte britt britta brooke bruce
  bruno bryan bryce budi burak caitlin callum camila camilla camille camillo candice carina carl carla carlo carlos
  carly carmel carmen carol carola carole carolin carolina caroline carsten casey caspar cassandra catalina caterina
  cecile cecilia cecilie cedric celeste celia celina celine cem cesar chad chandra chantal charlene chelsea chen cheryl
  chiara chinedu chloe christa christel christelle christer christiane christoph christophe cian ciara claire clara
  clarissa clark claude claudia claudine claudio clemens clement cleo clive clodagh cody colette colin colleen connor
  conor conrad constance constantin cora coralie cordula corinna corinne cornelia cornelius cosima craig cristian
  cristina cristobal cyril cyrille dag dagmar dagny daiki daisy dale dalia damian damien damir damon dana dane dania
  daniela daniele danielle danilo daphne daria dario darius darko darren darryl dave davide davina dawid dawn dean deepa
  deepak deirdre delia delphine denis denise dennis derek derrick desiree desmond devin dewi diego dieter dietmar
  dietrich dilip dimitra dimitri dina dino dirk dobromir domenico dominik dominika dominique donata donna dora doreen
  dorian doris dorota dorothea dorothee dragan dror duncan dung dustin dylan eamon ebba eberhard edda edgar edina edith
  edmond edmund edna edoardo eduard edvard edwin edyta egbert egon eileen einar elaine elena eleonora eleonore elfriede
  eli eliana elias elif elin elina eline elisa elisabetta elise eliza elke ella ellen elliot elmar elodie eloise elsa
  else elvira elvis elyse emanuel emanuela emeka emil emile emilia emilie emilio emine emre enrica enrico enzo eric
  erica erich erik erika erin ernest ernesto ernst erwin esmeralda esra esteban estelle ester esther ethan etienne
  ettore eugen eugenia eugenie eugenio eva evan evelin eveline evelyn evelyne ewa ewan ewelina fabian fabiana fabien
  fabienne fabio fabrice fabrizio fang farah faris fatih fatima fatma faye federica federico felicia felicitas felipe
  felix ferdinand ferenc fergus fernand fernanda fernando filip filippa filippo finn fiona flavia flavio flora florence
  florent florentin florian floris folake franca frances franco francois francoise frank franka franz franziska frederik
  frederike frederique fredrik freja frida frieda frieder friedhelm gabor gabriela gabriele gael gaelle gaetan gaetano
  garrett garry gary gaspard gaurav gavin geert gemma genevieve georg george georges geraldine gerard gerardo gerd gerda
  gerhard gerrit gert gertrud gesa gesine ghislaine gianluca gilbert gilles gina ginevra giorgia giorgio giovanna gisela
  giselle gitta gitte giulia giuliana giuliano giulio gladys glen glenn gloria goran gottfried grace graeme graham
  grazia grazyna greta gretchen grzegorz guido guilherme guillaume gunnar gunter gunther gustav gustavo guy gwenael
  gyorgy hadi hakan haley halina hamid hamish hamza hana hanna hannah hanne hannelore hao harald harish harriet harro
  hartmut haruto harvey hasan hassan hayley hazel heath heather hector hedda hedwig heide heidi heike heiko heiner
  heinrich heinz helen helena helene helga helge helmut hendrik henri henrietta henriette henrik henrike henryk herbert
  heribert hermann hermine hernan hilary hilda hilde hildegard hiroshi holger holly hong horst hubert hugo hugues hui
  hung huong hussain hussein ian ibrahim ida idris ifeoma ignaz igor ilona ilse imke imran ina ines inga inge ingeborg
  inger ingmar ingo ingrid inken ioana iona ira iren irena irene irina iris irma isa isabel isabell isabella isabelle
  isidor isla ismael ismail istvan ivan ivana ivar iveta ivo ivonne iwona jacek jacinta jack jackson jacques jade jaime
  jakob jamal james jana jane janek janette janina janine janna janne jannik janos jaroslav jaroslaw jasmin jasmine
  jason jasper javier jay jean jeanette jeanne jeannine jelena jens jeppe jerome jesper jesse jessika jill jimena jing
  jitka joachim joan joana joanne joao joaquin jocelyn jochen joel joelle johan johanna john joko jolanda jolanta jonas
  jonna jordan jordi jorg jorge jorgen joris joseba josefin josefine joseph josephine josiane jovana joy joyce juan
  juana juanita judit jukka julen julian juliana juliane julie julien juliet julieta juliette julio julius jun june
  juraj jurgen justin justina justine justus jutta jytte kacper kai kaisa kalina kamil kamila kamran kara karen karim
  karin karina karl karla karlo karol karola karolin karolina karoline karsten kaspar kasper katalin katarina kate
  katerina kathleen kathrin kati katia katja katrin kavita kay kaya kazuko keiko keira keith kelly kelvin kemal kendra
  kenji kent kenta kerry kerstin ketut kevin khaled khalid kiara kieran kilian kim kira kiran kirk kirsten kirsti
  kirstin kirsty kjell klara klaudia knut kofi konrad konstantin konstanze korbinian kornelia kris krishna krista
  kristen kristian kristiane kristin kristina kristine kristof krystyna kumar kurt kwame kyle kylie laila lakshmi lana
  lance lara larissa larry lars lasse laszlo laura laure laurel lauren laurence laurene laurent lauri laurie laurin
  lavinia layla lea leah leandro lei leif leila lelia lena lene leni lennart lenny leon leona leonard leonhard leonie
  leonor leonora leopold leroy lesley leslie leszek leticia levi leyla lia liam liana lidia liesel lilian liliana lilith
  lillian lilly lily lina linda lindsay lindsey line ling linh linn linus lionel lisa lisbeth liv livia lluis logan lois
  lola lorena lorenz lorenzo loretta lori lorna lorraine lothar lotta lotte luc luca lucas lucia lucian luciana luciano
  lucie lucien lucienne lucile lucille lucinda lucio lucy ludger ludivine ludmila ludovic ludwig luis luisa luise luka
  lukas lukasz luna lutz lydia lydie lyn lynda lynn lynne mabel maciej made madeleine madeline madison mads mae magali
  magda magdalena magnus mahesh mahmoud maia maik maike maja malcolm malgorzata malik malin malina malou malte manfred
  manoj manon mara marc marcel marcela marcella marcelle marcello marcelo marcia marcin marco marcos marcus marek maren
  margareta margareth margarita margaux margherita margit margot margret margrit maria mariam marian mariana mariane
  mariann marianna marianne mariano marie marieke mariella marielle marietta marija marijke marika marilyn marin marina
  marine mario marion marisa marisol marissa marit marius marja marjan mark marko markus marla marlene marlies marlon
  marta marte martha martijn martin martina martine martino marvin mary maryam masako mason massimo mathew mathias
  mathieu mathilda mathilde mathis matilde mats matteo mattheo matthias matthieu matthijs mattias maud maura maureen
  maurice mauricio maurizio mauro maxence maxim maxime maximilian may maya meera mehdi mehmet meike meinhard mercedes
  mercy merete merle mert mette mia michaela michal michel michela michele micheline michelle michiel miguel mika mikael
  mikkel mila milan mildred milena miles milica milos min mina ming minh mira miranda mireille mirela miriam mirjam
  mirko miroslav miroslava mohan moira mona monica monika monique montserrat morgan moritz morten mukesh murat muriel
  mustafa myriam nabil nadia nadine nadja naim naoki naomi nasser nastasia natalia natalja natascha natasha nathan
  naveen neha neil nelly nelson nesrin ngozi nguyet nicola nicolai nicolas nicoletta nicolette niels nigel nikhil nikita
  nikola nikolai nikolaj nikolas nikolaus nikos nils nina nino nisha noah noel noelia noemi noemie nolan noor nora norah
  norbert noreen noriko norma norman nour nur nuria oceane octavia octavio odile ofelia olaf olav ole olga oliver
  olivier olof omar oona orla orlando ornella oscar oskar osman oswald otmar otto owen ozan pablo pal palle paloma
  pankaj paola paolo parker pascal pascale patrice patrik patrizia patrycja patryk paul paula paulina pauline paulo
  pavel pavla pawel pedro peer peggy pekka per percy perrine petar peter petr petra petrus philipp philippe phillippe
  phoebe phyllis pia pierina piero pierre pierrick pieter pietro pilar piotr piper pirmin pjotr polina pontus pooja
  pradeep prakash prashant praveen primoz priya priyanka putu qasim quentin rachid radek radka radoslaw rafael rafaela
  rafal raffaele raffaella rahel rahul raimund rainer raisa raj rajesh rajiv rakesh ralf ralph ramesh ramon ramona
  randall randi raoul raphael raphaela raquel rashid rasmus raul ravi raymonde rebeca reena regina regine regis reiner
  reinhard reinhold rekha remi remo remy renata renate renato renaud rene renee renzo rhea rhys ria ricarda ricardo
  riccardo richard rita roan robby roberta roberto robin rocco rocio roderich rodolfo rodrigo roel roger rohan rohini
  rohit roland rolande rolando rolf romain roman romana romeo romina romy ronan ronja ros rosa rosalia rosalie rosalind
  rosana rosanna rosaria rose roseline rosemarie rosi rosina rosita roswitha rowan roxana roxane roxanne roy ruben ruby
  rudi ruggero rupert ruslan russel ruth ryan ryszard sabina sabine sabrina sachin said saima salim sally salma salman
  salome salvador salvatore sam samir samira samuele sandeep sandrine sanja sanjay sanjeev sanna santiago santino sara
  saskia saul savannah scarlett scott sean seema selena selina selma serena serge sergi sergio severin severine shane
  shannon sharon shaun shawn sheena sheila shelley sheryl shirley shweta sibylle sidney sidonie siegfried sieglinde
  sigmund sigrid sigurd silas silke silvana silvester silvia silvie silvio simon simona simone sinead sirpa sissel siti
  siv slavko slawomir sneha snezana solange solene sonal sonia sonja soren spencer stacey stanislas stanislav stanislaw
  stefan stefania stefanie stefano steffen steffi stella sten stephan stephane stephania stina stine sture sunil sunita
  suresh susana susann susanna susanne suzanne svantje sven svenja svetlana swati swen sybille sydney sylvain sylvester
  sylvia sylvie sylwia szymon tabea takashi tamar tamara tamas tania tanja tanya tara tarek tariq tasha tatjana taylor
  teodor tereza terje teun thanh thea thelma theodor theodora therese theresia thibaud thibault thibaut thierry thijs
  thilo thor thora thorben thore thorsten thuy tibor tiffany tiina till tilman tim timea timo tina tobiah todd tom toma
  tomas tomasz tomislav tone toni tonia tonje torben tore torsten tove tracey tracy trang travis trevor trine troels
  tunde tuomas tuula tyler tyrone ugo ulf ulla umberto urs ursula urszula ute uwe valentin valentine valentino valeria
  valerie valerio valery valter vanda vandana vasco vasile vasilis veit vera verena vernon vesna victor vidar viggo
  vijay vikram viktor viktoria vilma vincent vincenzo vinod viola violet violetta virginia virginie vita vito vittoria
  vittorio vivek vivian viviana vivien vivienne vladimir vojtech volker volkmar waldemar walid walter wanda wayan wayne
  wei wendy wenke werner wibke wiebke wieslaw wiktor wiktoria wilfried wilhelm wilhelmina wilma wim winfried wojciech
  wolfram xavier ximena xin yael yan yann yannick yannik yara yasmin yasmina yasmine ying yoko youssef yuki yusuf yves
  yvette yvonne zahra zainab zara zbigniew zdenek zdenka zita zoe zofia zoltan zsolt zuzana zuzanna
`);

/**
 * Given names that are common somewhere, folded. A slip of the pen makes a word that is no name, so two of these that are a
 * letter apart (Martin and Marvin, Marina and Martina) are two names.
 */
export const knownGivenNames: ReadonlySet<string> = new Set([...givenNames.keys(), ...commonNames]);
