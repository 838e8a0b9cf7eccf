#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""«Начисления и платежи»: every figure of the three views, compared with what was billed."""

import pathlib
import shutil

import steps
from desktop import wait_until
from journey import run
from ledger import STATES, Ledger, Month, count, write_decimal, write_money, write_plain
from notifications import Notifications
from window import plain

BILLING = pathlib.Path(__file__).parent / "billing"
FAMILY = "300000017"
OVERPAID = "300000025"
MONTHS_OF_A_PERIOD = 12


# What is read off the window


def read_table(table):
    """The rows of a table that are on the screen, each a list of what its cells say."""
    _, body = table.children
    return [[read_cell(cell) for cell in row.children] for row in body.children if row.is_mapped]


def scroll_to_top(window):
    """And leaves the pointer where the wheel is the page's."""
    x, y = window.locate(window.toplevels[0])
    window.desktop.run("xdotool", "mousemove", x + 100, y + 200, "click", "--repeat", 60, "--delay", 2, 4)
    _, above, _, height = window.find("group", "Вид").extents
    # Where it comes to rest: what is still moving is not hit.
    wait_until(
        lambda: window.find("combo box", "Период").extents[1] >= above + height, "the beginning of the history"
    )


def read_rows(window, name):
    """All rows: what is not on the screen is no node, so the table is scrolled from its beginning to its end. No two rows
    of these tables are alike."""
    scroll_to_top(window)
    table = window.find("tree grid", name, seconds=5)
    rows = {}
    seen = None
    while True:
        now = read_table(table)
        if now == seen:
            return [list(row) for row in rows]
        seen = now
        rows.update((tuple(row), None) for row in now)
        window.desktop.run("xdotool", "click", "--repeat", 8, "--delay", 5, 5)
        window.has_come_true(lambda: read_table(table) != now)


def read_cell(cell):
    labels = [plain(node.name) for node in cell.walk() if node.role == "label"]
    return " ".join(label for label in labels if label != "GtkLabel")


def read_figures(window, inside=None):
    """The figures of a month by the column they stand under."""
    figures = {}
    for label in window.look_all("label", inside=inside):
        title = plain(label.description)
        if title:
            figures.setdefault(title, []).append(plain(label.name))
    return figures


def expect(read, wanted, what):
    """Waits for it; what was read instead is told."""
    seen = [None]

    def is_so():
        try:
            seen[0] = read()
        except Exception as error:  # a node that died meanwhile, a table that is not there yet
            seen[0] = error
        return seen[0] == wanted

    try:
        wait_until(is_so, what)
    except AssertionError:
        raise AssertionError(f"{what}:\nthe window says {seen[0]}\ninstead of     {wanted}") from None


# What it ought to be


def write_month(statement):
    """A column that is nothing is left out; what stays has its sum under it."""
    lines = statement.lines
    figures = {
        "Количество": [f"{write_decimal(line.quantity)} {line.unit}" for line in lines],
        "Тариф": [f"{write_decimal(line.tariff)} ₽" for line in lines],
    }
    for title, name in (
        ("Начислено", "charged"),
        ("Перерасчет", "recalculated"),
        ("Пени", "penalty"),
        ("Итого", "total"),
    ):
        if name in ("charged", "total") or any(getattr(line, name) for line in lines):
            figures[title] = [write_money(getattr(line, name)) for line in lines]
            figures[title].append(write_money(statement.sum(name)))
    return figures


def write_balance(kopecks):
    return write_plain(kopecks) + (" переплата" if kopecks < 0 else "")


def write_charges(statements):
    """The newest first, each year under its total."""
    rows = []
    for year in sorted({statement.month.year for statement in statements}, reverse=True):
        of_year = [statement for statement in statements if statement.month.year == year]
        part = "" if len(of_year) == 12 else f", {count(len(of_year), 'месяц', 'месяца', 'месяцев')}"
        sums = [sum(s.sum(name) for s in of_year) for name in ("charged", "recalculated", "penalty")]
        sums.append(sum(s.paid for s in of_year))
        rows.append([f"Итого за {year} год{part}", "", *map(write_plain, sums), "", ""])
        for s in reversed(of_year):
            amounts = [s.sum("charged"), s.sum("recalculated"), s.sum("penalty"), s.paid]
            rows.append(
                [s.month.title, write_balance(s.opening), *map(write_plain, amounts), write_balance(s.closing), ""]
            )
    return rows


def write_payments(payments):
    rows = []
    for year in sorted({payment.date.year for payment in payments}, reverse=True):
        of_year = [payment for payment in payments if payment.date.year == year]
        accepted = sum(p.amount for p in of_year if p.state == "accepted")
        rows.append([f"Зачислено в {year} году", write_plain(accepted), "", "", ""])
        for p in reversed(of_year):
            rows.append([p.date.strftime("%d.%m.%Y"), write_plain(p.amount), plain(p.channel), plain(p.document), STATES[p.state]])
    return rows


