# SPDX-License-Identifier: GPL-3.0-or-later
"""The real service as a child, and a caller of it."""

import contextlib
import email
import email.policy
import http.client
import json
import os
import pathlib
import re
import select
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import time
import urllib.parse

DEMO = ("abc@sah67.ru", "kabinet1")
CONSENTS = [{"kind": "terms", "version": "2025-09-01"},
            {"kind": "personal_data", "version": "2025-09-01"}]

HEADERS = {
    "accounts.csv": "number;owner;address;delivery_address;phone;email;contract;registered;residing\n",
    "opening.csv": "number;month;service;amount\n",
    "charges.csv": "number;month;service;unit;quantity;tariff;charged;recalculated;penalty;reason\n",
    "payments.csv": "id;number;date;amount;channel;document;state;service\n",
}


def until(condition, what, seconds=10):
    """Polls; there is no other wait in these tests."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain: {what}")
        select.select([], [], [], 0.02)


class Service:
    """kabinet-server in a folder: its database, its letters, its log."""

    def __init__(self, program, folder, arguments=(), command="demo"):
        self.folder = pathlib.Path(folder)
        self.database = self.folder / "kabinet.sqlite"
        self.letters = self.folder / "mail"
        self.log = self.folder / "log"
        if command == "demo":
            line = [program, "demo", "--directory", str(folder)]
        else:
            self.letters.mkdir(exist_ok=True)
            line = [program, "serve", "--database", f"sqlite:{self.database}",
                    "--mail", f"dir:{self.letters}", "--listen", "127.0.0.1:0"]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(line + list(arguments), stdout=subprocess.PIPE,
                                            stderr=log, stdin=subprocess.DEVNULL)
        said = self.process.stdout.readline().decode()
        match = re.fullmatch(r"listening on (https?://\S+)\n", said)
        if match is None:
            self.process.kill()
            raise AssertionError(f"the service said {said!r}: {self.read_log()}")
        self.url = match[1]
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port = parts.hostname, parts.port

    def read_log(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self):
        """As an administrator stops it; it must leave in peace."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("the service does not leave") from None
        rest = self.process.stdout.read().decode()
        self.process.stdout.close()
        assert rest == "", f"one line is printed, not also {rest!r}"
        assert status == 0, f"the service left with {status}: {self.read_log()[-20000:]}"

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if self.process.poll() is None:
            if kind is None:
                self.stop()
            else:
                self.kill()
        if kind is not None:
            print(f"the service's status {self.process.returncode}; its log ended with",
                  self.read_log()[-20000:], sep="\n")

    @contextlib.contextmanager
    def sql(self):
        """The database behind the service's back: time passes, or something breaks."""
        connection = sqlite3.connect(self.database, timeout=20, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()

    def forget_tries(self):
        with self.sql() as sql:
            sql.execute("DELETE FROM attempts")

    def find_letters(self, recipient):
        found = []
        for path in sorted(self.letters.glob("*.eml")):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if recipient in letter["To"]:
                found.append(letter.get_content())
        return found

    def wait_for_code(self, recipient, nth=1):
        """The code of the recipient's nth letter."""
        letters = until(lambda: (len(found := self.find_letters(recipient)) >= nth) and found,
                        f"letter {nth} to a new address")
        return re.search(r"\b\d{6}\b", letters[nth - 1])[0]


class Reply:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)


class Caller:
    """Calls; each reply is held against the contract."""

    def __init__(self, service, contract=None, address="127.0.0.1", context=None):
        self.service = service
        self.contract = contract
        self.address = address
        self.context = context
        self.connection = None
        self.token = None

    def connect(self):
        arguments = {"timeout": 30, "source_address": (self.address, 0)}
        if self.context is not None:
            return http.client.HTTPSConnection(self.service.host, self.service.port,
                                               context=self.context, **arguments)
        return http.client.HTTPConnection(self.service.host, self.service.port, **arguments)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def call(self, method, path, body=None, token=True, raw=None, headers=None, api=True):
        target = ("/api/v1" if api else "") + path
        sent = dict(headers or {})
        if token is True:
            token = self.token
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            raw = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if self.connection is None:
            self.connection = self.connect()
        self.connection.request(method, target, raw, sent)
        reply = self.connection.getresponse()
        answer = Reply(reply.status, reply.headers, reply.read())
        if reply.getheader("Connection", "").lower() == "close":
            self.close()
        if self.contract is not None:
            self.contract.check(method, target, answer.status, answer.headers.get("Content-Type"),
                                answer.body, answer.headers)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        return answer

    def expect(self, status, *arguments, code=None, **options):
        reply = self.call(*arguments, **options)
        assert reply.status == status, (f"{arguments[:2]}: {reply.status} instead of {status}: "
                                        f"{reply.body[:300]!r}")
        if code is not None:
            assert reply.json["code"] == code, f"{arguments[:2]}: {reply.json} is not {code}"
        return reply

    def sign_in(self, address=DEMO[0], password=DEMO[1]):
        reply = self.expect(201, "POST", "/sessions", {"email": address, "password": password},
                            token=None)
        self.token = reply.json["token"]
        return reply

    def register(self, address, password="abc12"):
        self.expect(202, "POST", "/registrations",
                    {"email": address, "password": password, "consents": CONSENTS}, token=None)
        code = self.service.wait_for_code(address)
        reply = self.expect(201, "POST", "/registrations/confirmation",
                            {"email": address, "code": code}, token=None)
        self.token = reply.json["token"]
        return reply


def bring(program, service, folder, charges="", receipts=(), **rows):
    """The operator's next import, while the service answers; rows of a file by its name without .csv."""
    files = pathlib.Path(tempfile.mkdtemp(dir=folder))
    rows["charges"] = charges
    for name, header in HEADERS.items():
        (files / name).write_text(header + rows.get(name.removesuffix(".csv"), ""), encoding="utf-8")
    (files / "receipts").mkdir()
    for name, pdf in receipts:
        (files / "receipts" / name).write_bytes(pdf)
    return subprocess.run([program, "import", "--database", f"sqlite:{service.database}",
                           str(files)], capture_output=True, text=True, timeout=60, check=False)


def raw_connection(service, data=b"", timeout=15):
    connection = socket.create_connection((service.host, service.port), timeout=timeout)
    if data:
        connection.sendall(data)
    return connection


def read_all(connection):
    """To the end, whatever kind of end."""
    got = b""
    with contextlib.suppress(ConnectionError):
        while chunk := connection.recv(65536):
            got += chunk
    return got


def tls_context(certificate):
    return ssl.create_default_context(cafile=str(certificate))


def is_sanitized(service):
    return "libasan" in pathlib.Path(f"/proc/{service.process.pid}/maps").read_text()


def count_sockets(service):
    """The one it listens with, and its connections."""
    count = 0
    for link in list(pathlib.Path(f"/proc/{service.process.pid}/fd").iterdir()):
        with contextlib.suppress(FileNotFoundError):
            count += os.readlink(link).startswith("socket:")
    return count
