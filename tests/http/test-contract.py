# SPDX-License-Identifier: GPL-3.0-or-later
"""Every route and every answer of the contract, from the real service.

    test-contract.py KABINET-SERVER OPENAPI
"""

import contextlib
import hashlib
import json
import select
import socket
import subprocess
import sys
import tempfile
import urllib.parse

from contract import Contract, Violation
from service import CONSENTS, DEMO, Caller, Service, raw_connection, read_all, until

# Answers of the contract that no test here can bring about, each with the reason.
UNREACHABLE = set()

GUIDE = "123543566"
FREE = "200417811"
BAD_PERIODS = ("from=2020-13", "to=2020", "from=2020-02&to=2020-01", "from=1990-01&to=2100-01",
               "from=%ff", "from=", "from=2020-02%00")


def fields(reply):
    return reply.json.get("fields", {})


def test_validator(contract):
    """The judge can say no."""
    wrong = [
        ("GET", "/api/v1/profile", 200, "application/json", b"{}"),
        ("GET", "/api/v1/profile", 200, "text/html", b"<p>"),
        ("GET", "/api/v1/profile", 418, "application/json", b"{}"),
        ("DELETE", "/api/v1/sessions/current", 204, None, b"x"),
        ("GET", "/api/v1/nowhere", 200, "application/json", b"{}"),
        ("PUT", "/api/v1/profile", 404, "application/problem+json", b"{}"),
        ("GET", "/healthz", 200, "application/json", b'{"status":"ok","status":"ok"}'),
        ("GET", "/healthz", 200, "application/json", b'{"status":"ok","more":NaN}'),
        ("GET", "/api/v1/accounts", 401, "application/problem+json",
         json.dumps({"type": "t", "title": "t", "status": 401, "code": "internal",
                     "detail": ""}).encode()),
    ]
    for case in wrong:
        try:
            contract.check(*case)
        except Violation:
            continue
        raise AssertionError(f"{case} passed")
    assert not contract.seen
    contract.check_request("POST", "/api/v1/sessions", "application/json",
                           b'{"email":"a@b.ru","password":"abc12"}')
    for body in (b"", b"{}", b'{"email":1,"password":"abc12"}'):
        try:
            contract.check_request("POST", "/api/v1/sessions", "application/json", body)
        except Violation:
            continue
        raise AssertionError(f"{body} passed as a request")


def test_public(caller, openapi):
    operator = caller.expect(200, "GET", "/operator").json
    assert operator["name"] == "АО «Спецавтохозяйство»"
    assert [document["kind"] for document in operator["documents"]] == ["terms", "personal_data"]
    with open(openapi, "rb") as file:
        assert caller.expect(200, "GET", "/openapi.yaml").body == file.read()
    caller.expect(200, "GET", "/healthz", api=False)
    # A part of a reply is not served, and HEAD is GET without the body.
    caller.expect(200, "GET", "/operator", headers={"Range": "bytes=0-1"})
    head = caller.expect(200, "HEAD", "/operator")
    assert head.headers["Content-Length"] == str(
        len(caller.expect(200, "GET", "/operator").body))
    caller.expect(204, "OPTIONS", "/accounts")
    assert caller.expect(405, "PUT", "/accounts").headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert caller.expect(405, "BREW", "/profile/password").headers["Allow"] == "PUT, OPTIONS"
    for path in ("/nowhere", "/accounts/", "/accounts/%ff", "/accounts/1/2/3", "/", "//operator",
                 "/accounts/" + "1" * 200):
        caller.expect(404, "GET", path)
    caller.expect(404, "GET", "/metrics", api=False)
    caller.expect(413, "GET", "/operator?" + "a" * 2000)


