# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter with each new receipt: from the operator's import to the mail server, through the real programs.

    test-letters.py KABINET-SERVER OPENAPI
"""

import contextlib
import email
import email.policy
import pathlib
import re
import subprocess
import sys
import tempfile

from contract import Contract
from service import Caller, Service, bring, until

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPERATOR = str(ROOT / "data" / "operator.ini")
FLAT, COTTAGE = "123543566", "200417803"
ACCOUNTS = "".join(f"{number};Иванова А. И.;г. Смоленск;;;;;5;5\n" for number in (FLAT, COTTAGE))
OPENING = f"{FLAT};2020-01;;0,00\n{COTTAGE};2020-01;;-1000,00\n"
OWN = b"%PDF-1.4\n1 0 obj << >> endobj\nstartxref\n0\n%%EOF\n"
WANTING, OTHER = "ivanova@example.ru", "petrov@example.ru"


def charge(month, *numbers):
    return "".join(f"{number};{month};Обращение с ТКО;чел.;5;89,46;447,30;0;0;\n" for number in numbers)


@contextlib.contextmanager
def mail_server(folder):
    """A real one, whose address is given; it goes when its stdin does."""
    script = ROOT / "tests" / "mail" / "smtp-server.py"
    with subprocess.Popen([sys.executable, script, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as child:
        yield f"smtp://127.0.0.1:{int(child.stdout.readline())}"
        child.stdin.close()


class Post:
    """What has come to a mailbox."""

    def __init__(self, service, caller):
        self.service = service
        self.caller = caller
        self.strangers = 0

    def wake(self):
        """The service looks for letters once a minute, and at once when it writes one of its own."""
        self.strangers += 1
        self.service.forget_tries()
        self.caller.register(f"stranger{self.strangers}@example.ru")

    def receipts(self, recipient):
        """Letters about receipts to the recipient, in the order in which they left."""
        read = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                for path in sorted(self.service.letters.glob("*.eml"))]
        return [letter for letter in read if recipient in letter["To"] and "Квитанция" in letter["Subject"]]

    def wait(self, count):
        """The letters, when the outbox is empty."""
        self.wake()

        def is_empty():
            with self.service.sql() as sql:
                return sql.execute("SELECT count(*) FROM letters").fetchone() == (0,)
        until(is_empty, "letters that are sent", 30)
        found = self.receipts(WANTING)
        assert len(found) == count, [letter["Subject"] for letter in found]
        assert self.receipts(OTHER) == []
        return found


def read_pdf(folder, pdf):
    (folder / "receipt.pdf").write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", "receipt.pdf", "-"], cwd=folder, check=True,
                          capture_output=True).stdout.decode()
    return re.sub(r"\s+", " ", said)


def take_file(letter):
    file, = letter.iter_attachments()
    assert letter.get_content_type() == "multipart/mixed"
    assert file.get_content_type() == "application/pdf"
    return file.get_filename(), file.get_content()


def read_text(letter):
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n").replace("\u00a0", " ")


def test_new_month(program, service, caller, post, folder):
    """The month comes; who asked for it gets a letter an account, each with its receipt."""
    done = bring(program, service, folder, charge("2020-02", FLAT, COTTAGE) + charge("2020-03", FLAT, COTTAGE))
    assert done.stdout == ("imported: accounts 0, lines 4, payments 0, receipts 0\n"
                           "letters to send: 2\n"), done
    flat, cottage = post.wait(2)
    for letter, number, said, amount in [(flat, FLAT, "К оплате: 1 341,90 ₽", "1 341,90"),
                                         (cottage, COTTAGE, "К оплате: 341,90 ₽", "341,90")]:
        assert letter["Subject"] == "Квитанция за март 2020"
        name, pdf = take_file(letter)
        assert name == f"Квитанция {number} 2020-03.pdf"
        page = read_pdf(folder, pdf)
        assert "март 2020" in page and amount in page and number in page, page
        text = read_text(letter)
        assert said in text and "приложена" in text and "«Профиль» →\n«Уведомления»" in text, text
        # It is what the window has.
        assert caller.expect(200, "GET", f"/accounts/{number}/receipts/2020-03").body == pdf
    assert f"Лицевой счет: {FLAT}\n" in read_text(flat)
    assert f"Лицевой счет: {COTTAGE} (Дача)\n" in read_text(cottage)


def test_no_news(program, service, post, folder):
    """The same once more, and a correction of a month that was there."""
    for charges in (charge("2020-03", FLAT, COTTAGE),
                    f"{FLAT};2020-03;Обращение с ТКО;чел.;5;89,46;447,30;-47,30;0;Отъезд\n"):
        assert "letters" not in bring(program, service, folder, charges).stdout
    post.wait(2)


def test_own(program, service, post, folder):
    """An operator's own receipt goes first; an overpayment is called so."""
    done = bring(program, service, folder, charge("2020-04", COTTAGE),
                 receipts=[(f"{COTTAGE}_2020-04.pdf", OWN)],
                 payments=f"p1;{COTTAGE};2020-04-10;2000,00;Банк;1;accepted;\n")
    assert done.stdout.endswith("receipts 1\nletters to send: 1\n"), done
    letter = post.wait(3)[-1]
    assert take_file(letter) == (f"Квитанция {COTTAGE} 2020-04.pdf", OWN)
    assert "Переплата: 1 210,80 ₽" in read_text(letter)


