#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways in: as the desktop starts a program that is installed, by its name on the bus, with settings that are kept."""

import configparser
import pathlib
import shlex
import subprocess

from gi.repository import GLib

import steps
from desktop import wait_until
from journey import run
from notifications import KeptNotifications, Notifications
from service import choose_port
from window import Window, plain

GUIDE = "123543566"
WASTE = "Обращение с ТКО"
ADDRESS_ENTRY = "Адрес сервиса"


class Started:
    """A process that the bus has started, with what Window asks of its own."""

    returncode = 0  # the bus keeps it to itself

    def __init__(self, pid):
        self.pid = pid
        self.stat = pathlib.Path(f"/proc/{pid}/stat")

    def poll(self):
        try:
            return self.returncode if self.stat.read_text().rsplit(")", 1)[1].split()[0] == "Z" else None
        except OSError:
            return self.returncode


class Installed:
    """The program as a desktop knows it: by its name, with settings that are kept and name the journey's service."""

    def __init__(self, journey, programs=None):
        self.journey = journey
        self.desktop = journey.desktop
        self.programs = programs or self.desktop.programs
        folder = self.programs.config / "glib-2.0/settings"
        folder.mkdir(parents=True)
        self.settings = folder / "keyfile"
        self.settings.write_text(f"[ru/sah67/Kabinet]\nserver='{journey.proxy.url}'\n")
        self.desktop.environment["GSETTINGS_BACKEND"] = "keyfile"
        file = self.programs.find_file("service")
        self.name = file.stem
        self.errors = self.desktop.folder / f"started-{self.name}.log"
        self.add_service(file)

    def add_service(self, file):
        """The service file as it is installed, but for what the program is told of this desktop, and for where it complains."""
        lines = file.read_text().splitlines()
        place, command = next(
            (number, line.removeprefix("Exec=")) for number, line in enumerate(lines) if line.startswith("Exec=")
        )
        shell = f"exec {shlex.join(map(str, self.programs.complete(shlex.split(command))))} 2>>{self.errors}"
        lines[place] = f"Exec=/bin/sh -c {shlex.quote(shell)}"
        (self.desktop.folder / "services" / file.name).write_text("\n".join(lines) + "\n")
        self.errors.touch()
        self.call_bus("ReloadConfig")
        settings = {"GSETTINGS_BACKEND": self.desktop.environment["GSETTINGS_BACKEND"]}
        self.call_bus("UpdateActivationEnvironment", GLib.Variant("(a{ss})", (settings,)))

    def call_bus(self, method, arguments=None):
        return self.desktop.session_bus.call_sync(
            *("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus"),
            *(method, arguments, None, 0, 20000, None),
        )

    def call(self, method, arguments):
        """One of org.freedesktop.Application, to the name alone: who is not there is started."""
        path = "/" + self.name.replace(".", "/")
        self.desktop.session_bus.call_sync(
            self.name, path, "org.freedesktop.Application", method, arguments, None, 0, 60000, None
        )

    def activate(self):
        self.call("Activate", GLib.Variant("(a{sv})", ({},)))

    def activate_action(self, action):
        self.call("ActivateAction", GLib.Variant("(sava{sv})", (action, [], {})))

    def find_window(self):
        """The window that the name stands for, which may be on its way."""
        wait_until(lambda: self.desktop.has_owner(self.name), self.name, 60)
        (pid,) = self.call_bus("GetConnectionUnixProcessID", GLib.Variant("(s)", (self.name,))).unpack()
        window = Window.of(self.programs, Started(pid), self.errors)
        self.journey.windows.append(window)
        window.resize(1200, 1000)
        return window

    def run_again(self, *command):
        """A start that finds another one before it, and leaves the rest to that."""
        again = self.desktop.spawn(*(command or self.programs.command("kabinet")), stderr=subprocess.PIPE)
        assert again.wait(60) == 0
        errors = again.stderr.read()
        again.stderr.close()
        assert errors == b"", errors

    def read_entry(self):
        entry = configparser.ConfigParser(interpolation=None)
        entry.optionxform = str
        entry.read(self.programs.find_file("desktop"), encoding="utf-8")
        return entry

    def open_window(self, command=None):
        window = Window(self.desktop, command=command)
        self.journey.windows.append(window)
        window.resize(1200, 1000)
        return window