def test_registration(service, caller):
    new = "new@example.ru"
    good = {"email": new, "password": "abc12", "consents": CONSENTS}
    reply = caller.expect(202, "POST", "/registrations", good)
    assert reply.json["email"] == new
    first = service.wait_for_code(new)
    # Bad input, member by member.
    for change, field, reason in [
            ({"email": "nobody"}, "email", "bad_format"),
            ({"email": ""}, "email", "empty"),
            ({"password": "ab12"}, "password", "too_short"),
            ({"password": "abc12345678"}, "password", "too_long"),
            ({"password": "пароль"}, "password", "bad_characters"),
            ({"consents": CONSENTS[:1]}, "consents", "missing"),
            ({"consents": [{"kind": "terms"}]}, "consents[0].version", "missing"),
            ({"consents": {}}, "consents", "bad_format"),
            ({"email": 5}, "email", "bad_format"),
            ({"email": "a\0@b.ru"}, "email", "bad_format")]:
        refused = caller.expect(422, "POST", "/registrations", {**good, **change},
                                code="invalid_input")
        assert fields(refused).get(field) in (reason, "bad_format"), (change, refused.json)
    missing = caller.expect(422, "POST", "/registrations", {"email": new})
    assert fields(missing) == {"password": "missing"}
    # A new code ends the former one.
    caller.expect(202, "POST", "/registrations/code", {"email": new})
    second = service.wait_for_code(new, 2)
    caller.expect(429, "POST", "/registrations/code", {"email": new})
    caller.expect(202, "POST", "/registrations/code", {"email": "stranger@example.ru"})
    if first != second:
        caller.expect(422, "POST", "/registrations/confirmation", {"email": new, "code": first},
                      code="code_wrong")
    caller.expect(422, "POST", "/registrations/confirmation", {"email": new, "code": "12"},
                  code="invalid_input")
    confirmed = caller.expect(201, "POST", "/registrations/confirmation",
                              {"email": new, "code": second}).json
    assert confirmed["profile"]["email"] == new
    # Used up.
    caller.expect(410, "POST", "/registrations/confirmation", {"email": new, "code": second})
    # An address that is taken is answered alike, and told by letter.
    taken = caller.expect(202, "POST", "/registrations", good)
    assert set(taken.json) == set(reply.json)
    letters = until(lambda: (len(found := service.find_letters(new)) >= 3) and found, "the letter")
    assert second not in letters[2]
    # Too old.
    old = "old@example.ru"
    caller.expect(202, "POST", "/registrations", {**good, "email": old})
    code = service.wait_for_code(old)
    with service.sql() as sql:
        sql.execute("UPDATE codes SET expires_at = 1 WHERE email = ?", (old,))
    caller.expect(410, "POST", "/registrations/confirmation", {"email": old, "code": code})
    # Too often.
    for _ in range(4):
        caller.call("POST", "/registrations", {**good, "email": old})
    refused = caller.expect(429, "POST", "/registrations", {**good, "email": old})
    assert refused.json["retry_after"] == int(refused.headers["Retry-After"]) > 0


def test_codes_run_out(service, caller):
    address = "guess@example.ru"
    caller.expect(202, "POST", "/registrations",
                  {"email": address, "password": "abc12", "consents": CONSENTS})
    code = service.wait_for_code(address)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        caller.expect(422, "POST", "/registrations/confirmation",
                      {"email": address, "code": wrong}, code="code_wrong")
    caller.expect(410, "POST", "/registrations/confirmation", {"email": address, "code": code})


def test_sessions(service, caller, other):
    caller.sign_in()
    caller.expect(422, "POST", "/sessions", {"email": DEMO[0]}, token=None)
    sessions = caller.expect(200, "GET", "/sessions").json["sessions"]
    assert [session["current"] for session in sessions] == [True]
    other.sign_in()
    sessions = caller.expect(200, "GET", "/sessions", headers={"User-Agent": "x"}).json["sessions"]
    assert len(sessions) == 2
    caller.expect(404, "DELETE", "/sessions/none")
    caller.expect(204, "DELETE",
                  "/sessions/" + next(s["id"] for s in sessions if not s["current"]))
    other.expect(401, "GET", "/profile", code="session_expired")
    other.sign_in()
    other.expect(204, "DELETE", "/sessions/current")
    other.expect(401, "GET", "/profile", code="session_expired")
    with service.sql() as sql:
        sql.execute("UPDATE sessions SET expires_at = 1")
    caller.expect(401, "GET", "/profile", code="session_expired")
    for _ in range(5):
        caller.expect(401, "POST", "/sessions", {"email": "x@example.ru", "password": "wrong1"},
                      code="wrong_credentials")
    caller.expect(429, "POST", "/sessions", {"email": "x@example.ru", "password": "wrong1"})


