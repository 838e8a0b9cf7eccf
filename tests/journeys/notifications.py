# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a desktop that shows notifications, as far as a program can tell: it keeps them, and a journey can press one."""

import threading

from gi.repository import Gio, GLib

from words import plain

CLOSED_BY_CALL = 3


class Notifications:
    """That of most desktops: it talks to the program that runs."""

    NAME = "org.freedesktop.Notifications"
    PATH = "/org/freedesktop/Notifications"
    INTERFACE = """<node>
      <interface name="org.freedesktop.Notifications">
        <method name="GetCapabilities"><arg type="as" direction="out"/></method>
        <method name="GetServerInformation">
          <arg type="s" direction="out"/><arg type="s" direction="out"/>
          <arg type="s" direction="out"/><arg type="s" direction="out"/>
        </method>
        <method name="Notify">
          <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
          <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
          <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
        </method>
        <method name="CloseNotification"><arg type="u" direction="in"/></method>
        <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
        <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
      </interface>
    </node>"""

    def __init__(self, desktop):
        self.shown = {}  # (title, body) by id
        self.count = 0  # of all there ever were
        self.senders = set()  # the processes that told of them
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop.new(self.context, False)
        ready = threading.Event()
        threading.Thread(target=self.serve, args=(desktop, ready), daemon=True).start()
        assert ready.wait(20), "nobody shows notifications"

    def serve(self, desktop, ready):
        self.context.push_thread_default()
        self.connection = desktop.connect(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        interface = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
        self.connection.register_object(self.PATH, interface, self.called, None, None)
        self.call_bus(self.connection, "RequestName", GLib.Variant("(su)", (self.NAME, 0)))
        ready.set()
        self.loop.run()

    @staticmethod
    def call_bus(connection, method, arguments):
        place = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        return connection.call_sync(*place, method, arguments, None, 0, 20000, None)

    def called(self, connection, sender, path, interface, method, arguments, invocation):
        (pid,) = self.call_bus(connection, "GetConnectionUnixProcessID", GLib.Variant("(s)", (sender,))).unpack()
        self.senders.add(pid)
        invocation.return_value(self.answer(method, arguments))

    def answer(self, method, arguments):
        if method == "GetCapabilities":
            return GLib.Variant("(as)", (["actions", "body"],))
        if method == "GetServerInformation":
            return GLib.Variant("(ssss)", ("journey", "kabinet", "1", "1.2"))
        if method == "CloseNotification":
            self.close(*arguments.unpack())
            return None
        _, replaced, _, title, body, *_ = arguments.unpack()
        return GLib.Variant("(u)", (self.show(replaced or self.count + 1, title, body),))

    def show(self, key, title, body):
        self.count += 1
        self.shown[key] = (plain(title), plain(body))
        return key

    def emit(self, signal, arguments):
        self.connection.emit_signal(None, self.PATH, self.NAME, signal, arguments)

    def close(self, key):
        if self.shown.pop(key, None):
            self.emit("NotificationClosed", GLib.Variant("(uu)", (key, CLOSED_BY_CALL)))

    @property
    def texts(self):
        return sorted(self.shown.values())

    def press(self, text):
        """As a person does: what it is about opens, and it goes."""
        key = next(key for key, shown in self.shown.items() if shown == text)
        self.invoke(key)
        self.close(key)

    def invoke(self, key):
        self.emit("ActionInvoked", GLib.Variant("(us)", (key, "default")))


class KeptNotifications(Notifications):
    """That of GNOME: it keeps what a program told when that has ended, and starts it for the one that is pressed."""

    NAME = "org.gtk.Notifications"
    PATH = "/org/gtk/Notifications"
    INTERFACE = """<node>
      <interface name="org.gtk.Notifications">
        <method name="AddNotification">
          <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
        </method>
        <method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
      </interface>
    </node>"""

    def __init__(self, desktop):
        self.actions = {}
        super().__init__(desktop)

    def answer(self, method, arguments):
        program, name, *content = arguments.unpack()
        key = (program, name)
        if method == "RemoveNotification":
            self.close(key)
        else:
            (content,) = content
            self.actions[key] = content["default-action"].removeprefix("app."), content["default-action-target"]
            self.show(key, content["title"], content.get("body", ""))
        return None

    def close(self, key):
        self.shown.pop(key, None)

    def invoke(self, key):
        program, _ = key
        action, target = self.actions[key]
        arguments = GLib.Variant("(sava{sv})", (action, [GLib.Variant("(ss)", target)], {}))
        self.connection.call_sync(
            program,
            "/" + program.replace(".", "/"),
            *("org.freedesktop.Application", "ActivateAction", arguments, None, 0, 60000, None),
        )
