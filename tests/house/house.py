#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house, read off the sources: who may include whom, and what stands nowhere.

    house.py ROOT        prints the faults as file:line: what; fails when there are some
"""
import ast
import os
import re
import sys
import xml.etree.ElementTree

# Room -> the rooms whose headers it may include, besides its own. The arrows run one way.
ROOMS = {
    "model": set(),
    "check": {"model"},
    "paycode": {"model"},
    "client": {"paycode", "check", "model"},
    "document": {"model"},
    "ui": {"client", "document", "paycode", "check", "model"},
    "server": {"server/http", "server/cabinet", "server/store", "server/billing", "server/mail",
               "server/receipt", "paycode", "check", "model"},
    "server/http": {"server/cabinet", "server/mail", "server/receipt", "paycode", "check", "model"},
    "server/cabinet": {"server/store", "server/mail", "server/receipt", "paycode", "check", "model"},
    "server/store": {"check", "model"},
    "server/billing": {"server/store", "server/receipt", "check", "model"},
    "server/mail": {"server/store", "model"},
    "server/receipt": {"paycode", "check", "model"},
}

# A page's folder: a room by itself, which the window may look into and another page may not.
PAGES = {"welcome", "information", "charges", "receipts", "pay", "accounts", "profile", "help"}
for page in PAGES:
    ROOMS["ui/" + page] = ROOMS["ui"] | {"ui"}
ROOMS["ui"] = ROOMS["ui"] | {"ui/" + page for page in PAGES}

# Headers of a room that another may include though the room is closed to it: opening the store, and
# asking whether it answers, is all that http/ may do with it.
DOORS = {("server/http", "kab-store.h")}

# Headers of a room for itself alone; so are all *-private.h.
PRIVATE = {"kab-database.h", "kab-json-value.h", "kab-number.h"}

GENERATED = re.compile(r"config\.h|kab-[a-z-]+-resources\.h")

# What comes from outside, by the beginning of the header's name, and the rooms it belongs to.
LIBRARIES = {
    "adwaita.h": {"ui"},
    "gtk/": {"ui", "document"},
    "gdk/": {"ui", "document"},
    "libsoup/": {"client", "server/http"},
    "libsecret/": {"client"},
    "json-glib/": {"model"},
    "poppler": {"document"},
    "sqlite3.h": {"server/store"},
    "libpq": {"server/store"},
    "sodium.h": {"server/cabinet"},
    "curl/": {"server/mail"},
    "qpdf/": {"server/receipt"},
    "qrencode.h": {"server/receipt", "ui"},
}

# The rooms without I/O name all they may include from outside.
PURE = {
    "model": {"glib.h", "glib-object.h", "gio/gio.h", "glib/gi18n-lib.h", "json-glib/json-glib.h",
              "string.h"},
    "check": {"glib.h", "glib-object.h", "gio/gio.h", "glib/gi18n-lib.h", "string.h"},
    "paycode": {"glib.h", "glib-object.h", "gio/gio.h", "glib/gi18n-lib.h", "string.h"},
}

WINDOW = {"ui", "client", "document"}
MONEY = {"model", "check", "paycode", "server/cabinet", "server/store", "server/billing"}
CLOCK = r"\b(g_date_time_new_now\w*|g_get_real_time|g_get_monotonic_time|g_random_\w+|time) \("

# What is not written in some rooms: the rooms, a pattern, and why.
BANNED = [
    (WINDOW, r"\w+_sync\s*\(", "a call that blocks in the window's process"),
    (WINDOW, r"\bg_main_(loop_\w+|context_iteration)\s*\(", "a nested main loop"),
    (MONEY, r"\b(double|float)\b", "a float near money"),
    (set(PURE) | {"server/cabinet"}, CLOCK, "a clock or chance that is not passed in"),
    (set(PURE), r"\b(fopen|open|g_open|g_fopen|g_file_\w+|g_getenv|g_spawn_\w+|g_socket_\w+) ?\(",
     "I/O in a room without"),
    (set(ROOMS) - {"model"}, r"\bjson_(parser|reader|object_get|array_get|node_get)\w*\s*\(",
     "JSON is read through kab_json_* only"),
    (WINDOW, r"\b(adw|gtk)_(message|alert)_dialog_\w+\s*\(", "a question that is no KabQuestion"),
    (set(ROOMS), r"\bg_object_set_data\w*\s*\(", "data hung on an object"),
]
# The one file that gives the rules the real clock, for a caller to pass in.
REAL_WORLD = "src/server/cabinet/kab-rules.c"

SLEEP = re.compile(r"\b(g_usleep|usleep|sleep|nanosleep|g_thread_yield)\s*\(")
UNDONE = re.compile(r"\b(TODO|FIXME|XXX)\b")

LICENSED = (".c", ".h", ".ui", ".py", ".css", ".sql", ".build", ".xml", ".yaml", ".ini", ".in",
            ".sh")
TOP = {".ci", ".clang-format", ".editorconfig", ".git", ".gitignore", "COPYING", "README.md",
       "data", "flatpak", "meson.build", "meson_options.txt", "po", "src", "tests"}
IGNORED = re.compile(r"build.*|\.flatpak-builder|\.cache|__pycache__|.*~")
MAX_LINES = 600

COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def walk(root):
    """All files of the project as paths below root."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if not IGNORED.fullmatch(f) and f != ".git")
        for name in sorted(files):
            if not IGNORED.fullmatch(name):
                yield os.path.relpath(os.path.join(folder, name), root)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def room_of(path):
    return os.path.dirname(path).removeprefix("src/")