def test_reset(service, caller):
    address = "reset@example.ru"
    caller.register(address)
    caller.expect(202, "POST", "/password-resets", {"email": address})
    code = service.wait_for_code(address, 2)
    caller.expect(429, "POST", "/password-resets", {"email": address})
    caller.expect(202, "POST", "/password-resets", {"email": "nobody@example.ru"})
    asked = {"email": address, "code": code, "password": "new12"}
    wrong = "000000" if code != "000000" else "111111"
    caller.expect(422, "POST", "/password-resets/confirmation", {**asked, "code": wrong},
                  code="code_wrong")
    caller.expect(422, "POST", "/password-resets/confirmation", {**asked, "password": "a"},
                  code="invalid_input")
    caller.expect(204, "POST", "/password-resets/confirmation", asked)
    caller.expect(410, "POST", "/password-resets/confirmation", asked)
    caller.expect(401, "GET", "/profile", code="session_expired")
    caller.sign_in(address, "new12")


def test_profile(service, caller):
    address = "profile@example.ru"
    caller.register(address)
    profile = caller.expect(200, "PATCH", "/profile",
                            {"name": "Анна", "phone": "+7 900 000-00-00", "unknown": 1}).json
    assert (profile["name"], profile["receipts_by_mail"]) == ("Анна", False)
    profile = caller.expect(200, "PATCH", "/profile", {"receipts_by_mail": True}).json
    assert (profile["name"], profile["receipts_by_mail"]) == ("Анна", True)
    assert caller.expect(200, "GET", "/profile").json == profile
    refused = caller.expect(422, "PATCH", "/profile", {"receipts_by_mail": "yes"})
    assert fields(refused) == {"receipts_by_mail": "bad_format"}
    caller.expect(422, "PATCH", "/profile", {"phone": "call me"})
    caller.expect(422, "PATCH", "/profile", {"name": None})
    data = caller.expect(200, "GET", "/profile/data").json
    assert data["profile"] == profile and len(data["sessions"]) == 1

    caller.expect(422, "PUT", "/profile/password", {"current": "abc12", "new": "a"})
    caller.expect(401, "PUT", "/profile/password", {"current": "wrong1", "new": "new12"},
                  code="wrong_credentials")
    caller.expect(204, "PUT", "/profile/password", {"current": "abc12", "new": "new12"})
    for _ in range(5):
        caller.expect(401, "PUT", "/profile/password", {"current": "wrong1", "new": "new13"})
    caller.expect(429, "PUT", "/profile/password", {"current": "wrong1", "new": "new13"})
    caller.expect(429, "DELETE", "/profile", {"password": "wrong1"})
    service.forget_tries()
    caller.expect(401, "DELETE", "/profile", {"password": "wrong1"}, code="wrong_credentials")
    caller.expect(204, "DELETE", "/profile", {"password": "new12"})
    caller.expect(401, "GET", "/profile", code="session_expired")
    with service.sql() as sql:
        for table in ("users", "registrations", "codes"):
            assert sql.execute(f"SELECT count(*) FROM {table} WHERE email = ?",
                               (address,)).fetchone() == (0,)


def check_arithmetic(statement):
    assert statement["closing"] == (statement["opening"] + statement["charged"]
                                    + statement["recalculated"] + statement["penalty"]
                                    - statement["paid"])
    for name in ("charged", "recalculated", "penalty", "closing"):
        assert statement[name] == sum(line[name] for line in statement["lines"])


