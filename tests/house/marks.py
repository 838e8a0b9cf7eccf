#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user reads is marked for translation: in templates, and in calls that put a text on the screen."""
import re
import xml.etree.ElementTree

import house

LETTER = re.compile(r"[^\W\d_]")

# Properties that are read, in a template and in C.
READ = {"action-name-label", "body", "button-label", "comments", "description", "heading", "label",
        "placeholder-text", "preview-text", "secondary-text", "subtitle", "text", "title",
        "tooltip", "tooltip-markup", "tooltip-text"}

# Calls by the end of their names, and which of their arguments are read.
SETTERS = {
    "_set_accept_label": (1,), "_set_action_label": (1,), "_set_body": (1,),
    "_set_button_label": (1,), "_set_description": (1,), "_set_heading": (1,), "_set_label": (1,),
    "_set_markup": (1,), "_set_placeholder_text": (1,), "_set_subtitle": (1,), "_set_text": (1,),
    "_set_title": (1,), "_set_tooltip_text": (1,),
    "_toast_show": (1,), "_toast_show_with_button": (1, 2), "_question_ask": (1, 2, 3),
    "adw_toast_new": (0,), "gtk_button_new_with_label": (0,), "gtk_button_new_with_mnemonic": (0,),
    "gtk_check_button_new_with_label": (0,), "gtk_label_new": (0,),
    "gtk_file_chooser_native_new": (0, 3, 4),
}
# Calls with pairs of a property and its value somewhere among their arguments.
PAIRS = re.compile(r"(g_object_new|g_object_set|adw_show_about_window)$")
# The accessible name and its like, by the last word of the constant.
SPOKEN = re.compile(r"GTK_ACCESSIBLE_PROPERTY_(LABEL|DESCRIPTION|VALUE_TEXT|ROLE_DESCRIPTION|"
                    r"PLACEHOLDER|HELP_TEXT|KEY_SHORTCUTS)$")

# What is a sentence is read wherever it is passed to, but for messages to a programmer.
SENTENCE = re.compile(r'"[A-Z][a-z]+ [a-z]')
MARKS = {"_", "ngettext", "g_dgettext", "g_dngettext", "g_debug", "g_warning", "g_critical", "g_error",
         "g_error_new_literal", "g_set_error_literal", "g_task_return_new_error", "kab_error_new"}

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[(){}\[\],]', re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CALL = re.compile(r"\b([a-z_]\w*) \(")


def split_arguments(text, start):
    """The arguments of the call whose parenthesis opens before start."""
    depth, arguments, begin = 1, [], start
    for token in TOKEN.finditer(text, start):
        sign = token.group()
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        if depth == 0 or (depth == 1 and sign == ","):
            arguments.append(COMMENT.sub("", text[begin:token.start()]).strip())
            begin = token.end()
        if depth == 0:
            break
    return arguments


def is_bare(argument):
    """Whether it is a literal that says something, as it stands: through _() it would be a call."""
    literals = re.fullmatch(r'(?:"(?:\\.|[^"\\])*"\s*)+', argument)
    return literals is not None and LETTER.search(re.sub(r"\\.|%[-+0-9.]*\w", "", argument)) is not None


def find_read(name, arguments):
    """Those arguments of a call that are read."""
    for end, places in SETTERS.items():
        if name.endswith(end):
            yield from (arguments[i] for i in places if i < len(arguments))
    for key, value in zip(arguments, arguments[1:]):
        if SPOKEN.match(key) or (PAIRS.match(name) and key[:1] == '"' and key[1:-1] in READ):
            yield value


def check_c(path, text):
    for call in CALL.finditer(text):
        name, arguments = call.group(1), split_arguments(text, call.end())
        sentences = [] if name in MARKS else [a for a in arguments if SENTENCE.match(a)]
        for argument in {*find_read(name, arguments), *sentences}:
            if is_bare(argument):
                yield f"{path}:{text.count(chr(10), 0, call.start()) + 1}: {argument} is not marked"


def check_template(path, text):
    for item in xml.etree.ElementTree.fromstring(text.encode()).iter():
        read = (item.tag == "property" and item.get("name") in READ) or (
            item.tag == "attribute" and item.get("name") == "label") or (
            item.tag == "item" and item.get("translatable") is None and not item.findall("*")
            and LETTER.search(item.text or ""))
        if read and LETTER.search(item.text or "") and item.get("translatable") not in ("yes", "true", "1"):
            yield f'{path}:1: "{item.text}" is not marked'


def check(root):
    for path in house.walk(root):
        if not path.startswith(("src/ui/", "src/document/")):
            continue
        if path.endswith(".c"):
            yield from check_c(path, house.read(root, path))
        elif path.endswith(".ui"):
            yield from check_template(path, house.read(root, path))