def write_comparison(ledger, statement):
    before = ledger.find(statement.month.add(-12))
    if before is None:
        return None
    more = statement.sum("charged") - before.sum("charged")
    if more == 0:
        return f"Столько же, сколько {before.month.within}"
    return f"На {write_money(abs(more))} {'больше' if more > 0 else 'меньше'}, чем {before.month.within}"


def write_charges_summary(statements):
    parts = [f"Итого начислено {write_money(sum(s.sum('charged') for s in statements))}"]
    for title, name in (("перерасчет", "recalculated"), ("пени", "penalty")):
        total = sum(s.sum(name) for s in statements)
        if total:
            parts.append(f"{title} {write_money(total)}")
    parts.append(f"оплачено {write_money(sum(s.paid for s in statements))}")
    return ", ".join(parts)


def write_payments_summary(payments):
    sums = {state: sum(p.amount for p in payments if p.state == state) for state in STATES}
    summary = f"Итого зачислено {write_money(sums['accepted'])}"
    if sums["processing"]:
        summary += f", обрабатывается {write_money(sums['processing'])}"
    return summary


def write_chart(statements):
    charged = sum(s.sum("charged") for s in statements)
    paid = sum(s.paid for s in statements)
    return (
        f"График начислений и оплат, {statements[0].month.name} – {statements[-1].month.name}: "
        f"начислено {write_money(charged)}, оплачено {write_money(paid)}."
    )


# The comparison


def check_month(window, ledger):
    window.find("heading", f"Начисления за {ledger.latest.month.name}")
    expect(lambda: read_figures(window), write_month(ledger.latest), "the current month")
    window.says(*(line.service for line in ledger.latest.lines))
    window.says(*(f"Перерасчет: {plain(line.reason)}" for line in ledger.latest.lines if line.reason))
    comparison = write_comparison(ledger, ledger.latest)
    if comparison:
        window.find("label", comparison)
    else:
        assert not window.look("label", matching=", (чем|сколько) в"), "compared with nothing"


def check_charges(window, statements):
    steps.open_view(window, "История начислений")
    window.says(write_charges_summary(statements))
    window.find("image", matching="^" + write_chart(statements))
    expect(lambda: read_rows(window, "История начислений"), write_charges(statements), "the history of charges")


def check_payments(window, payments):
    steps.open_view(window, "История платежей")
    window.says(write_payments_summary(payments))
    expect(lambda: read_rows(window, "История платежей"), write_payments(payments), "the history of payments")


def is_within(first, last):
    return lambda item: first <= item.month <= last


def check_period(window, ledger, title, first, last):
    """Both histories of a period; one without anything says so and offers all time."""
    inside = is_within(first, last)
    statements = list(filter(inside, ledger.statements))
    payments = list(filter(inside, ledger.payments))
    steps.open_view(window, "История начислений")
    if title:
        scroll_to_top(window)
        steps.choose(window, "Период", title)
    if statements:
        check_charges(window, statements)
    else:
        window.find("button", "Показать за все время")
    if payments:
        check_payments(window, payments)
    else:
        steps.open_view(window, "История платежей")
        window.find("button", "Показать за все время")


def check_periods(window, ledger):
    oldest, latest = ledger.statements[0].month, ledger.latest.month
    this_year = Month.today().year
    check_period(window, ledger, None, max(oldest, latest.add(1 - MONTHS_OF_A_PERIOD)), latest)
    check_period(window, ledger, "Этот год", Month(this_year, 1), Month(this_year, 12))
    check_period(window, ledger, "Прошлый год", Month(this_year - 1, 1), Month(this_year - 1, 12))
    check_period(window, ledger, "Все время", Month(1, 1), Month(9999, 12))


def check_details(window, ledger, month):
    """A month of the history opens to its lines."""
    statement = ledger.find(month)
    steps.open_view(window, "История начислений")
    window.click(window.find("button", f"Подробнее: {month.title}"))
    wait_until(lambda: len(window.toplevels) == 2, "the month's dialog")
    dialog = window.toplevels[-1]
    window.find("heading", f"Начисления за {month.name}", inside=dialog)
    expect(lambda: read_figures(window, dialog), write_month(statement), f"the lines of {month.name}")
    window.says(*(f"Перерасчет: {line.reason}" for line in statement.lines if line.reason), inside=dialog)
    window.press("Escape")
    wait_until(lambda: len(window.toplevels) == 1, "the dialog to close")


# The journeys


def check_account(journey, number):
    window = journey.open_window()
    steps.sign_in(window)
    steps.open_page(window, "Начисления и платежи")
    ledger = Ledger.from_database(journey.service, number)
    steps.choose_account(window, number)
    check_month(window, ledger)
    check_periods(window, ledger)
    return window


def guide_account(journey):
    """The demo user's first account, compared with the tables the household was written to, and with the guide."""
    window = check_account(journey, "123543566")
    rows = read_rows(window, "История платежей")
    assert ["13.02.2020", "447,30", "Почта", "Квитанция № 200213", "Зачислен"] in rows, rows
    steps.open_view(window, "История начислений")
    rows = read_rows(window, "История начислений")
    assert ["Февраль 2020", "447,30", "447,30", "0,00", "0,00", "447,30", "447,30", ""] in rows, rows
    window.close()


