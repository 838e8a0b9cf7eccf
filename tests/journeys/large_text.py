#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""With text twice as large: from registration to a saved receipt by keyboard alone; and all of it on a phone."""

import re

import guide_keyboard
import steps
from charges import BILLING
from desktop import wait_until
from help import TOPICS, open_help, open_topic
from journey import run
from pictures_bills import LIVELY, RECEIPT, VIEWS
from receipts import open_dialog

EMAIL = guide_keyboard.EMAIL
NUMBER = "200417811"
PHONE = (360, 640)
LARGE = {"text_scale": 2}

# What is shortened on purpose, and where it is said whole.
SHORTENED = (
    # The header has one line for an address; pressed, it opens the list that has as many as it takes.
    r"“\d{6}, [^”]*” in/\S*/KabBreakBin/KabAccountSwitcher GtkLabel$",
    # Under the name of the program in the list of pages; the page before the sign-in has it whole.
    r"“АО «Спецавтохозяйство»” in/KabWindow/KabFrame/KabSides GtkLabel$",
)


def keyboard(journey):
    window = journey.open_window()
    window.find("button", "Войти")
    guide_keyboard.register(window, journey.service)
    guide_keyboard.attach(window)
    window.press("ctrl+3")
    window.tab_to("list item", matching=r"\d{4}, ")
    receipt = window.focused()
    window.press("Return")
    window.find("document", matching="Квитанция за")
    path = journey.folder / "receipt.pdf"
    dialog = open_dialog(window, lambda: window.press("ctrl+s"))
    entry = window.find("text box", "Имя:", inside=dialog)
    wait_until(lambda: entry.text.endswith(f" {NUMBER}.pdf"), "the name of the receipt")
    window.press("ctrl+a")
    window.type(str(path))
    wait_until(lambda: entry.text == str(path), "the path to be typed")
    window.press("Return")
    window.says("Квитанция сохранена")
    assert path.read_bytes().startswith(b"%PDF-"), receipt
    window.close()


class Phone:
    """A window of a phone's size: all that is in it has room, or can be scrolled to, and no text is cut."""

    def __init__(self, journey):
        finder = journey.desktop.build / "tests/journeys/libcut-text.so"
        self.window = journey.open_window(size=PHONE, environment={"LD_PRELOAD": str(finder)})

    def check(self, what):
        window = self.window
        wait_until(lambda: window.toplevels[0].extents[2:] == PHONE, f"{what} to keep to the phone")
        wait_until(lambda: not self.list_wider(), f"{what} to be no wider than the phone")
        if not window.has_come_true(lambda: not self.find_cut(), 3):
            raise AssertionError(f"{what}: {self.find_cut()}")

    def list_wider(self):
        return [node for node in self.window.toplevels if node.extents[2] > PHONE[0]]

    def find_cut(self):
        found = self.window.find_cut_texts()
        return [text for text in found if not any(re.search(pattern, text) for pattern in SHORTENED)]

    def show(self, role, name=None, inside=None, **node):
        """Brings a node out from under what stands above the page, or above the text of a dialog."""
        window = self.window
        node = window.find(role, name, inside=inside, **node)
        wait_until(lambda: node.is_mapped, f"{node} to be shown")
        pane = inside or window.toplevels[0]
        header = window.look("button", "Выбрать лицевой счет") if inside is None else None
        # Under the account there is what is to be paid, in two lines.
        margin = header.extents[1] + 2 * header.extents[3] if header and header.is_mapped else 60
        window.bring_into_view(node, pane, margin)
        return node

    def press(self, role, name=None, **node):
        self.window.click(self.show(role, name, **node))

    def fill(self, name, text, inside=None):
        self.show("text box", name, inside)
        self.window.fill(name, text, **({"inside": inside} if inside else {}))

    def check_dialog(self, what, open_it):
        window = self.window
        open_it()
        wait_until(lambda: len(window.toplevels) == 2, what)
        self.check(what)
        return window.toplevels[-1]

    def check_popover(self, what, node):
        wait_until(lambda: node.is_mapped, what)
        self.check(what)
        assert node.extents[2] <= PHONE[0], f"{what} is {node.extents[2]} wide"
        self.window.press("Escape")
        wait_until(lambda: len(self.window.list_surfaces()) == 1, f"{what} to close")

    def resize_dialog(self):
        """To the phone, of one that is larger than the window."""
        window = self.window
        dialog = window.toplevels[-1]

        def is_resized():
            surface, _, _, *outer = window.find_surface()
            inner = dialog.extents[2:]
            sizes = [PHONE[i] + outer[i] - inner[i] for i in (0, 1)]
            window.desktop.run("xdotool", "windowsize", surface, *sizes)
            return window.has_come_true(lambda: dialog.extents[2:] == PHONE)

        wait_until(is_resized, "the dialog to be resized")

    def close_dialog(self):
        self.window.press("Escape")
        wait_until(lambda: len(self.window.toplevels) == 1, "the dialog to close")


