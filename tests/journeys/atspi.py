# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees of the window: nodes read over D-Bus each time anew, so nothing is stale but a node that is gone."""

import functools

from gi.repository import GLib

ATSPI = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
SCREEN_COORDINATES = 0
WINDOW_COORDINATES = 1
PARENT_COORDINATES = 2
LABELLED_BY = 2
DESCRIBED_BY = 18
FAR = 1 << 24  # pixels; a history of 10 000 rows is less high
# GTK 3, in which the portals' dialogs are made, has other words for the same.
ROLES = {"push button": "button", "text": "text box", "check box": "checkbox"}
TIMEOUT = 20000  # milliseconds; a window of a sanitized build on a busy machine is slow

STATES = {
    "checked": 4,
    "editable": 7,
    "enabled": 8,
    "expanded": 10,
    "focusable": 11,
    "focused": 12,
    "pressed": 20,
    "selected": 23,
    "sensitive": 24,
    "showing": 25,
    "visible": 30,
}


class Gone(Exception):
    """The node died meanwhile: look again."""


class Node:
    def __init__(self, bus, owner, path, parent=None):
        self.bus, self.owner, self.path, self.parent = bus, owner, path, parent

    def __eq__(self, other):
        return isinstance(other, Node) and (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def __repr__(self):
        return f"{self.role} «{self.name}»"

    def call(self, interface, method, arguments=None):
        try:
            return self.bus.call_sync(
                self.owner, self.path, interface, method, arguments, None, 0, TIMEOUT, None
            ).unpack()
        except GLib.Error as error:
            raise Gone(f"{interface}.{method}: {error.message}") from None

    def get(self, interface, name):
        return self.call(
            "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (ATSPI + interface, name))
        )[0]

    @property
    def children(self):
        (children,) = self.call(ATSPI + "Accessible", "GetChildren")
        return [Node(self.bus, owner, path, self) for owner, path in children]

    @property
    def holder(self):
        """What says that it holds this node, which need not be what lists it: a page of a stack is not listed."""
        owner, path = self.get("Accessible", "Parent")
        return Node(self.bus, owner, path)

    @property
    def role(self):
        name = self.call(ATSPI + "Accessible", "GetRoleName")[0]
        return ROLES.get(name, name)

    @property
    def name(self):
        return self.get("Accessible", "Name")

    @property
    def description(self):
        return self.get("Accessible", "Description")

    @property
    def names(self):
        """What a screen reader calls it: a button with a picture alone by its tooltip, what has no name by what labels it.
        In newer GTK no status may have a name: the text that it shows is read."""
        names = [self.name, self.description]
        role = self.role
        if any(names):
            return names
        if role in ("menu item", "text box"):
            return [label.name or label.text for label in self.labels]
        if role == "status" and self.has_text:
            return [self.text]
        return names

    @property
    def has_text(self):
        return ATSPI + "Text" in self.call(ATSPI + "Accessible", "GetInterfaces")[0]

    @property
    def labels(self):
        """What names this node in its stead."""
        return self.find_related(LABELLED_BY)

    @property
    def explanation(self):
        """What a screen reader adds to the name: a description or, in newer GTK, what the node is described by."""
        return self.description or " ".join(node.name or node.text for node in self.find_related(DESCRIBED_BY))

    def find_related(self, relation):
        (relations,) = self.call(ATSPI + "Accessible", "GetRelationSet")
        return [Node(self.bus, *target) for kind, targets in relations for target in targets if kind == relation]

    def has(self, state):
        ((low, high),) = self.call(ATSPI + "Accessible", "GetState")
        number = STATES[state]
        return bool((low >> number if number < 32 else high >> (number - 32)) & 1)

    @property
    def extents(self):
        """x, y, width, height inside of the window."""
        return self.measure(WINDOW_COORDINATES)

    def measure(self, coordinates):
        return self.call(ATSPI + "Component", "GetExtents", GLib.Variant("(u)", (coordinates,)))[0]

    def contains(self, x, y, coordinates):
        return self.call(ATSPI + "Component", "Contains", GLib.Variant("(iiu)", (x, y, coordinates)))[0]

    @property
    def is_mapped(self):
        """Whether it is drawn, if only outside of what is scrolled to: the hidden pages of a stack are in the tree as well,
        and no state tells them apart, but they contain no point."""
        x, y, width, height = self.extents
        # What is just going has in newer GTK a place that was never written: any number.
        if not 0 < width < FAR or not 0 < height < FAR or abs(x) > FAR or abs(y) > FAR:
            return False
        if self.contains(x + width // 2, y + height // 2, WINDOW_COORDINATES):
            return True
        if not is_newer_gtk(self.bus, self.owner):
            return False
        # There, the only point is asked for by no coordinates, and what lies left of or above its parent has none;
        # what is hidden never lies there.
        x, y, _, _ = self.measure(PARENT_COORDINATES)
        return self.contains(0, 0, SCREEN_COORDINATES) or x < 0 or y < 0

    @property
    def text(self):
        length = self.get("Text", "CharacterCount")
        return self.call(ATSPI + "Text", "GetText", GLib.Variant("(ii)", (0, length)))[0]

    @text.setter
    def text(self, text):
        (done,) = self.call(ATSPI + "EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))
        assert done, f"{self} took no text"

    def holds(self, text):
        """Whether this entry does; of a password a newer GTK tells the length alone."""
        return self.text in (text, "●" * len(text))

    def act(self):
        """The node's first action: of a button it is the click (actions are named in the user's language)."""
        (done,) = self.call(ATSPI + "Action", "DoAction", GLib.Variant("(i)", (0,)))
        assert done, f"{self} did nothing"

    def select_child(self, index):
        self.call(ATSPI + "Selection", "SelectChild", GLib.Variant("(i)", (index,)))

    def walk(self):
        """The node and all that is drawn below it, in the order of reading."""
        try:
            if not self.is_mapped:
                return
            children = self.children
        except Gone:
            return
        yield self
        for child in children:
            yield from child.walk()

    def describe(self, depth=0):
        """A drawing of the tree, for a failure's report."""
        try:
            if not self.is_mapped:
                return ""
            line = "  " * depth + f"{self!r} {self.read()!r} {self.description!r}\n"
            return line + "".join(child.describe(depth + 1) for child in self.children)
        except Gone:
            return ""

    def read(self):
        """The text of an entry, or nothing."""
        try:
            return self.text if self.role in ("text box", "search box", "spin button") else ""
        except Gone:
            return ""


@functools.cache
def is_newer_gtk(bus, owner):
    """From 4.10 on a node takes another way to where it is."""
    root = Node(bus, owner, ROOT)
    return root.get("Application", "ToolkitName") == "GTK" and read_version(root) >= (4, 10)


def read_version(root):
    return tuple(int(part) for part in root.get("Application", "Version").split(".")[:2])


def list_applications(bus):
    """The root nodes of all processes, each with the process id that the bus knows."""
    registry = Node(bus, "org.a11y.atspi.Registry", ROOT)
    applications = []
    for node in registry.children:
        try:
            (pid,) = bus.call_sync(
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus",
                "GetConnectionUnixProcessID",
                GLib.Variant("(s)", (node.owner,)),
                None,
                0,
                TIMEOUT,
                None,
            ).unpack()
        except GLib.Error:
            continue
        applications.append((node, pid))
    return applications
