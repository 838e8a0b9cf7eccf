#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checkers can fail: each rule is broken once in a small made-up tree, and found there."""
import os
import tempfile
import unittest

import house
import translations

C = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
P = "# SPDX-License-Identifier: GPL-3.0-or-later\n"

# A tree without faults, in which each case below puts one file.
GOOD = {
    "README.md": "",
    "build-test/leftover.c": "sleep (1);\n",
    "src/model/kab-money.h": C + "#include <glib.h>\n",
    "src/model/kab-number.h": C,
    "src/model/kab-money.c": C + '#include "config.h"\n#include "kab-number.h"\n',
    "src/check/kab-sums.c": C + '#include "kab-money.h"\n',
    "src/client/kab-cabinet.h": C + "#include <libsoup/soup.h>\n",
    "src/client/kab-cabinet-private.h": C,
    "src/ui/kab-bar.h": C + "#include <adwaita.h>\n",
    "src/ui/kab-window.c": C + '#include "kab-profile-page.h"\n#include "kab-cabinet.h"\n',
    "src/ui/profile/kab-profile-page.h": C + '#include <gtk/gtk.h>\n#include "kab-bar.h"\n',
    "src/ui/kab-bar.ui": '<?xml version="1.0"?>\n<!-- ' + P[2:] + "-->\n<interface/>\n",
    "src/server/main.c": C + '#include "kab-service.h"\n',
    "src/server/http/kab-service.h": C + '#include "kab-store.h"\n',
    "src/server/cabinet/kab-rules.h": C + "#include <sodium.h>\n",
    "src/server/store/kab-store.h": C + "#include <sqlite3.h>\n",
    "src/server/store/kab-database.h": C,
    "src/server/store/kab-store-users.h": C + '#include "kab-store-resources.h"\n',
    "tests/model/test-money.c": C + "/* does not sleep (1) */\n",
    "tests/model/test-poll.c": C + "while (!done)\n  g_usleep (5000);\n",
    "tests/journeys/look.py": P + "import time\nwhile not found():\n    time.sleep(0.05)\n",
}

