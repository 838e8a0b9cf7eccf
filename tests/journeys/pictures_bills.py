# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of charges, payments, receipts and the payment code: of households with much, little and no history."""

import receipts
import steps
from album import SIZES
from charges import BILLING, FAMILY, OVERPAID
from desktop import wait_until
from journey import DEMO_EMAIL
from ledger import Month

LIVELY = "200417803"
LONG, SHORT, EMPTY = "300000033", "300000041", "300000050"
HEADER = 60  # what is above stands in the window's own bar
RECEIPT = "Квитанция за"  # as the receipt itself says, in any language of the window
VIEWS = (
    ("charges-month", "Текущий месяц"),
    ("charges-history", "История начислений"),
    ("charges-payments", "История платежей"),
)


def write_households(folder):
    """120 months, one, and none."""
    folder.mkdir()
    accounts = ["number;owner;address;delivery_address;phone;email;contract;registered;residing"]
    for number in (LONG, SHORT, EMPTY):
        accounts.append(f"{number};Орлова Вера Ильинична;214000, г. Смоленск, ул. Ленина, д. 1, кв. {number[-2:]};;;;;1;1")
    opening = ["number;month;service;amount", f"{LONG};2015-01;;0,00", f"{SHORT};2024-12;;0,00"]
    charges = ["number;month;service;unit;quantity;tariff;charged;recalculated;penalty;reason"]
    payments = ["id;number;date;amount;channel;document;state;service"]
    first = Month(2015, 1)
    for i in range(120):
        month = first.add(i)
        fee = 80 + i // 6
        charges.append(f"{LONG};{month};Обращение с ТКО;чел.;1;{fee},00;{fee},00;0,00;0,00;")
        if i % 3 == 2:
            payments.append(f"long-{i};{LONG};{month}-20;{3 * fee},00;Онлайн-банк;Чек № {i};accepted;")
    charges.append(f"{SHORT};2024-12;Обращение с ТКО;чел.;1;116,38;116,38;0,00;0,00;")
    for name, rows in (("accounts", accounts), ("opening", opening), ("charges", charges), ("payments", payments)):
        (folder / f"{name}.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")


def attach(service, number):
    service.run_sql(
        "INSERT INTO attachments (user_id, account_id, attached_at)"
        " SELECT users.id, accounts.id, 1700000000 FROM users, accounts WHERE users.email = ? AND number = ?",
        *(DEMO_EMAIL, number),
    )


def detach(service, number):
    service.run_sql(
        "DELETE FROM attachments WHERE account_id = (SELECT id FROM accounts WHERE number = ?)", number
    )


def picture_charges(album, number, name):
    window = album.window
    window.press("ctrl+2")
    steps.choose_account(window, number)
    for view, title in VIEWS:
        steps.open_view(window, title)
        if number == LONG and view == "charges-history":
            steps.choose(window, "Период", "Все время")
        album.take(f"{view}-{name}")
    steps.open_view(window, VIEWS[0][1])


def picture_receipts(album, number, name):
    """Wide the list and the receipt, narrow first the one and then the other."""
    window = album.window
    window.press("ctrl+3")
    steps.choose_account(window, number)
    if number == EMPTY:
        window.says("Квитанций пока нет")
    else:
        window.find("document", matching=RECEIPT)
    album.take(f"receipts-{name}")


def find(window):
    window.press("ctrl+f")
    window.find("search box")
    window.type("666")
    window.says("1 из 6")


def picture_narrow_receipt(album):
    window = album.window
    window.press("ctrl+3")
    steps.choose_account(window, LIVELY)
    window.resize(*album.narrow)
    row = window.find("list", "Квитанции").children[1]
    window.click(row)
    window.find("document", matching=RECEIPT)
    album.take_one("receipt", album.narrow)
    find(window)
    album.take_one("receipt-find", album.narrow)
    window.press("Escape")
    window.press_button("Все квитанции")
    window.find("list", "Квитанции")
    window.resize(*album.wide)


def picture_find(album):
    window = album.window
    window.press("ctrl+3")
    window.find("document", matching=RECEIPT)
    find(window)
    album.take_one("receipt-find", album.wide)
    window.press("Escape")


def picture_saving(album, folder, proxy):
    """A period while it is being saved, when all of it is, and when one receipt could not be."""
    window = album.window
    window.press("ctrl+3")
    steps.choose_account(window, receipts.NUMBER)
    window.find("document", matching=RECEIPT)
    # What was saved once is not asked of the service again.
    for state in ("saving", "saved", "unsaved"):
        proxy.delay, proxy.delayed = (60, "/receipts/") if state == "saving" else (0, "")
        for size in SIZES:
            window.resize(*size)
            place = folder / f"{state}-{size[0]}"
            place.mkdir()
            if state == "unsaved":
                (place / receipts.name_of("2019-12")).write_bytes(b"what somebody keeps")
            receipts.save_period(window, place)
            picture_saved_state(album, state, size)
    window.resize(*album.wide)


def close_last(window):
    """The toast, if it has not gone by itself, and the bar. The window's own button of that name stands at its top, and is
    called in GTK's language."""

    def list_buttons():
        return [button for button in window.look_all("button", "Закрыть") if button.extents[1] > HEADER]

    for button in list_buttons():
        window.click(button)
    wait_until(lambda: not list_buttons(), "what is shown to close")


def picture_saved_state(album, state, size):
    window = album.window
    if state == "saving":
        window.find("progress bar", "Сохранение квитанций")
        album.take_one("receipts-saving", size, still=False)
        window.press_button("Отмена")
        window.says("Остановлено")
        close_last(window)
    elif state == "saved":
        window.says("Открыть папку")
        album.take_one("receipts-saved", size)
        close_last(window)
    else:
        window.find("list", "Несохраненные квитанции")
        album.take_one("receipts-unsaved", size)
        close_last(window)


def picture_month(album):
    window = album.window
    window.press("ctrl+2")
    steps.choose_account(window, FAMILY)
    steps.open_view(window, VIEWS[1][1])

    def open_it():
        button = window.find("button", matching=window.words.pattern("Подробнее: "))
        window.bring_into_view(button)
        window.click(button)

    album.take_dialog("month", open_it)
    steps.open_view(window, VIEWS[0][1])


def picture_pay(album):
    window = album.window
    steps.choose_account(window, LIVELY)

    def open_it():
        window.press_button("Оплатить по QR-коду")
        window.says("Отсканируйте код")

    def open_and_fill():
        open_it()
        window.fill("Сумма, ₽", "1,234")

    album.take_dialog("pay", open_it)
    album.take_dialog("pay-wrong", open_and_fill)


def picture_bills(album, journey):
    service = journey.service
    folder = journey.folder / "households"
    write_households(folder)
    service.import_billing(BILLING)
    service.import_billing(folder)
    numbers = (FAMILY, OVERPAID, LONG, SHORT, EMPTY)
    for number in numbers:
        attach(service, number)
    window = album.window
    window.press("ctrl+r")
    households = ((LIVELY, "lively"), (FAMILY, "family"), (OVERPAID, "overpaid"))
    histories = ((LONG, "120"), (SHORT, "1"), (EMPTY, "0"))
    for number, name in (*households, *histories):
        picture_charges(album, number, name)
    for number, name in ((LIVELY, "lively"), *histories):
        picture_receipts(album, number, name)
    picture_narrow_receipt(album)
    picture_find(album)
    picture_saving(album, journey.folder, journey.proxy)
    picture_month(album)
    picture_pay(album)
    for number in numbers:
        detach(service, number)
    window.press("ctrl+r")
    window.press("ctrl+1")