def belongs(room, rooms):
    """Whether room is one of rooms or a page of one."""
    return room in rooms or (room.startswith("ui/") and "ui" in rooms)


def bare_code(text):
    """The code without what comments and strings say, line for line."""
    return COMMENT_OR_STRING.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def check_outside(room, header):
    """What is wrong with including a header that is not the house's own."""
    for prefix, rooms in LIBRARIES.items():
        if header.startswith(prefix) and not belongs(room, rooms):
            return f"{room}/ may not include <{header}>"
    if room in PURE and header not in PURE[room]:
        return f"{room}/ does no I/O: <{header}> is not among what it may include"
    return None


def check_inside(room, header, owner):
    """What is wrong with including a header of the room owner."""
    if owner == room:
        return None
    if header in PRIVATE or header.endswith("-private.h"):
        return f"{header} is private to {owner}/"
    if owner not in ROOMS[room] and (room, header) not in DOORS:
        return f"{room}/ may not include {header} of {owner}/"
    return None


def check_includes(path, text, owners):
    room = room_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, header = match.groups()
        if quote == "<":
            fault = check_outside(room, header)
        elif header in owners:
            fault = check_inside(room, header, owners[header])
        else:
            fault = None if GENERATED.fullmatch(header) else f"there is no {header} in src/"
        if fault:
            yield f"{path}:{number}: {fault}"


def check_banned(path, code):
    room = room_of(path)
    for number, line in enumerate(code.splitlines(), 1):
        for rooms, pattern, why in BANNED:
            if pattern is CLOCK and path == REAL_WORLD:
                continue
            if belongs(room, rooms) and re.search(pattern, line):
                yield f"{path}:{number}: {why}"


def check_c_sleep(path, code):
    """Waiting between two looks of a while loop is polling; any other sleep is a guess."""
    before = ""
    for number, line in enumerate(code.splitlines(), 1):
        if SLEEP.search(line) and not re.search(r"\bwhile\b", before + line):
            yield f"{path}:{number}: a test that sleeps"
        before = line


def check_python_sleep(path, text):
    """The same in Python."""
    def visit(node, in_loop):
        if (isinstance(node, ast.Call) and not in_loop
                and ast.unparse(node.func) in ("time.sleep", "sleep")):
            yield f"{path}:{node.lineno}: a test that sleeps"
        for child in ast.iter_child_nodes(node):
            yield from visit(child, in_loop or isinstance(node, ast.While))

    yield from visit(ast.parse(text), False)


def check_bindings(path, text):
    """GTK 4.8 complains at the end of an object whose binding looks at that very object."""
    for item in xml.etree.ElementTree.fromstring(text.encode()).iter():
        name = item.get("id") if item.tag == "object" else item.get("class")
        for binding in item.findall("binding"):
            if name and any((part.text or "").strip() == name for part in binding.iter()):
                yield f"{path}:1: {name} is bound to itself ({binding.get('name')})"


def check_source(path, text, owners):
    code = bare_code(text)
    if path.startswith("src/"):
        if room_of(path) not in ROOMS:
            yield f"{path}:1: {room_of(path)}/ is no room of the house"
            return
        yield from check_includes(path, text, owners)
        yield from check_banned(path, code)
    if path.startswith("tests/"):
        yield from check_c_sleep(path, code)
    if len(text.splitlines()) > MAX_LINES:
        yield f"{path}:{MAX_LINES + 1}: more than {MAX_LINES} lines"


def check(root):
    """All faults of the tree at root."""
    paths = list(walk(root))
    owners = {}
    for name in sorted(os.listdir(root)):
        if name not in TOP and not IGNORED.fullmatch(name):
            yield f"{name}:1: stands at the top, where it has no place"

    for path in paths:
        if path.startswith("src/") and path.endswith(".h"):
            name = os.path.basename(path)
            if name in owners:
                yield f"{path}:1: there is a {name} in {owners[name]}/ too"
            owners.setdefault(name, room_of(path))

    for path in paths:
        if path.split(os.sep)[0] not in TOP or not path.endswith(LICENSED):
            continue
        text = read(root, path)
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line or
                   "SPDX-License-Identifier: CC0-1.0" in line
                   for line in text.splitlines()[:2]):
            yield f"{path}:1: no SPDX line"
        for number, line in enumerate(text.splitlines(), 1):
            if UNDONE.search(line) and not path.startswith("tests/house/"):
                yield f"{path}:{number}: something is left undone"
        if path.endswith((".c", ".h")):
            yield from check_source(path, text, owners)
        if path.endswith(".ui"):
            yield from check_bindings(path, text)
        if path.startswith("tests/") and path.endswith(".py"):
            yield from check_python_sleep(path, text)


def main(root):
    faults = list(check(root))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
