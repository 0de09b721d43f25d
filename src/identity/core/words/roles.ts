/**
 * Mailboxes of a function, not of a person, in the languages we meet most; separators and digits at the end are removed
 * before the look-up. Words that are also given names (`will`, `mark`, `art`) never belong here.
 */
export const roleLocals: ReadonlySet<string> = new Set(
  `info information infos hello hi hey hallo contact contacts contactus contactme kontakt kontakty contacto contato
  contatto contatti enquiries enquiry inquiries inquiry anfrage anfragen mail email post postmaster hostmaster webmaster
  postfach poczta biuro bok office offices buero büro oficina ufficio escritorio bureau kantoor kontor secretariat sekretariat
  secretary sekretariat secretaria segreteria reception empfang recepcion recepcao receptie frontdesk admin administrator
  administration administracion administracao amministrazione verwaltung management manager owner owners director geschaeftsfuehrung
  geschaeftsleitung direction direccion direzione board ceo cfo cto coo cmo sales sale salesteam vendas vendite ventas vente ventes
  vertrieb verkauf verkoop salg myynti sprzedaz prodej comercial commercial commerciale compras comprasweb achats acquisti
  einkauf inkoop zakupy purchasing procurement buying orders order bestellung bestellungen bestellen commandes pedidos ordini
  zamowienia marketing werbung press presse prensa imprensa stampa media mediarelations pr publicrelations communications
  communication kommunikation comunicacion comunicacao comunicazione news newsletter events event support supportteam
  help helpdesk helpcenter hilfe ayuda aide aiuto suporte soporte assistance assistenza customerservice customercare customersupport
  customer customers kundenservice kundendienst kundenbetreuung klantenservice serviceclient serviceclients atencioncliente
  atencionalcliente sac service services servizio servicio servico techsupport tech technical technik tecnico it itsupport
  itdepartment edv security abuse noc soc root sysadmin ops operations devops developers developer engineering team teams
  staff crew everyone all group hr humanresources personal personalabteilung personnel rh recursoshumanos rrhh risorseumane kadry
  jobs job career careers karriere bewerbung bewerbungen recruiting recruitment recruiter recrutement empleo emprego lavoro praca
  rekrutacja talent hiring billing invoice invoices invoicing rechnung rechnungen rechnungswesen facture factures facturation
  facturacion facturas fatturazione fatture faktura faktury faktury finance finances finanzen finanzas financeiro accounting
  accounts account accountspayable accountsreceivable ap ar buchhaltung comptabilite contabilidad contabilidade contabilita
  ksiegowosc boekhouding payroll treasury legal recht rechtsabteilung juridique juridico compliance privacy datenschutz dpo gdpr
  dsgvo rgpd lgpd copyright dmca noreply noreplies donotreply dontreply newsletters notifications notification alerts alert
  mailerdaemon bounce bounces autoresponder undisclosedrecipients list lists subscribe unsubscribe feedback survey partners
  partner partnership partnerships partnerzy affiliates affiliate investor investors investorrelations ir logistics logistik
  shipping versand warehouse lager dispatch delivery livraison fleet reservations reservation reservierung reservas booking
  bookings prenotazioni buchung shop store webshop eshop boutique tienda loja negozio sklep web website www online social
  socialmedia digital general main central zentrale company firma empresa azienda entreprise business enterprise quality qa qm
  qualitaet production produktion research lab labs studio studios design training academy schulung education school kontoret
  projects project project projekt projekte export import exports imports trade trading international global europe usa`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
