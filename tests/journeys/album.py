# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a window in a language and a scheme, each in every size; and sheets of them, side by side."""

import os
import re
import subprocess

from desktop import wait_until

LANGUAGES = ("ru", "en")
SIZES = ((1200, 860), (360, 720))
# Name: what a desktop has to be made with.
SCHEMES = {
    "light": {},
    "dark": {"dark": True},
    "contrast": {"high_contrast": True},
    "dark-contrast": {"dark": True, "high_contrast": True},
}

# What is shortened on purpose, for there is no end to it, and where it can be read whole.
SHORTENED = (
    # The header has one line for an address; pressed, it opens the list that has two.
    r"“\d{6}, [^”]*” in/\S*/KabAccountSwitcher GtkLabel$",
)


class Album:
    wide, narrow = SIZES

    def __init__(self, journey, folder, scheme):
        self.journey, self.folder = journey, folder
        self.variant = f"{scheme}-{journey.desktop.language}"
        self.window = None
        self.cut = []  # what was found cut, picture by picture

    def open_window(self, *arguments):
        finder = self.journey.desktop.build / "tests/journeys/libcut-text.so"
        self.window = self.journey.open_window(*arguments, size=self.wide, environment={"LD_PRELOAD": str(finder)})

    def take(self, name, still=True):
        """One picture a size; of a window that moves no more."""
        for size in SIZES:
            self.window.resize(*size)
            self.take_one(name, size, still)
        self.window.resize(*self.wide)

    def take_one(self, name, size, still=True):
        path = self.folder / f"{name}-{size[0]}-{self.variant}.png"
        before = self.read_picture(path)
        for _ in range(40 if still else 1):
            now = self.read_picture(path)
            if now == before:
                break
            before = now
        for text in self.window.find_cut_texts():
            if not any(re.search(pattern, text) for pattern in SHORTENED):
                self.cut.append(f"{path.name}: {text}")

    def read_picture(self, path):
        surface, x, y, width, height = self.window.find_surface()
        _, _, inner_width, inner_height = self.window.toplevels[0].extents
        x, y = x + (width - inner_width) // 2, y + (height - inner_height) // 2
        self.journey.desktop.run(
            *("import", "-window", "root", "-crop", f"{inner_width}x{inner_height}+{x}+{y}"),
            *("+repage", "-strip", "-define", "png:exclude-chunks=date,time", path),
        )
        return path.read_bytes()

    def take_end(self, picture, role, **node):
        """Of a page that is longer than the window, with the last of what stands on it."""
        for size in SIZES:
            self.window.resize(*size)
            self.window.bring_into_view(self.window.find(role, **node))
            self.take_one(picture, size)
        self.window.resize(*self.wide)

    def take_popover(self, name, open_it, sizes=SIZES):
        for size in sizes:
            self.window.resize(*size)
            open_it()
            self.take_one(name, size)
            self.window.press("Escape")
        self.window.resize(*self.wide)

    def take_dialog(self, name, open_it, sizes=SIZES):
        """As take_popover(), of what is a window of its own."""
        for size in sizes:
            self.window.resize(*size)
            self.take_open_dialog(name, size, open_it)
        self.window.resize(*self.wide)

    def take_open_dialog(self, name, size, open_it):
        open_it()
        wait_until(lambda: len(self.window.toplevels) > 1, "the dialog")
        self.take_one(name, size)
        self.window.press("Escape")
        wait_until(lambda: len(self.window.toplevels) == 1, "the dialog to close")
        self.journey.desktop.wait_for_window_manager()


def list_names(folder):
    """The pages and states that there are pictures of."""
    names = []
    for path in sorted(folder.glob("*.png"), key=os.path.getmtime):
        name = path.stem.rsplit(f"-{SIZES[0][0]}-", 1)[0].rsplit(f"-{SIZES[1][0]}-", 1)[0]
        if name not in names:
            names.append(name)
    return names


def make_sheet(folder, name, languages, schemes):
    """All pictures of a page in one: a row a language, wide above narrow."""
    sheets = folder / "sheets"
    sheets.mkdir(exist_ok=True)
    strips = []
    for size in SIZES:
        words = []
        for language in languages:
            for scheme in schemes:
                path = folder / f"{name}-{size[0]}-{scheme}-{language}.png"
                if path.exists():
                    words += ["-label", f"{size[0]} · {language} · {scheme}", str(path)]
        if words:
            columns = len(schemes) * (len(languages) if size == SIZES[-1] else 1)
            strip = sheets / f"{name}-{size[0]}.miff"
            subprocess.run(
                ["montage", "-font", "DejaVu-Sans", "-pointsize", "18", "-background", "#c8c8c8", *words]
                + ["-tile", f"{columns}x", "-geometry", "+12+12", str(strip)],
                check=True,
            )
            strips.append(strip)
    subprocess.run(
        ["convert", "-background", "#c8c8c8", *map(str, strips), "-append", "+repage", str(sheets / f"{name}.png")], check=True
    )
    for strip in strips:
        strip.unlink()
