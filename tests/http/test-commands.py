# SPDX-License-Identifier: GPL-3.0-or-later
"""kabinet-server as an administrator types it.

    test-commands.py KABINET-SERVER OPENAPI
"""

import contextlib
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import warnings

from service import Caller, Service, count_sockets, raw_connection, read_all, tls_context, until

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPERATOR = str(ROOT / "data" / "operator.ini")

BILLING = {
    "accounts.csv": "number;owner;address;delivery_address;phone;email;contract;registered;residing\n"
                    "100;Иванов И. И.;г. Смоленск;;;;;2;2\n",
    "opening.csv": "number;month;service;amount\n100;2024-01;Обращение с ТКО;10,00\n",
    "charges.csv": "number;month;service;unit;quantity;tariff;charged;recalculated;penalty;reason\n"
                   "100;2024-01;Обращение с ТКО;чел.;2;105,81;211,62;0;0;\n",
    "payments.csv": "id;number;date;amount;channel;document;state;service\n"
                    "p1;100;2024-01-20;10,00;Банк;1;accepted;\n",
}


def run(program, *arguments, environment=None):
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **(environment or {})})


def test_wrong_use(program, folder):
    database = f"sqlite:{folder}/no.sqlite"
    serve = ["serve", "--database", database, "--listen", "127.0.0.1:0", "--operator", OPERATOR,
             "--mail", f"dir:{folder}"]
    key = ["--tls-certificate", OPERATOR]
    for arguments, word in [
            ([], "a command is missing"),
            (["dance"], "dance"),
            (["serve"], "--database"),
            (serve[:-2], "--mail"),
            (serve[:3] + ["--operator", OPERATOR, "--mail", "dir:x"], "--listen"),
            (serve + ["more"], "more"),
            (serve + ["--nonsense"], "--nonsense"),
            (serve + key, "go together"),
            (["serve", "--listen", "nowhere"] + serve[1:3] + serve[5:], "HOST:PORT"),
            (["import", "--database", database], "DIR"),
            (["import", str(folder)], "--database"),
            (["generate", "--database", database, "--accounts", "1"], "--months"),
            (["generate", "--database", database, "--accounts", "-1", "--months", "1"],
             "--accounts"),
            (["demo", "--listen", "127.0.0.1:99999"], "HOST:PORT")]:
        done = run(program, *arguments)
        assert done.returncode == 2, (arguments, done)
        assert word in done.stderr, (arguments, done.stderr)
        assert done.stdout == ""
    assert run(program, "--version").stdout.startswith("kabinet-server ")
    for arguments in (["--help"], ["serve", "--help"], ["import", "--help"]):
        done = run(program, *arguments)
        assert done.returncode == 0 and "KABINET_DATABASE" in done.stdout


def test_russian(program, folder):
    """An administrator reads all of it in their language: what GLib says, and what stands beside it."""
    russian = {"LC_ALL": "ru_RU.UTF-8", "KABINET_LOCALEDIR": str(pathlib.Path(program).resolve().parents[2] / "po")}
    for command in ("serve", "import", "generate", "demo"):
        done = run(program, command, "--help", environment=russian)
        # Names and addresses are as they are; each paragraph and each option is said in words.
        parts = [part for part in re.split(r"\n\n|\n(?= +-)", done.stdout.strip()) if part]
        assert len(parts) > 5 and all(re.search("[а-я]{2}", part) for part in parts), done.stdout
    for arguments in ([], ["dance"], ["serve"], ["import", "--database", "sqlite:none"],
                      ["demo", "--listen", "nowhere", "--directory", str(folder / "russian")]):
        done = run(program, *arguments, environment=russian)
        assert done.returncode == 2 and not re.search("[a-z]+ [a-z]+ [a-z]+", done.stderr), done.stderr
        assert re.search("[а-я]{2}", done.stderr), done.stderr


