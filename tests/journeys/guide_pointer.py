#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's guide, steps 1 to 4, by pointer (what is typed is typed)."""

import steps
from desktop import wait_until
from journey import run

FEBRUARY = {
    "Задолженность на начало февраля": "447,30 ₽",
    "Начислено в феврале": "447,30 ₽",
    "Перерасчет": "0,00 ₽",
    "Пени": "0,00 ₽",
    "Оплачено в феврале": "447,30 ₽",
    "К оплате на конец февраля": "447,30 ₽",
    "Номер": "123543566",
    "Зарегистрировано": "5",
    "Проживает": "5",
    "ФИО": "Иванов Иван Иванович",
    "Телефон": "не указан",
}


def check_february(window):
    for title, figure in FEBRUARY.items():
        window.find("list item", f"{title}: {figure}")
    window.says("за февраль 2020", "К оплате: 447,30 ₽")


def journey(journey):
    window = journey.open_window()
    steps.register(window, journey.service, "anna@example.com")
    height = window.find("button", "Выбрать лицевой счет").extents[3]
    steps.attach(window, "200417811", "349,14")
    # The first account leads to its balance; the table has it as well.
    window.find("list item", "Номер: 200417811")
    # The page does not jump when the account comes into the header.
    wait_until(lambda: window.find("button", "Выбрать лицевой счет").extents[3] == height, "the header to stay as high")
    window.says("К оплате: 349,14 ₽")
    steps.open_page(window, "Лицевые счета")
    window.says("Текущие привязки")
    window.find("list item", matching="№ 200417811.*349,14 ₽")
    steps.sign_out(window)
    steps.sign_in(window)
    window.click(window.find("button", "Выбрать лицевой счет"))
    window.click(window.find("list item", matching="№ 123543566"))
    check_february(window)
    window.close()


if __name__ == "__main__":
    run({"guide": journey})
