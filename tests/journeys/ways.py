#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways in: as the desktop starts a program that is installed, by its name on the bus, with settings that are kept."""

import steps
from desktop import wait_until
from journey import run
from service import choose_port
from window import Window

ADDRESS_ENTRY = "Адрес сервиса"


class Installed:
    """The program with settings in a file, which name the journey's service, and so without arguments."""

    def __init__(self, journey):
        self.journey = journey
        self.desktop = journey.desktop
        folder = self.desktop.folder / "home/.config/glib-2.0/settings"
        folder.mkdir(parents=True)
        self.settings = folder / "keyfile"
        self.settings.write_text(f"[ru/sah67/Kabinet]\nserver='{journey.proxy.url}'\n")
        self.desktop.environment["GSETTINGS_BACKEND"] = "keyfile"

    def open_window(self, *arguments):
        window = Window(self.desktop, *arguments)
        self.journey.windows.append(window)
        window.resize(1200, 1000)
        return window


def open_preferences(window):
    window.press("ctrl+comma")
    window.find("label", "Сервис оператора")
    window.check_names()


def say_address(window, address):
    window.fill(ADDRESS_ENTRY, address)
    window.press("Return")


def preferences(journey):
    """A wrong address is not taken; another service is gone to with a yes, and the way back leads into the same session."""
    installed = Installed(journey)
    window = installed.open_window()
    window.find("button", "Войти")
    open_preferences(window)
    say_address(window, "http://lk.example.ru")
    window.says("Без шифрования (http://) можно обращаться только к этому компьютеру.")
    say_address(window, "lk.example.ru")
    window.says("Укажите адрес в виде https://lk.example.ru")
    assert journey.proxy.url in installed.settings.read_text(), "a wrong address was kept"
    window.press("Escape")
    window.find_gone("label", "Сервис оператора")

    steps.sign_in(window)
    open_preferences(window)
    elsewhere = f"http://localhost:{choose_port()}"
    say_address(window, elsewhere + "/")
    window.says("Сменить сервис?", f"Откроется {elsewhere}, и там нужно будет войти. Здесь вход сохранится")
    window.press("Escape")
    window.find_gone("label", "Сменить сервис?")
    entry = window.find("text box", ADDRESS_ENTRY)
    wait_until(lambda: entry.text == journey.proxy.url, "the address that is still in use")
    say_address(window, elsewhere)
    window.find("label", "Сменить сервис?")
    window.press("Right", "Return")
    window.says("Нет связи")
    assert f"server='{elsewhere}'" in installed.settings.read_text()
    assert len(window.toplevels) == 1, "the window before is still there"

    open_preferences(window)
    say_address(window, journey.proxy.url)
    window.find("list", "Страницы")
    window.close()


def given_address(journey):
    """A window that was told its service shows that one, and does not change what is set."""
    window = journey.open_window()
    window.find("button", "Войти")
    open_preferences(window)
    window.says("Для этого окна адрес указан при запуске.")
    assert window.find("text box", ADDRESS_ENTRY).text == journey.proxy.url
    assert window.look("button", "Сменить") is None
    window.press("Escape")
    window.find_gone("label", "Сервис оператора")
    window.close()


if __name__ == "__main__":
    run({"preferences": preferences, "given_address": given_address})
