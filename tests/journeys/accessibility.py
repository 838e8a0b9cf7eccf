#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page in every state, as a screen reader walks it: all that can be used or looked at has a name, and one only;
what changes by itself says so."""

import html
import re

import pictures_bills as bills
import steps
from charges import BILLING, FAMILY
from desktop import wait_until
from journey import DEMO_EMAIL, SOURCE, run
from receipts import name_of, save_period
from words import plain

PAGES = ("Информация", "Начисления и платежи", "Квитанции", "Лицевые счета", "Профиль")
GUIDE = "123543566"
BROKEN = b"%PDF-1.7\nno page at all\nstartxref\n0\n%%EOF\n"


def wait_for_toplevels(window, number):
    wait_until(lambda: len(window.toplevels) == number, f"{number} windows")
    # Which also gives the keyboard to the one that is left.
    window.desktop.wait_for_window_manager()


def check_dialog(window, what, open_it, then=None):
    open_it()
    wait_for_toplevels(window, 2)
    window.check_names(what)
    if then:
        then()
        window.check_names(f"{what}, afterwards")
    window.press("Escape")
    wait_for_toplevels(window, 1)


def go_to(window, number, *, matching=None):
    window.press(f"ctrl+{number}")
    window.find("label", PAGES[number - 1])
    if matching:
        window.find(None, matching=matching)


def open_about(window):
    window.press("F10")
    window.click(window.find("menu item", "О программе"))


def look_at_news(window):
    about = window.toplevels[-1]
    window.click(window.find("list item", "Что нового", inside=about))
    window.says("Справка с картинками и новый значок", inside=about)
    window.check_names("about, news")
    window.press("alt+Left")
    window.find("list item", "Что нового", inside=about)


def list_keys():
    """The first key of each action, as the sources give them."""
    keys = {}
    for file, pattern in (
        ("src/ui/kab-application.c", r'{ "([\w.()\'-]+)", { "([^"]+)"'),
        ("src/document/kab-pdf-view.c", r'{ GDK_KEY_(\w+), (GDK_CONTROL_MASK|GDK_SHIFT_MASK|0), "([\w.-]+)" }'),
    ):
        for found in re.findall(pattern, (SOURCE / file).read_text()):
            if len(found) == 3:
                modifier = {"0": "", "GDK_CONTROL_MASK": "<Control>", "GDK_SHIFT_MASK": "<Shift>"}[found[1]]
                found = (found[2], modifier + found[0])
            keys.setdefault(*found)
    return keys


def shortcuts(journey):
    """The shortcuts window keeps nothing back."""
    text = (SOURCE / "src/ui/kab-shortcuts.ui").read_text()
    listed = [html.unescape(key).lower() for key in re.findall(r'"accelerator">([^<]+)<', text)]
    keys = list_keys()
    assert len(keys) > 15, keys
    missing = {action: key for action, key in keys.items() if key.lower() not in listed}
    assert not missing, f"not in the window of shortcuts: {missing}"


def welcome(journey):
    window = journey.open_window()
    window.find("button", "Войти")
    window.check_names("sign-in")
    steps.sign_in_wrongly(window)
    window.find("alert", matching="^Неверный адрес почты или пароль")
    window.check_names("sign-in, wrong")
    password = window.find("text box", "Пароль")
    assert password.text == "●" * len("kabinet2"), "a hidden password can be read"
    for node in (node for node in window.walk() if node.has_text):
        assert node.text != "kabinet2", f"{node} tells a hidden password"
    assert "Неверный адрес почты или пароль" in plain(password.explanation), password.explanation
    window.press_button("Забыли пароль?")
    window.says("Введите адрес, с которым вы регистрировались")
    window.check_names("reset")
    window.fill(steps.EMAIL_ENTRY, DEMO_EMAIL)
    window.press_button("Отправить код")
    window.find("text box", steps.CODE_ENTRY)
    window.check_names("reset, code")
    window.press_button("Назад")
    window.press_button("Назад")
    window.press_button("Зарегистрироваться")
    window.find("label", "Регистрация")
    window.check_names("registration")
    window.fill(steps.EMAIL_ENTRY, "anna")
    window.fill(steps.NEW_PASSWORD_ENTRY, "ab1")
    window.press_button("Зарегистрироваться")
    window.find("alert", "Это не похоже на адрес электронной почты.")
    window.find("alert", "Нужно не меньше 5 символов.")
    window.check_names("registration, wrong")
    window.press_button("Назад")
    steps.ask_for_code(window, "anna@example.com")
    window.check_names("code")
    steps.enter_code(window, "000000")
    window.find("alert", matching="^Код не тот")
    window.check_names("code, wrong")
    window.close()


def information(journey):
    window = journey.open_window()
    steps.sign_in(window)
    window.find("list item", matching="^Номер: ")
    window.check_names("information")
    window.press("ctrl+k")
    window.find("list", "Лицевые счета")
    window.check_names("accounts to choose")
    window.press("Escape")
    window.find_gone("list", "Лицевые счета")
    window.press("F10")
    window.find("menu item", "Выйти")
    window.check_names("menu")
    window.press("Escape")
    window.find_gone("menu item", "Выйти")
    check_dialog(window, "shortcuts", lambda: window.press("ctrl+question"))
    check_dialog(window, "preferences", lambda: window.press("ctrl+comma"))
    check_dialog(window, "help", lambda: window.press("F1"))
    check_dialog(window, "about", lambda: open_about(window), lambda: look_at_news(window))
    window.close()


def charges(journey):
    journey.service.import_billing(BILLING)
    bills.attach(journey.service, FAMILY)
    window = journey.open_window()
    steps.sign_in(window)
    steps.choose_account(window, FAMILY)
    go_to(window, 2)
    for _, view in bills.VIEWS:
        steps.open_view(window, view)
        window.find("tree grid" if "История" in view else "heading")
        window.check_names(view)
    steps.open_view(window, "История начислений")
    # The chart tells the month it is at.
    chart = window.find("image", matching="^График")
    wait_until(lambda: window.focused() == chart or window.press("Tab"), "the chart to have the focus")
    window.press("Home")
    wait_until(lambda: "март" in chart.description.lower(), "the month the chart is at")
    window.check_names("the chart")
    # A row tells all its columns.
    row = window.find("row", matching="^Февраль 2025, На начало ")
    assert "Пени 2,15" in row.name, row.name
    check_dialog(window, "a month", lambda: window.click(window.find("button", matching="^Подробнее: ")))
    window.click(window.find("combo box", "Период"))
    window.find("list", inside=window.find("combo box", "Период"))
    window.check_names("periods")
    window.press("Escape")
    steps.choose(window, "Период", "С … по …")
    window.find("combo box", "С месяца")
    window.check_names("months")
    window.press_button("Оплатить по QR-коду")
    wait_for_toplevels(window, 2)
    window.says("Отсканируйте код")
    window.check_names("the sheet")
    window.fill("Сумма, ₽", "1,234")
    window.find("alert", matching="^Введите сумму")
    window.check_names("the sheet, wrong")
    window.press("Escape")
    wait_for_toplevels(window, 1)
    window.close()


def write_broken(folder):
    """A household with a receipt that only looks like one."""
    bills.write_households(folder)
    (folder / "receipts").mkdir()
    (folder / "receipts" / f"{bills.SHORT}_2024-12.pdf").write_bytes(BROKEN)


def receipts(journey):
    folder = journey.folder / "households"
    write_broken(folder)
    journey.service.import_billing(folder)
    for number in (bills.SHORT, bills.EMPTY):
        bills.attach(journey.service, number)
    window = journey.open_window()
    steps.sign_in(window)
    steps.choose_account(window, GUIDE)
    go_to(window, 3, matching="Квитанция за")
    window.check_names("a receipt")
    window.press("ctrl+f")
    window.find("search box")
    window.type("447")
    window.find("status", matching="^1 из")
    window.check_names("search")
    window.press("Escape")
    saved = journey.folder / "saved"
    saved.mkdir()
    (saved / name_of("2019-12")).write_bytes(b"what somebody keeps")
    save_period(window, saved)
    window.find("list", "Несохраненные квитанции")
    window.check_names("receipts saved but for one")
    steps.choose_account(window, bills.SHORT)
    window.find("alert", matching="^Квитанция не открывается")
    window.check_names("a broken receipt")
    steps.choose_account(window, bills.EMPTY)
    window.says("Квитанций пока нет")
    window.check_names("no receipts")
    go_to(window, 2)
    for _, view in bills.VIEWS:
        steps.open_view(window, view)
        window.says("пока нет")
        window.check_names(f"{view}, empty")
    window.close()


def accounts(journey):
    window = journey.open_window()
    steps.sign_in(window)
    go_to(window, 4, matching="^№ 123543566")
    window.check_names("accounts")
    steps.attach(window, "200417811", "1,00")
    window.find("alert", matching="^Лицевого счета с таким номером")
    window.check_names("accounts, wrong")
    window.click(window.find("button", "Где найти номер и сумму"))
    window.find("image", matching="квитанци")
    window.check_names("the sketch of a receipt")
    window.press("Escape")
    window.find_gone("image", matching="квитанци")
    check_dialog(
        window,
        "a nickname",
        lambda: window.press_button("Задать название лицевого счета 123543566"),
    )
    window.press_button("Отвязать лицевой счет 200417803")
    window.find("alert", matching="200417803")
    window.check_names("detached")
    steps.sign_out(window)
    assert not window.look("button", "Отменить"), "somebody signed out can still attach an account"
    window.close()


def profile(journey):
    window = journey.open_window()
    steps.sign_in(window)
    go_to(window, 5, matching="Эта программа")
    window.check_names("profile")
    window.fill("Телефон", "нет")
    window.press_button("Сохранить")
    window.find("alert", matching="^Введите телефон")
    window.check_names("profile, wrong")
    window.fill("Телефон", "+7 900 123-45-67")
    window.press_button("Сохранить")
    window.find("alert", matching="охранен")
    window.check_names("profile, saved")

    def fail(name):
        window.fill(name, "kabinet2", inside=window.toplevels[-1])

    check_dialog(window, "password", lambda: window.click(window.find("list item", "Сменить пароль")))
    node = window.find("list item", "Удалить профиль…")
    check_dialog(window, "delete", lambda: window.click(node), lambda: fail("Ваш пароль"))
    window.close()


def empty(journey):
    window = journey.open_window()
    steps.register(window, journey.service, "anna@example.com")
    for number, page in enumerate(PAGES, 1):
        go_to(window, number)
        window.check_names(f"{page}, empty")
    window.close()


def failed(journey):
    """Offline with what was seen; without network at the start; and slow."""
    window = journey.open_window()
    steps.sign_in(window)
    window.find("list item", matching="^Номер: ")
    journey.proxy.stop()
    window.press("ctrl+r")
    window.find("status", matching="^Нет сети. Данные на")
    for number, page in enumerate(PAGES, 1):
        go_to(window, number)
        window.check_names(f"{page}, offline")
    window.close()
    window = journey.open_window()
    window.find("alert", matching="Нет связи")
    for number, page in enumerate(PAGES, 1):
        go_to(window, number)
        window.check_names(f"{page}, failed")
    window.close()
    journey.proxy.start()
    journey.proxy.delay = 300
    window = journey.open_window()
    window.find("progress bar", "Загрузка")
    for number, page in enumerate(PAGES, 1):
        window.press(f"ctrl+{number}")
        window.check_names(f"{page}, loading")
    window.kill()


if __name__ == "__main__":
    run(
        {
            "shortcuts": (shortcuts, {"service": False}),
            "welcome": welcome,
            "information": information,
            "charges": charges,
            "receipts": receipts,
            "accounts": accounts,
            "profile": profile,
            "empty": empty,
            "failed": failed,
        }
    )
