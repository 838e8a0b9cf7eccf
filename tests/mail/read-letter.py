#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a letter as a mail program would and prints what it means as JSON; fails where the text breaks a rule."""

import email
import email.header
import email.policy
import email.utils
import json
import re
import sys

raw = open(sys.argv[1], "rb").read()
assert raw.isascii(), "not ASCII"
assert b"\r" not in raw.replace(b"\r\n", b""), "a lone CR"
assert b"\n" not in raw.replace(b"\r\n", b""), "a lone LF"
lines = raw.split(b"\r\n")
assert max(map(len, lines)) <= 300, "a line too long"
assert all(len(line) <= 76 for line in lines if b"@" not in line), "a line over 76"
for word in re.findall(rb"=\?[^ ]*\?=", raw):
    assert len(word) <= 75, "an encoded word over 75"

letter = email.message_from_bytes(raw, policy=email.policy.SMTP.clone(raise_on_defect=True))
sender = letter["From"].addresses
recipient = letter["To"].addresses
assert len(sender) == 1 and len(recipient) == 1
# The policy above puts a space between the encoded words of a phrase (CPython issue 92081), the older reader does not.
name, address = email.utils.parseaddr(email.message_from_bytes(raw)["From"].replace("\r\n", ""))
assert address == sender[0].addr_spec
assert letter.get_content_type() == "text/plain" and letter.get_content_charset() == "utf-8"
print(
    json.dumps(
        {
            "headers": " ".join(letter.keys()),
            "date": int(letter["Date"].datetime.timestamp()),
            "from_name": str(email.header.make_header(email.header.decode_header(name))),
            "from": sender[0].addr_spec,
            "to": recipient[0].addr_spec,
            "subject": letter["Subject"],
            "message_id": letter["Message-ID"],
            "auto": letter["Auto-Submitted"],
            "body": letter.get_payload(decode=True).decode("utf-8"),
        }
    )
)
