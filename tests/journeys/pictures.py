#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens every page and state, wide and narrow, and leaves a picture of each in a folder."""

import argparse
import concurrent.futures
import multiprocessing
import pathlib
import sys

import pseudo
import steps
from album import LANGUAGES, SCHEMES, Album, list_names, make_sheet
from desktop import wait_until
from help import TOPICS, open_help, open_topic
from journey import DEMO_EMAIL, DEMO_PASSWORD, SOURCE, Journey
from pictures_bills import picture_bills

PAGES = (
    ("information", "ctrl+1"),
    ("charges", "ctrl+2"),
    ("receipts", "ctrl+3"),
    ("accounts", "ctrl+4"),
    ("profile", "ctrl+5"),
)


def picture_welcome(album, journey):
    window = album.window
    window.find("button", "Войти")
    album.take("sign-in")
    steps.sign_in_wrongly(window)
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
    window.press("ctrl+1")
    window.says("Лицевой счет не привязан")
    take_pages(album, "empty")
    steps.sign_out(window)


def picture_cabinet(album):
    window = album.window
    steps.sign_in(window)
    window.find("list item", matching=f"^{window.words.pattern('Номер')}: ")
    for name, key in PAGES:
        window.press(key)
        album.take(name)
    window.press("ctrl+5")
    album.take_end("profile-end", "button", name="Выйти")
    window.press("ctrl+1")
    album.take_end("information-end", "list item", matching=f"^{window.words.pattern('Адрес электронной почты')}: ")
    album.take_popover("switcher", lambda: window.press("ctrl+k"))
    # In a narrow window the menu is on the list of pages, a step back.
    album.take_popover("menu", lambda: window.press("F10"), [album.wide])
    window.press("ctrl+4")
    steps.attach(window, "200417811", "1,00")
    window.says("Лицевого счета с таким номером")
    album.take("accounts-wrong")
    album.take_popover("receipt-sketch", lambda: window.click(window.find("button", "Где найти номер и сумму")))


def picture_dialogs(album):
    window = album.window
    for name, page, role, title in (
        ("nickname", "ctrl+4", "button", "Задать название лицевого счета 123543566"),
        ("password", "ctrl+5", "list item", "Сменить пароль"),
        ("delete", "ctrl+5", "list item", "Удалить профиль…"),
    ):

        def open_it():
            window.press(page)
            node = window.find(role, title)
            wait_until(lambda: node.is_mapped, f"«{title}» to be shown")
            window.bring_into_view(node)
            window.click(node)

        album.take_dialog(name, open_it)
    album.take_dialog("preferences", lambda: window.press("ctrl+comma"))
    picture_help(album)
    # GTK's own window of shortcuts is as wide as its text.
    album.take_dialog("shortcuts", lambda: window.press("ctrl+question"), [album.wide])


def take_pages(album, state, still=True):
    for name, key in PAGES:
        album.window.press(key)
        album.take(f"{name}-{state}", still)


def picture_help(album):
    """Its window keeps its size, whatever the cabinet's."""
    window = album.window
    open_help(window)
    album.take_one("help", album.wide)
    for number, topic in enumerate(TOPICS, 1):
        open_topic(window, topic)
        album.take_one(f"help-{number}", album.wide)
        window.press("Escape")
    window.press("Escape")
    wait_until(lambda: len(window.toplevels) == 1, "the help to close")


def picture_failures(album, journey):
    """Without a network over what was read, with nothing read yet, and while the service takes its time."""
    window = album.window
    window.press("ctrl+1")
    journey.proxy.stop()
    window.press("ctrl+r")
    window.says("Нет сети. Данные на")
    take_pages(album, "offline")
    window.close()
    album.open_window()
    window = album.window
    window.says("Проверьте подключение к сети и попробуйте еще раз.")
    take_pages(album, "failed")
    window.kill()
    journey.proxy.start()
    journey.proxy.delay = 60
    album.open_window()
    album.take("starting", still=False)
    album.window.kill()
    journey.proxy.delayed = "/accounts|/sessions$"
    album.open_window()
    album.window.find("list", "Страницы")
    take_pages(album, "loading", still=False)
    album.window.kill()
    journey.proxy.delay = 0


def picture_demo(album):
    album.open_window("--demo")
    album.window.find("button", "Войти")
    steps.ask_for_code(album.window, "anna@example.com")
    album.window.find("button", "Вставить код")
    album.take("demo-letter")
    album.window.close()


def fill_album(build, folder, scheme, language):
    journey = Journey(build, language=language, **SCHEMES[scheme])
    try:
        album = Album(journey, folder, scheme)
        album.open_window()
        picture_welcome(album, journey)
        picture_cabinet(album)
        picture_bills(album, journey)
        picture_dialogs(album)
        picture_failures(album, journey)
        picture_demo(album)
        journey.check()
        return album.cut
    except BaseException:
        journey.report(f"{scheme}-{language}", folder / "failed")
        raise
    finally:
        journey.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--scheme", choices=SCHEMES, action="append", help="light and dark if none is given")
    parser.add_argument("--language", choices=(*LANGUAGES, pseudo.LANGUAGE), action="append", help="Russian if none is given")
    parser.add_argument("--sheets", action="store_true", help="all languages and schemes, side by side in DIR/sheets")
    parser.add_argument("--jobs", type=int, default=2, help="windows at a time")
    options = parser.parse_args()
    languages = options.language or (list(LANGUAGES) if options.sheets else ["ru"])
    schemes = options.scheme or (list(SCHEMES) if options.sheets else ["light", "dark"])
    options.output.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ProcessPoolExecutor(options.jobs, multiprocessing.get_context("spawn")) as pool:
        albums = [
            pool.submit(fill_album, options.build, options.output, scheme, language)
            for language in languages
            for scheme in schemes
        ]
        cut = [text for album in albums for text in album.result()]
        if options.sheets:
            sheets = [
                pool.submit(make_sheet, options.output, name, languages, schemes)
                for name in list_names(options.output)
            ]
            for sheet in sheets:
                sheet.result()
    print(f"{len(list(options.output.rglob('*.png')))} pictures in {options.output}")
    sys.exit("texts that are cut:\n" + "\n".join(cut) if cut else 0)


if __name__ == "__main__":
    main()
