#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong: each says so in a sentence of its own, and nothing that was typed is lost."""

import steps
from desktop import wait_until
from journey import DEMO_EMAIL, run

NO_CONNECTION = "Нет связи с сервисом. Проверьте подключение к сети и попробуйте еще раз."
MISMATCH = "Лицевого счета с таким номером и такой суммой нет. Сверьте и то и другое с одной из трех последних квитанций."
WRONG_CODE = "Код не тот, что в письме. Проверьте цифры."
EXPIRED_CODE = "Этот код больше не действует. Запросите новый."


def holds(window, **texts):
    """What was typed is there yet."""
    for name, text in texts.items():
        entry = window.find("text box", getattr(steps, name))
        assert entry.holds(text), f"«{entry.name}» holds «{entry.text}», not «{text}»"


def wrong_password_rule(journey):
    window = journey.open_window()
    steps.fill_registration(window, "anna@example.com", "ab1")
    for password, sentence in (
        ("ab1", "Нужно не меньше 5 символов."),
        ("abcdef12345", "Нужно не больше 10 символов."),
        ("abc-123", "Только латинские буквы и цифры. Проверьте раскладку клавиатуры."),
    ):
        window.fill(steps.NEW_PASSWORD_ENTRY, password)
        window.press_button("Зарегистрироваться")
        window.says(sentence)
        holds(window, EMAIL_ENTRY="anna@example.com", NEW_PASSWORD_ENTRY=password)
    assert journey.proxy.count("POST", "/api/v1/registrations") == 0, "the service was asked in vain"
    window.fill(steps.NEW_PASSWORD_ENTRY, steps.PASSWORD)
    window.press_button("Зарегистрироваться")
    window.says("Мы отправили письмо с кодом на anna@example.com.")
    window.close()


def taken_address(journey):
    """The window tells nobody who is registered; the letter tells the owner of the address."""
    window = journey.open_window()
    steps.ask_for_code(window, DEMO_EMAIL)
    letter = wait_until(lambda: journey.service.list_letters(DEMO_EMAIL), "the letter")[0]
    assert "уже зарегистрирован" in letter, letter
    steps.enter_code(window, "000000")
    window.says(WRONG_CODE)
    window.close()


def wrong_code(journey):
    window = journey.open_window()
    steps.ask_for_code(window, "anna@example.com")
    code = journey.service.read_code("anna@example.com")
    for number in range(5):
        wrong = f"{(int(code) + number + 1) % 1000000:06}"
        steps.enter_code(window, wrong)
        window.says(WRONG_CODE)
        holds(window, CODE_ENTRY=wrong)
    steps.enter_code(window, code)
    window.says(EXPIRED_CODE)
    assert not journey.service.run_sql("SELECT 1 FROM users WHERE email = 'anna@example.com'")
    window.press_button("Отправить новый код", seconds=90)
    steps.enter_code(window, journey.service.read_code("anna@example.com", 2))
    window.says("Не найдено привязок")
    window.close()


def expired_code(journey):
    window = journey.open_window()
    steps.ask_for_code(window, "anna@example.com")
    code = journey.service.read_code("anna@example.com")
    journey.service.run_sql("UPDATE codes SET expires_at = 1")
    steps.enter_code(window, code)
    window.says(EXPIRED_CODE)
    holds(window, CODE_ENTRY=code)
    window.close()


def wrong_amount(journey):
    window = journey.open_window()
    steps.register(window, journey.service, "anna@example.com")
    for number in range(5):
        amount = f"100,0{number}"
        steps.attach(window, "200417811", amount)
        wait_until(lambda: journey.proxy.count("POST", "/api/v1/accounts") == number + 1, "the answer")
        window.says(MISMATCH)
        holds(window, NUMBER_ENTRY="200417811", AMOUNT_ENTRY=amount)
    steps.attach(window, "200417811", "349,14")
    window.says("Слишком много попыток. Попробуйте через")
    holds(window, NUMBER_ENTRY="200417811", AMOUNT_ENTRY="349,14")
    journey.service.run_sql("DELETE FROM attempts")
    window.press_button("Привязать")
    window.find("list item", "Номер: 200417811")
    window.close()


def unknown_account(journey):
    window = journey.open_window()
    steps.register(window, journey.service, "anna@example.com")
    steps.attach(window, "999999999", "349,14")
    window.says(MISMATCH)
    holds(window, NUMBER_ENTRY="999999999", AMOUNT_ENTRY="349,14")
    window.close()


def wrong_form_of_amount(journey):
    window = journey.open_window()
    steps.register(window, journey.service, "anna@example.com")
    steps.attach(window, "200417811", "349.1.4")
    window.says("Введите сумму из квитанции, например 447,30.")
    holds(window, NUMBER_ENTRY="200417811", AMOUNT_ENTRY="349.1.4")
    window.fill(steps.AMOUNT_ENTRY, "")
    window.press_button("Привязать")
    window.says("Введите сумму к оплате из квитанции.")
    assert journey.proxy.count("POST", "/api/v1/accounts") == 0, "the service was asked in vain"
    window.close()


def wrong_password(journey):
    window = journey.open_window()
    window.fill(steps.EMAIL_ENTRY, DEMO_EMAIL)
    window.fill("Пароль", "kabinet2")
    window.press_button("Войти")
    window.says("Неверный адрес почты или пароль. Проверьте их и попробуйте еще раз.")
    holds(window, EMAIL_ENTRY=DEMO_EMAIL)
    window.close()


