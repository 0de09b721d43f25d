import type { Phrases } from "./phrases.ts";

export const spanish: Phrases = {
  greetings: ["Hola {sender}:", "Buenos días, {sender}:", "Hola,", ""],
  farewells: ["Un saludo,\n{me}", "Saludos cordiales,\n{me}\n{company}", "Gracias, {me}", ""],
  positive: [
    "Nos viene bien, estamos revisando justo esa parte del proceso. ¿Me cuentas algo más?",
    "Me interesa verlo. ¿Qué días tienes libres la semana que viene?",
    "Pinta bien. Mándame precios y un ejemplo de un cliente parecido.",
    "Adelante, organicemos una demostración corta.",
  ],
  meeting: [
    "De acuerdo, he reservado {time}, te adjunto la invitación.",
    "Perfecto, nos vemos {time}. Va la convocatoria en este correo.",
    "Hecho: media hora {time}, la cita está adjunta.",
  ],
  negative: [
    "Gracias, pero ya trabajamos con otro proveedor y seguimos contentos.",
    "No es algo que necesitemos ahora ni más adelante.",
    "Lo hemos valorado y no encaja con nosotros.",
    "No contamos con presupuesto para esto.",
  ],
  question: ["¿Se integra con el CRM que ya usamos?", "¿En qué país se guardan los datos?", "¿Hay permanencia mínima?"],
  neutral: ["Recibido, lo paso al equipo.", "Gracias, lo miro con calma."],
  notNow: [
    "Ahora mismo es imposible. Vuelve a escribirme a partir del {date}.",
    "Estamos cerrando el año, hablemos después del {date}.",
  ],
  referral: [
    "De eso se encarga {colleague}, su correo es {email}.",
    "Mejor habla con {colleague} ({email}), yo ya no llevo ese tema.",
  ],
  wrongPerson: ["Te equivocas de persona, yo trabajo en almacén.", "Creo que este mensaje no era para mí."],
  decline: ["A esa hora no puedo.", "Ese hueco no me va bien."],
  unsubscribe: [
    "Quita mi dirección de tu lista, por favor.",
    "No quiero recibir más correos como este.",
    "Dejad de escribirme.",
    "Solicito la baja y el borrado de mis datos de contacto.",
  ],
  ooo: {
    subjects: ["Fuera de la oficina: {subject}", "Respuesta automática: {subject}"],
    texts: [
      "Estoy fuera de la oficina y vuelvo el {date}. Contestaré a la vuelta.",
      "Me encuentro de vacaciones, me reincorporo el {date}. Para lo urgente, {colleague} ({email}).",
    ],
  },
  leftCompany: {
    subjects: ["Respuesta automática: {subject}"],
    texts: ["{me} ya no forma parte de {company}. Su sustituto es {colleague}, {email}."],
  },
  autoAck: {
    subjects: ["Hemos recibido su mensaje: {subject}"],
    texts: ["Gracias por escribir a {company}. Su consulta está registrada y la atenderemos en breve."],
  },
  wrote: "El {date}, {sender} escribió:",
  outlook: { from: "De", sent: "Enviado el", to: "Para", subject: "Asunto" },
  answerPrefix: "RE",
};
