#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's guide, steps 1 to 4, by pointer (what is typed is typed)."""

from desktop import wait_until
from journey import DEMO_EMAIL, DEMO_PASSWORD, run

EMAIL = "anna@example.com"
PASSWORD = "anna2020"

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
}


def register(window, service):
    window.press_button("Зарегистрироваться")
    window.find("label", "Регистрация")
    window.fill("Электронная почта", EMAIL)
    window.fill("Придумайте пароль", PASSWORD)
    for consent in ("Пользовательское соглашение", "Согласие на обработку персональных данных"):
        row = window.find("list item", consent)
        window.click(row)
        wait_until(lambda: window.find("checkbox", inside=row).has("checked"), f"«{consent}» to be ticked")
    window.press_button("Зарегистрироваться")
    window.says(EMAIL)
    window.fill("Код из письма", service.read_code(EMAIL))
    window.press_button("Подтвердить")


def attach(window):
    window.says("Не найдено привязок")
    window.fill("Номер лицевого счета", "200417811")
    window.fill("Сумма из квитанции, ₽", "349,14")
    window.press_button("Привязать")


def check_attached(window):
    """The first account leads to its balance; the table has it as well."""
    window.says("349,14 ₽", "К оплате")
    open_page(window, "Лицевые счета")
    window.says("Текущие привязки", "200417811")


def open_page(window, title):
    window.click(window.find("list item", title))


def sign_out(window):
    window.click(window.find("button", "Главное меню"))
    window.click(window.find("menu item", "Выйти"))
    window.find("button", "Войти")


def check_february(window):
    window.click(window.find("button", "Выбрать лицевой счет"))
    window.click(window.find("list item", matching="№ 123543566"))
    for title, figure in FEBRUARY.items():
        window.find("list item", f"{title}: {figure}")


def journey(journey):
    window = journey.open_window()
    register(window, journey.service)
    attach(window)
    check_attached(window)
    sign_out(window)
    window.fill("Электронная почта", DEMO_EMAIL)
    window.fill("Пароль", DEMO_PASSWORD)
    window.press_button("Войти")
    check_february(window)
    window.close()


if __name__ == "__main__":
    run({"guide by pointer": journey})
