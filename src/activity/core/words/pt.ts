import type { Words } from "./words.ts";

/** Portuguese, of Portugal and Brazil. */
export const pt: Words = {
  language: "pt",
  isSpaced: true,
  not: "nao, nunca, jamais, nenhum*, nada, sem, nem",
  more: "mais, nunca, novamente, de novo, no futuro, jamais, outra vez",
  me: "me, nos, meu, minha, meus, minhas, nosso, nossa, comigo, este endereco, ninguem",
  stop: "pare, parem, deix*, chega, cess*, basta, stop, evit*, parar, pararem, parem de, pare de",
  reach: "envi*, mand*, escrev*, contat*, contact*, lig*, perturb*, incomod*, spam*, abord*, assedi*, insist*",
  message: `
    mail, mails, e-mail*, email*, mensage*, comunicac*, publicidade, propaganda, newsletter*, spam, contatos,
    contactos, ofertas, correio`,
  remove: "remov*, remoc*, retir*, exclu*, tir*, apag*, elimin*, delet*, descadastr*, cancel*, risqu*, bloque*",
  list: `
    lista*, base, bases, base de dados, banco de dados, mailing, email, e-mail, endereco, dados, contato*,
    contacto*, cadastro, registo*, sistema*, inscricao, assinatura, numero, crm`,
  want: "quero, queremos, desej*, gostaria*, pretend*, aceit*, autoriz*, consint*, quer, prefir*, prefer*",
  get: "receber, recebendo, contat*, contact*, mensagens, emails, e-mails, ser contat*, comunicacoes",
  never: "nunca, nao, jamais, nem",
  asked: `
    pedi, inscrev*, inscrit*, solicit*, autoriz*, consent*, cadastr*, subscrev*, assinei, permissao, registei, dei`,
  optOut: `
    descadastr*, descadastre*, desinscrev*, desinscri*, cancelar inscricao, cancelar a inscricao,
    cancelar a subscricao, cancelar assinatura, unsubscribe, me tire, me tira, me tirem, me remova*, me retire*,
    remova-me, retire-me, retirem-me, removam-me, me deixe em paz, me deixem em paz, deixem-me em paz,
    deixe-me em paz, nao me envi*, nao me mand*, nao me escrev*, nao me contat*, nao me contact*, chega de,
    sair da lista, oponho-me, me opoe, sair desta lista, sair dessa lista, sair da vossa lista, quero sair,
    da vossa lista, da sua lista, da lista de, desta lista, dessa lista, nao enviar mais, nao enviem mais,
    nao quero mais, nao quero receber, nao desejo receber, parem de, pare de me, deixem de, deixe de me,
    nao autorizei, nao volte a, nao voltem a, nao me envie, nao me mande, nao mande mais, nao envie mais,
    nao mandem, nao escrevam, nao contactem, nao contatem, nao entre em contato, nao entrem em contato,
    remova meu, remova o meu, remover meu, remover o meu, retire meu, retire o meu, exclua meu, excluir meu,
    apague meu, apaguem o meu, tirem meu, tire meu, nao autorizo, nao pedi, nunca pedi, nao solicitei,
    nao assinei, remover-me, retirar-me, eliminem o meu, nao incomod*, nao quero ser, nao desejo ser, pare com,
    parem com, nao insist*`,
  everyone: `
    toda a empresa, nossa empresa, nosso dominio, todo o dominio, ninguem da empresa, ninguem aqui,
    ninguem da nossa, todos os nossos, todos os funcionarios, nenhum de nos, a ninguem`,
  complaint: `
    spam, spammer*, assedio, denunci*, ilegal, golpe, burla, vergonha, abuso*, reclamacao, queixa, inaceitavel,
    some daqui, va a merda, vai se, reportei, reportar, indesejad*, incomodativo, absurdo, sumam`,
  threat: `
    advogad*, processo, processar, processo judicial, tribunal, justica, policia, imprensa, jornal*, anpd, cnpd,
    procon, autoridade*, medidas legais, acao judicial, juridic*, legal contra, regulador*`,
  superior: `
    chefe, superior*, gerente, gerencia, direcao, diretor*, diretoria, ceo, responsave*, gestor*, patrao`,
  escalate: "reclam*, queix*, escal*, report*, formal*",
  data: `
    meus dados, dados pessoais, informacoes pessoais, sobre mim, a meu respeito, os meus dados, nossos dados,
    que dados, quais dados`,
  right: `
    acesso, exclus*, exclu*, elimin*, apag*, guard*, tem, armazen*, conserv*, esquecimento, origem, base legal,
    quais, que, copia, tratam, tratamento, obtiver*, solicit*, possuem`,
  law: `
    lgpd, rgpd, gdpr, direito de acesso, direito ao esquecimento, direito de oposicao, artigo 15, artigo 17,
    encarregado de dados, encarregado de protecao, dpo, base legal, fundamento juridico, titular dos dados`,
  interest: "interess*, curios*, tentador, atraente",
  need: `
    precis*, interess*, necess*, falta, serve, encaix*, util, utilidade, orcamento, verba, valor, aplica, relevante,
    procura, para nos, faz sentido, aderente`,
  already: "ja, satisfeitos com, trabalhamos com, optamos, escolhemos, fechamos com, contentes com",
  solution: `
    soluc*, fornecedor*, ferramenta*, sistema*, parceiro*, temos, usamos, utilizamos, trabalhamos, outro, outra,
    contrato, alguem, coberto*, atendidos, equipados`,
  refuse: `
    nao obrigad*, obrigado mas nao, obrigada mas nao, nao precisamos, nao temos interesse, nao tenho interesse,
    sem interesse, nao nos interessa, nao me interessa, nao interessa, passo, vou passar, sem orcamento, sem verba,
    muito caro, declin*, recus*, boa sorte, nao e para nos, dispenso, dispensamos, nao faz sentido,
    estamos bem servidos, nao vale a pena, agradeco mas`,
  tell: `
    envi*, mand*, cont*, mostr*, partilh*, compartilh*, saber, ver, conhecer, pass*, receber, fal*, explic*,
    entender`,
  info: `
    mais, info*, informac*, detalhe*, apresentac*, material*, proposta, brochura, folheto, exemplo*, demo*, preco*,
    pode enviar, casos, dados, catalogo, o link`,
  sounds: "parece, soa, e, seria, esta, estamos, estou, acho",
  fine: `
    interessante, bem, bom, util, otimo, legal, perfeito, promissor, bacana, excelente, interessad*, curios*, fixe,
    boa`,
  accept: `
    sim por favor, claro, com certeza, pode enviar, pode mandar, pode ser, manda, mande, me conta, me conte,
    conte-me, conta mais, temos interesse, tenho interesse, gostaria de saber, gostaria de conhecer,
    gostava de saber, quero saber, porque nao, por que nao, com prazer, vamos em frente, vamos la, bora, topo,
    avance, faz sentido conversarmos, quero ver, estamos interessados, estou interessad*, interessante, gostei,
    estamos procurando, a procura de, estamos a procura, vamos conversar, boa ideia, sim envie, envie por favor,
    sim mande, sim pode, sim claro, mande por favor, sim quero, envie sim`,
  talk: `
    reuniao, reunir*, cham*, lig*, convers*, fal*, call, encontr*, agend*, marc*, video*, convite, zoom, teams,
    cafe, telefon*, papo, horario`,
  day: `
    segunda*, terca*, quarta*, quinta*, sexta*, amanha, hoje, proxima semana, semana que vem, esta semana,
    depois de amanha, manha, tarde, as, 15h, 14h, 10h, 16h, 11h, 9h`,
  suits: `
    funciona, pode*, posso, podemos, bem, disponivel, livre, melhor, otimo, perfeito, da, vamos, marcar, agendar,
    mudar, remarcar, combinado, as, serve, convem`,
  ask: `
    quanto, quantos, qual, quais, como, tem, voces, oferecem, ha, que, onde, quando, quem, funciona*, integra*, e,
    da, existe, suporta*, posso, pode`,
  offer: `
    preco*, cust*, valor*, licenca*, integr*, funciona*, diferenc*, teste, gratis, gratuit*, demo, dados,
    referencia*, client*, compat*, suporte, seguranca, contrato, tempo, implant*, implement*, usuario*, utilizador*,
    sap, totvs, api, idioma*, hosped*, certific*, fidelidade, plano*, concorr*, minimo, ferramenta`,
  who: `
    quem e voce, quem e, quem sao voces, nos conhecemos, a gente se conhece, como conseguiu, como conseguiram,
    como obtev*, como obtiveram, de onde tirou, de onde tiraram, onde arranj*, um robo, um bot, e automatico,
    automatizado, pessoa real, quem lhe deu, quem te passou, quem passou, conheco-o, te conheco, por que esta me,
    porque me escreve, uma ia, com quem falo, humano, como arranjou, onde conseguiu`,
  now: `
    agora, neste momento, no momento, de momento, atualmente, por enquanto, por agora, este ano, este trimestre,
    este mes, momento, priorid*, ja`,
  later: `
    proximo ano, ano que vem, proximo trimestre, trimestre que vem, proximo mes, mes que vem, proximo semestre,
    semestre que vem, mais tarde, mais para a frente, mais pra frente, em janeiro, janeiro, fevereiro, marco, abril,
    maio, junho, julho, agosto, setembro, outubro, novembro, dezembro, depois das ferias, daqui a uns meses,
    daqui a seis, seis meses, tres meses, 2027, fim do ano, final do ano, outro momento, apos o`,
  postpone: `
    agora nao, nao agora, no momento nao, neste momento nao, de momento nao, por enquanto nao, nao e o momento,
    mau momento, outras prioridades, nao e prioridade, nao e uma prioridade, orcamento congelado, muito ocupad*,
    sem tempo, me procure em, volte a, volte em, fale comigo em, voltamos a falar, mais pra frente, talvez mais,
    em espera, sobrecarregad*, retomamos, correria, me lembre`,
  mine: `
    a pessoa certa, pessoa indicada, pessoa correta, minha area, meu departamento, minha funcao, responsave*,
    quem decide, decido, trato, cuido, eu que, comigo, minha alcada, meu setor, encarregad*, meu pelouro, me cabe,
    da minha competencia`,
  astray: `
    pessoa errada, enganou-se, nada a ver, area errada, departamento errado, nao me compete, nao me diz respeito`,
  colleague: `
    coleg*, chefe, responsave*, departamento, diretor*, gerente, compras, financeir*, equipe, equipa, sr, sra,
    setor, area, o, a, ti, gestor*`,
  direct: `
    fale, falar com, contact*, contat*, encaminh*, reencaminh*, passei, passo, repass*, escreva, pergunt*, procure,
    copio, em copia, quem cuida, trata, direcion*, dirija, remet*`,
  gone: `
    nao trabalho mais, nao trabalha mais, ja nao trabalh*, nao faz mais parte, nao faco mais parte,
    ja nao faz parte, sai da empresa, saiu da empresa, deixei a empresa, deixou a empresa, aposentad*, me aposentei,
    reformad*, reformei, mudei de empresa, mudou de empresa, nao esta mais na, nao estou mais na, desligad*,
    deixei de trabalhar`,
  thanks: `
    obrigad*, muito, agradec*, pelo, pela, por, o, a, seu, sua, contato, contacto, email, e-mail, mensagem, info,
    informac*, recebido, recebi, ok, ola, oi, bom, boa, dia, tarde, entendido, anotado, vou, ler, ver, dar, olhada,
    abraco, cumprimentos, atenciosamente, certo, registado, li, grato, grata, uma`,
  but: "mas, porem, no entanto, contudo, embora",
  filler: `
    por, favor, ja, obrigado, obrigada, isto, isso, estes, estas, este, esta, esses, essas, agora, imediatamente,
    ola, oi, e, de, da, do, os, as, o, a, seus, suas, seu, sua, me, meu, minha, tudo, todos, so, com, que, uma,
    um, chega, gente, pf, pfv, la`,
  bare: `
    stop, chega, basta, parem, pare, para, parar, cessem, apaguem, apagar, remover, removam, eliminar, eliminem,
    excluir, excluam, retirem, tirem, descadastrar, suficiente, parem com isso, remova, cancelem, deixem`,
  last: "ultimo, ultima, ultimos, ultimas",
  may: "que seja, que este seja, que esta seja, seja, espero, deve ser, deveria ser, tomara",
  away: "sair, saio, sairia, sai, livrar, escapar, me tirar, ver-me livre",
  permit: "consentimento, minha autorizacao, autorizei, permissao para, minha permissao",
  product: `
    ferramenta, software, plataforma, produto, sistema, solucao, servico, clientes, utilizadores, usuarios,
    trata os, gere, gerencia, suporta, funcion*, duplicados, fatura*, anexo`,
};