def shows(window, page):
    row = window.find("list item", page, inside=window.find("list", "Страницы"))
    wait_until(lambda: row.has("selected"), f"the page «{page}»")


def by_name(journey):
    """The bus starts the program by its name; whoever starts it again has the same window raised."""
    installed = Installed(journey)
    installed.activate()
    window = installed.find_window()
    window.find("button", "Войти")
    installed.activate_action("receipts")
    steps.sign_in(window)
    shows(window, "Квитанции")

    for start in (installed.run_again, installed.activate):
        (surface,) = window.list_surfaces()
        journey.desktop.run("xdotool", "windowminimize", surface[0])
        wait_until(lambda: not window.list_surfaces(), "the window to be out of sight")
        start()
        wait_until(window.list_surfaces, "the window to be raised")
    installed.activate_action("charges")
    shows(window, "Начисления и платежи")
    installed.run_again(*journey.desktop.programs.command("kabinet"), "--page", "profile")
    shows(window, "Профиль")
    window.close()
    wait_until(lambda: not journey.desktop.has_owner(installed.name), "the name to be given back")


def by_action(journey):
    """Each action of the desktop entry leads to its page, both over the bus and by its command, whether the program runs or not."""
    installed = Installed(journey)
    window = installed.open_window()
    steps.sign_in(window)
    window.close()

    entry = installed.read_entry()
    assert entry["Desktop Entry"]["DBusActivatable"] == "true"
    actions = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert actions == ["charges", "receipts"], actions
    for action in actions:
        section = entry[f"Desktop Action {action}"]
        title = plain(section["Name[ru]"])
        installed.activate_action(action)
        window = installed.find_window()
        shows(window, title)
        window.close()

        command = installed.programs.complete(shlex.split(section["Exec"]))
        window = installed.open_window(command)
        shows(window, title)
        window.press("ctrl+1")
        shows(window, "Информация")
        installed.run_again(*command)
        shows(window, title)
        window.close()


def service_alone(journey):
    """Started by the bus and asked for nothing, it shows nothing and leaves."""
    installed = Installed(journey)
    installed.call_bus("StartServiceByName", GLib.Variant("(su)", (installed.name, 0)))
    (pid,) = installed.call_bus("GetConnectionUnixProcessID", GLib.Variant("(s)", (installed.name,))).unpack()
    process = Started(pid)
    wait_until(lambda: process.poll() is not None, "the process to leave by itself", 60)
    assert not journey.proxy.seen, "a process without a window called the service"
    # That an X server has no graphics card is for others to say.
    complaints = [line for line in installed.errors.read_text().splitlines() if not line.startswith("libEGL warning: ")]
    assert not complaints, complaints


def unknown_page(journey):
    """A page that is not there is said so, and nothing is opened."""
    installed = Installed(journey)
    command = [*installed.programs.command("kabinet"), "--page", "payments"]
    done = subprocess.run(command, env=journey.desktop.environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "kabinet: страницы «payments» нет\n"), done


def bring(journey, month, *, paid=True):
    """The operator's files of another month of the guide's account."""
    folder = journey.desktop.folder / f"billing-{month}"
    folder.mkdir()
    files = {
        "accounts.csv": [
            "number;owner;address;delivery_address;phone;email;contract;registered;residing",
            f"{GUIDE};Иванов Иван Иванович;214000, г. Смоленск, ул. Ленина, д. 15, кв. 27;;;;;5;5",
        ],
        "opening.csv": ["number;month;service;amount"],
        "charges.csv": [
            "number;month;service;unit;quantity;tariff;charged;recalculated;penalty;reason",
            f"{GUIDE};{month};{WASTE};чел.;5;89,46;447,30;0,00;0,00;",
        ],
        "payments.csv": ["id;number;date;amount;channel;document;state;service"],
    }
    if paid:
        files["payments.csv"].append(f"guide-{month};{GUIDE};{month}-12;447,30;Банк;;accepted;{WASTE}")
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n")
    journey.service.import_billing(folder)


