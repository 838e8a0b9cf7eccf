# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a person meets it: what it shows, and what can be done to it with a pointer or a keyboard."""

import re
import signal

import atspi
import speech
from desktop import wait_until
from words import plain

# What no run may leave on the window's standard error.
FAULTS = re.compile(r"(WARNING|CRITICAL|ERROR) \*\*|ERROR: \w+Sanitizer|runtime error:")
# What GDK 4.24 says of its own frames on X11; no program has a part in it.
NO_FAULTS = re.compile(
    r"Gdk-WARNING \*\*: \S+ (gdk_frame_timings_submitted\(\) called on submitted frame\."
    r"|\(\S+\): ?gdk_frame_timings_throttling_hint: runtime check failed: \(self->result != GDK_FRAME_PREPARING\))$"
)
# What GTK says of the two ends of the path in its own file chooser, when this is drawn before the folders on the path are read.
CHOOSER_FAULTS = re.compile(r"Gtk-WARNING \*\*: \S+ Trying to snapshot GtkButton \w+ without a current allocation$")


# Given by its name, xdotool presses Alt with it on newer keyboards; F2 to F10 follow.
F1_CODE = 67


class Window:
    def __init__(self, desktop, *arguments, command=None, environment=None):
        """Started by a desktop's command, or as a journey starts it."""
        self.programs = desktop.programs
        errors = desktop.folder / f"window-{len(desktop.processes)}.log"
        others = [node for node, _ in atspi.list_applications(desktop.a11y_bus)]
        with open(errors, "wb") as log:
            process = desktop.spawn(
                *(command or desktop.programs.command("kabinet")),
                *arguments,
                stdout=log,
                stderr=log,
                env={**desktop.environment, **(environment or {})},
            )
        self.watch(desktop, process, errors, others)

    @classmethod
    def of(cls, programs, process, errors):
        """The window of a process that runs already; its complaints stand in errors."""
        window = cls.__new__(cls)
        window.programs = programs
        window.watch(programs.desktop, process, errors, None)
        return window

    def watch(self, desktop, process, errors, others):
        self.desktop, self.process, self.errors, self.others = desktop, process, errors, others
        self.words = desktop.words
        self.has_opened_chooser = False
        self.application = wait_until(self.find_application, "the window on the accessibility bus", 60)
        wait_until(lambda: self.list_surfaces(), "the window on the display")

    def find_application(self):
        assert self.process.poll() is None, f"the window ended with {self.process.returncode}: {self.read_errors()}"
        return self.programs.find_application(self)

    # What it shows

    @property
    def toplevels(self):
        """The windows and dialogs, the youngest last."""
        toplevels = []
        for root in [self.application, *self.programs.list_helpers()]:
            try:
                toplevels += root.children
            except atspi.Gone:
                pass
        return toplevels

    def walk(self):
        for toplevel in self.toplevels:
            yield from toplevel.walk()

    def look(self, role=None, name=None, *, inside=None, matching=None):
        """The first node of that role and name, at once, or None."""
        return next(self.look_all(role, name, inside=inside, matching=matching), None)

    def look_all(self, role=None, name=None, *, inside=None, matching=None):
        for node in inside.walk() if inside else self.walk():
            try:
                if self.is_called(node, role, name, matching):
                    yield node
            except atspi.Gone:
                continue

    def is_called(self, node, role, name, matching):
        if role is not None and node.role != role:
            return False
        names = [plain(text) for text in node.names]
        # A row without a name is known by what stands in it.
        if role == "list item" and not any(names):
            names = [" ".join(self.texts(node))]
        if name is not None and not any(self.words.are(name, text) for text in names):
            return False
        return matching is None or any(re.search(matching, text) for text in names)

    def find(self, role=None, name=None, *, inside=None, matching=None, seconds=20):
        what = f"{role or 'a node'} «{name or matching}»"
        return wait_until(lambda: self.look(role, name, inside=inside, matching=matching), what, seconds)

    def find_gone(self, role=None, name=None, *, inside=None, matching=None, seconds=20):
        what = f"{role or 'a node'} «{name or matching}» to go"
        wait_until(lambda: self.look(role, name, inside=inside, matching=matching) is None, what, seconds)

    def texts(self, inside=None):
        """All that can be read, in order."""
        texts = []
        for node in inside.walk() if inside else self.walk():
            try:
                texts += [plain(text) for text in (*node.names, node.read())]
            except atspi.Gone:
                pass
        return [text for text in texts if text]

    def says(self, *sentences, inside=None, seconds=20):
        """Waits until each sentence can be read somewhere."""

        def missing():
            texts = self.texts(inside)
            return [sentence for sentence in sentences if not any(self.words.are_in(sentence, text) for text in texts)]

        try:
            wait_until(lambda: not missing(), "sentences", seconds)
        except AssertionError:
            raise AssertionError(f"the window does not say {missing()}") from None

    def find_cut_texts(self):
        """What stands on the screen and does not show all it has to say; where the window was opened with what finds that."""
        before = len(self.read_errors())
        self.process.send_signal(signal.SIGUSR1)
        said = wait_until(lambda: (said := self.read_errors()[before:]).endswith("cut-text looked\n") and said, "the look")
        return [line.removeprefix("cut-text: ") for line in said.splitlines()[:-1]]

    def check_names(self, what=""):
        """Whatever can be used is called by a word, once; names may follow what they belong to."""
        if not self.has_come_true(lambda: not speech.find_faults(self), 2):
            faults = speech.find_faults(self)
            assert not faults, "\n".join([f"spoken badly {what}:", *faults])

    # The pointer

    def list_surfaces(self):
        """What this program shows on the display: (id, x, y, width, height)."""
        surfaces = []
        for surface in self.programs.list_surfaces(self):
            try:
                # xdotool itself counts the frame of a window twice.
                geometry = self.desktop.run("xwininfo", "-id", surface)
            except RuntimeError:
                continue
            keys = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
            x, y, width, height = (int(re.search(f"{key}: +(-?[0-9]+)", geometry)[1]) for key in keys)
            if width > 1:
                surfaces.append((surface, x, y, width, height))
        return surfaces

    def find_surface(self):
        """That of the window itself, among its dialogs and popovers the largest."""
        return wait_until(
            lambda: max(self.list_surfaces(), key=lambda surface: surface[3] * surface[4], default=None),
            "the window on the display",
        )

    def locate(self, node):
        """The middle of a node on the display. Nodes know where they are in their window or popover, and these, by their size,
        which surface they are; around a window's there is a border."""
        x, y, width, height = node.extents
        surfaces = self.list_surfaces()
        native = node
        while native.parent and native.parent.role != "application":
            native = native.parent
            around = native.extents
            same = [surface for surface in surfaces if surface[3:] == around[2:]]
            if same:
                return (
                    same[0][1] + x - around[0] + width // 2,
                    same[0][2] + y - around[1] + height // 2,
                )
        around = native.extents
        surface = min(surfaces, key=lambda s: abs(s[3] - around[2]) + abs(s[4] - around[3]))
        return (
            surface[1] + (surface[3] - around[2]) // 2 + x + width // 2,
            surface[2] + (surface[4] - around[3]) // 2 + y + height // 2,
        )

    def point_at(self, node):
        """Where it has come to rest: a sentence that has just been said may still be making room for itself."""

        def is_there():
            place = self.locate(node)
            self.desktop.run("xdotool", "mousemove", *place)
            return self.locate(node) == place and place

        return wait_until(is_there, f"{node} to stand still")

    def click(self, node):
        x, y = self.point_at(node)
        # What has come under a pointer that rests hears of it no sooner than it moves.
        self.desktop.run("xdotool", "mousemove", x + 1, y, "mousemove", x, y, "click", 1)
        self.desktop.wait_for_window_manager()

    def bring_into_view(self, node, pane=None, margin=0):
        """Turns the wheel over a pane, or the window with its bar above, until the node is not scrolled away."""
        if pane is None:
            pane, margin = self.toplevels[0], 50
        x, y = self.locate(pane)
        for i in range(100):
            # What has come under a pointer that rests hears of it no sooner than it moves.
            self.desktop.run("xdotool", "mousemove", x + i % 2, y)
            _, top, _, tall = node.extents
            _, above, _, room = pane.extents
            if above + margin <= top and top + tall <= above + room:
                return
            self.desktop.run("xdotool", "click", 5 if top > above + margin else 4)
            self.has_come_true(lambda: node.extents[1] != top)
        raise AssertionError(f"{node} stays out of view")

    def press_button(self, name, **where):
        """By pointer, when it can be pressed."""
        node = self.find("button", name, **where)
        wait_until(lambda: node.has("sensitive"), f"«{name}» to be ready")
        self.click(node)
        return node

    def fill(self, name, text, **where):
        """Points at an entry and types over what it holds."""
        entry = self.find("text box", name, **where)
        self.click(entry)
        self.press("ctrl+a", "BackSpace")
        self.type(text)
        wait_until(lambda: entry.holds(text), f"«{name}» to hold what was typed")
        return entry

    # The keyboard

    def press(self, *keys):
        keys = [re.sub(r"\bF([1-9]|10)$", lambda key: str(F1_CODE - 1 + int(key[1])), key) for key in keys]
        self.desktop.run("xdotool", "key", "--delay", "10", *keys)

    def type(self, text):
        self.desktop.run("xdotool", "type", "--delay", "5", "--", text)

    def focused(self):
        """The node with the focus; None when none of the window's has it."""
        for node in self.walk():
            try:
                if node.has("focused"):
                    return node
            except atspi.Gone:
                pass
        return None

    def tab_to(self, role, name=None, *, matching=None, key="Tab", limit=30):
        """Presses a key until the focus is where it ought to be."""
        way = []
        for _ in range(limit):
            before = self.focused()
            way.append(repr(before))
            if before and self.is_called(before, role, name, matching):
                return before
            self.press(key)
            self.has_come_true(lambda: self.focused() != before)
        raise AssertionError(f"{key} leads to {', '.join(way)}, never to {role} «{name or matching}»")

    @staticmethod
    def has_come_true(condition, seconds=0.5):
        try:
            return bool(wait_until(condition, "it", seconds))
        except AssertionError:
            return False

    # Its life

    def resize(self, width, height):
        """As by dragging: how narrow it may get changes on the way, so it is asked for again."""
        surface = self.find_surface()[0]
        self.desktop.run("xdotool", "windowmove", surface, 0, 0)
        for _ in range(10):
            # A window that is just coming does not know its size yet, so this is asked each time.
            surface, _, _, w, h = self.find_surface()
            _, _, inner_width, inner_height = self.toplevels[0].extents
            border = (w - inner_width, h - inner_height)
            self.desktop.run("xdotool", "windowsize", surface, width + border[0], height + border[1])
            if self.has_come_true(lambda: self.toplevels[0].extents[2:] == (width, height)):
                return
        raise AssertionError(f"the window is {self.toplevels[0].extents[2:]}, not {(width, height)}")

    def read_errors(self):
        return self.errors.read_text(errors="replace")

    def check_errors(self):
        faults = [line for line in self.read_errors().splitlines() if FAULTS.search(line) and not NO_FAULTS.search(line)]
        if self.has_opened_chooser:
            faults = [line for line in faults if not CHOOSER_FAULTS.search(line)]
        assert not faults, "the window complained:\n" + self.read_errors()

    def close(self):
        """Leaves as a person does, and nothing was complained of."""
        self.press("ctrl+q")
        wait_until(lambda: self.process.poll() is not None, "the window to close", 60)
        assert self.process.returncode == 0, f"the window ended with {self.process.returncode}: {self.read_errors()}"
        self.check_errors()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
