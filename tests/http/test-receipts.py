# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipts as a resident gets them, while the operator's billing goes on.

    test-receipts.py KABINET-SERVER OPENAPI
"""

import concurrent.futures
import hashlib
import os
import pathlib
import select
import socket
import subprocess
import sys
import tempfile
import time

from contract import Contract
from service import Caller, Service, bring, count_sockets, is_sanitized, raw_connection, read_all, until

GUIDE = "123543566"
LIVELY = "200417803"
PATIENCE = 2

CORRECTED = f"{GUIDE};2020-02;Обращение с ТКО;чел.;5;89,46;447,30;-47,30;0;Отъезд\n"
OWN = b"%PDF-1.4\n1 0 obj << >> endobj\nstartxref\n0\n%%EOF\n"


def read_codes(folder, pdf):
    """The codes on the page, as a scanner of 150 dots an inch sees it."""
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "page.pdf", "page"],
                   cwd=folder, check=True)
    said = subprocess.run(["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable",
                           "-Sqrcode.enable", "page.png"],
                          cwd=folder, check=True, capture_output=True).stdout
    return said.decode().splitlines()


def test_code(caller, folder):
    """What a phone reads off the latest receipt is the payment code that the service gives."""
    for number in (GUIDE, LIVELY):
        path = f"/accounts/{number}"
        code = caller.expect(200, "GET", f"{path}/payment-code").json
        receipts = caller.expect(200, "GET", f"{path}/receipts").json["receipts"]
        assert code["amount"] == max(receipts[-1]["total"], 0)
        for receipt in receipts[-1:-8:-3]:
            pdf = caller.expect(200, "GET", f"{path}/receipts/{receipt['month']}").body
            (read,) = read_codes(folder, pdf)
            if receipt is receipts[-1]:
                assert read == code["text"], (read, code)
            values = dict(part.split("=", 1) for part in read.split("|")[1:])
            assert values["PersAcc"] == number
            assert values["PaymPeriod"] == receipt["month"][5:] + receipt["month"][:4]
            assert int(values.get("Sum", 0)) == max(receipt["total"], 0)


def fetch(service, contract, token, path):
    caller = Caller(service, contract)
    caller.token = token
    reply = caller.expect(200, "GET", path)
    caller.close()
    return reply.headers["ETag"], hashlib.sha256(reply.body).hexdigest()


def test_at_once(service, contract, caller):
    """Everybody asks for what was never drawn, at the same moment: one receipt a month."""
    with service.sql() as sql:
        sql.execute("DELETE FROM receipts")
    months = [f"2019-{month:02}" for month in range(1, 9)]
    paths = [f"/accounts/{GUIDE}/receipts/{month}" for month in months * 4]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda path: fetch(service, contract, caller.token, path), paths))
    assert all(tag == f'"{sha256}"' for tag, sha256 in got)
    assert got == got[:len(months)] * 4
    listed = caller.expect(200, "GET", f"/accounts/{GUIDE}/receipts?to=2019-08").json["receipts"]
    assert [receipt["sha256"] for receipt in listed] == [sha256 for _, sha256 in got[:len(months)]]
    with service.sql() as sql:
        assert sql.execute("SELECT count(*) FROM receipts").fetchone() == (len(months),)


def test_corrected(program, service, caller, folder):
    path = f"/accounts/{GUIDE}/receipts/"
    january = caller.expect(200, "GET", path + "2020-01").headers["ETag"]
    before = caller.expect(200, "GET", path + "2020-02")
    done = bring(program, service, folder, CORRECTED)
    assert done.stdout == "imported: accounts 0, lines 1, payments 0, receipts 0\n", done
    held = {"If-None-Match": before.headers["ETag"]}
    after = caller.expect(200, "GET", path + "2020-02", headers=held)
    assert after.headers["ETag"] != before.headers["ETag"]
    latest = caller.expect(200, "GET", f"/accounts/{GUIDE}/receipts?from=2020-02").json["receipts"]
    assert [(r["total"], f'"{r["sha256"]}"') for r in latest] == [(40000, after.headers["ETag"])]
    (read,) = read_codes(folder, after.body)
    assert "|Sum=40000|" in read
    # The month before has not changed, nor has its receipt.
    caller.expect(304, "GET", path + "2020-01", headers={"If-None-Match": january})


def test_own(program, service, caller, folder):
    path = f"/accounts/{GUIDE}/receipts/2020-02"
    drawn = caller.expect(200, "GET", path).headers["ETag"]
    # One that is no PDF, and nothing of that import is taken.
    done = bring(program, service, folder, receipts=[(f"{GUIDE}_2020-01.pdf", OWN),
                                                     (f"{GUIDE}_2020-02.pdf", b"<html>")])
    assert done.returncode == 1
    assert done.stderr.startswith(f"receipts/{GUIDE}_2020-02.pdf: "), done.stderr
    caller.expect(304, "GET", path, headers={"If-None-Match": drawn})

    done = bring(program, service, folder, receipts=[(f"{GUIDE}_2020-02.pdf", OWN)])
    assert done.stdout == "imported: accounts 0, lines 0, payments 0, receipts 1\n", done
    reply = caller.expect(200, "GET", path, headers={"If-None-Match": drawn})
    assert reply.body == OWN
    listed = caller.expect(200, "GET", f"/accounts/{GUIDE}/receipts?from=2020-02").json["receipts"]
    assert [(r["size"], r["sha256"]) for r in listed] == [
        (len(OWN), hashlib.sha256(OWN).hexdigest())]
    done = bring(program, service, folder, receipts=[(f"{GUIDE}_2020-02.pdf", OWN)])
    assert done.stdout == "imported: accounts 0, lines 0, payments 0, receipts 0\n", done


def test_slow_line(program, service, caller, folder):
    """A large receipt over a slow line takes longer than a connection may do nothing, and comes
    whole; who stops reading is let go of."""
    own = OWN[:9] + b"%" + b"x" * (9 * 1024 * 1024) + b"\n" + OWN[9:]
    done = bring(program, service, folder, receipts=[(f"{GUIDE}_2020-02.pdf", own)])
    assert done.returncode == 0, done
    ask = (f"GET /api/v1/accounts/{GUIDE}/receipts/2020-02 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
           f"Authorization: Bearer {caller.token}\r\n\r\n").encode()

    def open_line():
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
        line.settimeout(15)
        line.connect((service.host, service.port))
        line.sendall(ask)
        return line

    began = time.monotonic()
    with open_line() as line, open_line() as idle:
        got = bytearray()
        while piece := line.recv(128 * 1024):
            got += piece
            # So much a second, whatever the machine is about.
            late = len(got) / (3 * 1024 * 1024 / PATIENCE) - (time.monotonic() - began)
            select.select([], [], [], max(late, 0))
        assert got.endswith(own), f"cut after {len(got)} bytes"
        assert time.monotonic() - began > 2 * PATIENCE
        assert not read_all(idle).endswith(own)
    caller.close()
    until(lambda: count_sockets(service) == 1, "connections that do nothing")


def test_many_slow_lines(service, caller):
    """A crowd that asks for a large receipt and reads nothing of it has one copy of it in memory."""
    statm = pathlib.Path(f"/proc/{service.process.pid}/statm")
    ask = (f"GET /api/v1/accounts/{GUIDE}/receipts/2020-02 HTTP/1.1\r\nHost: x\r\n"
           f"Authorization: Bearer {caller.token}\r\n\r\n").encode()
    before = int(statm.read_text().split()[1])
    crowd = [raw_connection(service, ask) for _ in range(60)]
    for line in crowd:
        assert line.recv(12, socket.MSG_PEEK) == b"HTTP/1.1 200"
    grown = (int(statm.read_text().split()[1]) - before) * os.sysconf("SC_PAGE_SIZE")
    for line in crowd:
        line.close()
    # Each thread and the main loop may have another in hand.
    assert grown < 200 * 1024 * 1024, f"it grew by {grown} bytes"


def main(program, openapi):
    contract = Contract(openapi)
    with tempfile.TemporaryDirectory(prefix="kabinet-receipts-") as name:
        folder = pathlib.Path(name)
        with Service(program, folder, ["--idle-timeout", str(PATIENCE)]) as service:
            caller = Caller(service, contract)
            caller.sign_in()
            test_code(caller, folder)
            test_at_once(service, contract, caller)
            test_corrected(program, service, caller, folder)
            test_own(program, service, caller, folder)
            test_slow_line(program, service, caller, folder)
            if not is_sanitized(service):
                test_many_slow_lines(service, caller)
            caller.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