def news(journey):
    """A bill and a payment that come are told of, now or at the next start; what is told opens by a press, and goes when it was seen."""
    notifications = Notifications(journey.desktop)
    installed = Installed(journey)
    kept = journey.desktop.programs.data / "kabinet"

    def is_kept(word):
        return any(word in file.read_text() for file in kept.glob("seen-*.json"))

    window = installed.open_window()
    steps.sign_in(window)
    wait_until(lambda: is_kept(f'{{"number":"{GUIDE}","month":"2020-02","payments":["'), "what was seen to be kept")
    assert notifications.count == 0, notifications.texts

    bring(journey, "2020-03")
    steps.choose_account(window, "200417803")
    window.press("F5")
    bill, payment = ("Новая квитанция за март 2020", f"№ {GUIDE}"), ("Поступила оплата", f"№ {GUIDE}")
    wait_until(lambda: notifications.texts == [bill, payment], "the notifications")
    notifications.press(bill)
    shows(window, "Квитанции")
    window.find("label", f"№ {GUIDE}")
    window.says("Март 2020")
    assert notifications.texts == [payment]
    window.press("ctrl+2")
    wait_until(lambda: not notifications.shown, "the payment's notification to be withdrawn")

    # What is on the screen is seen without.
    window.press("ctrl+3")
    bring(journey, "2020-04", paid=False)
    window.press("F5")
    wait_until(lambda: is_kept('"2020-04"'), "April to be seen")
    window.says("Апрель 2020")
    assert not notifications.shown, notifications.texts
    window.press("ctrl+1")
    shows(window, "Информация")
    window.close()

    # While the program is away.
    bring(journey, "2020-05")
    installed.activate()
    window = installed.find_window()
    bill = ("Новая квитанция за май 2020", f"№ {GUIDE}")
    wait_until(lambda: notifications.texts == [bill, payment], "the notifications of what came meanwhile")

    # A bill is not asked for any more, a payment is.
    open_preferences(window)
    row = window.find("list item", matching="^Новая квитанция")
    window.click(row)
    wait_until(lambda: "notify-bills=false" in installed.settings.read_text(), "the switch")
    window.press("Escape")
    window.find_gone("label", "Сервис оператора")
    notifications.close(next(iter(notifications.shown)))
    notifications.close(next(iter(notifications.shown)))
    bring(journey, "2020-06")
    window.press("F5")
    wait_until(lambda: notifications.texts == [payment], "the payment's notification alone")
    wait_until(lambda: is_kept('"2020-06"'), "June to be seen")

    assert {file.stat().st_mode & 0o777 for file in kept.iterdir()} == {0o600}
    steps.sign_out(window)
    assert not list(kept.iterdir()), "something is kept of who has left"
    wait_until(lambda: not notifications.shown, "the notification to go with its user")
    window.close()


def open_preferences(window):
    window.press("ctrl+comma")
    window.find("label", "Сервис оператора")
    window.check_names()


def say_address(window, address):
    window.fill(ADDRESS_ENTRY, address)
    window.press("Return")


def news_kept(journey):
    """What is told stays when the program has ended: a press starts it, and what the next run shows is withdrawn."""
    keep_news(journey, KeptNotifications(journey.desktop))


def keep_news(journey, notifications):
    installed = Installed(journey)
    window = installed.open_window()
    steps.sign_in(window)
    wait_until(lambda: journey.proxy.count("GET", f"/api/v1/accounts/{GUIDE}/payments"), "what was seen to be known")
    steps.choose_account(window, "200417803")
    bring(journey, "2020-03")
    window.press("F5")
    bill, payment = ("Новая квитанция за март 2020", f"№ {GUIDE}"), ("Поступила оплата", f"№ {GUIDE}")
    wait_until(lambda: notifications.texts == [bill, payment], "the notifications")
    window.close()
    assert notifications.texts == [bill, payment]

    notifications.press(bill)
    window = installed.find_window()
    shows(window, "Квитанции")
    window.find("label", f"№ {GUIDE}")
    window.press("ctrl+2")
    wait_until(lambda: not notifications.shown, "the notification of the run before to be withdrawn")

    window.press("ctrl+1")
    bring(journey, "2020-04")
    window.press("F5")
    wait_until(lambda: len(notifications.shown) == 2, "the notifications of April")
    window.close()
    window = installed.open_window()
    steps.sign_out(window)
    wait_until(lambda: not notifications.shown, "the notifications to go with their user")
    window.close()