def lively_account(journey):
    """The demo user's other account, up to the last month, with all that life brings."""
    window = check_account(journey, "200417803")
    states = {row[-1] for row in read_rows(window, "История платежей")}
    assert states == {"", *STATES.values()}, states
    window.close()


def files(journey):
    """Two accounts that the operator imports while the service runs: compared with the files themselves."""
    journey.service.import_billing(BILLING)
    window = journey.open_window()
    steps.sign_in(window)
    for number, amount in ((FAMILY, "1188,03"), (OVERPAID, "116,38")):
        steps.open_page(window, "Лицевые счета")
        steps.attach(window, number, amount)
        window.find("list item", matching=f"№ {number}")
    steps.open_page(window, "Начисления и платежи")

    ledger = Ledger.from_files(BILLING, FAMILY)
    steps.choose_account(window, FAMILY)
    check_month(window, ledger)
    # So that the two are not wrong alike.
    window.says("Начисления за февраль 2025", "На 36,57 ₽ больше, чем в феврале 2024")
    window.says("Перерасчет: Вывоз сорван 14.02.2025: акт № 8; «контейнер не подан»", "58,19 ₽", "−4,10 ₽", "2,15 ₽")
    check_periods(window, ledger)
    window.says("Итого зачислено 4 950,26 ₽, обрабатывается 500,00 ₽")
    check_details(window, ledger, Month(2024, 6))
    scroll_to_top(window)
    steps.choose(window, "Период", "С … по …")
    steps.choose(window, "С месяца", "июнь 2024")
    steps.choose(window, "По месяц", "октябрь 2024")
    check_period(window, ledger, None, Month(2024, 6), Month(2024, 10))

    ledger = Ledger.from_files(BILLING, OVERPAID)
    steps.choose_account(window, OVERPAID)
    steps.open_view(window, "Текущий месяц")
    check_month(window, ledger)
    check_period(window, ledger, None, Month(1, 1), Month(9999, 12))
    window.close()


def another_month(journey):
    """A month that is billed while the window is open comes with the next refresh."""
    # What a desktop has: the news is told to it.
    Notifications(journey.desktop)
    window = journey.open_window()
    steps.sign_in(window)
    steps.open_page(window, "Начисления и платежи")
    steps.choose_account(window, "123543566")
    window.find("heading", "Начисления за февраль 2020")
    folder = journey.folder / "march"
    shutil.copytree(BILLING, folder)
    for name, rows in (
        ("accounts.csv", []),
        ("opening.csv", []),
        ("charges.csv", ["123543566;2020-03;Обращение с ТКО;чел.;5;92,25;461,25;-8,94;0,00;Тариф с 16.03.2020"]),
        ("payments.csv", ["march-1;123543566;2020-03-12;447,30;Банк;Чек № 9;accepted;"]),
    ):
        header = (BILLING / name).read_text().splitlines()[0]
        (folder / name).write_text("\n".join([header, *rows, ""]))
    journey.service.import_billing(folder)
    window.press("ctrl+r")
    window.says("Начисления за март 2020", "Перерасчет: Тариф с 16.03.2020", "452,31 ₽", "К оплате: 452,31 ₽")
    steps.open_view(window, "История платежей")
    table = window.find("tree grid", "История платежей")
    paid = ["12.03.2020", "447,30", "Банк", "Чек № 9", "Зачислен"]
    wait_until(lambda: paid in read_table(table), "the payment of March")
    window.close()


def resized(journey):
    """A window that becomes narrow and wide again: the pages' list is as wide as before, and a history tells the same, in
    fewer columns meanwhile."""
    window = journey.open_window()
    steps.sign_in(window)
    pages = window.find("list", "Страницы").extents
    window.resize(719, 1200)
    window.find_gone("list", "Страницы")
    window.resize(720, 1200)
    window.find("list", "Страницы")
    window.resize(1200, 1200)
    expect(lambda: window.find("list", "Страницы").extents, pages, "the list of pages")
    steps.open_page(window, "Начисления и платежи")
    steps.choose_account(window, "200417803")
    for title in ("История начислений", "История платежей"):
        steps.open_view(window, title)

        def read(title=title):
            return read_table(window.look("tree grid", title))

        window.find("tree grid", title)
        rows = wait_until(read, f"rows of «{title}»")
        for width in (900, 700, 360, 500):
            window.resize(width, 1200)
            window.find("tree grid", title)
            wait_until(lambda: window.look("tree grid", title).extents[2] <= width, f"«{title}» to fit {width}")
        window.resize(1200, 1200)
        expect(read, rows, f"«{title}» wide again")
    window.close()


if __name__ == "__main__":
    run(
        {
            "guide_account": guide_account,
            "lively_account": lively_account,
            "files": files,
            "another_month": another_month,
            "resized": resized,
        }
    )
