# SPDX-License-Identifier: GPL-3.0-or-later
"""The service under a crowd, under ill will, and when it is killed.

    test-endurance.py KABINET-SERVER OPENAPI
"""

import concurrent.futures
import contextlib
import http.client
import os
import pathlib
import random
import resource
import select
import signal
import socket
import sys
import tempfile
import threading
import time

from contract import Contract
from service import DEMO, Caller, Service, count_sockets, is_sanitized, raw_connection, read_all, until

GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
BODY_MAX = 64 * 1024
PATIENCE = 2


def read_reply(connection):
    """One reply from a raw connection: status line and body."""
    reply = http.client.HTTPResponse(connection)
    reply.begin()
    return reply.status, reply.read()


def test_crowd(service, contract):
    """64 who come at the same moment, each on a connection of their own: everybody is answered."""
    service.forget_tries()
    gathered = threading.Barrier(64)

    def visit(number):
        caller = Caller(service, contract, f"127.0.1.{number % 250 + 1}")
        gathered.wait()
        if number % 4 == 0:
            caller.sign_in()
            caller.expect(200, "GET", "/accounts")
        for _ in range(5):
            caller.expect(200, "GET", "/healthz", api=False)
            caller.expect(200, "GET", "/operator")
            caller.expect(401, "GET", "/profile", token=None)
        caller.close()
        return True

    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        assert all(pool.map(visit, range(64)))
    # Connections that only come, as at the start of a working day.
    guests = [raw_connection(service, GET) for _ in range(200)]
    assert all(read_reply(guest)[0] == 200 for guest in guests)
    for guest in guests:
        guest.close()
    until(lambda: count_sockets(service) == 1, "connections that their clients closed")


def test_idle_ends(service):
    """Whatever way a connection stops doing anything, it ends in time, and nothing of it is left."""
    ways = [b"", b"GE", GET[:-2], GET, GET + GET[:10],
            POST + b"Content-Length: 100\r\n\r\n{",
            POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
            POST + b"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"]
    connections = [raw_connection(service, way) for way in ways]
    began = time.monotonic()
    for connection in connections:
        read_all(connection)
        connection.close()
    assert time.monotonic() - began < PATIENCE + 3
    # The same ways, but it is the client that leaves, politely and not.
    for way in ways:
        for linger in (False, True):
            connection = raw_connection(service, way)
            if linger:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                      b"\1\0\0\0\0\0\0\0")
            connection.close()
    until(lambda: count_sockets(service) == 1, "connections that are over", PATIENCE + 5)


def test_slow_loris(service):
    """A byte now and then does not keep a request open."""
    began = time.monotonic()
    connection = raw_connection(service)
    connection.setblocking(False)
    data = iter(GET[:-2] + b"X: y\r\n" * 1000)
    while True:
        assert time.monotonic() - began < PATIENCE + 3, "still open"
        readable = select.select([connection], [], [], 0.1)[0]
        if readable:
            with contextlib.suppress(ConnectionError):
                assert connection.recv(100) == b""
            break
        with contextlib.suppress(ConnectionError, BrokenPipeError):
            connection.send(bytes([next(data)]))
    connection.close()
    # Meanwhile, and after, it serves others.
    Caller(service).expect(200, "GET", "/healthz", api=False)


