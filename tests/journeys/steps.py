# SPDX-License-Identifier: GPL-3.0-or-later
"""What several journeys do: by pointer, with the words of the window."""

from desktop import wait_until
from journey import DEMO_EMAIL, DEMO_PASSWORD

CONSENTS = ("Пользовательское соглашение", "Согласие на обработку персональных данных")
PASSWORD = "anna2020"
EMAIL_ENTRY = "Электронная почта"
NEW_PASSWORD_ENTRY = "Придумайте пароль"
NUMBER_ENTRY = "Номер лицевого счета"
AMOUNT_ENTRY = "Сумма из квитанции, ₽"
CODE_ENTRY = "Код из письма"


def fill_registration(window, email, password=PASSWORD):
    window.press_button("Зарегистрироваться")
    window.find("label", "Регистрация")
    window.fill(EMAIL_ENTRY, email)
    window.fill(NEW_PASSWORD_ENTRY, password)
    for consent in CONSENTS:
        row = window.find("list item", consent)
        window.click(row)
        wait_until(lambda: window.find("checkbox", inside=row).has("checked"), f"«{consent}» to be ticked")


def ask_for_code(window, email, password=PASSWORD):
    fill_registration(window, email, password)
    window.press_button("Зарегистрироваться")
    window.says(f"Мы отправили письмо с кодом на {email}.")


def enter_code(window, code):
    window.fill(CODE_ENTRY, code)
    window.press_button("Подтвердить")


def register(window, service, email, password=PASSWORD):
    ask_for_code(window, email, password)
    enter_code(window, service.read_code(email))
    window.says("Не найдено привязок")


def sign_in(window, email=DEMO_EMAIL, password=DEMO_PASSWORD):
    sign_in_anywhere(window, email, password)
    window.find("list", "Страницы")


def sign_in_anywhere(window, email=DEMO_EMAIL, password=DEMO_PASSWORD):
    """Also where there is room for a page only, not for the list of them."""
    window.fill(EMAIL_ENTRY, email)
    window.fill("Пароль", password)
    window.press_button("Войти")
    window.find("button", "Выбрать лицевой счет")


def sign_in_wrongly(window):
    window.fill(EMAIL_ENTRY, DEMO_EMAIL)
    window.fill("Пароль", "kabinet2")
    window.press_button("Войти")
    window.says("Неверный адрес почты или пароль")


def sign_out(window):
    window.click(window.find("button", "Главное меню"))
    window.click(window.find("menu item", "Выйти"))
    window.find("button", "Войти")


def open_page(window, title):
    window.click(window.find("list item", title))
    window.check_names()


def attach(window, number, amount):
    window.fill(NUMBER_ENTRY, number)
    window.fill(AMOUNT_ENTRY, amount)
    window.press_button("Привязать")


def choose_account(window, number):
    window.click(window.find("button", "Выбрать лицевой счет"))
    row = window.find("list item", matching=window.words.pattern(f"№ {number}"))
    window.bring_into_view(row, row.parent.parent)
    window.click(row)
    window.find("label", f"№ {number}")


def find_question(window, title):
    """Where what is typed answers it."""
    question = window.find("alert dialog", title)
    cancel = window.find("button", "Отмена", inside=question)
    wait_until(lambda: window.focused() == cancel, "the safe answer to have the focus")
    return question


def choose(window, name, item):
    """An item of a drop-down list: opened by pointer, and by keyboard from there, for the item may be scrolled away."""
    box = window.find("combo box", name)
    # A click that comes while another list still closes goes into that.
    for _ in range(3):
        window.click(box)
        if window.has_come_true(lambda: window.look("list", inside=box), 3):
            break
    items = window.find("list", inside=box)
    place = next(i for i, row in enumerate(items.children) if any(window.words.are(item, text) for text in window.texts(row)))
    window.press("Home", *["Down"] * place, "Return")
    window.find_gone("list", inside=box)
    window.find("label", item, inside=box)


def open_view(window, title):
    """One of the three of «Начисления и платежи»."""
    window.click(window.find("label", title, inside=window.find("group", "Вид")))
