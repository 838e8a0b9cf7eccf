#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""With text twice as large: from registration to a saved receipt by keyboard alone; and a window as narrow as a phone."""

import guide_keyboard
import steps
from desktop import wait_until
from journey import run
from receipts import open_dialog

EMAIL = guide_keyboard.EMAIL
NUMBER = "200417811"
NARROWEST = 400  # of a page; the words of a sentence may be longer than a phone is wide
LARGE = {"text_scale": 2}


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


def narrow(journey):
    """What is a page wide is no wider with large text: it wraps and it scrolls."""
    window = journey.open_window(size=(NARROWEST, 720))
    window.find("button", "Войти")
    steps.sign_in_anywhere(window)
    for number in range(1, 6):
        window.press(f"ctrl+{number}")
        wait_until(lambda: window.toplevels[0].extents[2] == NARROWEST, f"page {number} to keep the width")
    window.close()


if __name__ == "__main__":
    run({"keyboard": (keyboard, LARGE), "narrow": (narrow, LARGE)})
