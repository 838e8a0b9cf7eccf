#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operator's guide, steps 1 to 4, by keyboard alone."""

from desktop import wait_until
from guide_pointer import check_february
from journey import DEMO_EMAIL, DEMO_PASSWORD, run
from steps import AMOUNT_ENTRY, CODE_ENTRY, CONSENTS, EMAIL_ENTRY, NEW_PASSWORD_ENTRY, NUMBER_ENTRY, PASSWORD

EMAIL = "boris@example.com"


def type_into(window, name, text):
    """The focus is in this entry already; the tree does not tell, but where the text goes does."""
    entry = window.find("text box", name)
    window.press("ctrl+a")
    window.type(text)
    wait_until(lambda: entry.holds(text), f"«{name}» to hold what was typed")


def register(window, service):
    window.tab_to("button", "Зарегистрироваться")
    window.press("Return")
    window.find("label", "Регистрация")
    type_into(window, EMAIL_ENTRY, EMAIL)
    window.press("Tab")
    type_into(window, NEW_PASSWORD_ENTRY, PASSWORD)
    for consent in CONSENTS:
        box = window.tab_to("checkbox", matching=f"^{consent}")
        window.press("space")
        wait_until(lambda: box.has("checked"), f"«{consent}» to be ticked")
    window.tab_to("button", "Зарегистрироваться")
    window.press("Return")
    window.says(EMAIL)
    type_into(window, CODE_ENTRY, service.read_code(EMAIL))
    window.press("Return")


def attach(window):
    window.says("Не найдено привязок")
    window.tab_to("text box", NUMBER_ENTRY)
    type_into(window, NUMBER_ENTRY, "200417811")
    window.press("Tab")
    type_into(window, AMOUNT_ENTRY, "349,14")
    window.press("Return")
    window.says("К оплате: 349,14 ₽")
    window.press("ctrl+4")
    window.find("list item", matching="№ 200417811.*349,14 ₽")
    window.press("ctrl+1")
    window.find("list item", "Номер: 200417811")


def sign_out(window):
    window.press("F10")
    window.find("menu item", "Выйти")
    window.tab_to("menu item", "Выйти", key="Down")
    window.press("Return")
    window.find("button", "Войти")


def sign_in(window):
    type_into(window, EMAIL_ENTRY, DEMO_EMAIL)
    window.press("Tab")
    type_into(window, "Пароль", DEMO_PASSWORD)
    window.press("Return")
    window.find("list", "Страницы")


def choose_account(window):
    window.press("ctrl+k")
    window.tab_to("list item", key="Down", matching="№ 123543566")
    window.press("Return")


def journey(journey):
    window = journey.open_window()
    window.find("button", "Войти")
    register(window, journey.service)
    attach(window)
    sign_out(window)
    sign_in(window)
    choose_account(window)
    check_february(window)
    window.close()


if __name__ == "__main__":
    run({"guide": journey})
