# SPDX-License-Identifier: GPL-3.0-or-later
"""The journeys speak Russian, as the operator's guide does. A window in another language is asked for the same messages in
its own words, by way of the catalogue."""

import functools
import re

import catalogue

HOLE = re.compile(r"%(?:\d+\$)?[0-9.]*[sdu]")


def plain(text):
    """Spaces that do not break are spaces to the eye."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ").strip()


def as_shown(text, has_mnemonic):
    """A message without what the program takes out of it."""
    return plain(text.replace("%%", "%").replace("_", "") if has_mnemonic else text.replace("%%", "%"))


class Words:
    """Gives regular expressions, for one Russian message may be several of another language."""

    def __init__(self, source, translate=None):
        """translate gives an English message in the window's language; without it the window is in Russian."""
        self.pairs = []
        for message in catalogue.read(source / "po/ru.po") if translate else ():
            for english in message.english:
                shown = as_shown(translate(english), "_" in english)
                self.pairs += [(as_shown(text, "_" in text), shown) for text in message.translations]

    @functools.lru_cache(maxsize=None)
    def pattern(self, text):
        """What stands in the window for a Russian text: a whole message, with whatever is filled in, or the beginning of one.
        What is no message, such as a name or a number, stands for itself."""
        found = self.find_whole(text) or self.find_begun(text) or [re.escape(text)]
        return "(?:" + "|".join(dict.fromkeys(found)) + ")"

    def find_whole(self, text):
        found = [re.escape(shown) for russian, shown in self.pairs if russian == text]
        if found:
            return found
        for russian, shown in self.pairs:
            parts = [re.escape(part) for part in HOLE.split(russian)]
            match = re.fullmatch("(.+)".join(parts), text)
            # A message that is hardly more than what is filled in would fit everything.
            if match and len(parts) > 1 and re.search(r"[^\W\d_]|№", "".join(parts)):
                found.append(self.fill(shown, match.groups()))
        return found

    def fill(self, shown, values):
        parts = [re.escape(part) for part in HOLE.split(shown)]
        if len(parts) != len(values) + 1:  # the plural of "one" may leave its number out
            return ".*".join(parts)
        return parts[0] + "".join(self.pattern(value) + part for value, part in zip(values, parts[1:]))

    def find_begun(self, text):
        return [
            ".*".join(re.escape(part) for part in HOLE.split(shown))
            for russian, shown in self.pairs
            if russian.startswith(text)
        ]

    def are(self, text, shown):
        """Whether what is shown is that text and nothing else."""
        return re.fullmatch(self.pattern(text), shown) is not None

    def are_in(self, text, shown):
        return re.search(self.pattern(text), shown) is not None
