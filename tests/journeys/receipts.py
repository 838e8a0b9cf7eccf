#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""«Квитанции»: what is saved and printed is what was billed, to the byte."""

import hashlib
import json
import subprocess
import urllib.request

import guide_keyboard
import pictures_bills as bills
import steps
from desktop import wait_until
from journey import DEMO_EMAIL, DEMO_PASSWORD, run
from ledger import Month
from viewer import install_viewer, read_opened
from words import plain

NUMBER = "123543566"
LINK = "https://lk.sah67.ru/pay?account=300000041&amount=116.38"
# The latest twelve months of the guide's account.
MONTHS = [f"2019-{month:02d}" for month in range(3, 13)] + ["2020-01", "2020-02"]


class Caller:
    """Asks the service itself, apart from the window."""

    def __init__(self, service):
        self.url = f"http://{service.address}/api/v1"
        self.token = None
        session = self.get("/sessions", {"email": DEMO_EMAIL, "password": DEMO_PASSWORD})
        self.token = json.loads(session)["token"]

    def get(self, path, body=None):
        request = urllib.request.Request(self.url + path, data=json.dumps(body).encode() if body else None)
        if body:
            request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=20) as reply:
            return reply.read()

    def list_receipts(self, number):
        return {entry["month"]: entry for entry in json.loads(self.get(f"/accounts/{number}/receipts"))["receipts"]}


def name_of(month):
    return f"{month} {NUMBER}.pdf"


def take_sum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_text(path):
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def open_receipts(journey):
    window = journey.open_window()
    steps.sign_in(window)
    steps.choose_account(window, NUMBER)
    steps.open_page(window, "Квитанции")
    window.find("list item", matching="^Февраль 2020, 447,30 ₽")
    return window


def wait_for_page(window, month):
    window.find("document", matching=f"Квитанция за {month}")


def open_dialog(window, open_it):
    """A dialog of GTK's or of the portals': to choose files, or to print."""
    window.has_opened_chooser = True
    open_it()
    wait_until(lambda: len(window.toplevels) == 2, "the dialog")
    wait_until(lambda: window.toplevels[-1].has("focused") or window.list_surfaces(), "the dialog to be drawn")
    return window.toplevels[-1]


def press_last_button(window, dialog, name):
    """GTK 4's own buttons are spoken with their mnemonic: their labels are not. In GTK 3 a button has no label in it."""
    look = lambda: window.look("label", name, inside=dialog) or window.look("button", name, inside=dialog)
    node = wait_until(look, f"«{name}» in the dialog")
    button = node.parent if node.role == "label" else node
    wait_until(lambda: button.has("sensitive"), f"«{name}» to be ready")
    window.click(node)
    wait_until(lambda: len(window.toplevels) == 1, "the dialog to close")


def type_path(window, dialog, path):
    """What a slash opens takes a path."""
    window.press("slash")
    entry = window.find("text box", inside=dialog)
    wait_until(lambda: entry.text == "/", "the entry for a path")
    window.press("ctrl+a")
    window.type(str(path))
    # Newer GTK completes the first folder, and leaves behind the cursor what it put there when more is typed.
    window.press("shift+End", "Delete")
    # GTK 3 completes the last.
    wait_until(lambda: entry.text in (str(path), f"{path}/"), "the path to be typed")


def save_period(window, folder):
    dialog = open_dialog(window, lambda: window.press_button("Сохранить за период…"))
    type_path(window, dialog, folder)
    press_last_button(window, dialog, "Сохранить сюда")


def check_files(folder, listed):
    files = sorted(path.name for path in folder.iterdir())
    assert files == sorted(map(name_of, MONTHS)), f"the folder holds {files}"
    for month in MONTHS:
        path = folder / name_of(month)
        assert take_sum(path) == listed[month]["sha256"], f"{path.name} is not what the service has"
        assert path.stat().st_size == listed[month]["size"]


def period(journey):
    """All of a period into a folder, again, and again with another file in the way."""
    folder = journey.folder / "year"
    folder.mkdir()
    listed = Caller(journey.service).list_receipts(NUMBER)
    window = open_receipts(journey)
    save_period(window, folder)
    window.says("Сохранено 12 квитанций")
    check_files(folder, listed)
    assert len({take_sum(path) for path in folder.iterdir()}) == len(MONTHS), "two months are one file"
    for month in MONTHS:
        assert f"Квитанция за {Month.read(month).name}" in read_text(folder / name_of(month)), month

    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    save_period(window, folder)
    window.says("Эти квитанции уже есть в папке")
    assert before == {path: path.stat().st_mtime_ns for path in folder.iterdir()}, "an equal file was written again"

    other = folder / name_of("2019-12")
    other.write_bytes(b"what somebody keeps")
    (folder / name_of("2019-11")).unlink()
    save_period(window, folder)
    row = window.find("list", "Несохраненные квитанции")
    window.says("Декабрь 2019", "другой файл", inside=row)
    assert other.read_bytes() == b"what somebody keeps", "a file of the user's was overwritten"
    assert take_sum(folder / name_of("2019-11")) == listed["2019-11"]["sha256"]
    other.unlink()
    window.press_button("Повторить")
    window.find_gone("list", "Несохраненные квитанции")
    check_files(folder, listed)
    window.close()


def one(journey):
    """One receipt, chosen in the list and saved by Ctrl+S."""
    listed = Caller(journey.service).list_receipts(NUMBER)
    window = open_receipts(journey)
    window.click(window.find("list item", matching="^Июль 2019, 894,60 ₽"))
    wait_for_page(window, "июль 2019")
    path = journey.folder / "july.pdf"
    dialog = open_dialog(window, lambda: window.press("ctrl+s"))
    entry = window.find("text box", "Имя:", inside=dialog)
    wait_until(lambda: entry.text == name_of("2019-07"), "the name of the receipt")
    window.press("ctrl+a")
    window.type(str(path))
    wait_until(lambda: entry.text == str(path), "the path to be typed")
    press_last_button(window, dialog, "Сохранить")
    window.says("Квитанция сохранена")
    assert take_sum(path) == listed["2019-07"]["sha256"]
    window.close()