def test_switched_off(program, service, caller, post, folder):
    """Before the letter has left."""
    bring(program, service, folder, charge("2020-05", COTTAGE) + charge("2020-04", FLAT))
    caller.expect(204, "DELETE", f"/accounts/{COTTAGE}")
    letter = post.wait(4)[-1]
    assert FLAT in read_text(letter)
    assert "letters to send: 1" in bring(program, service, folder, charge("2020-05", FLAT)).stdout
    caller.expect(200, "PATCH", "/profile", {"receipts_by_mail": False})
    post.wait(4)
    assert "letters" not in bring(program, service, folder, charge("2020-06", FLAT)).stdout
    caller.expect(200, "PATCH", "/profile", {"receipts_by_mail": True})
    assert "letters to send: 1" in bring(program, service, folder, charge("2020-07", FLAT)).stdout
    caller.expect(204, "DELETE", "/profile", {"password": "abc12"})
    post.wait(4)


def sign_up(service, contract, address, wanting):
    caller = Caller(service, contract)
    service.forget_tries()
    caller.register(address)
    for number, amount in ((FLAT, 44730), (COTTAGE, -55270)):
        caller.expect(201, "POST", "/accounts", {"number": number, "receipt_amount": amount})
    caller.expect(200, "PATCH", "/profile", {"receipts_by_mail": wanting})
    return caller


def main(program, openapi):
    contract = Contract(openapi)
    with tempfile.TemporaryDirectory(prefix="kabinet-letters-") as name:
        folder = pathlib.Path(name)
        (folder / "mail").mkdir()
        with (mail_server(folder / "mail") as mail,
              Service(program, folder, ["--operator", OPERATOR, "--mail", mail], "serve") as service):
            done = bring(program, service, folder, charge("2020-01", FLAT, COTTAGE), accounts=ACCOUNTS,
                         opening=OPENING)
            assert done.stdout == "imported: accounts 2, lines 2, payments 0, receipts 0\n", done
            caller = sign_up(service, contract, WANTING, True)
            caller.expect(200, "PATCH", f"/accounts/{COTTAGE}", {"label": "Дача"})
            other = sign_up(service, contract, OTHER, False)
            stranger = Caller(service, contract)
            post = Post(service, stranger)
            test_new_month(program, service, caller, post, folder)
            test_no_news(program, service, post, folder)
            test_own(program, service, post, folder)
            test_switched_off(program, service, caller, post, folder)
            for each in (caller, other, stranger):
                each.close()
            log = service.read_log()
            assert "failed" not in log and "@" not in log and FLAT not in log, log


if __name__ == "__main__":
    main(*sys.argv[1:])
