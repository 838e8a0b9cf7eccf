# SPDX-License-Identifier: GPL-3.0-or-later
"""A program of the desktop that what leaves the window is given to."""

ENTRY = """[Desktop Entry]
Type=Application
Name=Просмотр
Exec={program} {field}
MimeType={types}
"""


def install_viewer(journey, *types, field="%f"):
    """It notes what it was given, and keeps a copy of a file."""
    applications = journey.desktop.home / ".local/share/applications"
    applications.mkdir(parents=True)
    program = journey.folder / "viewer"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> {journey.folder}/opened\n[ ! -f "$1" ] || cp "$1" {journey.folder}/copy.pdf\n')
    program.chmod(0o755)
    (applications / "viewer.desktop").write_text(
        ENTRY.format(program=program, field=field, types=";".join([*types, ""]))
    )
    (applications / "mimeapps.list").write_text(
        "\n".join(["[Default Applications]", *(f"{kind}=viewer.desktop" for kind in types), ""])
    )


def read_opened(journey):
    opened = journey.folder / "opened"
    return opened.read_text().splitlines() if opened.exists() else []
