# SPDX-License-Identifier: GPL-3.0-or-later
"""Our two programs, as they were built or as an installed Flatpak: how one is started, and where what it shows is found."""

import os
import pathlib
import re

import atspi

SOURCE = pathlib.Path(__file__).resolve().parents[2]


class Built:
    """Out of the build folder, uninstalled."""

    PLACES = {"kabinet": "src/ui/kabinet", "kabinet-server": "src/server/kabinet-server"}

    def __init__(self, desktop):
        self.desktop = desktop
        self.build = desktop.build
        self.config = desktop.home / ".config"
        self.data = desktop.home / ".local/share"
        self.runtime = desktop.folder / "runtime"

    def make_environment(self):
        environment = {
            "ADW_DISABLE_PORTAL": "1",
            "GSETTINGS_SCHEMA_DIR": str(self.build / "data"),
            "KABINET_LOCALEDIR": str(self.build / "po"),
            "KABINET_SERVER": str(self.build / self.PLACES["kabinet-server"]),
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        # What GTK's modules leave behind is found when they are closed already, so that it cannot
        # even be named; leaks of ours are the units' tests to find.
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0:verify_asan_link_order=0"
        return environment

    def start(self, portals):
        """Nothing is needed beside the desktop."""

    def command(self, program):
        return [str(self.build / self.PLACES[program])]

    def find_file(self, kind):
        """What the desktop has of the program: its "service" on the bus, its "desktop" entry."""
        (path,) = (self.build / "data").glob(f"ru.sah67.Kabinet*.{kind}")
        return path

    def complete(self, command):
        """The command of such a file, for a program that is not installed."""
        assert pathlib.Path(command[0]).name == "kabinet", command
        return [*self.command("kabinet"), *command[1:]]

    def find_application(self, window):
        """The window's root on the accessibility bus, or None."""
        found = atspi.list_applications(self.desktop.a11y_bus)
        return next((node for node, pid in found if pid == window.process.pid), None)

    def list_helpers(self):
        """The roots of programs that show dialogs in the window's name."""
        return []

    def list_surfaces(self, window):
        """The ids of what is shown on the display by a window and its helpers."""
        return self.desktop.search_surfaces("--pid", window.process.pid)


class Flatpak:
    """Out of the user's Flatpaks, $FLATPAK_USER_DIR, which the desktop leaves as they are."""

    # What a sandboxed program asks for what it may not take, in the order in which they need each other.
    PORTALS = {
        "org.freedesktop.impl.portal.PermissionStore": "xdg-permission-store",
        "org.freedesktop.portal.Documents": "xdg-document-portal",
        "org.freedesktop.impl.portal.desktop.gtk": "xdg-desktop-portal-gtk",
        "org.freedesktop.portal.Desktop": "xdg-desktop-portal",
    }

    def __init__(self, desktop, application):
        self.desktop = desktop
        self.application = application
        self.folder = desktop.home / ".var/app" / application
        self.config = self.folder / "config"
        self.data = self.folder / "data"
        # The sandbox sees it under this very name, and so must who gives it the path of a file there.
        self.runtime = pathlib.Path(f"/run/user/{os.getuid()}")
        self.locales = None
        self.portal = None  # the process that shows the dialogs
        self.helpers = []

    def make_environment(self):
        folder = os.environ.get("FLATPAK_USER_DIR", f"{os.environ['HOME']}/.local/share/flatpak")
        return {
            "FLATPAK_USER_DIR": folder,
            "XDG_DATA_DIRS": f"{folder}/exports/share:/usr/local/share:/usr/share",
            # The keyring answers the portal for secrets on this desktop.
            "XDG_CURRENT_DESKTOP": "GNOME",
        }

    def start(self, portals):
        """Flatpak has a portal itself, wherever it is; the others are the desktop's."""
        self.desktop.start_service("org.freedesktop.portal.Flatpak", "/usr/libexec/flatpak-portal")
        for name, program in self.PORTALS.items() if portals else ():
            process = self.desktop.start_service(name, f"/usr/libexec/{program}")
            if program == "xdg-desktop-portal-gtk":
                self.portal = process
        self.make_locale(self.desktop.locale)

    def make_neighbour(self, application):
        """Another Flatpak of this desktop."""
        neighbour = Flatpak(self.desktop, application)
        neighbour.portal = self.portal
        neighbour.make_locale(self.desktop.locale)
        return neighbour

    def make_locale(self, locale):
        """A runtime that came without the extension of its languages gets this one."""
        script = f'locale -a | grep -qx {locale}.utf8 || localedef -i {locale} -f UTF-8 "$XDG_DATA_HOME/{locale}.UTF-8"'
        self.desktop.run(*self.command("sh"), "-c", script)
        if (self.data / f"{locale}.UTF-8").is_dir():
            self.locales = self.data

    def list_options(self):
        """What a sandbox is told of this desktop: settings are kept as the sandbox keeps them."""
        return ["--unset-env=GSETTINGS_BACKEND", *([f"--env=LOCPATH={self.locales}"] if self.locales else [])]

    def command(self, program):
        words = ["flatpak", "run", "--user", "--die-with-parent", *self.list_options(), f"--command={program}"]
        if program == "kabinet-server":  # as an operator runs it, on files of the operator's
            words += [f"--filesystem={self.desktop.folder}", f"--filesystem={SOURCE}:ro"]
        return [*words, self.application]

    def find_file(self, kind):
        """As it was exported to the desktop, of which it says more: its icon, an "svg"."""
        folder = pathlib.Path(self.desktop.environment["FLATPAK_USER_DIR"]) / "exports/share"
        (path,) = folder.rglob(f"{self.application}.{kind}")
        return path

    def complete(self, command):
        """The desktop's command, told of this desktop."""
        assert pathlib.Path(command[0]).name == "flatpak" and command[1] == "run" and self.application in command, command
        return [*command[:2], *self.list_options(), *command[2:]]

    def find_application(self, window):
        """The sandbox is on the bus by a proxy whose process is not ours to know: it is what was not there before."""
        known = {process.pid for process in self.desktop.processes}
        found = atspi.list_applications(self.desktop.a11y_bus)
        if window.others is None:  # but it is this process that was asked for
            return next((node for node, pid in found if pid == window.process.pid), None)
        return next((node for node, pid in found if node not in window.others and pid not in known), None)

    def list_helpers(self):
        if not self.helpers and self.portal:
            found = atspi.list_applications(self.desktop.a11y_bus)
            self.helpers = [node for node, pid in found if pid == self.portal.pid]
        return self.helpers

    def list_surfaces(self, window):
        """In its own namespace the program does not know the number that its process has outside, and tells none."""
        surfaces = self.desktop.search_surfaces("--class", f"^{re.escape(self.application)}$")
        return surfaces + (self.desktop.search_surfaces("--pid", self.portal.pid) if self.portal else [])