def welcome(journey):
    """Registration, the code and a new password, with what is said when they are filled in wrongly."""
    phone = Phone(journey)
    window = phone.window
    window.find("button", "Войти")
    phone.check("the sign-in")
    steps.sign_in_wrongly(window)
    phone.check("a wrong password")
    phone.press("button", "Забыли пароль?")
    window.says("Введите адрес, с которым вы регистрировались")
    phone.check("a new password")
    window.press_button("Назад")
    phone.press("button", "Зарегистрироваться")
    window.find("label", "Регистрация")
    phone.check("the registration")
    phone.fill(steps.EMAIL_ENTRY, "anna")
    phone.fill(steps.NEW_PASSWORD_ENTRY, "ab1")
    phone.press("button", "Зарегистрироваться")
    window.says("Это не похоже на адрес электронной почты.")
    phone.check("a wrong registration")
    phone.fill(steps.EMAIL_ENTRY, EMAIL)
    phone.fill(steps.NEW_PASSWORD_ENTRY, steps.PASSWORD)
    for consent in steps.CONSENTS:
        phone.press("list item", consent)
    phone.press("button", "Зарегистрироваться")
    window.says(f"Мы отправили письмо с кодом на {EMAIL}.")
    phone.check("the code")
    phone.fill(steps.CODE_ENTRY, "000000")
    phone.press("button", "Подтвердить")
    window.says("Код не тот, что в письме.")
    phone.check("a wrong code")
    window.close()


def pages(journey):
    """All pages of an account with services, payments and debts, and what opens from them."""
    journey.service.import_billing(BILLING)
    phone = Phone(journey)
    window = phone.window
    window.find("button", "Войти")
    steps.sign_in_anywhere(window)
    # The pages may have asked for more while they came.
    window.resize(*PHONE)
    steps.choose_account(window, LIVELY)
    for number in range(1, 6):
        window.press(f"ctrl+{number}")
        phone.check(f"page {number}")
    window.press("ctrl+1")
    phone.show("list item", matching="^Адрес электронной почты: ")
    phone.check("the owner")
    window.press("ctrl+2")
    for _, title in VIEWS:
        phone.press("label", title)
        phone.check(f"«{title}»")
    window.press("ctrl+3")
    window.click(window.find("list", "Квитанции").children[0])
    window.find("document", matching=RECEIPT)
    phone.check("a receipt")
    window.press("ctrl+f")
    window.find("search box")
    window.type("о")
    window.says("1 из ")
    phone.check("the find bar")
    window.press("Escape")
    window.press("ctrl+4")
    phone.fill(steps.NUMBER_ENTRY, NUMBER)
    phone.fill(steps.AMOUNT_ENTRY, "1,00")
    phone.press("button", "Привязать")
    window.says("Лицевого счета с таким номером")
    phone.check("a wrong account")
    phone.press("button", "Где найти номер и сумму")
    phone.check_popover("the sketch of a receipt", window.find("image", matching="^Рисунок квитанции"))
    window.press("ctrl+k")
    phone.check_popover("the list of accounts", window.find("list item", matching=f"^№ {LIVELY}"))
    window.press("ctrl+5")
    window.find("label", "Профиль")
    phone.check("the profile")
    phone.show("button", "Выйти")
    phone.check("the end of the profile")
    window.close()


def dialogs(journey):
    phone = Phone(journey)
    window = phone.window
    window.find("button", "Войти")
    steps.sign_in_anywhere(window)
    window.resize(*PHONE)
    sheet = phone.check_dialog("the payment code", lambda: window.press_button("Оплатить по QR-коду"))
    phone.show("list item", inside=sheet, matching="^Корреспондентский счет: ")
    phone.check("the bank details")
    phone.fill("Сумма, ₽", "1,234", sheet)
    window.says("Введите сумму")
    phone.check("a wrong amount")
    phone.close_dialog()
    for page, role, title in (
        ("ctrl+4", "button", "Задать название лицевого счета 123543566"),
        ("ctrl+5", "list item", "Сменить пароль"),
        ("ctrl+5", "list item", "Удалить профиль…"),
    ):
        window.press(page)
        phone.check_dialog(f"«{title}»", lambda: phone.press(role, title))
        phone.close_dialog()
    phone.check_dialog("the preferences", lambda: window.press("ctrl+comma"))
    phone.close_dialog()
    open_help(window)
    phone.resize_dialog()
    phone.check("the help")
    for topic in TOPICS:
        open_topic(window, topic)
        phone.check(f"the help, «{topic}»")
        window.press("Escape")
    phone.close_dialog()
    window.close()


if __name__ == "__main__":
    run(
        {
            "keyboard": (keyboard, LARGE),
            "welcome": (welcome, LARGE),
            "pages": (pages, LARGE),
            "dialogs": (dialogs, LARGE),
        }
    )
