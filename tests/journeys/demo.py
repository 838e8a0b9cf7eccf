#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`kabinet --demo`: a household to look at, with a service of its own that leaves when the window does."""

import os
import pathlib
import signal

import steps
from desktop import wait_until
from journey import DEMO_EMAIL, run


def list_children(pid):
    """The programs that a process started: names by pid."""
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().split("(", 1)[1].rsplit(")", 1)
        except OSError:
            continue
        if int(rest.split()[1]) == pid:
            children[int(stat.parent.name)] = name
    return children


def find_server(window):
    return wait_until(
        lambda: [pid for pid, name in list_children(window.process.pid).items() if name.startswith("kabinet-server")],
        "the demo's service",
    )[0]


def is_gone(pid):
    try:
        return "Z" in pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True


def one_press(journey):
    window = journey.open_window("--demo")
    entry = window.find("text box", steps.EMAIL_ENTRY)
    wait_until(lambda: entry.text == DEMO_EMAIL, "the demo user's address")
    window.press_button("Войти")
    window.find("list", "Страницы")
    window.says("№ 123543566", "К оплате: 447,30 ₽")
    server = find_server(window)
    window.close()
    wait_until(lambda: is_gone(server), "the service to leave")
    left = list((journey.folder / "tmp").iterdir())
    assert not left, f"the demo left {left}"


def letter(journey):
    window = journey.open_window("--demo")
    window.find("button", "Войти")
    steps.ask_for_code(window, "anna@example.com")
    window.says("Письмо для anna@example.com: «Код для регистрации в личном кабинете», код")
    window.press_button("Вставить код")
    wait_until(lambda: len(window.find("text box", steps.CODE_ENTRY).text) == 6, "the code to be filled in")
    window.press_button("Подтвердить")
    window.says("Не найдено привязок")
    steps.attach(window, "200417811", "349,14")
    window.find("list item", "Номер: 200417811")
    window.close()


def killed_window(journey):
    window = journey.open_window("--demo")
    window.find("button", "Войти")
    server = find_server(window)
    assert list((journey.folder / "tmp").iterdir())
    window.kill()
    wait_until(lambda: is_gone(server), "the service to leave")
    left = list((journey.folder / "tmp").iterdir())
    assert not left, f"the demo left {left}"


def killed_at_start(journey):
    """The window dies while its service is only being started, or makes the household: nothing of that stays either."""
    temporary = journey.folder / "tmp"
    for made in "kabinet-demo-*/mail", "kabinet-demo-*/*.sqlite":
        window = journey.desktop.spawn_quiet(journey.desktop.build / "src/ui/kabinet", "--demo")
        servers = wait_until(lambda: list_children(window.pid), "the service to be started")
        wait_until(lambda: list(temporary.glob(made)), made)
        window.kill()
        window.wait()
        wait_until(lambda: all(is_gone(server) for server in servers), "the service to leave")
        left = list(temporary.glob("kabinet-demo-*"))
        assert not left, f"the demo left {left}"


def killed_service(journey):
    window = journey.open_window("--demo")
    steps.sign_in(window)
    os.kill(find_server(window), signal.SIGKILL)
    window.says("Сервис демонстрации остановился. Запустите программу снова.")
    window.close()


if __name__ == "__main__":
    settings = {"service": False}
    run(
        {
            "one_press": (one_press, settings),
            "letter": (letter, settings),
            "killed_window": (killed_window, settings),
            "killed_at_start": (killed_at_start, settings),
            "killed_service": (killed_service, settings),
        }
    )