def preferences(journey):
    """A wrong address is not taken; another service is gone to with a yes, and the way back leads into the same session."""
    installed = Installed(journey)
    window = installed.open_window()
    window.find("button", "Войти")
    open_preferences(window)
    say_address(window, "http://lk.example.ru")
    window.says("Без шифрования (http://) можно обращаться только к этому компьютеру.")
    say_address(window, "lk.example.ru")
    window.says("Адрес нужен такого вида: https://lk.example.ru")
    assert journey.proxy.url in installed.settings.read_text(), "a wrong address was kept"
    window.press("Escape")
    window.find_gone("label", "Сервис оператора")

    steps.sign_in(window)
    open_preferences(window)
    elsewhere = f"http://localhost:{choose_port()}"
    say_address(window, elsewhere + "/")
    question = steps.find_question(window, "Сменить сервис?")
    body = f"Откроется {elsewhere}, и там нужно будет войти. Здесь вход сохранится"
    assert body in plain(question.description), question.description
    window.says(body, inside=question)
    window.check_names("of the question")
    window.press("Return")
    window.find_gone("alert dialog", "Сменить сервис?")
    say_address(window, elsewhere)
    steps.find_question(window, "Сменить сервис?")
    window.press("Escape")
    window.find_gone("alert dialog", "Сменить сервис?")
    entry = window.find("text box", ADDRESS_ENTRY)
    wait_until(lambda: entry.text == journey.proxy.url, "the address that is still in use")
    say_address(window, elsewhere)
    steps.find_question(window, "Сменить сервис?")
    window.press("Right", "Return")
    window.says("Нет связи")
    assert f"server='{elsewhere}'" in installed.settings.read_text()
    assert len(window.toplevels) == 1, "the window before is still there"

    open_preferences(window)
    say_address(window, journey.proxy.url)
    window.find("list", "Страницы")
    window.close()


def preferences_without_keyring(journey):
    """A session that nobody could find again ends, and its user is told before."""
    installed = Installed(journey)
    window = installed.open_window()
    steps.sign_in(window)
    open_preferences(window)
    window.press_button("Вернуть обычный адрес")
    window.press_button("Сменить")
    window.says("Откроется https://lk.sah67.ru, и там нужно будет войти. Здесь вы выйдете из кабинета.")
    window.press("Escape")
    window.find_gone("alert dialog", "Сменить сервис?")
    say_address(window, f"http://localhost:{choose_port()}")
    steps.find_question(window, "Сменить сервис?")
    assert journey.proxy.count("DELETE", "/api/v1/sessions/current") == 0
    window.press("Right", "Return")
    window.says("Нет связи")
    wait_until(lambda: journey.proxy.count("DELETE", "/api/v1/sessions/current") == 1, "the session to be ended")
    window.close()


def preferences_in_demo(journey):
    """The demonstration's service is its own."""
    window = journey.open_window("--demo", "--page", "receipts")
    window.press_button("Войти")
    shows(window, "Квитанции")
    window.press("ctrl+comma")
    window.find("label", "Поступила оплата")
    assert window.look("label", "Сервис оператора") is None
    window.press("Escape")
    window.find_gone("label", "Поступила оплата")
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
    run(
        {
            "by_name": by_name,
            "by_action": by_action,
            "service_alone": service_alone,
            "unknown_page": unknown_page,
            "news": news,
            "news_kept": news_kept,
            "preferences": preferences,
            "preferences_without_keyring": (preferences_without_keyring, {"keyring": False}),
            "preferences_in_demo": (preferences_in_demo, {"service": False}),
            "given_address": given_address,
        }
    )
