# SPDX-License-Identifier: GPL-3.0-or-later
"""A language that nobody speaks: English with accents and 40 % longer, to see what has no room for it."""

import json
import re
import subprocess

import catalogue

LANGUAGE = "xx"
LONGER = 0.4
ACCENTS = str.maketrans("aeiounscyAEIOUNSCY", "àéîöûñšçýÀÉÎÖÛÑŠÇÝ")
# What is not for the reader: what is filled in, markup, entities.
KEPT = re.compile(r"(%(?:\d+\$)?[0-9.]*(?:[sdu]|%)|<[^>]*>|&\w+;)")


def stretch(english):
    """Letters are said twice, so that words grow and still wrap as words do."""
    longer, owed = [], 0.999  # of letters; a part of one is a whole one
    for part in KEPT.split(english):
        if KEPT.fullmatch(part):
            longer.append(part)
            continue
        for letter in part:
            longer.append(letter.translate(ACCENTS))
            owed += LONGER if letter != "_" else 0
            while owed >= 1 and letter.isalpha():
                longer.append(letter.lower().translate(ACCENTS))
                owed -= 1
    return "".join(longer)


def make_catalogue(source, folder):
    """FOLDER/xx/LC_MESSAGES/kabinet.mo, of all messages."""
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n!=1;\\n"']
    for message in catalogue.read(source / "po/ru.po"):
        lines.append("")
        if message.context is not None:
            lines.append(f"msgctxt {quote(message.context)}")
        lines += [f"{keyword} {quote(text)}" for keyword, text in zip(("msgid", "msgid_plural"), message.english)]
        if len(message.english) == 1:
            lines.append(f"msgstr {quote(stretch(message.english[0]))}")
        else:
            lines += [f"msgstr[{i}] {quote(stretch(text))}" for i, text in enumerate(message.english)]
    text = "\n".join([*lines, ""])
    subprocess.run(["msgfmt", "-o", str(place / "kabinet.mo"), "-"], input=text, encoding="utf-8", check=True)


def quote(text):
    """JSON escapes what a catalogue escapes."""
    return json.dumps(text, ensure_ascii=False)
