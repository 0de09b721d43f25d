import type { Words } from "./words.ts";

/** French. */
export const fr: Words = {
  language: "fr",
  isSpaced: true,
  not: "ne, n, pas, jamais, aucun, aucune, sans, non, ni, rien",
  more: "plus, jamais, encore, dorenavant, desormais, davantage, a l'avenir, a nouveau",
  me: "me, m, moi, nous, mon, ma, mes, notre, nos, cette adresse, personne",
  stop: "stop, stoppez, arret*, cess*, halte, fini, suffit, basta, assez de, ca suffit",
  reach: `
    ecri*, envoy*, contact*, relanc*, sollicit*, demarch*, derang*, harcel*, spam*, appel*, importun*, adress*,
    polluer, inond*`,
  message: `
    mail, mails, e-mail, e-mails, email, emails, courriel*, message*, relance*, sollicitation*, newsletter*,
    publicite*, pub, pubs, prospection, spam, demarchage*, envois, communications, infolettre*, envoi`,
  remove: `
    retir*, supprim*, enlev*, ray, rayez, rayer, radi*, effac*, sort, sortez, sortir, exclu*, otez, oter, vir,
    virez, bloqu*, desinscri*, desabonn*, elimin*`,
  list: `
    liste*, base, bases, fichier*, mailing*, base de donnees, adresse*, coordonnees, donnees, contact*, crm, mail,
    email, annuaire, diffusion, numero`,
  want: "veux, souhait*, voulons, desir*, voudr*, aimer*, accept*, autoris*, consen*, tiens, prefer*, aimerais",
  get: `
    recevoir, contact*, recoive, recu, solicit*, sollicit*, etre contacte*, messages, mails, courriels, entendre,
    demarch*`,
  never: "jamais, pas, n'ai, aucun*, rien",
  asked: `
    demand*, inscri*, abonn*, accord, consent*, autoris*, sollicite, permission, souscri*, donne mon, consentement`,
  optOut: `
    desabonn*, desinscri*, unsubscribe, laissez-moi tranquille, laissez-nous tranquille*, laissez moi tranquille,
    fichez-moi la paix, foutez-moi la paix, lachez-moi, m'oppose, retirez-moi, retirez-nous, ne m'ecrivez,
    ne me contactez, plus de mails, plus de mail, stop pub, opposition, me retirer, nous retirer, m'enlever,
    plus jamais, inutile de me relancer, inutile de me recontacter, cessez, arretez, ne souhaite plus,
    ne souhaitons plus, ne veux plus, ne voulons plus, de vos listes, de votre liste, de vos contacts,
    de vos fichiers, de votre base, m'oter, otez-moi, otez moi, supprimez-moi, effacez-moi, enlevez-moi,
    enlevez moi, retirez moi, stop aux, rayez-moi, sortez-moi, plus de messages, plus de courriels,
    plus de relances, ne plus recevoir, ne plus m, ne plus me, ne plus nous, ne plus etre contact*,
    ne plus etre sollicit*, plus etre contact*, desabonner, me desabonne, plus rien, plus recevoir,
    plus m'envoyer, plus nous contacter, plus me contacter, cesser de, arreter de, cesser tout, d'arreter,
    sollicitez plus, relancez plus, contactez plus, ecrivez plus, envoyez plus, n'insistez pas, n'insiste pas`,
  everyone: `
    toute notre, tout notre, toute l'entreprise, notre entreprise, notre societe, notre domaine, tout le domaine,
    personne chez nous, tous nos, tous les collaborateurs, ensemble de la societe, ensemble de nos, aucun de nos,
    personne dans notre, toutes nos adresses, toute la societe`,
  complaint: `
    spam, spammeur*, pourriel*, harcel*, signale*, signaler, plainte, illegal*, arnaque*, escroc*, honteux,
    scandaleux, inadmissible, degagez, foutez, allez vous faire, indesirable*, abus*, intrusif*, denonc*,
    signalement, ras le bol, insupportable, spams, marre de vos, spamm*, courrier indesirable, inacceptable,
    c'est du spam, agac*, fatigant*, penible*, marre`,
  threat: `
    avocat*, cnil, plainte, tribunal*, justice, poursui*, juridique*, mise en demeure, police, gendarmerie, presse,
    journalist*, dgccrf, huissier*, proces, regulateur, autorite*, judiciaire*, signal conso`,
  superior: `
    superieur*, direction, directeur*, directrice, patron*, hierarchie, responsable, manager, pdg, dg, chef`,
  escalate: "reclam*, plaind*, signal*, escalad*, remont*, saisir, saisis, prevenir, avertir, plainte, alert*",
  data: `
    donnees personnelles, mes donnees, mes informations, informations personnelles, sur moi, me concern*,
    nos donnees, quelles donnees, les donnees`,
  right: `
    acces, effac*, suppression, supprim*, deten*, conserv*, possed*, stock*, rectif*, oubli, provenance, source,
    base legale, traite*, copie, quelles, communiq*, avez, obtenu*, disposez`,
  law: `
    rgpd, droit d'acces, droit a l'oubli, droit a l'effacement, droit d'opposition, base legale, dpo,
    delegue a la protection, article 15, article 17, article 21, informatique et libertes, loi informatique,
    droit de retrait, demande d'acces`,
  interest: "interess*, curieu*, preneu*, partant*, tente*, enthousias*, seduit*, pertinent*, interet*, emball*",
  need: `
    besoin*, interesse*, interet, concern*, utile, utilite, necessaire, budget, pertinent, adapte, correspond*,
    souhaitons, donner suite, donnons, donnerons, suite, recherche, cherchons, projet`,
  already: `
    deja, equipe*, satisfait*, travaillons avec, avons choisi, avons opte, engages, sous contrat, avons signe`,
  solution: `
    outil*, solution*, prestataire*, fournisseur*, logiciel*, partenaire*, systeme*, equipe*, interne, concurrent*,
    quelqu'un, ce qu'il faut, dispositif, utilisons, avons, autre, contrat`,
  refuse: `
    non merci, pas interess*, sans interet, aucun interet, pas besoin, sans facon, ca ira, tres peu pour,
    pas pour nous, pas pour moi, je passe, on passe, nous passons, pas de budget, trop cher, decliner, decline,
    declinons, pas la peine, inutile, ne donnerons pas suite, ne donnons pas suite, pas donner suite,
    bonne continuation, bonne chance, en interne, pas concern*, m'en fiche, m'en fous, m'interesse pas,
    nous interesse pas, pas convaincu*`,
  tell: `
    envoy*, dire, dites*, montr*, transmet*, partag*, savoir, voir, decouvrir, faites*, present*, en apprendre,
    fournir, parl*, adress*, recevoir`,
  info: `
    plus, davantage, info*, information*, detail*, documentation, doc, plaquette, brochure, presentation, exemple*,
    demo, demonstration, tarif*, dossier, parvenir, offre, proposition, elements, cas client*, la suite`,
  sounds: "semble, parait, a l'air, est, serait, c'est, suis, sommes, serais, trouve, pourrait",
  fine: `
    interessant*, bien, utile, pertinent*, super, genial*, prometteu*, top, parfait*, curieu*, preneu*, partant*,
    interess*, tentant, excellent*, d'accord, ravi*, sympa`,
  accept: `
    avec plaisir, volontiers, pourquoi pas, bien sur, allez-y, je veux bien, on veut bien, dites-m'en, dites m'en,
    en savoir plus, savoir davantage, en savoir, envoyez toujours, ca m'interesse, m'interesse, nous interesse,
    je suis preneu*, preneur, partant, avec interet, banco, go, ok pour, oui merci, oui svp, oui volontiers,
    carrement, tombe bien, tombe a pic, d'accord, cherchons justement, cherchons, on cherche, j'attends,
    tout a fait, pas mal, ca peut nous`,
  talk: `
    appel*, rappel*, telephon*, parler, echang*, rendez-vous, rdv, rencontr*, visio*, reunion, entretien, creneau*,
    point, discut*, call, invitation, agenda, voir, joindre, zoom, teams`,
  day: `
    lundi, mardi, mercredi, jeudi, vendredi, demain, apres-demain, aujourd'hui, semaine prochaine, cette semaine,
    matin, apres-midi, midi, *h, h, heures, 10h, 11h, 14h, 15h, 16h, 9h`,
  suits: `
    convient, conviendrait, va, dispo*, possible, libre, peut, pouvons, pourr*, me va, ok, plutot, decaler,
    reporter, parfait, bien, arrange, irait, on se, propose`,
  ask: `
    quel, quelle, quels, quelles, combien, comment, est-ce, avez, avez-vous, ou, quand, qui, peut-on, pouvez,
    proposez, y a-t-il, existe, faut-il, qu'est-ce, integrez, gerez, fonctionne, quid, que, supportez, peut,
    pourrait, votre`,
  offer: `
    tarif*, prix, cout*, coute*, compatible*, integr*, duree, temps, heberg*, donnees, reference*, client*, essai,
    gratuit*, demo, fonctionn*, differen*, contrat, engagement, licence*, utilisateur*, support*, securi*, certifi*,
    api, sage, sap, mise en place, langue*, connect*, votre, vous, solution, outil, concurren*, rgpd, vos, serveur*,
    votre solution`,
  who: `
    qui etes-vous, qui etes vous, qui est-ce, on se connait, nous connaissons, se connait, comment avez-vous eu,
    comment avez-vous obtenu, comment avez vous, comment avez-vous trouve, d'ou tenez, d'ou avez, ou avez-vous,
    ou avez vous, un robot, automatique, automatise*, une vraie personne, vraie personne, un humain, qui vous a,
    sommes-nous deja, s'est-on, pourquoi m'ecrivez, pourquoi je recois, a qui ai-je, une ia, par ia`,
  now: `
    maintenant, pour le moment, pour l'instant, actuellement, en ce moment, moment, cette annee, ce trimestre,
    ce mois, priorit*, tout de suite, dans l'immediat, a ce stade, aujourd'hui, d'actualite, bon moment`,
  later: `
    annee prochaine, an prochain, trimestre prochain, mois prochain, prochain semestre, plus tard, a la rentree,
    la rentree, en janvier, janvier, fevrier, mars, avril, mai, juin, juillet, septembre, octobre, novembre,
    decembre, apres l'ete, apres les vacances, au printemps, en automne, dans quelques mois, dans six mois,
    dans trois mois, 2027, fin d'annee, ulterieurement, prochain exercice, debut d'annee, q1, q2, q3, q4, a revoir`,
  postpone: `
    pas maintenant, pas pour le moment, pas pour l'instant, pas le moment, pas le bon moment, pas avant,
    revenez vers, recontactez, relancez-moi, rappelez-moi en, reparlons, reparlons-en, on en reparle, a revoir,
    plus tard, mauvais moment, pas la priorite, pas une priorite, autres priorites, deborde*, en plein*,
    budget gele, budgets geles, surcharge*, trop tot, sous l'eau, peut-etre plus tard, remettre a, pas prioritaire`,
  mine: `
    la bonne personne, bon interlocuteur, bonne interlocutrice, mon domaine, mon service, mon role, responsable,
    en charge, charge de, mon ressort, m'en occupe, m'occupe, qui decide, decide*, decisionnaire, moi qui,
    mon perimetre, de ma competence, gere pas, le bon contact, mon rayon`,
  astray: `
    mauvaise personne, mauvais service, mauvais interlocuteur, trompez de, pas de mon ressort, rien a voir,
    releve pas de, vous faites erreur, ne suis pas concern*, pas mon perimetre`,
  colleague: `
    collegue*, collaborat*, service*, daf, dsi, responsable*, directeur*, directrice*, direction, m, mme, monsieur,
    madame, achats, compta*, equipe*, chef, rh, finance*, patron*, confrere*`,
  direct: `
    adress*, contact*, voyez, transmet*, transmis*, transfer*, fais suivre, faire suivre, rapproch*, parlez,
    redirig*, copie, mets, orient*, passe, ecrivez a, s'en occupe, s'occupe, gere, relaie, en charge, tournez,
    voir avec`,
  gone: `
    ne travaille plus, travaille plus, ne fais plus partie, ne fait plus partie, fais plus partie, fait plus partie,
    quitte la societe, quitte l'entreprise, quitte ses fonctions, quitte mes fonctions, quitte le groupe,
    quitte notre, a quitte, ai quitte, plus chez, plus dans l'entreprise, plus dans la societe, plus en poste,
    a la retraite, en retraite, plus salarie*, change d'employeur, change d'entreprise, plus parmi nous`,
  thanks: `
    merci, bien, recu, recue, pour, votre, vos, le, la, les, l, message, mail, courriel, email, info, information*,
    beaucoup, bonjour, bonsoir, note, c'est note, ok, pris, bonne, reception, accuse, retour, je, vais, regarder,
    lire, lirai, cordialement, bonne journee, entendu, de, d, avoir, ecrit, madame, monsieur, salut, compris, j, ai`,
  but: "mais, cependant, toutefois, par contre, neanmoins, en revanche",
  filler: `
    svp, s'il, vous, plait, merci, de, la, le, les, ces, ce, cela, ca, maintenant, tout, suite, immediatement,
    je, et, a, au, aux, bonjour, vos, votre, mon, ma, mes, deja, enfin, pour, du, des, en, bien, ici, tous,
    toutes, il, faut, faudrait, simplement, stp`,
  bare: `
    stop, stoppez, arretez, cessez, supprimez, supprimer, retirez, desabonner, desinscrire, effacez, assez,
    suffit, basta, desinscription, desabonnement, suppression, fini, enlevez, radiez, arrete, stop svp, retrait,
    ca suffit`,
  last: "dernier, derniere, derniers, ultime",
  may: "que ce soit, que cela soit, que ceci soit, soit, serait, espere, souhaite, devrait etre, doit etre",
  away: "sortir, quitter, sors, partir, en finir, m'en aller, me sortir, m'enlever, echapper, debarrasser",
  permit: "consentement, mon accord, mon autorisation, autorisation de me, donne accord, donne d'accord",
  product: `
    outil, logiciel, plateforme, produit, systeme, solution, service, clients, utilisateurs, gere*,
    destinataires de, fonction*, supporte, doublons, facture*, piece jointe, prend en charge`,
};
