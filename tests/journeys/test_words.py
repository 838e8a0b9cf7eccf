#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that journeys use, in another language; and the language that is longer than any."""

import pathlib
import re
import tempfile
import unittest

import catalogue
import pseudo
from words import HOLE, Words

CATALOGUE = r'''msgid ""
msgstr "Language: ru\n"

msgid "_Pay"
msgstr "_Оплатить"

msgctxt "button"
msgid "Pay now"
msgstr "Оплатить"

msgid "No. %s"
msgstr "№ %s"

#, c-format
msgid "Paid %s, left %s"
msgstr "Оплачено %s, осталось %s"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgid "The password is wrong. "
"Try again."
msgstr "Пароль не подошел. Попробуйте еще раз."
'''


class WordsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.source = pathlib.Path(self.folder.name)
        (self.source / "po").mkdir()
        (self.source / "po/ru.po").write_text(CATALOGUE, encoding="utf-8")
        self.english = Words(self.source, str)

    def tearDown(self):
        self.folder.cleanup()

    def test_english(self):
        for russian, english in (
            ("Оплатить", "Pay"),
            ("Оплатить", "Pay now"),
            ("№ 12", "No. 12"),
            ("Оплачено № 1, осталось 0", "Paid No. 1, left 0"),
            ("5 файлов", "5 files"),
            ("Пароль не подошел.", "The password is wrong. Try again."),
            ("Иванов (Иван)", "Иванов (Иван)"),
        ):
            self.assertTrue(self.english.are(russian, english), (russian, english))

    def test_nothing_else(self):
        for russian, english in (("Оплатить", "Paying"), ("Оплатить", "Оплатить"), ("№ 12", "No. 13"), ("а.в", "абв")):
            self.assertFalse(self.english.are(russian, english), (russian, english))
        self.assertTrue(self.english.are_in("Оплатить", "Press Pay to go on"))

    def test_russian(self):
        russian = Words(self.source)
        self.assertTrue(russian.are("№ 12", "№ 12"))
        self.assertFalse(russian.are("№ 12", "No. 12"))

    def test_longer(self):
        for message in catalogue.read(self.source / "po/ru.po"):
            for english in message.english:
                longer = pseudo.stretch(english)
                self.assertEqual(HOLE.findall(longer), HOLE.findall(english))
                self.assertEqual(longer.count("_"), english.count("_"))
                letters = len(re.sub(r"%[sd]", "", english))
                self.assertGreaterEqual(len(re.sub(r"%[sd]", "", longer)), 1.4 * letters - 1, longer)
        self.assertEqual(pseudo.stretch("<b>%d&amp;</b> %%"), "<b>%d&amp;</b> %%")


if __name__ == "__main__":
    unittest.main()
