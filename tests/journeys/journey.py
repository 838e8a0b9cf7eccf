# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey: a desktop, the service, the proxy that checks the contract, the window; and a clear report when it fails."""

import argparse
import pathlib
import shutil
import sys
import tempfile
import time
import traceback

from desktop import SOURCE, Desktop

sys.path.append(str(SOURCE / "tests/http"))

from contract import Contract  # noqa: E402
from proxy import Proxy  # noqa: E402
from service import Service, choose_port  # noqa: E402
from window import Window  # noqa: E402

DEMO_EMAIL = "abc@sah67.ru"
DEMO_PASSWORD = "kabinet1"


class Journey:
    """Everything is made in a temporary folder, and goes with it."""

    def __init__(self, build, *, service=True, size="1400x1300", **desktop):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kabinet-journey-"))
        self.desktop = None
        self.service = None
        self.proxy = None
        self.windows = []
        try:
            self.desktop = Desktop(self.folder, build, size=size, **desktop)
            if service:
                self.service = Service(self.desktop)
                self.proxy = Proxy(Contract(SOURCE / "data/openapi.yaml"), choose_port(), self.service.port)
        except BaseException:
            self.close()
            raise

    def open_window(self, *arguments, size=(1200, 1200), environment=None):
        if not arguments:
            arguments = ("--server", self.proxy.url)
        window = Window(self.desktop, *arguments, environment=environment)
        self.windows.append(window)
        if size:
            window.resize(*size)
        return window

    def check(self):
        for window in self.windows:
            window.check_errors()
        if self.proxy:
            assert not self.proxy.faults, "replies that break the contract:\n" + "\n".join(self.proxy.faults)

    def report(self, name, output):
        """What stood on the screen when it went wrong."""
        folder = output / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if self.desktop:
            try:
                self.desktop.take_picture(folder / "screen.png")
            except RuntimeError:
                pass
        for window in self.windows:
            for toplevel in window.toplevels:
                print(toplevel.describe(), file=sys.stderr)
            print(window.read_errors(), file=sys.stderr)
        for log in self.folder.glob("*.log"):
            shutil.copy(log, folder)
        print(f"what was seen is in {folder}", file=sys.stderr)

    def close(self):
        if self.proxy:
            self.proxy.stop()
        if self.desktop:
            self.desktop.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def run(journeys):
    """The main function of a file of journeys: runs those named, or all, each in a world of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build")
    parser.add_argument("--flatpak", metavar="ID", help="the installed Flatpak instead of the build")
    parser.add_argument("names", nargs="*", metavar="journey", help=", ".join(journeys))
    options = parser.parse_args()
    failed = 0
    for name in options.names or journeys:
        function, settings = journeys[name] if isinstance(journeys[name], tuple) else (journeys[name], {})
        start = time.monotonic()
        journey = Journey(options.build, **{"flatpak": options.flatpak, **settings})
        try:
            function(journey)
            journey.check()
            print(f"ok {name} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception:
            failed += 1
            traceback.print_exc()
            journey.report(name, options.build / "meson-logs/journeys")
            print(f"not ok {name}", flush=True)
        finally:
            journey.close()
    sys.exit(1 if failed else 0)