def test_accounts(service, caller):
    service.forget_tries()
    caller.sign_in()
    numbers = [account["number"] for account in caller.expect(200, "GET", "/accounts").json["accounts"]]
    assert numbers == [GUIDE, "200417803"], numbers
    guide = caller.expect(200, "GET", f"/accounts/{GUIDE}").json
    balance = guide["balance"]
    assert (balance["month"], balance["opening"], balance["charged"], balance["recalculated"],
            balance["penalty"], balance["paid"], balance["closing"]) == (
                "2020-02", 44730, 44730, 0, 0, 44730, 44730)
    assert (guide["registered"], guide["residing"]) == (5, 5)
    for number in (GUIDE, "200417803"):
        statements = caller.expect(200, "GET", f"/accounts/{number}/statements").json["statements"]
        for before, statement in zip([None] + statements, statements):
            check_arithmetic(statement)
            assert before is None or before["closing"] == statement["opening"]
    some = caller.expect(200, "GET", f"/accounts/{GUIDE}/statements?from=2019-11&to=2020-01").json
    assert [s["month"] for s in some["statements"]] == ["2019-11", "2019-12", "2020-01"]
    for query in BAD_PERIODS:
        caller.expect(422, "GET", f"/accounts/{GUIDE}/statements?{query}", code="invalid_input")

    assert caller.expect(200, "PATCH", f"/accounts/{GUIDE}", {"label": "Дача"}).json["label"] == "Дача"
    caller.expect(422, "PATCH", f"/accounts/{GUIDE}", {"label": "я" * 61})
    caller.expect(409, "POST", "/accounts", {"number": GUIDE, "receipt_amount": 44730})
    for body, reason in [({"number": "", "receipt_amount": 1}, "number"),
                         ({"number": FREE, "receipt_amount": "349.14"}, "receipt_amount"),
                         ({"number": FREE, "receipt_amount": 349.14}, "receipt_amount"),
                         ({"number": FREE, "receipt_amount": 10 ** 18}, "receipt_amount"),
                         ({"number": FREE, "receipt_amount": 1, "receipt_month": "x"},
                          "receipt_month")]:
        assert reason in fields(caller.expect(422, "POST", "/accounts", body, code="invalid_input"))
    unknown = caller.expect(422, "POST", "/accounts", {"number": "1", "receipt_amount": 34914},
                            code="account_mismatch")
    wrong = caller.expect(422, "POST", "/accounts", {"number": FREE, "receipt_amount": 34915},
                          code="account_mismatch")
    assert unknown.body == wrong.body
    attached = caller.expect(201, "POST", "/accounts",
                             {"number": "2004 178-11", "receipt_amount": 34914}).json
    assert (attached["number"], attached["to_pay"]) == (FREE, 34914)
    caller.expect(204, "DELETE", f"/accounts/{FREE}")
    for method, path, body in [("GET", "", None), ("DELETE", "", None),
                               ("GET", "/statements", None), ("GET", "/payments", None),
                               ("GET", "/payment-code", None), ("GET", "/receipts", None),
                               ("GET", "/receipts/2020-02", None), ("PATCH", "", {"label": "x"})]:
        caller.expect(404, method, f"/accounts/{FREE}{path}", body)
    for _ in range(3):
        caller.expect(422, "POST", "/accounts", {"number": FREE, "receipt_amount": 1},
                      code="account_mismatch")
    for body in {"number": "1", "receipt_amount": 34914}, {"number": FREE, "receipt_amount": 1}:
        caller.expect(429, "POST", "/accounts", body, code="too_many_attempts")
    # What was just detached is taken back all the same.
    caller.expect(201, "POST", "/accounts", {"number": FREE, "receipt_amount": 34914})
    caller.expect(204, "DELETE", f"/accounts/{FREE}")


def test_payments(service, caller):
    payments = caller.expect(200, "GET", f"/accounts/{GUIDE}/payments").json["payments"]
    assert [p["date"] for p in payments] == sorted(p["date"] for p in payments)
    assert payments[-1]["date"].startswith("2020-02") and payments[-1]["amount"] == 44730
    assert {p["state"] for p in payments} == {"accepted"}
    some = caller.expect(200, "GET", f"/accounts/{GUIDE}/payments?from=2019-11&to=2020-01").json
    assert {p["date"][:7] for p in some["payments"]} == {"2019-11", "2019-12", "2020-01"}
    # What is accepted is what the statements say was paid, and a payment for two services is one.
    lively = caller.expect(200, "GET", "/accounts/200417803/payments").json["payments"]
    statements = caller.expect(200, "GET", "/accounts/200417803/statements").json["statements"]
    assert sum(p["amount"] for p in lively if p["state"] == "accepted") == \
        sum(s["paid"] for s in statements)
    assert {p["state"] for p in lively} == {"accepted", "processing", "returned"}
    assert len({p["id"] for p in lively}) == len(lively)
    for query in BAD_PERIODS:
        for list_ in ("payments", "receipts"):
            caller.expect(422, "GET", f"/accounts/{GUIDE}/{list_}?{query}", code="invalid_input")