def test_trouble(program, folder):
    """What goes wrong at three in the morning: what it is, and where."""
    good = {"--database": f"sqlite:{folder}/trouble.sqlite", "--listen": "127.0.0.1:0",
            "--operator": OPERATOR, "--mail": f"dir:{folder}"}
    broken = folder / "broken.ini"
    broken.write_text("[operator]\nname=x\n", encoding="utf-8")
    for change, word in [
            ({"--operator": f"{folder}/none.ini"}, "none.ini"),
            ({"--operator": str(broken)}, "[operator] title"),
            ({"--database": "sqlite:/nowhere/at/all"}, "/nowhere/at/all"),
            ({"--database": "oracle:x"}, "sqlite:"),
            ({"--mail": "pigeon:x"}, "smtp://"),
            ({"--listen": "192.0.2.1:0"}, "192.0.2.1"),
            ({"--tls-certificate": OPERATOR, "--tls-key": OPERATOR}, "PEM")]:
        arguments = [text for pair in {**good, **change}.items() for text in pair]
        done = run(program, "serve", *arguments)
        assert done.returncode in (1, 2), (change, done)
        assert word in done.stderr, (change, done.stderr)


def write(folder, files):
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("cp1251"))
    return str(folder)


def test_import(program, folder):
    files = write(folder / "billing", BILLING)
    secret = {"KABINET_DATABASE": f"sqlite:{folder}/import.sqlite"}
    done = run(program, "import", files, environment=secret)
    assert done.returncode == 0, done
    assert done.stdout == "imported: accounts 1, lines 1, payments 1, receipts 0\n", done.stdout
    done = run(program, "import", files, environment=secret)
    assert done.returncode == 0, done
    bad = write(folder / "bad", {**BILLING, "opening.csv": BILLING["opening.csv"] + "x;y;z;w\n"})
    done = run(program, "import", bad, environment=secret)
    assert done.returncode == 1, done
    assert done.stderr.startswith("opening.csv:3:"), done.stderr
    done = run(program, "import", f"{folder}/none", environment=secret)
    assert done.returncode == 1 and "none" in done.stderr, done
    # What has no end is not waited for.
    payments = folder / "bad" / "payments.csv"
    for replace in (os.mkfifo, lambda path: os.symlink("/dev/zero", path), os.mkdir):
        payments.unlink()
        replace(payments)
        done = run(program, "import", bad, environment=secret)
        assert done.returncode == 1 and f"{payments}: it is not a file" in done.stderr, done


def test_generate(program, folder):
    database = f"sqlite:{folder}/made.sqlite"
    line = ["generate", "--database", database, "--accounts", "5", "--months", "3", "--seed", "7"]
    done = run(program, *line)
    assert done.returncode == 0 and done.stdout.startswith("generated: accounts 5,"), done
    assert run(program, *line).returncode == 0


