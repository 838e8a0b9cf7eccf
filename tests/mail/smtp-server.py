#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server for the tests: prints its port, keeps each letter it takes as N.eml and how it came as N.json."""

import argparse
import asyncio
import json
import os
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, options):
        self.options = options
        self.refusals = options.times

    def refuse(self, command):
        if self.options.refuse != command or self.refusals == 0:
            return None
        self.refusals -= 1
        return self.options.reply

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.refuse("MAIL") or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.refuse("RCPT")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = self.refuse("DATA")
        if refusal:
            return refusal
        number = len(list(self.options.folder.glob("*.eml"))) + 1
        told = {
            "helo": session.host_name,
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "encrypted": session.ssl is not None or self.options.implicit,
            "signed_in": session.authenticated is True,
        }
        (self.options.folder / f"{number:04}.json").write_text(json.dumps(told))
        partial = self.options.folder / f"{number:04}.part"
        partial.write_bytes(envelope.original_content)
        os.rename(partial, partial.with_suffix(".eml"))
        return "250 OK"


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate", help="offer STARTTLS with this chain")
    parser.add_argument("--key")
    parser.add_argument("--implicit", action="store_true", help="TLS from the first byte")
    parser.add_argument("--require-tls", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--refuse", choices=["MAIL", "RCPT", "DATA"])
    parser.add_argument("--reply", default="450 Later")
    parser.add_argument("--times", type=int, default=-1, help="-1: always")
    return parser.parse_args()


async def serve(options):
    handler = Handler(options)
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (options.user.encode(), options.password.encode())
        return AuthResult(success=right, handled=False, message=None if right else "535 5.7.8 No")

    def make_protocol():
        return SMTP(
            handler,
            hostname="mail.test",
            tls_context=None if options.implicit else context,
            require_starttls=options.require_tls,
            authenticator=authenticate if options.user else None,
            auth_required=options.user is not None,
            auth_require_tls=options.user is not None and not options.implicit,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        make_protocol, "127.0.0.1", options.port, ssl=context if options.implicit else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    # The tests hold the other end of stdin: whatever way they leave, so does this.
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(serve(parse_arguments()))
