#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the store reads: appstreamcli has nothing to say of it, and it is true of this tree.

    metainfo.py APPSTREAMCLI FILE VERSION ROOT        prints the faults; fails when there are some
"""
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ALLOWED = {
    # The id is the name on the bus, in the style of GNOME's: a name in capitals at the end.
    "cid-contains-uppercase-letter ru.sah67.Kabinet",
    # The developer stands there by both names: one is new to AppStream 0.16, one is old for 1.0.
    "unknown-tag developer",
    "developer-name-tag-deprecated",
    # The program has no site of its own.
    "url-homepage-missing",
}
ISSUE = re.compile(r"^([EWIP]): [^ ]+ ([a-z0-9-]+)(.*)$", re.MULTILINE)


def check_validity(appstreamcli, path):
    done = subprocess.run([appstreamcli, "validate", "--pedantic", "--no-net", "--no-color", path],
                          stdout=subprocess.PIPE, encoding="utf-8",
                          env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False)
    found = ISSUE.findall(done.stdout)
    for severity, tag, rest in found:
        if f"{tag}{rest}" not in ALLOWED:
            yield f"{severity}: {tag}{rest}"
    if done.returncode != 0 and not found:
        yield done.stdout


def read_size(path):
    """The width and the height of a PNG."""
    with open(path, "rb") as file:
        return struct.unpack(">II", file.read(24)[16:])


def check_pictures(tree, root):
    """Each picture is in the tree, as large as it is said to be, and there is one a language."""
    for screenshot in tree.iterfind("screenshots/screenshot"):
        languages = {image.get(LANGUAGE, "en") for image in screenshot.iterfind("image")}
        if languages != {"en", "ru"}:
            yield f"a screenshot is there in {languages}"
        for image in screenshot.iterfind("image"):
            language, name = image.text.split("/")[-2:]
            path = os.path.join(root, "data", "pictures", language, name)
            if language != image.get(LANGUAGE, "en"):
                yield f"{image.text} is said to be in {image.get(LANGUAGE)}"
            elif not os.path.exists(path):
                yield f"there is no {path}"
            elif read_size(path) != (int(image.get("width")), int(image.get("height"))):
                yield f"{path} is {read_size(path)}"


def check_release(tree, version, root):
    """The newest release is the project's version, and the window tells the same news of it."""
    release = tree.find("releases/release")
    if release.get("version") != version:
        yield f"the newest release is {release.get('version')}, the project is {version}"
    with open(os.path.join(root, "src", "ui", "kab-about.c"), encoding="utf-8") as file:
        told = re.findall(r'N_ \("(.*?)"\)', re.sub(r'"\s*\n\s*"', "", file.read()))
    news = [item.text for item in release.iter("li") if item.get(LANGUAGE) is None]
    if told != news:
        yield f"the window tells {told} of {version}, the store {news}"


def check(appstreamcli, path, version, root):
    tree = xml.etree.ElementTree.parse(path)
    yield from check_validity(appstreamcli, path)
    yield from check_pictures(tree, root)
    yield from check_release(tree, version, root)


def main(*arguments):
    faults = list(check(*arguments))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