def test_payment_code(caller):
    path = f"/accounts/{GUIDE}/payment-code"
    code = caller.expect(200, "GET", path).json
    assert code["amount"] == 44730
    values = dict(part.split("=", 1) for part in code["text"].split("|")[1:])
    assert (values["Sum"], values["PersAcc"], values["PaymPeriod"]) == ("44730", GUIDE, "022020")
    assert caller.expect(200, "GET", f"{path}?amount=1").json == {
        "text": code["text"].replace("Sum=44730", "Sum=1"), "amount": 1}
    assert caller.expect(200, "GET", f"{path}?amount={10 ** 15}").json["amount"] == 10 ** 15
    for amount in ("0", "-1", "1.5", "x", "", str(10 ** 15 + 1), "9" * 30, "%ff", "+1", " 1"):
        refused = caller.expect(422, "GET", f"{path}?amount={urllib.parse.quote(amount, '%')}",
                                code="invalid_input")
        assert fields(refused) == {"amount": "bad_format"}, amount


def test_receipts(service, caller):
    with service.sql() as sql:
        sql.execute("DELETE FROM receipts")
    statements = caller.expect(200, "GET", f"/accounts/{GUIDE}/statements").json["statements"]
    path = f"/accounts/{GUIDE}/receipts"
    receipts = caller.expect(200, "GET", path).json["receipts"]
    assert [(r["month"], r["total"]) for r in receipts] == \
        [(s["month"], s["closing"]) for s in statements]
    assert receipts[-1]["issued_at"] == "2020-03-01T00:00:00Z"
    assert caller.expect(200, "GET", path).json["receipts"] == receipts
    some = caller.expect(200, "GET", path + "?from=2019-12&to=2020-01").json["receipts"]
    assert some == receipts[-3:-1]

    whole = caller.expect(200, "GET", path + "/2020-02")
    assert whole.headers["Content-Type"] == "application/pdf"
    assert whole.body.startswith(b"%PDF-") and whole.body.rstrip().endswith(b"%%EOF")
    assert len(whole.body) == receipts[-1]["size"] == int(whole.headers["Content-Length"])
    assert hashlib.sha256(whole.body).hexdigest() == receipts[-1]["sha256"]
    tag = whole.headers["ETag"]
    assert tag == f'"{receipts[-1]["sha256"]}"'
    name = whole.headers["Content-Disposition"].partition("filename*=UTF-8''")[2]
    assert urllib.parse.unquote(name) == f"Квитанция 2020-02 {GUIDE}.pdf"
    assert f'filename="2020-02 {GUIDE}.pdf"' in whole.headers["Content-Disposition"]
    assert "Content-Range" not in whole.headers

    head = caller.expect(200, "HEAD", path + "/2020-02", headers={"Range": "bytes=0-1"})
    for name in ("ETag", "Content-Length", "Content-Type", "Content-Disposition"):
        assert head.headers[name] == whole.headers[name], name
    for given in (tag, f'W/{tag}, "x"', "*"):
        caller.expect(304, "GET", path + "/2020-02", headers={"If-None-Match": given})
        caller.expect(304, "HEAD", path + "/2020-02", headers={"If-None-Match": given})
    caller.expect(200, "GET", path + "/2020-02", headers={"If-None-Match": '"x"'})
    size = len(whole.body)
    for range_, first, last in (("0-99", 0, 99), (f"{size - 1}-", size - 1, size - 1),
                                ("-5", size - 5, size - 1), (f"0-{10 ** 9}", 0, size - 1)):
        part = caller.expect(206, "GET", path + "/2020-02",
                             headers={"Range": "bytes=" + range_, "If-Range": tag})
        assert part.body == whole.body[first:last + 1]
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert part.headers["Content-Type"] == "application/pdf"
    past = caller.expect(416, "GET", path + "/2020-02", headers={"Range": f"bytes={size}-"})
    assert past.headers["Content-Range"] == f"bytes */{size}" and past.body == b""
    for headers in ({"Range": "bytes=0-1,3-4"}, {"Range": "bytes=9-1"}, {"Range": "x"},
                    {"Range": "bytes=0-1", "If-Range": '"x"'}):
        assert caller.expect(200, "GET", path + "/2020-02", headers=headers).body == whole.body

    for month in ("2020-03", "2018-12", "2020-13", "2020-2", "x", "%ff"):
        caller.expect(404, "GET", f"{path}/{month}")
    # A second asking is a read: what is kept is what is served.
    with service.sql() as sql:
        sql.execute("UPDATE receipts SET pdf = ?, size = 9 WHERE month = 2020 * 12 + 1",
                    (b"%PDF-1.7\n",))
    assert caller.expect(200, "GET", path + "/2020-02").body == b"%PDF-1.7\n"


