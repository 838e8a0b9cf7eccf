#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""«Оплатить по QR-коду»: what a phone reads off the window and off a receipt is the payment code of the account."""

import json
import subprocess

import steps
from desktop import wait_until
from journey import run
from receipts import NUMBER, Caller

AMOUNT_ENTRY = "Сумма, ₽"


def read_codes(picture):
    done = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True)
    return done.stdout.removesuffix("\n")


def ask_code(caller, amount=None):
    query = f"?amount={amount}" if amount else ""
    return json.loads(caller.get(f"/accounts/{NUMBER}/payment-code{query}"))["text"]


def expect_on_screen(journey, code):
    picture = journey.folder / "screen.png"
    seen = [None]

    def is_there():
        journey.desktop.take_picture(picture)
        seen[0] = read_codes(picture)
        return seen[0] == code

    try:
        wait_until(is_there, "the code on the screen")
    except AssertionError:
        raise AssertionError(f"off the screen is read {seen[0]!r} instead of {code!r}") from None


def open_sheet(window):
    window.press_button("Оплатить по QR-коду")
    wait_until(lambda: len(window.toplevels) == 2, "the sheet")
    return window.toplevels[-1]


def sheet(journey):
    """Read off a picture of the window, for the amount to pay and for another one."""
    caller = Caller(journey.service)
    window = journey.open_window()
    steps.sign_in(window)
    steps.choose_account(window, NUMBER)
    steps.open_page(window, "Начисления и платежи")
    opened = open_sheet(window)
    window.check_names()
    code = ask_code(caller)
    assert "|Sum=44730|" in code + "|" and f"|PersAcc={NUMBER}|" in code + "|", code
    expect_on_screen(journey, code)
    window.find(None, f"QR-код для оплаты 447,30 ₽ по лицевому счету {NUMBER}", inside=opened)
    window.says(f"№ {NUMBER}", "АО «Спецавтохозяйство»", "40702810000000000000", "046614000", inside=opened)
    window.fill(AMOUNT_ENTRY, "100,00", inside=opened)
    hundred = ask_code(caller, 10000)
    assert hundred == code.replace("Sum=44730", "Sum=10000"), hundred
    expect_on_screen(journey, hundred)
    window.press("Escape")
    wait_until(lambda: len(window.toplevels) == 1, "the sheet to close")
    window.close()


def receipt(journey):
    """Read off the receipt of the latest month, drawn at 150 dots an inch."""
    caller = Caller(journey.service)
    code = ask_code(caller)
    issued = journey.folder / "issued.pdf"
    issued.write_bytes(caller.get(f"/accounts/{NUMBER}/receipts/2020-02"))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", issued, journey.folder / "page"], check=True)
    read = read_codes(journey.folder / "page.png")
    assert read == code, f"off the receipt is read {read!r} instead of {code!r}"


if __name__ == "__main__":
    run({"sheet": sheet, "receipt": receipt})
