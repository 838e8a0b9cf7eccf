# SPDX-License-Identifier: GPL-3.0-or-later
"""The real service on SQLite, with letters in a folder."""

import email
import email.policy
import pathlib
import re
import socket
import sqlite3
import subprocess

from desktop import wait_until

OPERATOR = pathlib.Path(__file__).resolve().parents[2] / "data/operator.ini"


def choose_port():
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


class Service:
    def __init__(self, desktop):
        self.desktop = desktop
        self.program = desktop.programs.command("kabinet-server")
        self.folder = desktop.folder / "service"
        self.folder.mkdir()
        self.port = choose_port()
        self.log = open(desktop.folder / "service.log", "wb")
        # The household is made once, by the demo; from then on the service is the same with every operator's.
        self.start("demo", "--listen", self.address, "--directory", self.folder)

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    @property
    def database(self):
        return next(self.folder.glob("*.sqlite"))

    def start(self, *arguments):
        environment = {key: value for key, value in self.desktop.environment.items() if key != "DISPLAY"}
        self.process = self.desktop.spawn(
            *self.program, *arguments, env=environment, stdout=subprocess.PIPE, stderr=self.log
        )
        line = self.process.stdout.readline().decode().strip()
        assert line == f"listening on http://{self.address}", f"the service says «{line}»"

    def start_again(self):
        """As an operator runs it, on the same database and port."""
        self.start(
            "serve",
            *("--database", f"sqlite:{self.database}"),
            *("--listen", self.address),
            *("--operator", OPERATOR),
            *("--mail", f"dir:{self.folder}/mail"),
        )

    def stop(self):
        self.process.terminate()
        status = self.process.wait(30)
        self.process.stdout.close()
        assert status == 0, f"the service left with {status}"

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def import_billing(self, folder):
        """What the operator brings, while the service runs."""
        self.desktop.run(*self.program, "import", "--database", f"sqlite:{self.database}", folder)

    # Letters

    def list_letters(self, recipient):
        letters = []
        for path in sorted((self.folder / "mail").glob("*.eml")):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP)
            if letter["To"].addresses[0].addr_spec == recipient:
                letters.append(letter.get_content())
        return letters

    def read_code(self, recipient, number=1):
        """The code in the number-th letter to an address."""
        letters = wait_until(
            lambda: len(found := self.list_letters(recipient)) >= number and found, f"letter {number}"
        )
        return re.search(r"\b\d{6}\b", letters[number - 1])[0]

    # The database, for what takes too long to happen by itself

    def run_sql(self, statement, *parameters):
        connection = sqlite3.connect(self.database, timeout=20)
        try:
            with connection:
                return connection.execute(statement, parameters).fetchall()
        finally:
            connection.close()
