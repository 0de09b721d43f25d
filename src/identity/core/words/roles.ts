import { wordSet } from "../text.ts";

/**
 * Mailboxes of a function, not of a person, by language; separators and digits at the end are removed before the look-up.
 * Words that are also given names (`will`, `mark`, `art`, `bill`, `grant`) never belong here.
 */
export const roleLocals = wordSet(`
  info informacion informacao informacje informace informatie informations information infos infodesk infoline hello hi hey hallo
  salut bonjour hola ciao hei hej ahoj merhaba welcome willkommen contact contacts contactus contactme connect reachus
  mail mails email emails post posta postmaster hostmaster webmaster listmaster mailbox postbox inbox main general central hq
  headquarters headoffice office offices backoffice frontoffice frontdesk reception receptionist enquiries enquiry inquiries
  inquiry query queries ask questions question admin admins administrator administration administrative management manager managers
  owner owners proprietor director directors directorate president secretary secretariat executive executives ceo cfo cto coo cmo cio
  ciso chairman board sales sale salesteam salesdept salesdepartment salesforce salesinfo presales aftersales inside insidesales
  commercial wholesale retail quote quotes quotation quotations rfq estimates estimating tenders tender bids bid proposals
  purchase purchases purchasing procurement buying buyer buyers sourcing supply supplies suppliers supplier vendor vendors orders
  order ordering returns return refunds refund warranty claims complaints complaint marketing marketingteam brand advertising
  advertise ads adops promo promotions promotion press pressoffice media mediarelations pr publicrelations publicity
  communications communication comms news newsletter newsletters newsroom editor editors editorial events event
  support supportteam helpdesk help helpcenter helpline servicedesk customerservice customerservices customercare customersupport
  customersuccess customerrelations clientservices clientservice clientsupport customer customers client clients care
  service services servicecenter servicecentre maintenance repairs repair techsupport technicalsupport tech technical it
  itsupport itdept itdepartment ithelpdesk ict security infosec abuse noc soc csirt cert spam phishing root sysadmin systems system
  ops operations operation devops dev developers developer development engineering engineers team teams staff crew everyone everybody
  all allstaff group community club members membership hr humanresources humanresource personnel people peopleops talent
  jobs job career careers recruiting recruitment recruiter recruiters hiring vacancies vacancy apply applications internship
  internships billing invoice invoices invoicing finance finances financial financedept accounting accounts account
  accountspayable accountspayables accountsreceivable accountspay ap ar payables receivables payable payroll payment payments
  treasury audit tax taxes collections credit creditcontrol bookkeeping bookkeeper cashier legal legaldept compliance privacy
  privacyofficer dataprotection dpo gdpr ccpa copyright dmca whistleblower ethics noreply notifications notification notify
  alerts alert updates reminders system robot bot daemon cron nagios monitoring list lists majordomo listserv subscribe
  unsubscribe subscriptions subscription feedback survey surveys suggestions partners partner partnership partnerships affiliates
  affiliate reseller resellers channel alliances investor investors investorrelations ir shareholders logistics shipping
  shipments shipment warehouse dispatch delivery deliveries freight fleet transport transportation traffic export exports import
  imports trade trading international global europe emea apac americas worldwide usa reservations reservation booking bookings
  bookingoffice rooms stay hotel restaurant bar spa catering banquet concierge housekeeping guestservices guest tickets
  ticketing shop store webshop eshop onlineshop ecommerce web website www online webteam webadmin social socialmedia digital
  company corporate business enterprise businessdevelopment bizdev newbusiness quality qualitycontrol qa qc qm production factory
  plant workshop research lab labs laboratory studio studios design training trainings academy education learning admissions
  registrar registration registrations library school students alumni faculty projects project planning facilities facility
  reservas safety ehs hse environment sustainability csr foundation donations donate fundraising volunteer volunteers clinic
  practice appointments appointment scan scanner fax printer copier voicemail demo trial beta pilot api postmail sys www
  beheer secretaris
  kontakt kontakty kontaktformular anfrage anfragen rueckfragen postfach poststelle briefkasten buero buro sekretariat vorzimmer empfang
  rezeption zentrale verwaltung hausverwaltung geschaeftsfuehrung geschaeftsleitung geschaeftsstelle gf leitung direktion vorstand
  inhaber chef kanzlei praxis apotheke vertrieb vertriebsteam vertriebsinnendienst innendienst aussendienst verkauf absatz angebot angebote
  einkauf beschaffung bestellung bestellungen bestellen auftrag auftraege auftragsannahme werbung presse pressestelle oeffentlichkeitsarbeit
  redaktion verlag veranstaltung veranstaltungen messe hilfe kundenservice kundendienst kundenbetreuung kundencenter kunden kunde
  kundenberatung beratung reklamation reklamationen retoure retouren ruecksendung gewaehrleistung werkstatt technik technisch edv
  datenschutz datenschutzbeauftragter dsb dsgvo sicherheit recht rechtsabteilung widerruf impressum personal personalabteilung
  personalwesen bewerbung bewerbungen bewerber karriere stellen stellenangebote ausbildung azubi praktikum rechnung rechnungen
  rechnungseingang rechnungswesen eingangsrechnung buchhaltung buha fibu finanzen controlling mahnung mahnwesen inkasso zahlung lohn
  lohnbuchhaltung kasse steuer lager versand logistik disposition dispo fuhrpark spedition produktion fertigung werk qualitaet
  qualitaetssicherung qs projekt projekte projektleitung konstruktion entwicklung forschung labor schulung schulungen seminar seminare
  firma unternehmen reservierung reservierungen buchung buchungen anmeldung termin termine tickets gutschein laden verein mitglieder
  spenden kontaktaufnahme mitteilung hausmeister notdienst stoerung
  accueil renseignements secretariat bureau direction directeur directrice gerant gerance administratif gestion assistante ventes
  vente commerciale commerciaux serviceclient serviceclients clientele relationclient relationsclients sav apresvente devis achats achat
  appro approvisionnement fournisseurs commande commandes livraison livraisons expedition presse redaction publicite evenement
  evenements evenementiel aide assistance technique informatique maintenance juridique rgpd confidentialite rh ressourceshumaines
  emploi emplois recrutement candidature candidatures stage stages facture factures facturation comptabilite compta comptable
  fournisseur paie tresorerie reclamation reclamations qualite entrepot magasin boutique logistique transports entreprise societe
  agence cabinet mairie association formation formations inscription inscriptions billetterie reservations dons
  informes contacto contactenos recepcion oficina secretaria gerencia gerente direccion directorio administracion administrador
  ventas venta comercial comerciales cotizaciones cotizacion presupuestos presupuesto preventa posventa postventa compras
  comprasweb proveedores pedidos pedido envios atencioncliente atencionalcliente atencionclientes atencion atencionalusuario clientes
  soporte soportetecnico ayuda tecnico sistemas informatica juridico legales protecciondedatos rrhh recursoshumanos empleo empleos
  trabajo trabajaconnosotros curriculum cv seleccion facturacion factura facturas contabilidad contador cobranzas cobros pagos
  tesoreria finanzas prensa comunicacion comunicaciones publicidad mercadeo mercadotecnia eventos reclamos sugerencias calidad almacen
  bodega logistica transporte empresa tienda tiendaonline sucursal formacion inscripciones academia socios
  contato contactos faleconosco faleconnosco atendimento recepcao escritorio gerencia diretoria direcao administracao vendas venda
  comercial orcamento orcamentos compra cotacao fornecedores encomendas entregas atendimentocliente apoiocliente
  apoioaocliente suporte suportetecnico ajuda tecnica juridico lgpd rh recursoshumanos emprego vagas trabalheconosco
  selecao curriculos financeiro financas faturamento faturacao faturas nfe notafiscal contabilidade cobranca pagamentos tesouraria
  imprensa comunicacao divulgacao sac ouvidoria reclamacoes qualidade estoque expedicao loja lojavirtual secretaria geral
  contatto contatti informazioni ricevimento reception ufficio ufficioacquisti ufficiotecnico ufficiocommerciale ufficiovendite
  ufficiostampa ufficiopersonale segreteria direzione amministrazione amministratore titolare vendite commerciale commerciali
  preventivi preventivo acquisti fornitori ordini ordine spedizioni spedizione consegne servizioclienti assistenza
  assistenzaclienti assistenzatecnica clienti tecnico aiuto legale risorseumane personale lavoro lavoraconnoi candidature selezione
  fattura fatture fatturazione contabilita ragioneria pagamenti tesoreria finanza stampa comunicazione pubblicita eventi reclami qualita
  magazzino logistica azienda ditta negozio prenotazioni prenotazione formazione iscrizioni studio pec protocollo
  kantoor receptie secretariaat directie administratie verkoop verkoopbinnendienst binnendienst offerte offertes inkoop bestellingen
  bestelling levering klantenservice klantendienst klanten helpdesk ondersteuning techniek juridisch personeelszaken personeel
  vacatures vacature sollicitatie sollicitaties werkenbij facturen factuur facturatie boekhouding debiteuren crediteuren
  financien pers communicatie evenementen klachten kwaliteit magazijn logistiek winkel webwinkel bedrijf reserveringen opleidingen
  kontoret kontor vaxel vaxeln reception forsaljning saljare salj ordrar bestallning inkop kundtjanst kundservice kundsupport
  ekonomi faktura fakturor fakturering bokforing lon personalavdelning rekrytering jobb lediga pressinfo lager leverans butik foretag
  firmapost postmottak resepsjon salg ordre bestilling innkjop kundeservice kundesenter regnskap fakturamottak lonn stilling
  stillinger kundeservice bogholderi okonomi indkob reklamation personaleafdeling presse butikk forretning virksomhed
  toimisto asiakaspalvelu myynti tilaukset tilaus laskutus lasku laskut ostot osto kirjanpito talous rekry rekrytointi tuki huolto
  varasto viestinta kirjaamo palaute varaukset ilmoittautuminen
  bok biuro biurokarier biuroobslugiklienta obslugaklienta obsluga sekretariat recepcja kancelaria zarzad dyrekcja dyrektor
  administracja sprzedaz handlowy handel oferty oferta zapytania zapytanie zamowienia zamowienie zakupy zaopatrzenie dostawy
  marketing reklama prasa rzecznik serwis pomoc wsparcie techniczny informatyk reklamacje zwroty ksiegowosc ksiegowa faktury
  efaktury rozliczenia platnosci finanse windykacja kadry place rekrutacja praca kariera prawny rodo iod magazyn logistyka
  spedycja transport produkcja jakosc sklep firma szkolenia rezerwacja rezerwacje
  kancelar kancelaria podatelna recepce recepcia sekretariat vedeni reditel riaditel obchod obchodni obchodne prodej predaj poptavky
  dopyty nabidky nakup objednavky objednavka fakturace fakturacia faktury ucetni uctovnictvo ucto ucetnictvi mzdy ekonom podpora
  zakaznici zakaznickaliniska servis reklamace reklamacie personalni personalne kariera prace praca sklad doprava expedice eshop tisk
  iroda titkarsag recepcio ugyvezeto ertekesites kereskedelem ajanlat ajanlatkeres rendeles rendelesek megrendeles beszerzes
  szamlazas szamla penzugy konyveles konyvelo ugyfelszolgalat vevoszolgalat szerviz segitseg marketing sajto allas karrier
  hrosztaly raktar szallitas gyartas bolt webaruhaz
  birou vanzari comenzi comanda oferte achizitii aprovizionare facturare facturi contabilitate financiar secretariat receptie
  relatiiclienti suport tehnic juridic resurseumane cariere angajari presa depozit livrari rezervari magazin
  prodaja nabava racunovodstvo racuni knjigovodstvo podrska podpora tajnistvo uprava pisarna ured posao zaposlenje kadrovska
  narudzbe narocila skladiste skladisce reklamacije
  otdel zakaz zakazy priem priemnaya prodazhi sbyt snab snabzhenie zakupki buh buhgalteria bux kadry rabota vakansii personal
  sklad dostavka servis pressa reklama klient klienty ofis kanc kancelyaria direktor
  bilgi iletisim satis satinalma siparis muhasebe finans destek musteri musterihizmetleri teknik teknikservis insankaynaklari
  kariyer basin pazarlama ihracat ithalat depo lojistik fatura rezervasyon sekreter kalite
  pliroforiec plirofories epikoinonia poliseis logistirio paraggelies grammateia
  eigyo soumu somu jinji saiyo keiri kouhou koho toiawase otoiawase madoguchi
  kefu xiaoshou caiwu renshi zhaopin
  penjualan layanan keuangan pembelian pelanggan
  dpo gdpr
`);

