#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a letter as a mail program would and prints what it means as JSON; fails where the text breaks a rule."""

import email
import email.header
import email.policy
import email.utils
import hashlib
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
for piece in re.findall(rb"filename\*\d+\*=([^;\r]*)", raw):
    assert not re.search(rb"%(?![0-9A-F]{2})", piece), "an escaped byte in two pieces"

letter = email.message_from_bytes(raw, policy=email.policy.SMTP.clone(raise_on_defect=True))
sender = letter["From"].addresses
recipient = letter["To"].addresses
assert len(sender) == 1 and len(recipient) == 1
# The policy above puts a space between the encoded words of a phrase (CPython issue 92081), the older reader does not.
name, address = email.utils.parseaddr(email.message_from_bytes(raw)["From"].replace("\r\n", ""))
assert address == sender[0].addr_spec
text, *files = letter.iter_parts() if letter.is_multipart() else [letter]
assert letter.get_content_type() == ("multipart/mixed" if files else "text/plain") and len(files) <= 1
assert text.get_content_type() == "text/plain" and text.get_content_charset() == "utf-8"
told = {}
for file in files:
    content = file.get_payload(decode=True)
    told = {
        "file": file.get_filename(),
        "file_ascii": file["Content-Type"].params["name"],
        "file_type": file.get_content_type(),
        "file_how": f'{file["Content-Disposition"].content_disposition} {file["Content-Transfer-Encoding"]}',
        "file_sha256": hashlib.sha256(content).hexdigest(),
        "file_size": len(content),
    }
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
            "body": text.get_payload(decode=True).decode("utf-8"),
            **told,
        }
    )
)
