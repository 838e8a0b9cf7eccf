# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader would say badly: no name, a type's name, or a name twice."""

import re

import atspi

# A type of GTK's or ours, an id of a template, an icon: what stands where nobody gave a name.
NO_NAME = re.compile(r"((Gtk|Gdk|Adw|Kab)[A-Z]\w*|[a-z]+(_[a-z]+)+|[a-z]+(-[a-z]+)*-symbolic)?")
PICTURES = ("image", "img", "icon")
NAMED = ("list item", "row", "column header", "menu item", "dialog", "alert dialog", "alert", "status", "progress bar")


def is_named(text):
    return not NO_NAME.fullmatch(" ".join(text.split()))


def is_theirs(node):
    """What GTK and Adwaita make themselves and give nobody a way to name: never more than this."""
    parent = node.parent
    if node.role == "generic":
        # From GTK 4.10 on the role of what scrolls, which has no name there, whoever gives it one.
        return atspi.is_newer_gtk(node.bus, node.owner)
    if node.role == "alert":
        # A toast of newer Adwaita, around ours, which says it.
        return any(inner != node and inner.role == "alert" and is_named(inner.name) for inner in node.walk())
    if node.role == "group":
        # What scrolls: a menu, where only the items have the focus, or a page of theirs, which has the name.
        return parent.name == "GtkPopoverContent" or (parent.role in ("group", "alert") and is_named(parent.name))
    if node.role == "image":
        # The mark of what is chosen, which says no more than the state.
        while parent:
            if parent.role == "combo box":
                return True
            parent = parent.parent
    return False


def find_fault_around(node):
    """What is said on the way to a node: the page of a stack it is on, and the picture a button is called by."""
    if node.role == "button":
        for label in node.labels:
            if not is_named(label.name):
                return f"{node} is called by «{label.name}»"
    if node.parent and node.parent.role == "group":
        holder = node.holder
        if holder.role == "tab panel" and holder.name and not is_named(holder.name):
            return f"{node} is on a page called «{holder.name}»"
    return None


def find_fault(node):
    role, name = node.role, node.name
    if name and name == node.description:
        return f"{role} «{name}» is said twice"
    if role in ("menu item", "status") and not name:
        # In newer GTK what labels it or what it shows is said instead, and must be a word.
        name = " ".join(node.names).strip()
    if role in PICTURES or role in NAMED or node.has("focusable"):
        if not is_named(name) and not is_theirs(node):
            return f"{role} «{name}» in {node.parent} has no name"
    return None


def find_faults(window):
    """A sentence for each, of all that is drawn."""
    faults = []
    for node in window.walk():
        try:
            fault = find_fault(node) or find_fault_around(node)
        except atspi.Gone:
            continue
        if fault:
            faults.append(fault)
    return faults