/** Words that say where or for whom a function is: `sales-emea@`, `info.de@`, `support-team@`. */
export const roleQualifiers = wordSet(`
  team dept department abteilung group desk office hq global intl international emea apac latam dach nordics benelux mena americas
  europe europa asia africa north south east west nord sued sud ost est ouest norte sur sul central zentral eu us usa uk gb de at
  ch fr es it pt nl be lu dk se no fi pl cz sk hu ro bg gr tr ru ua ie ca mx br ar cl co in cn jp kr sg hk au nz za ae il
  germany deutschland france italia italy espana spain austria oesterreich schweiz suisse polska online web b2b b2c enterprise
  smb new old general all main internal external intern extern public shared mailbox inbox form
`);

/** Functions that are still themselves with any other word beside them: `info-berlin@`, `acme-support@`. */
export const strongRoles = wordSet(`
  info infos support contact contacts kontakt contacto contato contatto contatti office buero hello marketing service services
  sales help helpdesk billing jobs careers career admin vertrieb verkauf ventas vendas ventes vendite biuro bok noreply
  invoice invoices rechnung rechnungen facturation facturas fatture faktury buchhaltung accounting accounts hr bewerbung
  recruiting recruitment reception empfang einkauf compras achats acquisti orders bestellung booking reservations customerservice
  kundenservice klantenservice serviceclient secretariat sekretariat
`);