def printed(journey):
    """Printed to a file, and read again: text, not a picture of it."""
    caller = Caller(journey.service)
    window = open_receipts(journey)
    window.click(window.find("list item", matching="^Февраль 2020"))
    wait_for_page(window, "февраль 2020")
    dialog = open_dialog(window, lambda: window.press("ctrl+p"))
    # As GTK 4.8 says it, and newer.
    window.click(window.find(None, matching="^(Печатать|Печать) в файл$", inside=dialog))
    press_last_button(window, dialog, "Печать")
    home = journey.folder / "home"
    output = wait_until(lambda: next(home.rglob("*.pdf"), None), "the printed file")
    assert plain(output.name) == "Квитанция за февраль 2020.pdf", f"the printed file is called {output.name}"
    issued = journey.folder / "issued.pdf"
    issued.write_bytes(caller.get(f"/accounts/{NUMBER}/receipts/2020-02"))
    wait_until(lambda: b"%%EOF" in output.read_bytes()[-32:], "the printed file to be whole")
    assert read_text(output) == read_text(issued), f"printed: {read_text(output)}"
    assert "447,30" in read_text(output) and "Иванов Иван Иванович" in read_text(output)
    window.close()


def keyboard(journey):
    """From sign-in to a saved receipt, and a saved period, without a pointer."""
    listed = Caller(journey.service).list_receipts(NUMBER)
    window = journey.open_window()
    window.find("button", "Войти")
    guide_keyboard.sign_in(window)
    guide_keyboard.choose_account(window)
    window.press("ctrl+3")
    window.find("list item", matching="^Январь 2020")
    window.tab_to("list item", matching="^Февраль 2020")
    window.press("Down")
    wait_for_page(window, "январь 2020")
    path = journey.folder / "january.pdf"
    dialog = open_dialog(window, lambda: window.press("ctrl+s"))
    entry = window.find("text box", "Имя:", inside=dialog)
    wait_until(lambda: entry.text == name_of("2020-01"), "the name of the receipt")
    window.press("ctrl+a")
    window.type(str(path))
    wait_until(lambda: entry.text == str(path), "the path to be typed")
    window.press("Return")
    window.says("Квитанция сохранена")
    assert take_sum(path) == listed["2020-01"]["sha256"]

    folder = journey.folder / "year"
    folder.mkdir()
    window.tab_to("button", "Сохранить за период…", key="shift+Tab")
    dialog = open_dialog(window, lambda: window.press("Return"))
    type_path(window, dialog, folder)
    window.press("Return")
    window.says("Сохранено 12 квитанций")
    check_files(folder, listed)
    window.close()


def dragged(journey):
    """Another receipt comes while text is being marked: the hand marks nothing on it."""
    window = open_receipts(journey)
    window.resize(1200, 760)
    wait_for_page(window, "февраль 2020")
    x, y = window.locate(window.find("document"))
    months = window.find("list item", matching="^Январь 2020").parent
    window.desktop.run("xdotool", "mousemove", x - 80, y - 60, "mousedown", 1)
    for way in range(10, 60, 10):
        window.desktop.run("xdotool", "mousemove", x - 80 + way, y - 60 + way)
    months.select_child(1)
    wait_for_page(window, "январь 2020")
    for way in range(10, 60, 10):
        window.desktop.run("xdotool", "mousemove", x + way, y + way)
    window.desktop.run("xdotool", "mouseup", 1)
    window.close()


def write_linked(path, uri):
    """A receipt of an operator's own: a page that is a link as a whole."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Annots [4 0 R] >>",
        f"<< /Type /Annot /Subtype /Link /Rect [50 50 545 792] /A << /S /URI /URI ({uri}) >> >>",
    )
    text, places = "%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    path.write_text(text + end, encoding="ascii")


def link(journey):
    """A receipt's link is asked about with the address it leads to, and opens with a yes alone."""
    install_viewer(journey, "x-scheme-handler/https", field="%u")
    folder = journey.folder / "households"
    bills.write_households(folder)
    (folder / "receipts").mkdir()
    write_linked(folder / "receipts" / f"{bills.SHORT}_2024-12.pdf", LINK)
    journey.service.import_billing(folder)
    bills.attach(journey.service, bills.SHORT)
    window = journey.open_window()
    steps.sign_in(window)
    steps.choose_account(window, bills.SHORT)
    window.press("ctrl+3")
    page = window.find("document")
    window.click(page)
    question = steps.find_question(window, "Открыть ссылку?")
    assert question.description == LINK, question.description
    window.says(LINK, inside=question)
    window.check_names("of the question")
    window.press("Return")
    window.find_gone("alert dialog")
    assert not read_opened(journey), "opened without a yes"

    window.tab_to("document")
    window.press("Tab")
    wait_until(lambda: page.description == f"Ссылка: {LINK}", "the link to be the one at hand")
    window.press("Return")
    question = steps.find_question(window, "Открыть ссылку?")
    window.press_button("Открыть", inside=question)
    window.find_gone("alert dialog")
    wait_until(lambda: read_opened(journey), "the link in another program")
    assert read_opened(journey) == [LINK]
    window.close()


if __name__ == "__main__":
    run({"period": period, "one": one, "printed": printed, "keyboard": keyboard, "dragged": dragged, "link": link})
