#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The development build is another program to the desktop: what both would install is not in each other's way.

    profile.py ROOT FOLDER MESON…        sets the development build up in FOLDER; fails when there are faults
"""
import configparser
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree

ID = "ru.sah67.Kabinet.Devel"
# By which the desktop tells programs apart.
ENTRIES = ("/applications/", "/metainfo/", "/icons/", "/dbus-1/services/")


def make(root, meson, folder):
    """The installed files, and the texts of those that are made of the desktop's entries."""
    again = ["--reconfigure"] if os.path.exists(os.path.join(folder, "build.ninja")) else []
    subprocess.run([*meson, "setup", *again, "-Dprofile=development", folder, root],
                   check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run([*meson, "introspect", "--installed", folder], check=True,
                            stdout=subprocess.PIPE, encoding="utf-8").stdout
    made = [os.path.relpath(path, folder) for path in json.loads(listed)
            if path.startswith(os.path.join(folder, "data"))]
    targets = [path for path in made if not path.endswith(".service")]  # made by the setup already
    subprocess.run(["ninja", "-C", folder, "--quiet", *targets], check=True, stdout=subprocess.DEVNULL)
    texts = {}
    for path in made:
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            texts[os.path.basename(path)] = file.read()
    return list(json.loads(listed).values()), texts


def check_names(names, where):
    if not names:
        yield f"{where}: has no name"
    for name in names:
        if not name.endswith(" (Devel)"):
            yield f"{where}: is called «{name}», as the other build is"


def check_desktop(text):
    entry = configparser.RawConfigParser(strict=False)
    entry.optionxform = str
    entry.read_string(text)
    section = entry["Desktop Entry"]
    yield from check_names([section[key] for key in section if re.match(r"Name\b", key)], "desktop entry")
    if section["Icon"] != ID:
        yield f"desktop entry: its icon is {section['Icon']}"
    for name in entry.sections()[1:]:
        if entry[name]["Name"].endswith("(Devel)"):
            yield f"desktop entry: {name} is no program"


def check_metainfo(text):
    root = xml.etree.ElementTree.fromstring(text)
    yield from check_names([name.text for name in root.findall("name")], "metainfo")
    if root.findtext("id") != ID or root.findtext("launchable") != f"{ID}.desktop":
        yield f"metainfo: is of {root.findtext('id')}"


def check(root, meson, folder):
    installed, texts = make(root, meson, folder)
    for kind in ENTRIES:
        if not any(kind in path for path in installed):
            yield f"nothing is installed in {kind}"
    for path in installed:
        if any(kind in path for kind in ENTRIES) and not os.path.basename(path).startswith(ID):
            yield f"{path}: is the other build's"
    yield from check_desktop(texts[f"{ID}.desktop"])
    yield from check_metainfo(texts[f"{ID}.metainfo.xml"])
    if f"Name={ID}\n" not in texts[f"{ID}.service"]:
        yield "the service on the bus is the other build's"


def main(root, folder, *meson):
    faults = list(check(root, meson, os.path.join(folder, "development")))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