# name: (path, text, the fault expected there)
BAD = {
    "the window to the service": (
        "src/ui/kab-x.c", C + '#include "kab-store.h"\n', "2: ui/ may not include kab-store.h"),
    "the client to the service": (
        "src/client/kab-x.c", C + '#include "kab-rules.h"\n', "2: client/ may not include"),
    "the service to the client": (
        "src/server/http/kab-x.c", C + '#include "kab-cabinet.h"\n', "2: server/http/ may not"),
    "the model to the client": (
        "src/model/kab-x.c", C + '#include "kab-cabinet.h"\n', "2: model/ may not include"),
    "a page to a page": (
        "src/ui/welcome/kab-x.c", C + '#include "kab-profile-page.h"\n',
        "2: ui/welcome/ may not include kab-profile-page.h of ui/profile/"),
    "routes to the operations of the store": (
        "src/server/http/kab-x.c", C + '#include "kab-store-users.h"\n', "2: server/http/ may not"),
    "rules to HTTP": (
        "src/server/cabinet/kab-x.c", C + "#include <libsoup/soup.h>\n", "2: server/cabinet/ may"),
    "rules to SQL": (
        "src/server/cabinet/kab-x.c", C + "#include <sqlite3.h>\n", "2: server/cabinet/ may not"),
    "the database outside the store": (
        "src/server/billing/kab-x.c", C + '#include "kab-database.h"\n', "2: kab-database.h is pr"),
    "a private header": (
        "src/ui/kab-x.c", C + '#include "kab-cabinet-private.h"\n', "2: kab-cabinet-private.h is"),
    "the model's own header": (
        "src/check/kab-x.c", C + '#include "kab-number.h"\n', "2: kab-number.h is private"),
    "standard input and output in the model": (
        "src/model/kab-x.c", C + "#include <stdio.h>\n", "2: model/ does no I/O"),
    "files in a payment code": (
        "src/paycode/kab-x.c", C + "#  include <sys/stat.h>\n", "2: paycode/ does no I/O"),
    "a file opened in the model": (
        "src/model/kab-x.c", C + "f = g_file_new_for_path (p);\n", "2: I/O in a room without"),
    "a clock in the rules": (
        "src/server/cabinet/kab-x.c", C + "now = g_get_real_time ();\n", "2: a clock"),
    "a float near money": (
        "src/model/kab-x.c", C + "double amount;\n", "2: a float near money"),
    "an unknown header": (
        "src/ui/kab-x.c", C + '#include "kab-nothing.h"\n', "2: there is no kab-nothing.h"),
    "two headers of one name": (
        "src/ui/kab-money.h", C, "1: there is a kab-money.h in model/ too"),
    "a room unknown": ("src/attic/kab-x.c", C, "1: attic/ is no room"),
    "a call that blocks": (
        "src/ui/profile/kab-x.c", C + "soup_session_send_sync (s);\n", "2: a call that blocks"),
    "a nested main loop": (
        "src/client/kab-x.c", C + "g_main_loop_run (loop);\n", "2: a nested main loop"),
    "JSON read leniently": (
        "src/client/kab-x.c", C + "json_object_get_int_member (o, m);\n", "2: JSON is read"),
    "another way of asking": (
        "src/ui/profile/kab-x.c", C + "d = adw_message_dialog_new (w, a, b);\n",
        "2: a question that is no KabQuestion"),
    "data hung on an object": (
        "src/ui/kab-x.c", C + 'g_object_set_data (o, "a", b);\n', "2: data hung on an object"),
    "a binding to itself": (
        "src/ui/kab-x.ui", "<!-- " + P[2:] + '--><interface><object class="GtkLabel" id="a"><binding'
        ' name="visible"><lookup name="label">a</lookup></binding></object></interface>\n',
        "1: a is bound to itself (visible)"),
    "a test that sleeps": (
        "tests/model/test-x.c", C + "g_usleep (1000);\n", "2: a test that sleeps"),
    "a journey that sleeps": (
        "tests/journeys/x.py", P + "import time\ntime.sleep(1)\n", "3: a test that sleeps"),
    "no licence in C": ("src/ui/kab-x.c", "int x;\n", "1: no SPDX line"),
    "no licence in SQL": ("src/server/store/2.sql", "SELECT 1;\n", "1: no SPDX line"),
    "no licence in a template": ("src/ui/kab-x.ui", "<interface/>\n", "1: no SPDX line"),
    "no licence in a style": ("src/ui/x.css", "a {}\n", "1: no SPDX line"),
    "no licence in the build": ("src/ui/meson.build", "x = 1\n", "1: no SPDX line"),
    "a long file": ("src/ui/kab-x.c", C + "\n" * house.MAX_LINES, "601: more than 600 lines"),
    "a stray file at the top": ("notes.txt", "", "1: stands at the top"),
    "something undone": ("src/ui/kab-x.c", C + "/* TO" + "DO */\n", "2: something is left undone"),
}


HEADER = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
YES = 'msgid "Yes"\nmsgstr "Да"\n\n'

GOOD_WORDS = {
    "po/POTFILES": P + "src/ui/kab-x.c\n",
    "po/ru.po": HEADER + YES,
    "src/ui/kab-x.c": C + 'f (_ ("Yes"), __ ("No"), name_ ("No"));\n',
    "src/ui/kab-x.ui": "<property>no</property>\n",
    # Marked, empty, a name, or not to be read.
    "src/ui/kab-z.ui": '<interface><property name="label">%</property><property name="label"/>'
                       '<property name="icon-name">go</property><attribute name="label">…</attribute>'
                       '<items><item>1</item></items></interface>\n',
    "src/ui/kab-z.c": C + 'gtk_label_set_text (l, "%s: %d");\ng_debug ("It went well");\n'
                          'g_object_set (l, "label", text, "name", "x", NULL);\n'
                          'gtk_stack_set_visible_child_name (s, "content"); set_title (w, title);\n'
                          'kab_question_ask (widget, title, c (","), label);\n',
}