def example(path):
    return (path.replace("{number}", GUIDE).replace("{id}", "none")
            .replace("{month}", "2020-02"))


def needs_token(contract, operation):
    return operation.raw.get("security", contract.document["security"]) != []


def some_body(operation):
    """A body that is good enough to come to a pool."""
    if "requestBody" not in operation.raw:
        return None
    return {"email": "x@example.ru", "password": "abc12", "code": "123456", "consents": CONSENTS,
            "number": FREE, "receipt_amount": 1, "label": "x", "current": "abc12", "new": "abc13"}


def test_every_route(contract, caller):
    """What holds for each: no token, a wrong body, too large a head."""
    for operation in contract.operations:
        method, path = operation.method, example(operation.path)
        if needs_token(contract, operation):
            for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eA=="},
                            {"Authorization": "Bearer " + "я" * 40}):
                headers = {name: value.encode() for name, value in headers.items()}
                caller.expect(401, method, path, some_body(operation), api=False, token=None,
                              headers=headers, code="session_expired")
        caller.expect(413, method, path, some_body(operation), api=False,
                      headers={"X-Long": "a" * 20000})
        if "requestBody" not in operation.raw:
            continue
        for kind in ("text/plain", "application/json; charset=windows-1251"):
            caller.expect(415, method, path, some_body(operation), api=False,
                          headers={"Content-Type": kind})
        caller.expect(415, method, path, api=False)
        for raw in (b"", b"[", b"[]", b"{} {}", b"\xff", b'"x"',
                    b"[" * 1000, b'{"email":"a","email":"b"}'):
            caller.expect(422, method, path, raw=raw, api=False, code="invalid_input",
                          headers={"Content-Type": "application/json"})


def occupy(service, n, method, path, token=None, body=None):
    """So many calls on so many connections; nobody reads the replies yet."""
    data = json.dumps(body).encode() if body is not None else b""
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    if body is not None:
        head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
    return [raw_connection(service, head.encode() + b"\r\n" + data, 40) for _ in range(n)]


def peek_status(connection):
    """The status of the reply that has come, or None."""
    if not select.select([connection], [], [], 0)[0]:
        return None
    return connection.recv(12, socket.MSG_PEEK)[9:]


def fill(service, n, *request):
    """More calls than the pool and its queue take, till one is told so."""
    waiting = occupy(service, n, *request)
    until(lambda: any(peek_status(connection) == b"503" for connection in waiting), "a full queue")
    return waiting


def is_stuck(service, *request):
    """Whether no thread is left for such a call."""
    probe, = occupy(service, 1, *request)
    with probe:
        return not select.select([probe], [], [], 0.3)[0]


def expect_busy(contract, caller, is_busy):
    """Each call that needs a thread of a full pool is told to come again."""
    for operation in contract.operations:
        if "503" in operation.raw["responses"] and is_busy(operation):
            reply = caller.expect(503, operation.method, example(operation.path),
                                  some_body(operation), api=False, code="billing_unavailable")
            assert reply.json["retry_after"] == int(reply.headers["Retry-After"]) > 0
    # What needs no thread is served all the while.
    caller.expect(200, "GET", "/operator")


def finish_busy(*waiting):
    for connections, expected in waiting:
        statuses = {read_all(connection)[9:12] for connection in connections}
        for connection in connections:
            connection.close()
        assert statuses == expected, statuses


