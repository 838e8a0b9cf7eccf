#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message is extracted, and each has its Russian: nothing missing, doubtful or left over.

    translations.py ROOT        prints the faults; fails when there are some
"""
import os
import re
import subprocess
import sys
import tempfile

import house
import marks

KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "dngettext:2,3", "g_dngettext:2,3",
            "g_dpgettext2:2c,3"]
IN_C = re.compile(r'(?<![A-Za-z0-9])(_|N_|C_|NC_|ngettext|g_dngettext) \(\s*[A-Z]*\w*,?\s*"')
IN_TEMPLATE = re.compile(r'translatable="(yes|1|true)"')


def has_messages(path, text):
    """Whether the extraction would find anything in a file."""
    if path.endswith(".c"):
        return bool(IN_C.search(text))
    if path.endswith(".ui"):
        return bool(IN_TEMPLATE.search(text))
    return path.endswith((".desktop.in", ".metainfo.xml.in"))


def check_files(root, listed):
    for path in listed:
        if not os.path.exists(os.path.join(root, path)):
            yield f"po/POTFILES: there is no {path}"
    for path in sorted(set(listed)):
        if listed.count(path) > 1:
            yield f"po/POTFILES: {path} is there twice"
    for path in house.walk(root):
        if (path.startswith(("src/", "data/")) and path not in listed
                and path.endswith((".c", ".ui", ".in"))
                and has_messages(path, house.read(root, path))):
            yield f"po/POTFILES: {path} has messages and is not there"


def run(*command, **options):
    return subprocess.run(command, check=True, encoding="utf-8", stdout=subprocess.PIPE,
                          env=os.environ | {"LC_ALL": "C.UTF-8"}, **options).stdout


def messages(text):
    """The message ids of a catalogue's text, without its header."""
    entries = (entry for entry in text.split("\n\n") if 'msgid ""\nmsgstr' not in entry)
    for entry in entries:
        match = re.search(r'^(?:#~ )?msgid ((?:"[^\n]*"\n?(?:#~ )?)+)', entry, re.MULTILINE)
        if match:
            yield "".join(re.findall(r'"(.*)"', match.group(1)))


def check_russian(root, listed):
    russian = os.path.join(root, "po", "ru.po")
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "kabinet.pot")
        merged = os.path.join(folder, "ru.po")
        run("xgettext", "--from-code=UTF-8", "-o", template,
            *(f"-k{keyword}" for keyword in KEYWORDS),
            *(path for path in listed if os.path.exists(os.path.join(root, path))), cwd=root)
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, russian, template)
        for kind, what in (("--untranslated", "has no Russian"), ("--only-fuzzy", "is doubtful"),
                           ("--only-obsolete", "is used nowhere")):
            for message in messages(run("msgattrib", "--no-wrap", kind, merged)):
                yield f'po/ru.po: "{message}" {what}'


def check_words(root):
    """The operator's guide writes «лицевой счет», «Перерасчет»: one way of writing everywhere."""
    for number, line in enumerate(house.read(root, "po/ru.po").splitlines(), 1):
        if line.startswith(("msgstr", '"')) and re.search("[ёЁ]", line):
            yield f"po/ru.po:{number}: «е» is written, as in the operator's guide"


# A word of one letter goes with the next one, a dash with the word before it, a sign with its number.
PARTED = re.compile(r"(?<![\w-])([вксуоиаяВКСУОИАЯ]|№) (?=[\w«%])| —|\d (?=₽|%)")


def check_spaces(root):
    """Of what is read in the window; what the service prints in a terminal has no need."""
    number = 1
    for entry in house.read(root, "po/ru.po").split("\n\n"):
        for i, line in enumerate(entry.splitlines()):
            if line.startswith(("msgstr", '"')) and "src/server/" not in entry and PARTED.search(line):
                yield f"po/ru.po:{number + i}: a space that does not break is missing"
        number += entry.count("\n") + 2


def check(root):
    listed = [line for line in house.read(root, "po/POTFILES").splitlines()
              if line and not line.startswith("#")]
    yield from check_files(root, listed)
    yield from check_russian(root, listed)
    yield from marks.check(root)
    yield from check_words(root)
    yield from check_spaces(root)


def main(root):
    faults = list(check(root))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
