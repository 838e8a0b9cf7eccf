#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The development build beside the other, both installed: neither is the other, for the desktop or for its user."""

import steps
from desktop import wait_until
from journey import DEMO_EMAIL, run
from ways import Installed
from words import plain


def look_known(installed):
    """How the desktop knows them: by a name, an icon and an entry of their own."""
    names = [plain(each.read_entry()["Desktop Entry"]["Name[ru]"]) for each in installed]
    assert names == ["Личный кабинет", "Личный кабинет (Devel)"], names
    for each in installed:
        assert each.read_entry()["Desktop Entry"]["Icon"] == each.name
    icons = {each.programs.find_file("svg").read_bytes() for each in installed}
    assert len(icons) == len(installed), "they have one icon"


def raise_each(journey, installed, windows):
    """Who starts one again has its window raised, and not the other's."""
    for surface in [window.find_surface()[0] for window in windows]:
        journey.desktop.run("xdotool", "windowminimize", surface)
    wait_until(lambda: not any(window.list_surfaces() for window in windows), "both to be out of sight")
    for number, each in enumerate(installed):
        each.run_again()
        wait_until(windows[number].list_surfaces, f"{each.name} to be raised")
        assert not any(window.list_surfaces() for window in windows[number + 1 :]), "another one was raised"


def beside(journey):
    """Both run at once; who signs in to one is not signed in to the other, now or later, whatever keeps the session."""
    programs = journey.desktop.programs
    installed = [Installed(journey), Installed(journey, programs.make_neighbour(f"{programs.application}.Devel"))]
    look_known(installed)
    windows = []
    for each in installed:
        each.activate()
        windows.append(each.find_window())
    assert all(journey.desktop.has_owner(each.name) for each in installed)
    raise_each(journey, installed, windows)

    # The one that was raised last lies above.
    default, development = windows
    steps.sign_in(development)
    development.close()
    assert default.look("button", "Войти"), "signed in to one is signed in to both"
    steps.sign_in(default)
    steps.sign_out(default)
    default.close()

    installed[1].activate()
    development = installed[1].find_window()
    development.says(DEMO_EMAIL)
    kept = [(each.programs.data / "kabinet").exists() and list((each.programs.data / "kabinet").iterdir()) for each in installed]
    assert kept[1] and not kept[0], f"kept is {kept}"
    development.close()


if __name__ == "__main__":
    run({"beside": beside, "without_portals": (beside, {"portals": False})})
