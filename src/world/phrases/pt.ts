import type { Phrases } from "./phrases.ts";

export const portuguese: Phrases = {
  greetings: ["Olá {sender},", "Bom dia {sender},", "Boa tarde,", ""],
  farewells: ["Cumprimentos,\n{me}", "Abraço, {me}", "Obrigado,\n{me}\n{company}", ""],
  positive: [
    "Vem mesmo a calhar, estamos a rever esse processo. Pode contar-me mais?",
    "Tenho curiosidade em ver. Que dias tem livres na próxima semana?",
    "Parece útil, mande os preços para eu mostrar à direção.",
    "Sim, vamos marcar uma demonstração.",
  ],
  meeting: [
    "Combinado, reservei {time}, o convite segue em anexo.",
    "Pode ser {time}. Anexei o convite a este e-mail.",
    "Fechado: meia hora {time}, já está no calendário.",
  ],
  negative: [
    "Obrigado, mas já temos uma solução e não pensamos mudar.",
    "Isto não se aplica à nossa realidade.",
    "Não há orçamento para mais ferramentas.",
    "Agradeço, mas vamos passar.",
  ],
  question: ["Liga-se ao CRM que já usamos?", "Onde ficam alojados os dados?", "Há fidelização?"],
  neutral: ["Recebido, vou encaminhar.", "Obrigado, vejo isso com calma."],
  notNow: [
    "Agora não dá, estamos em auditoria. Escreva-me depois de {date}.",
    "Retomamos a conversa a partir de {date}, pode ser?",
  ],
  referral: [
    "Quem trata disso é {colleague}, o contacto é {email}.",
    "Fale antes com {colleague} ({email}), já não estou nessa área.",
  ],
  wrongPerson: ["Enganou-se na pessoa, eu trabalho nas compras.", "Acho que esta mensagem não era para mim."],
  decline: ["Nesse horário não consigo.", "Infelizmente não posso nesse dia."],
  unsubscribe: [
    "Retire o meu endereço da vossa lista, por favor.",
    "Não quero receber mais mensagens destas.",
    "Parem de me escrever.",
    "Peço que apaguem o meu contacto.",
  ],
  ooo: {
    subjects: ["Ausente do escritório: {subject}", "Resposta automática: {subject}"],
    texts: [
      "Estou ausente e regresso no dia {date}. Responderei nessa altura.",
      "De férias, volto a {date}. Em caso de urgência contacte {colleague}, {email}.",
    ],
  },
  leftCompany: {
    subjects: ["Resposta automática: {subject}"],
    texts: ["{me} já não trabalha na {company}. Por favor contacte {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Mensagem recebida: {subject}"],
    texts: ["O seu pedido foi registado pela {company}. Daremos resposta em breve."],
  },
  wrote: "No dia {date}, {sender} escreveu:",
  outlook: { from: "De", sent: "Enviada", to: "Para", subject: "Assunto" },
  answerPrefix: "RE",
};