@contextlib.contextmanager
def run_demo(program, *options, environment=None):
    """One that listens; it is to be told to end."""
    child = subprocess.Popen([program, "demo", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             env={**os.environ, **(environment or {})})
    with child:
        assert child.stdout.readline().startswith(b"listening on http://127.0.0.1:")
        yield child


def test_demo_is_gone(program, folder):
    """Its temporary folder, which only its user can read, goes with it."""
    with run_demo(program, environment={"TMPDIR": str(folder)}) as child:
        place, = folder.glob("kabinet-demo-*")
        assert place.stat().st_mode & 0o777 == 0o700
        assert (place / "kabinet.sqlite").stat().st_mode & 0o777 == 0o600
        child.terminate()
        assert child.wait(20) == 0
        assert not place.exists()


def test_demo_discards(program, folder):
    """A folder of somebody else's is kept, unless they say that it need not be."""
    for options, kept in ([], True), (["--discard"], False):
        place = folder / "household"
        place.mkdir(exist_ok=True)
        with run_demo(program, "--directory", place, *options) as child:
            child.terminate()
            assert child.wait(20) == 0
        assert (place / "kabinet.sqlite").exists() == kept and place.exists() == kept
        if kept:
            shutil.rmtree(place)


def test_demo_hurried(program, folder):
    """However often it is told to end, nothing stays. A parent's death is told once for each thread of the parent."""
    with run_demo(program, environment={"TMPDIR": str(folder)}) as child:
        place, = folder.glob("kabinet-demo-*")
        while child.poll() is None:
            child.terminate()
        assert child.returncode == 0, child.returncode
        assert not place.exists()


def make_certificate(folder, name="certificate"):
    certificate, key = folder / f"{name}.pem", folder / f"{name}-key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def refuse_old_tls(service, certificate):
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        context = tls_context(certificate)
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        try:
            Caller(service, context=context).call("GET", "/healthz", api=False)
        except OSError:
            continue
        raise AssertionError(f"{version} was taken")


def test_certificates(program, folder):
    """A certificate that nobody can be served with is told of at the start, not by the residents."""
    certificate, key = make_certificate(folder)
    _, other = make_certificate(folder, "other")
    serve = ["serve", "--database", f"sqlite:{folder}/no.sqlite", "--listen", "127.0.0.1:0",
             "--operator", OPERATOR, "--mail", f"dir:{folder}", "--tls-certificate"]
    done = run(program, *serve, str(certificate), "--tls-key", str(other))
    assert done.returncode == 1 and "belong together" in done.stderr, done
    home = folder / "expired"
    home.mkdir()
    request = folder / "request.pem"
    expired = folder / "expired.pem"
    subprocess.run(["openssl", "req", "-new", "-key", key, "-subj", "/CN=127.0.0.1", "-out", request],
                   check=True, capture_output=True)
    # OpenSSL 3.5 takes dates, and no negative days any more; 3.0 the other way round.
    known = subprocess.run(["openssl", "x509", "-help"], check=True, capture_output=True, text=True)
    dates = ["-not_before", "20200101000000Z", "-not_after", "20200102000000Z"]
    if "-not_after" not in known.stdout + known.stderr:
        dates = ["-days", "-1"]
    subprocess.run(["openssl", "x509", "-req", "-in", request, "-signkey", key, *dates, "-out", expired],
                   check=True, capture_output=True)
    arguments = ["--operator", OPERATOR, "--tls-certificate", str(expired), "--tls-key", str(key)]
    with Service(program, home, arguments, command="serve") as service:
        assert f"{expired} is valid until 20" in service.read_log()
    home = folder / "valid"
    home.mkdir()
    arguments[3] = str(certificate)
    with Service(program, home, arguments, command="serve") as service:
        assert service.read_log() == ""


def test_https(program, folder):
    certificate, key = make_certificate(folder)
    arguments = ["--operator", OPERATOR, "--tls-certificate", str(certificate),
                 "--tls-key", str(key), "--idle-timeout", "2"]
    home = folder / "https"
    home.mkdir()
    with Service(program, home, arguments, command="serve") as service:
        assert service.url.startswith("https://127.0.0.1:")
        caller = Caller(service, context=tls_context(certificate))
        for _ in range(3):
            caller.expect(200, "GET", "/healthz", api=False)
        assert caller.connection.sock.version() in ("TLSv1.2", "TLSv1.3")
        # Kept alive, and then let go.
        assert caller.connection.sock.recv(1) == b""
        caller.close()
        refuse_old_tls(service, certificate)
        # Plain HTTP where TLS is spoken, and nothing at all, are let go of.
        for data in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b""):
            with raw_connection(service, data) as plain:
                assert not read_all(plain).startswith(b"HTTP")
        caller.expect(200, "GET", "/operator")
        caller.close()
        until(lambda: count_sockets(service) == 1, "closed connections")


def main(program, _):
    with tempfile.TemporaryDirectory(prefix="kabinet-commands-") as name:
        folder = pathlib.Path(name)
        test_wrong_use(program, folder)
        test_russian(program, folder)
        test_trouble(program, folder)
        test_import(program, folder)
        test_generate(program, folder)
        test_demo_is_gone(program, folder)
        test_demo_hurried(program, folder)
        test_demo_discards(program, folder)
        test_certificates(program, folder)
        test_https(program, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
