#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is true of the installed Flatpak alone: what it may not see, what it asks the desktop for, and what it leaves there."""

import configparser
import os
import stat

import steps
from desktop import wait_until
from gi.repository import GLib
from journey import DEMO_EMAIL, run
from notifications import Notifications
from receipts import NUMBER, Caller, name_of, open_receipts, read_text, save_period, take_sum, wait_for_page
from service import OPERATOR
from viewer import install_viewer, read_opened
from ways import keep_news


def look_inside(journey, *command):
    """What a program sees that runs in the window's place, with all it may."""
    return journey.desktop.run(*journey.desktop.programs.command(command[0]), *command[1:])


def home(journey):
    """Neither the user's files nor what lies beside them."""
    secret = journey.desktop.home / "secret.txt"
    secret.write_text("nobody's business")
    assert not look_inside(journey, "sh", "-c", f"cat {secret} 2>/dev/null || true"), "a file of the user's can be read"
    seen = look_inside(journey, "sh", "-c", f"ls -A {journey.desktop.home} {journey.folder} 2>/dev/null || true")
    names = {word for word in seen.split() if not word.endswith(":")}
    assert names <= {".var", "home"}, f"it sees {names}"
    look_inside(journey, "sh", "-c", 'echo kept > "$HOME/left.txt" 2>/dev/null || true')
    assert not (journey.desktop.home / "left.txt").exists(), "it wrote into the user's folder"


def find_secrets(journey):
    """What stands in the user's keyring in the name of the window."""
    found, locked = journey.desktop.session_bus.call_sync(
        "org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service",
        "SearchItems",
        GLib.Variant("(a{ss})", ({"xdg:schema": f"{journey.desktop.programs.application}.Session"},)),
        None,
        0,
        5000,
        None,
    ).unpack()
    return found + locked


def come_back(journey):
    window = journey.open_window()
    steps.sign_in(window)
    window.says(DEMO_EMAIL)
    window.close()
    window = journey.open_window()
    window.find("list", "Страницы")
    window.says(DEMO_EMAIL)
    return window


def restart(journey):
    """The session outlives the window, in a file that only its owner reads and that is locked by a secret of the keyring."""
    window = come_back(journey)
    assert not find_secrets(journey), "the token lies in the keyring itself, where each program of the desktop reads it"
    keyring = journey.desktop.programs.data / "keyrings/default.keyring"
    assert stat.S_IMODE(keyring.stat().st_mode) == 0o600
    assert DEMO_EMAIL.encode() not in keyring.read_bytes(), "the keyring's file is not locked"
    steps.sign_out(window)
    window.close()
    window = journey.open_window()
    window.find("button", "Войти")
    window.close()


def without_portals(journey):
    """A desktop without them has a keyring all the same, and the session is kept in that."""
    window = come_back(journey)
    assert len(find_secrets(journey)) == 1, "the token is not in the keyring"
    assert not (journey.desktop.programs.data / "keyrings").exists()
    window.close()


def outside(journey):
    """A receipt in another program, which is outside and reads it all the same; and the folder of what was saved."""
    install_viewer(journey, "application/pdf", "inode/directory")
    listed = Caller(journey.service).list_receipts(NUMBER)
    window = open_receipts(journey)
    window.click(window.find("list item", matching="^Февраль 2020"))
    wait_for_page(window, "февраль 2020")
    window.press_button("Открыть в другой программе")
    copy = journey.folder / "copy.pdf"
    wait_until(lambda: read_opened(journey) and copy.exists(), "the receipt in another program")
    wait_until(lambda: take_sum(copy) == listed["2020-02"]["sha256"], "the whole receipt")

    folder = journey.folder / "year"
    folder.mkdir()
    save_period(window, folder)
    window.press_button("Открыть папку")
    wait_until(lambda: len(read_opened(journey)) == 2, "the folder in another program")
    path = read_opened(journey)[1]
    assert sorted(os.listdir(path)) == sorted(os.listdir(folder)), f"opened was {path}"
    window.close()


def links(journey):
    """What a resident consents to is read in the desktop's browser."""
    install_viewer(journey, "x-scheme-handler/https", field="%u")
    operator = configparser.ConfigParser()
    operator.read(OPERATOR, encoding="utf-8")
    window = journey.open_window()
    window.press_button("Зарегистрироваться")
    window.press_button(f"Прочитать: «{steps.CONSENTS[1]}»")
    wait_until(lambda: read_opened(journey) == [operator["document personal_data"]["url"]], "the document in the browser")
    window.close()


def news(journey):
    """On a desktop that does not keep notifications the portal does: they outlive the program, which a press starts."""
    notifications = Notifications(journey.desktop)
    keep_news(journey, notifications)
    portal = journey.desktop.programs.portal
    assert notifications.senders == {portal.pid}, "somebody else than the portal told"


def demo(journey):
    """The demo finds its service in the sandbox, and draws receipts with what the runtime has."""
    window = journey.open_window("--demo")
    window.press_button("Войти")
    window.says("К оплате: 447,30 ₽")
    steps.open_page(window, "Квитанции")
    window.click(window.find("list item", matching="^Февраль 2020"))
    wait_for_page(window, "февраль 2020")
    folder = journey.folder / "year"
    folder.mkdir()
    save_period(window, folder)
    window.says("Сохранено 12 квитанций")
    read = read_text(folder / name_of("2020-02"))
    assert "447,30" in read and "Иванов Иван Иванович" in read, read
    window.close()


if __name__ == "__main__":
    alone = {"service": False}
    run(
        {
            "home": (home, alone),
            "restart": restart,
            "without_portals": (without_portals, {"portals": False}),
            "outside": outside,
            "links": links,
            "news": news,
            "demo": (demo, alone),
        }
    )
