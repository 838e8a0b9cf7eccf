# SPDX-License-Identifier: GPL-3.0-or-later
"""What was billed, read from the operator's files or from the service's tables and worked out apart from the program:
the window is compared with this, never with what the service answers."""

import csv
import datetime
from dataclasses import dataclass
from decimal import Decimal

# Nominative, and the form after «в».
MONTHS = (
    ("январь", "январе"),
    ("февраль", "феврале"),
    ("март", "марте"),
    ("апрель", "апреле"),
    ("май", "мае"),
    ("июнь", "июне"),
    ("июль", "июле"),
    ("август", "августе"),
    ("сентябрь", "сентябре"),
    ("октябрь", "октябре"),
    ("ноябрь", "ноябре"),
    ("декабрь", "декабре"),
)
STATES = {"accepted": "Зачислен", "processing": "Обрабатывается", "returned": "Возвращен"}


def read_kopecks(text):
    return int(Decimal(text.replace(",", ".")) * 100)


def write_plain(kopecks):
    roubles, rest = divmod(abs(kopecks), 100)
    return ("−" if kopecks < 0 else "") + f"{roubles:,}".replace(",", " ") + f",{rest:02d}"


def write_money(kopecks):
    return f"{write_plain(kopecks)} ₽"


def write_decimal(text):
    return text.replace(".", ",")


def count(number, one, few, many):
    if number % 10 == 1 and number % 100 != 11:
        return f"{number} {one}"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return f"{number} {few}"
    return f"{number} {many}"


@dataclass(frozen=True, order=True)
class Month:
    year: int
    month: int

    @classmethod
    def read(cls, text):
        return cls(*(int(part) for part in text.split("-")[:2]))

    @classmethod
    def today(cls):
        today = datetime.date.today()
        return cls(today.year, today.month)

    def add(self, months):
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def name(self):
        return f"{MONTHS[self.month - 1][0]} {self.year}"

    @property
    def title(self):
        return self.name.capitalize()

    @property
    def within(self):
        return f"в {MONTHS[self.month - 1][1]} {self.year}"

    def __str__(self):
        return f"{self.year}-{self.month:02d}"


@dataclass
class Line:
    service: str
    unit: str
    quantity: str
    tariff: str
    charged: int
    recalculated: int
    penalty: int
    reason: str

    @property
    def total(self):
        return self.charged + self.recalculated + self.penalty


@dataclass
class Statement:
    month: Month
    lines: list
    opening: int
    paid: int

    def sum(self, name):
        return sum(getattr(line, name) for line in self.lines)

    @property
    def closing(self):
        return self.opening + self.sum("total") - self.paid


@dataclass
class Payment:
    date: datetime.date
    amount: int
    channel: str
    document: str
    state: str

    @property
    def month(self):
        return Month(self.date.year, self.date.month)


class Ledger:
    """One account: its statements and its payments, the oldest first."""

    def __init__(self, opening, lines, payments):
        self.payments = sorted(payments, key=lambda payment: payment.date)
        self.statements = []
        for month in sorted(lines):
            paid = sum(p.amount for p in payments if p.month == month and p.state == "accepted")
            statement = Statement(month, sorted(lines[month], key=lambda line: line.service), opening, paid)
            opening = statement.closing
            self.statements.append(statement)

    @classmethod
    def from_files(cls, folder, number):
        def rows(name):
            with open(folder / name, encoding="utf-8", newline="") as file:
                return [row for row in csv.DictReader(file, delimiter=";") if row["number"] == number]

        lines = {}
        for row in rows("charges.csv"):
            line = Line(
                *(row[key] for key in ("service", "unit", "quantity", "tariff")),
                *(read_kopecks(row[key]) for key in ("charged", "recalculated", "penalty")),
                row["reason"],
            )
            lines.setdefault(Month.read(row["month"]), []).append(line)
        payments = [(row["id"], row, read_kopecks(row["amount"])) for row in rows("payments.csv")]
        opening = sum(read_kopecks(row["amount"]) for row in rows("opening.csv"))
        return cls(opening, lines, cls.join(payments))

    @classmethod
    def from_database(cls, service, number):
        """Of what the service keeps, only what came to it from outside: charges, payments, the first opening."""
        def rows(table, *columns):
            found = service.run_sql(
                f"SELECT {', '.join(f'{table}.{column}' for column in columns)} FROM {table} JOIN accounts ON accounts.id = account_id WHERE number = ?",
                number,
            )
            return [dict(zip(columns, row)) for row in found]

        lines, openings = {}, {}
        columns = ("service", "unit", "quantity", "tariff", "charged", "recalculated", "penalty", "reason")
        for row in rows("lines", "month", "opening", *columns):
            month = Month(row["month"] // 12, row["month"] % 12 + 1)
            lines.setdefault(month, []).append(Line(*(row[key] for key in columns)))
            openings[month] = openings.get(month, 0) + row["opening"]
        payments = [
            (row["id"], row, row["amount"])
            for row in rows("payments", "id", "date", "amount", "channel", "document", "state")
        ]
        return cls(openings[min(openings)], lines, cls.join(payments))

    @staticmethod
    def join(rows):
        """A payment for several services is several rows with one id."""
        joined = {}
        for number, row, amount in rows:
            if number in joined:
                joined[number].amount += amount
            else:
                joined[number] = Payment(
                    datetime.date.fromisoformat(row["date"]), amount, row["channel"], row["document"], row["state"]
                )
        return list(joined.values())

    @property
    def latest(self):
        return self.statements[-1]

    def find(self, month):
        return next((statement for statement in self.statements if statement.month == month), None)
