#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens every page and state in Russian, light and dark, wide and narrow, and leaves a picture of each in a folder."""

import argparse
import pathlib

import steps
from desktop import wait_until
from journey import DEMO_EMAIL, DEMO_PASSWORD, SOURCE, Journey
from pictures_bills import picture_bills

SIZES = ((1200, 860), (360, 720))
PAGES = (
    ("information", "ctrl+1"),
    ("charges", "ctrl+2"),
    ("receipts", "ctrl+3"),
    ("accounts", "ctrl+4"),
    ("profile", "ctrl+5"),
)
SPINNER_DELAY = 0.5  # a spinner shows itself after 300 ms


class Album:
    wide, narrow = SIZES

    def __init__(self, journey, scheme, folder):
        self.journey, self.scheme, self.folder = journey, scheme, folder
        self.window = None

    def open_window(self, *arguments):
        self.window = self.journey.open_window(*arguments, size=SIZES[0])

    def take(self, name, still=True):
        """One picture a size; of a window that moves no more."""
        for size in SIZES:
            self.window.resize(*size)
            self.take_one(f"{name}-{size[0]}-{self.scheme}", still)
        self.window.resize(*SIZES[0])

    def take_one(self, name, still=True):
        path = self.folder / f"{name}.png"
        before = self.read_picture(path)
        for _ in range(40 if still else 1):
            now = self.read_picture(path)
            if now == before:
                break
            before = now

    def read_picture(self, path):
        surface, x, y, width, height = max(self.window.list_surfaces(), key=lambda s: s[3] * s[4])
        _, _, inner_width, inner_height = self.window.toplevels[0].extents
        x, y = x + (width - inner_width) // 2, y + (height - inner_height) // 2
        self.journey.desktop.run(
            *("import", "-window", "root", "-crop", f"{inner_width}x{inner_height}+{x}+{y}"),
            *("+repage", "-strip", "-define", "png:exclude-chunks=date,time", path),
        )
        return path.read_bytes()

    def take_popover(self, name, open_it, sizes=SIZES):
        for size in sizes:
            self.window.resize(*size)
            open_it()
            self.take_one(f"{name}-{size[0]}-{self.scheme}")
            self.window.press("Escape")
        self.window.resize(*SIZES[0])


def picture_welcome(album, journey):
    window = album.window
    window.find("button", "Войти")
    album.take("sign-in")
    window.fill(steps.EMAIL_ENTRY, DEMO_EMAIL)
    window.fill("Пароль", "kabinet2")
    window.press_button("Войти")
    window.says("Неверный адрес почты или пароль")
    album.take("sign-in-wrong")
    window.press_button("Забыли пароль?")
    window.says("Введите адрес, с которым вы регистрировались")
    album.take("reset")
    window.press_button("Назад")
    window.press_button("Зарегистрироваться")
    window.find("label", "Регистрация")
    album.take("registration")
    window.fill(steps.EMAIL_ENTRY, "anna")
    window.fill(steps.NEW_PASSWORD_ENTRY, "ab1")
    window.press_button("Зарегистрироваться")
    window.says("Это не похоже на адрес электронной почты.")
    album.take("registration-wrong")
    window.press_button("Назад")
    steps.ask_for_code(window, "anna@example.com")
    album.take("code")
    steps.enter_code(window, journey.service.read_code("anna@example.com"))
    window.says("Не найдено привязок")
    album.take("accounts-empty")
    window.press("ctrl+1")
    window.says("Лицевой счет не привязан")
    album.take("information-empty")
    steps.sign_out(window)


def picture_cabinet(album):
    window = album.window
    steps.sign_in(window)
    window.find("list item", matching="^Номер: ")
    for name, key in PAGES:
        window.press(key)
        album.take(name)
    window.press("ctrl+1")
    album.take_popover("switcher", lambda: window.press("ctrl+k"))
    # In a narrow window the menu is on the list of pages, a step back.
    album.take_popover("menu", lambda: window.press("F10"), SIZES[:1])
    window.press("ctrl+4")
    steps.attach(window, "200417811", "1,00")
    window.says("Лицевого счета с таким номером")
    album.take("accounts-wrong")
    album.take_popover("receipt-sketch", lambda: window.click(window.find("button", "Где найти номер и сумму")))


def picture_dialogs(album):
    window = album.window
    for name, page, role, title in (
        ("nickname", "ctrl+4", "button", "Название лицевого счета 123543566"),
        ("password", "ctrl+5", "list item", "Сменить пароль"),
        ("delete", "ctrl+5", "list item", "Удалить профиль…"),
    ):
        window.press(page)
        node = window.find(role, title)
        wait_until(lambda: node.is_mapped, f"«{title}» to be shown")
        window.click(node)
        wait_until(lambda: len(window.toplevels) > 1, "the dialog")
        album.take_one(f"{name}-{SIZES[0][0]}-{album.scheme}")
        window.press("Escape")
        wait_until(lambda: len(window.toplevels) == 1, "the dialog to close")


def picture_failures(album, journey):
    window = album.window
    window.press("ctrl+1")
    journey.proxy.stop()
    window.press("ctrl+r")
    window.says("Нет сети. Данные на")
    album.take("offline")
    window.close()
    album.open_window()
    window = album.window
    window.says("Нет связи с сервисом")
    album.take("failed")
    window.kill()
    journey.proxy.start()
    journey.proxy.delay = 20
    album.open_window()
    album.take("loading", still=False)
    album.window.kill()
    journey.proxy.delay = 0


def picture_demo(album):
    album.open_window("--demo")
    album.window.find("button", "Войти")
    steps.ask_for_code(album.window, "anna@example.com")
    album.window.find("button", "Вставить код")
    album.take("demo-letter")
    album.window.close()


def fill_album(build, folder, scheme):
    journey = Journey(build, dark=scheme == "dark")
    try:
        album = Album(journey, scheme, folder)
        album.open_window()
        picture_welcome(album, journey)
        picture_cabinet(album)
        picture_bills(album, journey)
        picture_dialogs(album)
        picture_failures(album, journey)
        picture_demo(album)
        journey.check()
    finally:
        journey.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--scheme", choices=("light", "dark"), action="append")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for scheme in options.scheme or ("light", "dark"):
        fill_album(options.build, options.output, scheme)
    print(f"{len(list(options.output.glob('*.png')))} pictures in {options.output}")


if __name__ == "__main__":
    main()
