import type { Words } from "./words.ts";

/** Spanish. */
export const es: Words = {
  language: "es",
  isSpaced: true,
  not: "no, nunca, jamas, ningun, ninguna, nada, sin, tampoco, ni",
  more: "mas, vuelv*, nunca, jamas, otra vez, de nuevo, en adelante, en el futuro, nuevamente",
  me: "me, nos, mi, mis, mio, conmigo, nuestro, nuestra, nuestros, esta direccion, este correo, nadie",
  stop: "dej*, paren, cese*, basta, deten*, stop, suficiente, alto, pare, parad, pararan",
  reach: `
    escrib*, escriba*, envi*, mand*, contact*, llam*, molest*, acos*, insist*, spam*, comuni*, ponga*, pongan*,
    bombarde*`,
  message: `
    correo*, email*, e-mail*, mail, mails, mensaje*, comunicacion*, publicidad, propaganda, boletin*, newsletter*,
    spam, ofertas, promocion*, llamadas`,
  remove: `
    elimin*, borr*, quit*, retir*, saqu*, sac*, suprim*, exclu*, baja, bloque*, descart*, dar de baja, den de baja,
    remuev*, desuscri*`,
  list: `
    lista*, base de datos, bases de datos, base, correo, direccion, datos, contacto*, boletin, mailing, registro*,
    email, nombre, envios, numero, crm`,
  want: `
    quiero, queremos, deseo, deseamos, quisiera, acept*, autoriz*, consient*, interesa, gusta*, prefier*, prefer*`,
  get: `
    recibir, recibiendo, que me, que nos, contact*, mensajes, correos, saber, publicidad, comunicaciones`,
  never: "nunca, no, jamas, tampoco, ni",
  asked: `
    suscrib*, suscri*, pedi, pedido, solicit*, autoric*, autoriza*, consenti*, permiso, registr*, apunte, di mi,
    inscrib*`,
  optOut: `
    desuscri*, cancelar suscripcion, cancelar la suscripcion, cancelar mi, unsubscribe, dejenme en paz,
    dejeme en paz, dejadme en paz, deja de escribir*, no me escrib*, no me contact*, no me molest*, no me envi*,
    no me mand*, no mas correos, no mas mails, no mas emails, quitame, borrame, eliminame, sacame, borrenme,
    eliminenme, quitenme, saquenme, retirenme, borradme, quitadme, sacadme, me opongo, darme de baja,
    darnos de baja, dar de baja, denme de baja, den de baja, deme de baja, dese de baja, dadme de baja,
    dame de baja, solicito la baja, pido la baja, tramiten la baja, no insist*, ya basta, ya esta bien,
    estoy harto, estoy harta, salir de la lista, salir de esta lista, no vuelva a contactar*,
    no vuelvan a contactar*, no vuelva a escribir*, no vuelvan a escribir*, no quiero recibir, no deseo recibir,
    dejen de, deje de escribir*, deje de enviar*, de su lista, de sus listas, de vuestra lista, de esta lista,
    de su base de datos, basta de, no envien mas, no envie mas, no manden mas, no escriban, no escriba mas,
    no contacten, dejar de mandar*, dejar de enviar*, dejar de escribir*, no quiero mas, no queremos mas,
    no deseamos recibir, borrar mis datos de contacto, eliminen mi, elimine mi, eliminar mi correo, borren mi,
    borre mi, quiten mi, quite mi, saquen mi, mis correos fuera, cancelen mi, cancele mi, no molest*,
    no autorizo, no autorizamos, no solicite, nunca solicite, no pedi, de vaja`,
  everyone: `
    toda la empresa, nuestra empresa, nuestro dominio, todo el dominio, nadie de la empresa, nadie de nuestra,
    a nadie, todos nuestros, toda nuestra, ninguno de nosotros, todos los empleados, a nadie de aqui,
    nuestra compania`,
  complaint: `
    spam, spammer*, acoso, acos*, denunci*, ilegal*, estafa*, timo, vergonzoso, vergüenza, reportad*, reportar*,
    reporto, abuso*, queja*, lárg*, larguense, vayanse, vete a, no deseado, inaceptable, harto, harta,
    sinverguenza*, quej*`,
  threat: `
    abogad*, denuncia*, denunciar, demand*, tribunal*, juzgado*, policia, prensa, periodist*, aepd,
    agencia de proteccion, agencia espanola, autoridad*, legales, juridic*, acciones legales, medidas legales,
    regulador*, profeco, consumo`,
  superior: `
    jefe, jefa, superior*, gerente, gerencia, direccion, director*, ceo, responsable, encargad*, supervisor*`,
  escalate: "quej*, reclam*, escal*, elev*, report*, formal*",
  data: `
    mis datos, datos personales, informacion personal, sobre mi, de mi, nuestros datos, que datos, cuales datos,
    datos tienen, los datos que`,
  right: `
    acceso, supresion, suprim*, elimin*, borr*, guardad*, tienen, almacen*, conserv*, rectific*, cancelacion,
    olvido, origen, copia, que, base legal, tratan, tratamiento, obtuv*, ejer*`,
  law: `
    rgpd, lopd, lopdgdd, arco, derecho de acceso, derecho de supresion, derecho de oposicion, derecho al olvido,
    articulo 15, articulo 17, delegado de proteccion, base legal, base juridica, gdpr, habeas data, derechos arco`,
  interest: "interes*, curios*, tentador, atrae, atractiv*, llama la atencion",
  need: `
    necesit*, interes*, falta, encaja*, utilid*, valor, presupuesto, sirve, aplica, relevante, buscamos, buscando,
    requer*, para nosotros`,
  already: `
    ya, contentos con, satisfechos con, trabajamos con, hemos elegido, elegimos, seguimos con, comprometidos`,
  solution: `
    proveedor*, solucion*, herramienta*, sistema*, trabajamos, tenemos, contamos, usamos, cubiert*, socio*, otro,
    contrato, alguien, utilizamos, resuelto`,
  refuse: `
    no gracias, gracias pero no, no nos interesa, no me interesa, no interesa, no hace falta, no necesitamos,
    no es para nosotros, paso, pasamos, sin presupuesto, muy caro, demasiado caro, declin*, rechaz*, suerte,
    no lo vemos, no estamos interesad*, no estoy interesad*, descartamos, descartado, no procede, no aplica,
    para nada`,
  tell: `
    envi*, mand*, cuent*, cont*, muestr*, mostr*, compart*, saber, conocer, ver, pas*, recibir, dar, explic*`,
  info: `
    mas, info*, informacion, detalle*, propuesta, presentacion, folleto, catalogo, ejemplo*, demo, material*,
    precio*, dossier, adelante, documentacion, casos`,
  sounds: "suena, parece, se ve, es, esta, seria, estamos, estoy, luce",
  fine: `
    interesante, util, genial, prometedor, perfecto, excelente, bueno, buena, interesad*, atractivo, estupendo,
    curioso, muy bien`,
  accept: `
    adelante, claro, por supuesto, si por favor, con gusto, encantad*, cuentame, cuenteme, me interesa,
    nos interesa, dale, me gustaria, nos gustaria, por que no, me apunto, venga, vale, si claro, quiero saber,
    quisiera saber, digame mas, dime mas, de acuerdo, estamos interesados, estoy interesado, estoy interesada,
    tiene buena pinta, buena pinta, buscando algo, estamos buscando, justo lo que, no esta mal, buena idea,
    pinta bien`,
  talk: `
    llam*, habl*, reunion*, reunir*, cita, charla*, video*, agend*, conversar, convers*, ver*, invitacion, zoom,
    teams, quedar, telefono, call, encuentro, hueco`,
  day: `
    lunes, martes, miercoles, jueves, viernes, manana, hoy, proxima semana, semana que viene, esta semana,
    por la tarde, por la manana, tarde, a las, mediodia, pasado manana`,
  suits: `
    viene, va, bien, puedo, podemos, podria*, disponible, libre, perfecto, mejor, hablamos, quedamos, funciona,
    cuadra, encaja, mover, a las, parece, tendria`,
  ask: `
    cuanto, cuanta, cuantos, cual, cuales, como, tiene, tienen, teneis, ofrecen, hay, que, donde, cuando, se,
    funciona, quien, quienes, puede*, soporta*, incluye*, es, integra*`,
  offer: `
    cuesta*, costo*, coste*, precio*, tarifa*, licencia*, integra*, funciona*, diferenc*, incluye, prueba, gratis,
    gratuit*, demo, datos, referencia*, client*, compatib*, soporte, seguridad, contrato, tiempo, implement*,
    usuario*, odoo, sap, api, idioma*, alojad*, certific*, solucion, herramienta, competencia, minimo, permanencia,
    disponible*, espanol, incluid*, vuestra, vuestro, ustedes`,
  who: `
    quien eres, quien es, quien es usted, quienes son, nos conocemos, de donde saco, de donde sacaron,
    de donde sacaste, de donde obtuv*, como consigui*, como obtuv*, como ha conseguido, como han conseguido,
    un robot, es automatico, automatizado, un bot, persona real, quien le dio, quien te dio, por que me escrib*,
    te conozco, le conozco, quien me escribe, humano, es una ia, con quien hablo`,
  now: `
    ahora, ahora mismo, por el momento, de momento, en este momento, actualmente, por ahora, este ano,
    este trimestre, este mes, momento, priorid*, hoy por hoy`,
  later: `
    mas adelante, proximo ano, ano que viene, proximo trimestre, trimestre que viene, proximo mes, mes que viene,
    proximo semestre, en enero, enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre,
    noviembre, diciembre, despues del verano, despues de, en primavera, en otono, dentro de unos meses, unos meses,
    seis meses, tres meses, 2027, fin de ano, finales de, q1, q2, q3, q4, mas tarde, otro momento`,
  postpone: `
    ahora no, ahora mismo no, no por ahora, por ahora no, de momento no, no es el momento, no es buen momento,
    mal momento, hablemos en, hablamos en, escribame en, escribeme en, contacteme en, vuelva a, otras prioridades,
    no es prioridad, no es una prioridad, presupuesto congelado, muy liados, muy ocupad*, desbordad*, mas adelante,
    quizas mas, retomamos, retomemos, en pausa, hasta el ano, este trimestre es imposible, saturados, recuerdeme`,
  mine: `
    la persona adecuada, la persona indicada, persona correcta, mi area, mi departamento, mi tema, responsable,
    encargad*, encargo, quien decide, decido, llevo, mi funcion, mi competencia, me ocupo, me toca, me corresponde,
    quien lleva, mi responsabilidad, gestiono, manejo`,
  astray: `
    persona equivocada, se ha equivocado, se equivoca de, no me corresponde, nada que ver, departamento equivocado,
    no me encargo, se confunde`,
  colleague: `
    companer*, colega*, jefe, jefa, responsable, departamento, director*, compras, finanzas, equipo, sr, sra, senor,
    senora, encargad*, contabilidad, administracion, it, gerente`,
  direct: `
    hable, habla, contact*, dirij*, dirig*, escrib*, pregunt*, reenvi*, pas*, consult*, remit*, copio, deriv*,
    lo lleva, se encarga, traslad*, trasmit*, transmit*, pongo, comunique*`,
  gone: `
    ya no trabajo, ya no trabaja, ya no estoy en, ya no esta en, ya no forma parte, ya no formo parte, ya no labora,
    deje la empresa, dejo la empresa, deje de trabajar, dejo de trabajar, ha dejado la, he dejado la, jubilad*,
    me jubile, se jubilo, cambie de empresa, cambio de empresa, no trabaja aqui, no trabajo aqui, no trabajo ahi,
    se fue de la empresa, me fui de la empresa`,
  thanks: `
    gracias, muchas, por, el, la, los, su, tu, correo, mensaje, email, mail, info, informacion, recibido, recibida,
    entendido, ok, hola, buenos, dias, buenas, tardes, de, acuerdo, tomo, nota, anotado, lo, leo, leere, reviso,
    saludos, un saludo, visto, estimad*, muy, amable, he, revisare, mirare`,
  but: "pero, sin embargo, aunque, no obstante",
  filler: `
    por, favor, porfavor, porfa, ya, gracias, esto, estos, estas, eso, este, esta, de, la, el, los, las, sus, su,
    ahora, mismo, inmediatamente, hola, y, a, mi, mis, todo, todos, simplemente, ruego, que, lo, un, una, se, es,
    del, al, en`,
  bare: `
    stop, basta, alto, paren, pare, parad, cesen, borrar, borren, borrame, borradme, borreme, eliminar, eliminen,
    elimineme, eliminadme, baja, quitar, quitenme, quitame, suficiente, dejenlo, se acabo, supriman, cancelar,
    dejadlo, parar, cesar`,
  last: "ultimo, ultima, ultimos, ultimas",
  may: "que este sea, que esta sea, que sea, sea, espero, ojala, deberia ser, debe ser",
  away: "salir, salgo, salirme, salgan, irme, darme, escapar, librarme, quitarme",
  permit: "consentimiento, mi permiso, permiso para escrib*, permiso para contact*, autorice, mi autorizacion",
  product: `
    herramienta, software, plataforma, producto, sistema, solucion, servicio, clientes, usuarios, gestiona*,
    soporta*, admite, funcion*, duplicados, factura*, automaticamente, adjunto`,
};
