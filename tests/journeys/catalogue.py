# SPDX-License-Identifier: GPL-3.0-or-later
"""The messages of the program: read off the Russian catalogue, which holds them all."""

import ast
import re
import typing

KEYWORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) (".*")')


class Message(typing.NamedTuple):
    context: str
    english: list  # one, or the singular and the plural
    translations: list  # one, or a language's plurals


def read_entry(lines):
    """The parts of an entry by their keywords; what begins with neither a keyword nor a quote is a comment."""
    parts, keyword = {}, None
    for line in lines:
        match = KEYWORD.fullmatch(line)
        if match:
            keyword, line = match.groups()
            parts[keyword] = ""
        if keyword and line.startswith('"'):
            parts[keyword] += ast.literal_eval(line)
    return parts


def read(path):
    """All messages of a .po file, without its header."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        parts = read_entry(block.splitlines())
        if parts.get("msgid"):
            yield Message(
                parts.get("msgctxt"),
                [text for keyword, text in parts.items() if keyword.startswith("msgid")],
                [text for keyword, text in parts.items() if keyword.startswith("msgstr")],
            )
