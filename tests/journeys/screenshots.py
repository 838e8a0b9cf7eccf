#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures that the project shows of itself, in Russian and in English: for the store and the README
(data/pictures/LANGUAGE) and for the help (src/ui/help/pictures/LANGUAGE). The same window gives the same files."""

import argparse
import pathlib
import re
import subprocess
import time

import steps
from album import Album
from journey import SOURCE, Journey
from receipts import Caller

STORE = SOURCE / "data/pictures"
HELP = SOURCE / "src/ui/help/pictures"
LANGUAGES = ("ru", "en")
# The guide's household stands still, whatever the date; the other one has something to tell.
GUIDE, LIVELY, OTHER = "123543566", "200417803", "200417811"
AMOUNTS = {"ru": "349,14", "en": "349.14"}
WIDE, NARROW, PHONE = (1080, 720), (480, 640), (360, 720)
SETTINGS = "[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\ngtk-font-name=Cantarell 11\n"
COLOURS = 256
STILL = 4  # seconds: three after the last key the frame goes that is around what has the focus
# Of the receipt: what is framed with the small title above it, the part that is shown (in points), and dots a point.
FRAMED = (GUIDE, "447,30")
FRAME = {"left": 8, "above": 12.5, "right": 24, "below": 2}
PART = (28, 36, 567, 248)
SCALE = 2


class Photographer(Album):
    def __init__(self, build, language):
        self.journey = Journey(build, language=language)
        settings = self.journey.desktop.folder / "home/.config/gtk-4.0/settings.ini"
        settings.write_text(SETTINGS)
        self.language = language
        self.window = None

    def open(self):
        self.window = self.journey.open_window(size=WIDE)
        return self.window

    def take(self, folder, name, size):
        self.window.resize(*size)
        # Where the pointer is, something would be lit.
        self.journey.desktop.run("xdotool", "mousemove", 1399, 1299)
        path = self.journey.folder / "taken.png"
        since, before = time.monotonic(), None
        while time.monotonic() < since + STILL:
            now = self.read_picture(path)
            if now != before:
                since, before = time.monotonic(), now
        self.keep(path, folder, name)

    def keep(self, picture, folder, name):
        """A palette is enough for flat colours; nothing of the time is kept."""
        target = folder / self.language / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["convert", picture, "-strip", "+dither", "-colors", str(COLOURS), "-define", "png:compression-level=9"]
            + ["-define", "png:exclude-chunks=date,time,tIME", f"PNG8:{target}"],
            check=True,
        )


def open_page(window, title):
    """By pointer: a key would leave a frame around what has the focus."""
    window.click(window.find("list item", title))


def take_registration(photographer):
    window = photographer.window
    window.resize(*NARROW)
    steps.fill_registration(window, "anna@example.ru")
    photographer.take(HELP, "registration", NARROW)
    window.press("Escape")
    window.resize(*WIDE)


def take_information(photographer):
    window = photographer.window
    open_page(window, "Информация")
    steps.choose_account(window, GUIDE)
    photographer.take(STORE, "information", WIDE)
    photographer.take(STORE, "phone", PHONE)
    photographer.take(HELP, "information", (480, 720))


def take_charges(photographer):
    window = photographer.window
    window.resize(*WIDE)
    open_page(window, "Начисления и платежи")
    steps.choose_account(window, LIVELY)
    steps.open_view(window, "История начислений")
    photographer.take(STORE, "charges", WIDE)
    photographer.take(HELP, "charges", NARROW)


def take_receipts(photographer):
    window = photographer.window
    window.resize(*WIDE)
    open_page(window, "Квитанции")
    steps.choose_account(window, GUIDE)
    window.find("document", matching="Квитанция за")
    photographer.take(STORE, "receipts", WIDE)
    window.resize(*NARROW)
    window.find("list", "Квитанции")
    photographer.take(HELP, "receipts", (480, 420))
    window.click(window.find("list", "Квитанции").children[0])
    window.find("document", matching="Квитанция за")
    photographer.take(HELP, "receipt-opened", NARROW)
    window.press_button("Все квитанции")


def take_attaching(photographer):
    window = photographer.window
    window.resize(*NARROW)
    window.press("ctrl+4")
    window.fill(steps.NUMBER_ENTRY, OTHER)
    window.fill(steps.AMOUNT_ENTRY, AMOUNTS[photographer.language])
    photographer.take(HELP, "accounts", (480, 420))


def find_word(pdf, text):
    """Where a word stands first: left, top, right, bottom in points."""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    match = re.search(f'<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">{text}</word>', done.stdout)
    return map(float, match.groups())


def take_receipt(photographer):
    """The paper itself, in the operator's language whatever the window's, with frames around what is asked for."""
    folder = photographer.journey.folder
    pdf, picture = folder / "receipt.pdf", folder / "receipt.png"
    pdf.write_bytes(Caller(photographer.journey.service).get(f"/accounts/{GUIDE}/receipts/2020-02"))
    frames = []
    for text in FRAMED:
        left, top, right, bottom = find_word(pdf, text)
        corners = (left - FRAME["left"], top - FRAME["above"], right + FRAME["right"], bottom + FRAME["below"])
        left, top, right, bottom = (SCALE * corner for corner in corners)
        frames += ["-draw", f"roundrectangle {left},{top} {right},{bottom} 12,12"]
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(72 * SCALE), "-singlefile", pdf, picture.with_suffix("")], check=True
    )
    left, top, right, bottom = (SCALE * edge for edge in PART)
    subprocess.run(
        ["convert", picture, "-fill", "#3584e420", "-stroke", "#3584e4", "-strokewidth", "5", *frames]
        + ["-crop", f"{right - left}x{bottom - top}+{left}+{top}", "+repage", picture],
        check=True,
    )
    photographer.keep(picture, HELP, "receipt")


def take_all(build, language):
    photographer = Photographer(build, language)
    try:
        window = photographer.open()
        take_registration(photographer)
        steps.sign_in(window)
        take_information(photographer)
        take_charges(photographer)
        take_receipts(photographer)
        take_attaching(photographer)
        take_receipt(photographer)
        photographer.journey.check()
    except BaseException:
        photographer.journey.report("screenshots", build / "meson-logs/journeys")
        raise
    finally:
        photographer.journey.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    options = parser.parse_args()
    for language in options.language or LANGUAGES:
        take_all(options.build, language)


if __name__ == "__main__":
    main()