# name: (path, text, the fault expected)
BAD_WORDS = {
    "a file that is not listed": (
        "src/ui/kab-y.c", 'f (C_ ("context", "Yes"));\n',
        "po/POTFILES: src/ui/kab-y.c has messages and is not there"),
    "a template that is not listed": (
        "src/ui/kab-y.ui", '<property translatable="yes">Yes</property>\n',
        "po/POTFILES: src/ui/kab-y.ui has messages and is not there"),
    "a desktop entry that is not listed": (
        "data/x.desktop.in", "Name=Yes\n",
        "po/POTFILES: data/x.desktop.in has messages and is not there"),
    "a file that is gone": (
        "po/POTFILES", "src/ui/kab-x.c\nsrc/ui/kab-y.c\n",
        "po/POTFILES: there is no src/ui/kab-y.c"),
    "a file listed twice": (
        "po/POTFILES", "src/ui/kab-x.c\nsrc/ui/kab-x.c\n",
        "po/POTFILES: src/ui/kab-x.c is there twice"),
    "no Russian": ("po/ru.po", HEADER, 'po/ru.po: "Yes" has no Russian'),
    "an empty Russian": (
        "po/ru.po", HEADER + 'msgid "Yes"\nmsgstr ""\n', 'po/ru.po: "Yes" has no Russian'),
    "a guess": ("po/ru.po", HEADER + "#, fuzzy\n" + YES, 'po/ru.po: "Yes" is doubtful'),
    "a left-over": (
        "po/ru.po", HEADER + YES + 'msgid "Long gone"\nmsgstr "Давно"\n',
        'po/ru.po: "Long gone" is used nowhere'),
    "a template's text that is not marked": (
        "src/ui/kab-y.ui", '<interface><property name="tooltip-text">Yes</property></interface>\n',
        'src/ui/kab-y.ui:1: "Yes" is not marked'),
    "a menu that is not marked": (
        "src/ui/kab-y.ui", '<interface><attribute name="label">Yes</attribute></interface>\n',
        'src/ui/kab-y.ui:1: "Yes" is not marked'),
    "a list that is not marked": (
        "src/ui/kab-y.ui", "<interface><items><item>Yes</item></items></interface>\n",
        'src/ui/kab-y.ui:1: "Yes" is not marked'),
    "a label that is not marked": (
        "src/ui/kab-y.c", C + 'gtk_label_set_label (self->label,\n  /* why, */ "Yes");\n',
        'src/ui/kab-y.c:2: "Yes" is not marked'),
    "a format that is not marked": (
        "src/ui/kab-y.c", C + 'gtk_label_set_text (l, "%d people");\n',
        'src/ui/kab-y.c:2: "%d people" is not marked'),
    "a property that is not marked": (
        "src/document/kab-y.c", C + 'g_object_new (T, "a", f (1, 2), "label", "Yes", NULL);\n',
        'src/document/kab-y.c:2: "Yes" is not marked'),
    "an answer that is not marked": (
        "src/ui/kab-y.c",
        C + 'kab_question_ask (w, title, name (x), "Yes");\n',
        'src/ui/kab-y.c:2: "Yes" is not marked'),
    "a name for the ear that is not marked": (
        "src/ui/kab-y.c",
        C + 'gtk_accessible_update_property (a, GTK_ACCESSIBLE_PROPERTY_LABEL, "Yes", -1);\n',
        'src/ui/kab-y.c:2: "Yes" is not marked'),
    "a sentence that is not marked": (
        "src/ui/kab-y.c", C + 'kab_thing_say (self, "It went well.");\n',
        'src/ui/kab-y.c:2: "It went well." is not marked'),
    "another way of writing": (
        "po/ru.po", HEADER + 'msgid "Yes"\nmsgstr "Ещё"\n',
        "po/ru.po:5: «е» is written, as in the operator's guide"),
    "a word of one letter at the end of a line": (
        "po/ru.po", HEADER + 'msgid "Yes"\nmsgstr "Да, и не раз"\n',
        "po/ru.po:5: a space that does not break is missing"),
}


def faults_of(files, check=house.check):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return list(check(root))


class House(unittest.TestCase):
    def test_good(self):
        self.assertEqual(faults_of(GOOD), [])

    def test_bad(self):
        for name, (path, text, fault) in BAD.items():
            with self.subTest(name):
                faults = faults_of(GOOD | {path: text})
                self.assertEqual(len(faults), 1, faults)
                self.assertTrue(faults[0].startswith(f"{path}:{fault}"), faults)


class Translations(unittest.TestCase):
    def test_good(self):
        self.assertEqual(faults_of(GOOD_WORDS, translations.check), [])

    def test_bad(self):
        for name, (path, text, fault) in BAD_WORDS.items():
            with self.subTest(name):
                self.assertEqual(faults_of(GOOD_WORDS | {path: text}, translations.check), [fault])


if __name__ == "__main__":
    unittest.main()