def service_down(journey):
    """At each step: the sentence, what was typed, and all goes on when the service is there again."""
    window = journey.open_window()
    steps.fill_registration(window, "anna@example.com")
    journey.proxy.stop()
    window.press_button("Зарегистрироваться")
    window.says(NO_CONNECTION)
    holds(window, EMAIL_ENTRY="anna@example.com", NEW_PASSWORD_ENTRY=steps.PASSWORD)
    journey.proxy.start()
    window.press_button("Зарегистрироваться")
    window.says("Мы отправили письмо с кодом на anna@example.com.")

    code = journey.service.read_code("anna@example.com")
    journey.proxy.stop()
    steps.enter_code(window, code)
    window.says(NO_CONNECTION)
    holds(window, CODE_ENTRY=code)
    journey.proxy.start()
    window.press_button("Подтвердить")
    window.says("Не найдено привязок")

    journey.proxy.stop()
    steps.attach(window, "200417811", "349,14")
    window.says(NO_CONNECTION)
    holds(window, NUMBER_ENTRY="200417811", AMOUNT_ENTRY="349,14")
    journey.proxy.start()
    window.press_button("Привязать")
    window.find("list item", "Номер: 200417811")

    journey.proxy.stop()
    window.press("ctrl+r")
    window.says("Нет сети. Данные на")
    window.find("list item", "Номер: 200417811")
    journey.proxy.start()
    window.press("ctrl+r")
    window.find_gone("label", matching="Нет сети")
    window.close()


def service_down_at_start(journey):
    journey.proxy.stop()
    window = journey.open_window()
    window.says("Нет связи", "Проверьте подключение к сети и попробуйте еще раз.")
    journey.proxy.start()
    window.press_button("Повторить")
    steps.sign_in(window)
    window.close()


def service_slow(journey):
    """The window stays alive meanwhile, leaving cancels, and patience ends."""
    window = journey.open_window()
    window.find("button", "Войти")
    journey.proxy.delay = 3
    window.fill(steps.EMAIL_ENTRY, DEMO_EMAIL)
    window.fill("Пароль", "kabinet1")
    window.press_button("Войти")
    window.press_button("Зарегистрироваться")
    window.find("label", "Регистрация")
    window.press_button("Назад")
    holds(window, EMAIL_ENTRY=DEMO_EMAIL)
    window.press_button("Войти")
    window.find("list", "Страницы")
    journey.proxy.delay = 0
    window.find("list item", matching="^Номер: ")
    journey.proxy.delay = 40
    window.press("ctrl+r")
    window.says("Нет сети. Данные на", seconds=60)
    window.close()


def keyring_absent(journey):
    window = journey.open_window()
    steps.sign_in(window)
    window.says("Связка ключей недоступна: вы останетесь в кабинете, пока не закроете это окно.")
    window.close()
    window = journey.open_window()
    window.find("button", "Войти")
    window.close()


def keyring_keeps(journey):
    window = journey.open_window()
    steps.sign_in(window)
    window.close()
    window = journey.open_window()
    window.find("list", "Страницы")
    window.says(DEMO_EMAIL)
    window.close()


def place_kept(journey):
    """The next window begins where the last one was left; after signing out nothing is left of it."""
    journey.desktop.environment["GSETTINGS_BACKEND"] = "keyfile"
    window = journey.open_window()
    steps.sign_in(window)
    steps.choose_account(window, "200417803")
    steps.open_page(window, "Квитанции")
    window.close()
    kept = journey.desktop.folder / "home/.config/glib-2.0/settings/keyfile"
    assert "200417803" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0 or kept.parent.stat().st_mode & 0o077 == 0, "others can read it"

    window = journey.open_window(size=None)
    window.find("label", "№ 200417803")
    window.find("button", "Сохранить за период…")
    steps.sign_out(window)
    wait_until(lambda: "200417803" not in kept.read_text(), "the account to be forgotten")
    steps.sign_in(window)
    window.says("К оплате", "Баланс")
    window.find("label", "№ 123543566")
    window.close()


def session_expired(journey):
    """Signing in again returns to where the resident was."""
    window = journey.open_window()
    steps.sign_in(window)
    steps.open_page(window, "Лицевые счета")
    window.fill(steps.NUMBER_ENTRY, "200417811")
    window.fill(steps.AMOUNT_ENTRY, "349,14")
    journey.service.run_sql("DELETE FROM sessions")
    window.press_button("Привязать")
    window.says("Время сеанса вышло. Войдите снова — вы вернетесь туда, где были.")
    holds(window, EMAIL_ENTRY=DEMO_EMAIL)
    window.fill("Пароль", "kabinet1")
    window.press_button("Войти")
    window.says("Текущие привязки")
    holds(window, NUMBER_ENTRY="200417811", AMOUNT_ENTRY="349,14")
    window.press_button("Привязать")
    window.find("list item", matching="№ 200417811.*349,14 ₽")
    window.close()


if __name__ == "__main__":
    run(
        {
            "wrong_password_rule": wrong_password_rule,
            "taken_address": taken_address,
            "wrong_code": wrong_code,
            "expired_code": expired_code,
            "wrong_amount": wrong_amount,
            "unknown_account": unknown_account,
            "wrong_form_of_amount": wrong_form_of_amount,
            "wrong_password": wrong_password,
            "service_down": service_down,
            "service_down_at_start": service_down_at_start,
            "service_slow": service_slow,
            "keyring_absent": (keyring_absent, {"keyring": False}),
            "keyring_keeps": keyring_keeps,
            "place_kept": place_kept,
            "session_expired": session_expired,
        }
    )
