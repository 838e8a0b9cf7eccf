# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of the journey's own: a display, a window manager, buses, a keyring, a home. Nothing of the user's is touched."""

import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

import pseudo
from programs import Built, Flatpak
from words import Words

SOURCE = pathlib.Path(__file__).resolve().parents[2]
# What a language is written by; one without a locale of its own here has English dates and amounts.
LOCALES = {"ru": "ru_RU", "en": "en_US"}
# Arabic for GTK, which turns the window over, and Russian for what is not translated into it: all of ours.
RIGHT_TO_LEFT = "ar:ru"
# What an English message is in the window; nothing where the window speaks as the journeys do.
TRANSLATIONS = {"ru": None, pseudo.LANGUAGE: pseudo.stretch}
BUS = """<busconfig>
  <type>session</type>
  <listen>unix:path={runtime}/bus</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


def die_with_parent():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def wait_until(condition, what, seconds=20.0):
    """Polls until the condition gives something true, and returns it."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:g} s for {what}")
        time.sleep(0.02)


class Desktop:
    def __init__(
        self,
        folder,
        build,
        *,
        size="1400x1000",
        keyring=True,
        dark=False,
        high_contrast=False,
        language="ru",
        text_scale=1.0,
        flatpak=None,
        portals=True,
    ):
        """Programs come from the build, or, with the id of an installed Flatpak, from that."""
        self.folder = pathlib.Path(folder)
        self.home = self.folder / "home"
        self.build = pathlib.Path(build).resolve()
        self.programs = Flatpak(self, flatpak) if flatpak else Built(self)
        self.processes = []
        self.language = language
        self.words = Words(SOURCE, TRANSLATIONS.get(language.split(":")[-1], str))
        self.environment = self.make_environment(dark, high_contrast)
        self.log = open(self.folder / "desktop.log", "wb")
        try:
            self.start_display(size)
            self.set_text_scale(text_scale)
            self.start_buses()
            if keyring:
                self.start_keyring()
            self.programs.start(portals)
        except BaseException:
            self.close()
            print((self.folder / "desktop.log").read_text(errors="replace"), file=sys.stderr)
            raise

    def make_environment(self, dark, high_contrast):
        runtime = self.programs.runtime
        config = self.programs.config
        temporary = self.folder / "tmp"
        for path in (self.home, runtime, temporary, config / "gtk-4.0"):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        (config / "gtk-4.0" / "settings.ini").write_text("[Settings]\ngtk-enable-animations=false\n")
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.home),
            "TMPDIR": str(temporary),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_DATA_DIRS": "/usr/local/share:/usr/share",
            "LANG": f"{self.locale}.UTF-8",
            "LANGUAGE": self.language,
            "TZ": "Europe/Moscow",
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "atspi",
            "GSETTINGS_BACKEND": "memory",
            "ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if dark else "prefer-light",
            "ADW_DEBUG_HIGH_CONTRAST": "1" if high_contrast else "0",
        }
        locales = self.make_locale(self.locale)
        if locales:
            environment["LOCPATH"] = str(locales)
        environment |= self.programs.make_environment()
        if self.language == pseudo.LANGUAGE:
            environment["KABINET_LOCALEDIR"] = str(self.folder / "pseudo")
            pseudo.make_catalogue(SOURCE, self.folder / "pseudo")
        return environment

    @property
    def locale(self):
        return LOCALES.get(self.language.split(":")[-1], LOCALES["en"])

    def make_locale(self, locale):
        """A locale that the machine lacks is made here: no root is needed for that."""
        listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True)
        if f"{locale}.utf8" in listed.stdout.split():
            return None
        name = f"{locale}.UTF-8"
        made = self.build / "locale"
        if not (made / name).is_dir():
            made.mkdir(exist_ok=True)
            scratch = self.folder / name
            subprocess.run(
                ["localedef", "-i", locale, "-f", "UTF-8", str(scratch)], check=True, stdout=subprocess.DEVNULL
            )
            try:
                shutil.move(str(scratch), made / name)
            except OSError:  # another journey was quicker
                pass
        return made

    def spawn(self, *command, **options):
        process = subprocess.Popen(
            [str(word) for word in command],
            env=options.pop("env", self.environment),
            cwd=self.home,
            preexec_fn=die_with_parent,
            **options,
        )
        self.processes.append(process)
        return process

    def run(self, *command):
        done = subprocess.run([str(word) for word in command], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
        return done.stdout

    def spawn_quiet(self, *command, **options):
        return self.spawn(*command, stdout=self.log, stderr=self.log, **options)

    def spawn_telling(self, *command):
        """Gives the line that a program writes, when it is ready, to the descriptor its last argument asks for."""
        reader, writer = os.pipe()
        self.spawn_quiet(*command, writer, pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as lines:
            return lines.readline().strip()

    def start_display(self, size):
        # Without -noreset the display begins anew when its only client leaves, and takes with it who is just coming.
        number = self.spawn_telling(
            "Xvfb", "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset", "-displayfd"
        )
        self.environment["DISPLAY"] = f":{number}"
        self.spawn_quiet("openbox", "--sm-disable")
        wait_until(
            lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager"
        )
        self.spawn_quiet("xcompmgr")
        # A letter without a key xdotool gives a key for a moment, and newer GTK looks when that is over.
        self.run("setxkbmap", "us,ru")

    def wait_for_window_manager(self):
        """Until it has seen all there was before: it holds each click back to look at it first, and keys would overtake it."""
        number = 4 if self.count_workspaces() == 5 else 5
        self.run("xdotool", "set_num_desktops", number)
        wait_until(lambda: self.count_workspaces() == number, "the window manager to let a click through")

    def count_workspaces(self):
        return int(self.run("xdotool", "get_num_desktops"))

    def set_text_scale(self, scale):
        """The size of text is a density of the display: a resource, which GTK here believes before its own settings."""
        resource = f"Xft.dpi:\t{round(96 * scale)}\n"
        self.run("xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", resource)

    def start_buses(self):
        runtime = self.environment["XDG_RUNTIME_DIR"]
        services = self.folder / "services"
        services.mkdir()
        shutil.copy("/usr/share/dbus-1/services/org.a11y.Bus.service", services)
        config = self.folder / "bus.conf"
        config.write_text(BUS.format(runtime=runtime, services=services))
        address = self.spawn_telling(
            "dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}", "--print-address"
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        self.session_bus = self.connect(address)
        self.start_service("org.a11y.Bus", "/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        (address,) = self.session_bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 20000, None
        ).unpack()
        self.a11y_bus = self.connect(address)

    def start_keyring(self):
        password = tempfile.TemporaryFile()
        password.write(b"journey")
        password.seek(0)
        command = ("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
        self.start_service("org.freedesktop.secrets", *command, stdin=password)

    def start_service(self, name, *command, **options):
        """Starts what answers on the session bus to a name."""
        process = self.spawn_quiet(*command, **options)
        wait_until(lambda: self.has_owner(name), name)
        return process

    @staticmethod
    def connect(address):
        flags = (
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        )
        return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)

    def has_owner(self, name):
        (owned,) = self.session_bus.call_sync(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            GLib.Variant("(s)", (name,)),
            None,
            0,
            5000,
            None,
        ).unpack()
        return owned

    def search_surfaces(self, *words):
        try:
            return self.run("xdotool", "search", "--onlyvisible", *words).split()
        except RuntimeError:  # there is none
            return []

    def take_picture(self, path):
        self.run("import", "-window", "root", path)

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self.log.close()