def test_oversize(service, contract):
    def refused(head, body=b""):
        with raw_connection(service, POST + head) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(body)
            status, answer = read_reply(connection)
            assert status == 413, status
            contract.check("POST", "/api/v1/sessions", 413, "application/problem+json", answer)
            assert read_all(connection) == b""

    # Said beforehand: the reply comes before the body, and whether the body comes or not.
    refused(b"Content-Length: 65537\r\n\r\n")
    refused(b"Content-Length: 65537\r\n\r\n", b"x" * 65537)
    refused(b"Content-Length: 9000000000000000000\r\n\r\n", b"x" * 300000)
    refused(b"Content-Length: 65537\r\nExpect: 100-continue\r\n\r\n")
    # Not said: as soon as it is more.
    refused(b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"x" * 0x8000 + b"\r\n" + b"8001\r\n" + b"x" * 0x8001)
    refused(b"X-Long: " + b"a" * 20000 + b"\r\n\r\n")
    caller = Caller(service, contract)
    for size, status in [(BODY_MAX, 422), (BODY_MAX + 1, 413)]:
        reply = caller.call("POST", "/sessions", raw=b" " * size,
                            headers={"Content-Type": "application/json"})
        assert reply.status == status, (size, reply.status)
    # Asked first whether the body is welcome.
    with raw_connection(service, POST + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n") as patient:
        assert patient.recv(100).startswith(b"HTTP/1.1 100 ")
        patient.sendall(b"{}")
        assert read_reply(patient)[0] == 422
    caller.close()


def test_smuggling(service):
    """Where a request ends must not be a matter of opinion: else the next one is somebody else's."""
    for head in [b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                 b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"]:
        with raw_connection(service, POST + head + GET) as connection:
            assert read_reply(connection) == (400, b"")
            assert read_all(connection) == b""


def resident(service):
    """How much memory the service has, in bytes."""
    pages = pathlib.Path(f"/proc/{service.process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_flood(service):
    """Whatever is wrong with a request, its body without an end is not taken into memory."""
    if is_sanitized(service):
        return  # It keeps what is freed for a while.
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    for head in [POST + b"Content-Length: 5\r\n", b"POST /nowhere HTTP/1.1\r\nHost: x\r\n",
                 b"GET /healthz HTTP/1.1\r\n", b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n",
                 b"DANCE /healthz HTTP/1.1\r\nHost: x\r\n", b"OPTIONS * HTTP/1.1\r\nHost: x\r\n",
                 b"POST /healthz HTTP/1.0\r\nHost: x\r\n", POST + b"Expect: the-unexpected\r\n",
                 b"OPTIONS /healthz HTTP/1.1\r\nHost: x\r\n", b"DELETE /api/v1/sessions/x HTTP/1.1\r\nHost: x\r\n",
                 b"GET http://[ HTTP/1.1\r\nHost: x\r\n"]:
        before = resident(service)
        with raw_connection(service, head + b"Transfer-Encoding: chunked\r\n\r\n") as connection:
            with contextlib.suppress(ConnectionError):
                for _ in range(1000):
                    connection.sendall(piece)
            grown = resident(service) - before
            assert grown < 8 * 1024 * 1024, f"{head} made it grow by {grown} bytes"


def test_nonsense(service):
    """What is no HTTP does no harm."""
    chance = random.Random(20)
    # libsoup 3.2 forgets to free the target of a request whose coding it does not know.
    odd = [] if is_sanitized(service) else [POST + b"Transfer-Encoding: gzip\r\n\r\n"]
    for data in odd + [b"\0" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /healthz HTTP/1.1\r\n\r\n",
                 b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"CONNECT example.ru:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"GET http://example.ru/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"GET https://example.ru/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"GET /healthz HTTP/1.0\r\n\r\n",
                 POST + b"Content-Length: -1\r\n\r\n",
                 b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
                 GET * 20] + [chance.randbytes(300) for _ in range(20)]:
        with raw_connection(service) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            read_all(connection)
    Caller(service).expect(200, "GET", "/healthz", api=False)
    until(lambda: count_sockets(service) == 1, "connections that spoke nonsense", PATIENCE + 5)


def test_leavers(service):
    """Clients that leave while their request is at work."""
    body = b'{"email":"gone@example.ru","password":"abc12"}'
    for _ in range(40):
        connection = raw_connection(
            service, POST + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        connection.close()
    Caller(service).expect(200, "GET", "/healthz", api=False)
    until(lambda: count_sockets(service) == 1, "connections whose clients left", 15)


def test_memory(service):
    """Ten thousand connections later the service is no larger."""
    if is_sanitized(service):
        return  # It keeps what is freed for a while, and looks for leaks itself at the end.

    def visit(times):
        for i in range(times):
            connection = raw_connection(service, GET)
            assert read_reply(connection)[0] == 200
            if i % 2:
                connection.sendall(GET)
                assert read_reply(connection)[0] == 200
            connection.close()

    visit(300)
    before = resident(service)
    visit(1500)
    # One leaked connection is some 10 KiB.
    grown = resident(service) - before
    assert grown < 3 * 1024 * 1024, grown


def test_leaves_in_peace(program, folder):
    """SIGTERM: who is at work gets the reply, who is idle is let go of, nobody new comes in."""
    with Service(program, folder) as service:
        with service.sql() as sql:
            caller = Caller(service)
            caller.sign_in()
            idle = raw_connection(service, GET)
            assert read_reply(idle)[0] == 200
            sql.execute("BEGIN IMMEDIATE")
            body = b'{"name":"Late"}'
            working = raw_connection(
                service, b"PATCH /api/v1/profile HTTP/1.1\r\nHost: x\r\n"
                b"Authorization: Bearer " + caller.token.encode()
                + b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
                + body)
            assert not select.select([working], [], [], 0.3)[0]
            service.process.send_signal(signal.SIGTERM)
            assert read_all(idle) == b""
            with contextlib.suppress(ConnectionError):
                assert read_all(raw_connection(service, GET)) == b""
            assert service.process.poll() is None
            sql.execute("ROLLBACK")
            status, answer = read_reply(working)
            assert status == 200 and b"Late" in answer
            assert service.process.wait(10) == 0
            caller.close()
    # It comes up again on what it left.
    with Service(program, folder) as service:
        caller = Caller(service)
        caller.sign_in()
        assert caller.expect(200, "GET", "/profile").json["name"] == "Late"
        caller.close()


def test_full_disk(program, folder, contract):
    """Nothing can be written: who reads is served, who writes is told to come later, and all is
    well as soon as there is room."""
    with Service(program, folder) as service:
        caller = Caller(service, contract)
        caller.sign_in()
        receipt = "/accounts/123543566/receipts/2020-02"
        wal = pathlib.Path(f"{service.database}-wal")
        # No session was seen to be used for an hour, and nothing of the log is written over again.
        with service.sql() as sql:
            sql.execute("UPDATE sessions SET last_used_at = last_used_at - 3600")
            sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert wal.stat().st_size == 0
        usual = resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        for _ in range(2):
            caller.expect(200, "GET", "/accounts")
            caller.expect(200, "GET", "/accounts/123543566/receipts")
            assert caller.expect(200, "GET", receipt).body.startswith(b"%PDF-")
            caller.expect(503, "PATCH", "/profile", {"name": "Late"}, code="billing_unavailable")
            caller.expect(503, "POST", "/sessions", {"email": DEMO[0], "password": DEMO[1]},
                          code="billing_unavailable")
        resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, usual)
        caller.expect(200, "GET", receipt)
        assert caller.expect(200, "PATCH", "/profile", {"name": "Soon"}).json["name"] == "Soon"
        caller.close()
    with service.sql() as sql:
        assert sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert sql.execute("SELECT count(*) FROM receipts").fetchone() == (1,)


def test_lock(program, folder, contract):
    """Another program writes for longer than a call waits: that passes, and is told so."""
    with Service(program, folder) as service, service.sql() as sql:
        caller = Caller(service, contract)
        caller.sign_in()
        sql.execute("BEGIN IMMEDIATE")
        caller.expect(503, "PATCH", "/profile", {"name": "Late"}, code="billing_unavailable")
        caller.expect(200, "GET", "/profile")
        sql.execute("ROLLBACK")
        caller.expect(200, "PATCH", "/profile", {"name": "Late"})
        caller.close()


def check_whole(service, sure):
    """No half of a registration or an attachment is in the database, and nothing that was answered is lost."""
    with service.sql() as sql:
        assert sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert sql.execute("PRAGMA foreign_key_check").fetchall() == []
        users = dict(sql.execute("SELECT email, id FROM users"))
        for email, user in users.items():
            consents = sql.execute("SELECT count(*) FROM consents WHERE user_id = ?", (user,))
            assert consents.fetchone() == (2,), f"{email} has not every consent"
            waiting = sql.execute("SELECT count(*) FROM registrations WHERE email = ?", (email,))
            assert waiting.fetchone() == (0,), f"{email} is registered, and waits for it"
        for email, in sql.execute("SELECT email FROM registrations"):
            codes = sql.execute("SELECT count(*) FROM codes WHERE email = ?", (email,)).fetchone()
            letters = sql.execute("SELECT count(*) FROM letters WHERE recipient LIKE ?",
                                  (f"%{email}%",)).fetchone()
            assert codes == (1,), f"{email} waits for no code"
            assert letters[0] or service.find_letters(email), f"{email}'s letter is lost"
        for email, attached in sure.items():
            assert email in users, f"{email} was told they are registered"
            if attached:
                rows = sql.execute("SELECT count(*) FROM attachments WHERE user_id = ?",
                                   (users[email],))
                assert rows.fetchone() == (1,), f"{email} was told the account is attached"
        sql.execute("DELETE FROM attempts")


def settle(service, prefix, sure, stop):
    """Somebody who registers and attaches, over and over, until the service is gone."""
    number = 0
    with contextlib.suppress(OSError, http.client.HTTPException, AssertionError):
        while not stop.is_set():
            number += 1
            address = f"{prefix}-{number}@example.ru"
            caller = Caller(service, address=f"127.0.{random.randrange(2, 200)}.{number}")
            caller.register(address)
            sure[address] = False
            caller.expect(201, "POST", "/accounts",
                          {"number": "200417811", "receipt_amount": 34914})
            sure[address] = True
            caller.close()


def test_kill(program, folder, rounds=6):
    chance = random.Random(1)
    sure = {}
    for turn in range(rounds):
        service = Service(program, folder)
        try:
            check_whole(service, sure)
            stop = threading.Event()
            busy = [threading.Thread(target=settle, args=(service, f"u{turn}-{i}", sure, stop))
                    for i in range(2)]
            for thread in busy:
                thread.start()
            # At any moment of their doings.
            select.select([], [], [], chance.uniform(0.05, 1.2))
            stop.set()
        finally:
            service.kill()
        for thread in busy:
            thread.join()
    with Service(program, folder) as service:
        check_whole(service, sure)
    assert sure, "nobody ever came to the end of a registration"


def main(program, openapi):
    contract = Contract(openapi)
    with tempfile.TemporaryDirectory(prefix="kabinet-endurance-") as name:
        folder = pathlib.Path(name)
        homes = [folder / each for each in ("crowd", "leave", "kill", "full", "lock")]
        for home in homes:
            home.mkdir()
        with Service(program, homes[0], ["--idle-timeout", str(PATIENCE)]) as service:
            test_crowd(service, contract)
            test_idle_ends(service)
            test_slow_loris(service)
            test_oversize(service, contract)
            test_smuggling(service)
            test_flood(service)
            test_nonsense(service)
            test_leavers(service)
            test_memory(service)
        test_leaves_in_peace(program, homes[1])
        test_full_disk(program, homes[3], contract)
        # It waits for as long as a call does: the other goes on meanwhile.
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            lock = pool.submit(test_lock, program, homes[4], contract)
            test_kill(program, homes[2])
            lock.result()


if __name__ == "__main__":
    main(*sys.argv[1:])
