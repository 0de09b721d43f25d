import { describe, expect, test } from "vitest";
import { verdictOf } from "./bounce-reason.ts";

const judged = (status: string, text: string) => verdictOf({ action: "failed", status, reply: `${status[0]}50`, text });

describe("who is not there", () => {
  test.each([
    "Es gibt hier keinen Empfänger mit diesem Namen",
    "Das Postfach existiert auf diesem Server nicht",
    "Aucun compte à ce nom",
    "Le destinataire n'existe plus",
    "El buzón no se encuentra en este servidor",
    "Ningún usuario con ese nombre",
    "Questa casella non esiste",
    "Destinatario inesistente",
    "A caixa postal não foi encontrada",
    "Nenhum utilizador com este nome",
    "Deze mailbox bestaat niet",
    "Ogiltig mottagare",
    "Adressen findes ikke",
    "Ugyldig mottaker",
    "Tuntematon vastaanottaja",
    "Skrzynka nie istnieje",
    "Neznámý uživatel",
    "A címzett ismeretlen",
    "Destinatar necunoscut",
    "Alıcı bulunamadı",
    "Άγνωστος παραλήπτης",
    "Получатель не существует",
    "Невідомий одержувач: скриньку не знайдено",
    "宛先のアドレスが見つかりません",
    "收件人不存在",
    "없는 주소입니다",
    "Địa chỉ không tồn tại",
    "Penerima tidak ditemukan",
  ])("%s", (text) => {
    expect(judged("5.1.1", text)).toMatchObject({ reason: "unknown_user", permanence: "permanent" });
    expect(judged("4.1.1", text).permanence).not.toBe("permanent");
  });
});

test.each([
  ["mailbox_full", "5.2.2", "Das Postfach ist voll"],
  ["mailbox_full", "5.2.2", "La boîte est saturée"],
  ["mailbox_full", "5.2.2", "El buzón excede el espacio"],
  ["mailbox_full", "5.2.2", "Skrzynka przepełniona"],
  ["mailbox_inactive", "5.2.1", "Das Konto ist gesperrt"],
  ["mailbox_inactive", "5.2.1", "Cuenta suspendida"],
  ["mailbox_inactive", "5.2.1", "Ящик заблокирован"],
  ["filtered", "5.7.1", "Die Nachricht wurde abgelehnt"],
  ["filtered", "5.7.1", "Mensaje rechazado"],
])("%s: %s %s", (reason, status, text) => {
  expect(judged(status, text).reason).toBe(reason);
  expect(judged(status, text).permanence).not.toBe("permanent");
});

test("words for later take the end back", () => {
  expect(judged("5.1.1", "Empfänger unbekannt, vorübergehend, bitte später erneut").permanence).toBe("uncertain");
});