def test_busy_writing(contract, service, caller):
    """While another program writes, the queues of those who write fill; the next is told so at
    once. Who reads is served."""
    service.forget_tries()
    caller.sign_in()
    write = ("PATCH", "/api/v1/profile", caller.token, {"name": "x"})
    with service.sql() as sql:
        sql.execute("BEGIN IMMEDIATE")
        patient = occupy(service, 2, *write)
        until(lambda: is_stuck(service, *write), "threads that wait for the database")
        others = fill(service, 70, *write)
        slow = fill(service, 70, "POST", "/api/v1/sessions", None,
                    {"email": "y@example.ru", "password": "abc12"})
        expect_busy(contract, caller, lambda operation: operation.method != "GET")
        for path in ("/accounts", "/profile", "/sessions", f"/accounts/{GUIDE}/receipts"):
            caller.expect(200, "GET", path)
        sql.execute("ROLLBACK")
    finish_busy((patient, {b"200"}), (others, {b"200", b"503"}), (slow, {b"401", b"429", b"503"}))


@contextlib.contextmanager
def unreadable(service):
    """The database as it is while nobody gets the lock of a reader: bytes 123 to 127 of the -shm."""
    hold = ("import fcntl, sys; file = open(sys.argv[1], 'r+b'); "
            "fcntl.lockf(file, fcntl.LOCK_EX, 5, 123); print('held', flush=True); sys.stdin.read()")
    with subprocess.Popen([sys.executable, "-c", hold, f"{service.database}-shm"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.stdin.close()


def test_busy_reading(contract, service, caller):
    read = ("GET", "/healthz")
    with unreadable(service):
        patient = occupy(service, 4, *read)
        until(lambda: is_stuck(service, *read), "threads that wait for the database")
        others = fill(service, 264, *read)
        expect_busy(contract, caller, lambda operation: operation.method == "GET")
    finish_busy((patient, {b"200"}), (others, {b"200", b"503"}))


def test_broken(contract, service, caller):
    """The database loses its tables: 500 without a detail, and the log says what happened."""
    with service.sql() as sql:
        for table in ("attempts", "codes", "sessions", "schema"):
            sql.execute(f"ALTER TABLE {table} RENAME TO lost_{table}")
    for operation in contract.operations:
        if "500" in operation.raw["responses"]:
            caller.expect(500, operation.method, example(operation.path), some_body(operation),
                          api=False, token="nonsense", code="internal")
    caller.expect(503, "GET", "/healthz", api=False)
    log = service.read_log()
    assert "fault: " in log and "no such table" in log


def check_log(service, secrets):
    """A line a request; whoever reads it learns nothing of anybody."""
    log = service.read_log()
    for secret in secrets + ["example.ru", DEMO[0], DEMO[1], GUIDE, FREE, "2020-", "Bearer", "127.0.0"]:
        assert secret not in log, f"{secret} is in the log"
    assert "GET /api/v1/accounts/{number}/statements 200 " in log


def main(program, openapi):
    contract = Contract(openapi)
    test_validator(contract)
    with tempfile.TemporaryDirectory(prefix="kabinet-contract-") as folder:
        with Service(program, folder) as service:
            caller = Caller(service, contract)
            other = Caller(service, contract, "127.0.0.2")
            test_public(caller, openapi)
            test_registration(service, caller)
            test_codes_run_out(service, caller)
            test_sessions(service, caller, other)
            test_reset(service, caller)
            test_profile(service, caller)
            test_accounts(service, caller)
            test_payments(service, caller)
            test_payment_code(caller)
            test_receipts(service, caller)
            test_every_route(contract, caller)
            test_busy_writing(contract, service, caller)
            test_busy_reading(contract, service, caller)
            test_broken(contract, service, caller)
            check_log(service, [caller.token])
            caller.close()
            other.close()
    unseen = contract.unseen()
    assert unseen == UNREACHABLE, "never shown, or shown after all: " + ", ".join(
        sorted(f"{operation} {status}" for operation, status in unseen ^ UNREACHABLE))
    print(f"{len(contract.seen)} answers of the contract were seen")


if __name__ == "__main__":
    main(*sys.argv[1:])
