# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a desktop that shows notifications, as far as a program can tell: it keeps them, and a journey can press one."""

import threading

from gi.repository import Gio, GLib

from words import plain

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
CLOSED_BY_CALL = 3


class Notifications:
    def __init__(self, desktop):
        self.shown = {}  # (summary, body) by id
        self.count = 0  # of all there ever were
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop.new(self.context, False)
        ready = threading.Event()
        threading.Thread(target=self.serve, args=(desktop, ready), daemon=True).start()
        assert ready.wait(20), "nobody shows notifications"

    def serve(self, desktop, ready):
        self.context.push_thread_default()
        self.connection = desktop.connect(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.connection.register_object(PATH, interface, self.called, None, None)
        self.connection.call_sync(
            *("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName"),
            *(GLib.Variant("(su)", (NAME, 0)), None, 0, 20000, None),
        )
        ready.set()
        self.loop.run()

    def called(self, connection, sender, path, interface, method, arguments, invocation):
        reply = None
        if method == "GetCapabilities":
            reply = GLib.Variant("(as)", (["actions", "body"],))
        elif method == "GetServerInformation":
            reply = GLib.Variant("(ssss)", ("journey", "kabinet", "1", "1.2"))
        elif method == "Notify":
            _, replaced, _, summary, body, *_ = arguments.unpack()
            self.count += 1
            number = replaced or self.count
            self.shown[number] = (plain(summary), plain(body))
            reply = GLib.Variant("(u)", (number,))
        elif method == "CloseNotification":
            (number,) = arguments.unpack()
            self.close(number)
        invocation.return_value(reply)

    def emit(self, signal, arguments):
        self.connection.emit_signal(None, PATH, NAME, signal, arguments)

    def close(self, number):
        if self.shown.pop(number, None):
            self.emit("NotificationClosed", GLib.Variant("(uu)", (number, CLOSED_BY_CALL)))

    @property
    def texts(self):
        return sorted(self.shown.values())

    def press(self, text):
        """As a person does: what it is about opens, and it goes."""
        number = next(number for number, shown in self.shown.items() if shown == text)
        self.emit("ActionInvoked", GLib.Variant("(us)", (number, "default")))
        self.close(number)
