#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The help: from anywhere, by keyboard and by pointer, and out of it back to where one was."""

from desktop import wait_until
from journey import run

TOPICS = ("Регистрация", "Привязка лицевого счета", "Информация", "Начисления и платежи", "Квитанции")


def open_help(window):
    window.press("F1")
    wait_until(lambda: len(window.toplevels) == 2, "the help")
    return window.find("list", "Разделы")


def open_topic(window, topic):
    """By pointer, from the list of topics."""
    row = window.find("list item", matching=f"^{window.words.pattern(topic)}", inside=window.find("list", "Разделы"))
    wait_until(lambda: row.is_mapped, f"«{topic}» to be there")
    window.click(row)
    back = window.find("button", "Все разделы")
    wait_until(lambda: back.is_mapped, f"the page of «{topic}»")
    return back


def keyboard(journey):
    """Through all topics, each step read out with its number and each picture described."""
    window = journey.open_window()
    window.find("button", "Войти")
    open_help(window)
    window.check_names("help")
    window.tab_to("list item", TOPICS[0], key="Down")
    window.press("Return")
    for number, topic in enumerate(TOPICS, 1):
        window.find("label", topic)
        wait_until(lambda: (node := window.focused()) and node.name.startswith("1. "), f"the first step of «{topic}»")
        pictures = [node.name for node in window.look_all("image") if node.is_mapped and len(node.name) > 30]
        assert pictures, f"«{topic}» has no picture that is described"
        window.check_names(f"help, {topic}")
        if number < len(TOPICS):
            window.tab_to("button", f"Дальше: {TOPICS[number]}")
            window.press("Return")
    window.press("Escape")
    wait_until(lambda: window.find("list", "Разделы").is_mapped, "the list of topics")
    window.press("F1")
    assert len(window.toplevels) == 2, "the help is there twice"
    window.press("Escape")
    wait_until(lambda: len(window.toplevels) == 1, "the help to close")
    window.close()


def pointer(journey):
    """From the menu, a topic, back, and away."""
    window = journey.open_window()
    window.click(window.find("button", "Главное меню"))
    window.click(window.find("menu item", "Справка"))
    wait_until(lambda: len(window.toplevels) == 2, "the help")
    for topic in TOPICS:
        window.click(open_topic(window, topic))
    window.close()


if __name__ == "__main__":
    run({"keyboard": keyboard, "pointer": pointer})
