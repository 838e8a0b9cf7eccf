#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The look at the manifests can fail: each is spoilt once, and found out."""
import json
import os
import shutil
import tempfile
import unittest

import manifest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BOTH = "flatpak/ru.sah67.Kabinet.json", "flatpak/ru.sah67.Kabinet.Devel.json"
MODULE = "flatpak/libsodium.json"


def own(data):
    return data["modules"][-1]


# name: (the files, what is done to the JSON in them, the faults expected)
BAD = {
    "the whole home": (BOTH, lambda data: data["finish-args"].append("--filesystem=home"),
                       "--filesystem=home is not among what it may do"),
    "every bus": (BOTH, lambda data: data["finish-args"].append("--socket=session-bus"),
                  "--socket=session-bus is not among what it may do"),
    "headers": (BOTH, lambda data: data["cleanup"].remove("/include"), "leaves /include installed"),
    "another id": (BOTH[:1], lambda data: data.update(id="ru.sah67.Other"),
                   "its id is ru.sah67.Other, and meson's ru.sah67.Kabinet"),
    "another program": (BOTH, lambda data: data.update(command="sh"), "command is not kabinet"),
    "the other build": (BOTH[1:], lambda data: own(data).update({"config-opts": ["-Dprofile=default"]}),
                        "is not the build for development"),
    "a folder beside": (BOTH, lambda data: own(data)["sources"][0].update(path="../.."),
                        "a folder other than the checkout"),
    "what moves": (BOTH, lambda data: own(data)["sources"][0].update(type="git"), "a source of the type git"),
    "a module that is gone": (BOTH, lambda data: data["modules"].insert(0, "gone.json"),
                              "flatpak/gone.json: is named and not there"),
    "unpinned": ([MODULE], lambda data: data["sources"][0].pop("sha256"), "has no sha256"),
    "half a sum": ([MODULE], lambda data: data["sources"][0].update(sha256="58"), "has no sha256"),
    "unsafe": ([MODULE], lambda data: data["sources"][0].update(url="http://example.org/a.tar.gz"),
               "http://example.org/a.tar.gz is not fetched over https"),
    "empty": ([MODULE], lambda data: data["sources"].clear(), "libsodium is built from nothing"),
    "one more right": (BOTH[1:], lambda data: data["finish-args"].pop(),
                       "differs from flatpak/ru.sah67.Kabinet.json in more than the id and the profile"),
}


class Manifest(unittest.TestCase):
    def setUp(self):
        self.root = self.enterContext(tempfile.TemporaryDirectory())
        shutil.copytree(os.path.join(ROOT, "flatpak"), os.path.join(self.root, "flatpak"))
        shutil.copy(os.path.join(ROOT, "meson.build"), self.root)

    def spoil(self, path, change):
        path = os.path.join(self.root, path)
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        change(data)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(data, file, indent=2)

    def test_bad(self):
        for name, (paths, change, fault) in BAD.items():
            with self.subTest(name):
                self.setUp()
                for path in paths:
                    self.spoil(path, change)
                found = list(manifest.check(self.root))
                self.assertTrue(any(fault in line for line in found), found)

    def test_no_json(self):
        with open(os.path.join(self.root, MODULE), "a", encoding="utf-8") as file:
            file.write("}")
        self.assertIn("is no JSON", "".join(manifest.check(self.root)))

    def test_other_id_in_meson(self):
        path = os.path.join(self.root, "meson.build")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("'ru.sah67.Kabinet'", "'ru.sah67.Cabinet'"))
        self.assertIn("flatpak/ru.sah67.Cabinet.json: is not there", list(manifest.check(self.root)))


if __name__ == "__main__":
    unittest.main()
