#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service is killed at random moments of a resident's way and started again: nothing half-made is left, and pressing the
button again leads on."""

import random
import threading

import steps
from desktop import wait_until
from errors import EXPIRED_CODE, NO_CONNECTION
from journey import run

ROUNDS = 5
KILLS_A_STEP = 2
ALREADY = "Этот лицевой счет уже привязан."


def check_database(service):
    """Each of these would be something half-made."""
    documents = len(steps.CONSENTS)
    for fault, statement in {
        "a user without all consents": f"""SELECT 1 FROM users WHERE
            (SELECT count(*) FROM consents WHERE user_id = users.id) <> {documents}""",
        "consents without a user": "SELECT 1 FROM consents WHERE user_id NOT IN (SELECT id FROM users)",
        "a registration of a user": "SELECT 1 FROM registrations WHERE email IN (SELECT email FROM users)",
        "a registration without a code": """SELECT 1 FROM registrations WHERE
            email NOT IN (SELECT email FROM codes WHERE purpose = 'registration')""",
        "a session without a user": "SELECT 1 FROM sessions WHERE user_id NOT IN (SELECT id FROM users)",
        "an attachment to nothing": """SELECT 1 FROM attachments WHERE
            user_id NOT IN (SELECT id FROM users) OR account_id NOT IN (SELECT id FROM accounts)""",
        "a broken database": "SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    }.items():
        assert not service.run_sql(statement), f"the kill left {fault}"
    for (email,) in service.run_sql("SELECT email FROM registrations"):
        waiting = service.run_sql("SELECT 1 FROM letters WHERE recipient = ?", email)
        assert waiting or service.list_letters(email), "the kill lost a letter"


class Resident:
    def __init__(self, journey, window, email, chance):
        self.journey, self.window, self.email, self.chance = journey, window, email, chance

    def kill_service(self):
        # A random moment is what is tested.
        threading.Event().wait(self.chance.uniform(0, 0.25))
        service = self.journey.service
        service.kill()
        check_database(service)
        # Pressing so often would be taken for guessing.
        service.run_sql("DELETE FROM attempts")
        service.start_again()

    def press_until(self, button, *, done, back=()):
        """Presses, with a kill each of the first times, until it is done or the way back is shown."""
        ends = [done, *((lambda sentence=sentence: self.reads(sentence)) for sentence in back)]
        for number in range(KILLS_A_STEP + 3):
            self.window.press_button(button)
            if number < KILLS_A_STEP:
                self.kill_service()
            came = wait_until(
                lambda: next((end for end in (*ends, self.can_press_again) if end()), None), f"«{button}» to end"
            )
            if came != self.can_press_again:
                return came == done
        raise AssertionError(f"«{button}» never led on")

    def reads(self, sentence):
        return any(sentence in text for text in self.window.texts())

    def can_press_again(self):
        return self.reads(NO_CONNECTION)

    def is_asked_for_code(self):
        # The page of the resident before this one still stands behind, with the same words.
        return any("Мы отправили письмо с кодом на" in text and self.email in text for text in self.window.texts())

    def is_in(self):
        return self.window.look("list", "Страницы")

    def register(self):
        steps.fill_registration(self.window, self.email)
        self.press_until("Зарегистрироваться", done=self.is_asked_for_code)
        # The former letters' codes are good no longer.
        letters = wait_until(lambda: self.journey.service.list_letters(self.email), "a letter")
        wait_until(lambda: not self.journey.service.run_sql("SELECT 1 FROM letters"), "all letters to leave")
        letters = self.journey.service.list_letters(self.email)
        self.window.fill(steps.CODE_ENTRY, self.journey.service.read_code(self.email, len(letters)))
        if not self.press_until("Подтвердить", done=self.is_in, back=[EXPIRED_CODE, "Код не тот, что в письме"]):
            # It was done, and the answer was lost: the address and the password are good.
            self.window.press_button("Назад")
            self.window.press_button("Назад")
            steps.sign_in(self.window, self.email, steps.PASSWORD)

    def attach(self):
        steps.open_page(self.window, "Лицевые счета")
        self.window.fill(steps.NUMBER_ENTRY, "200417811")
        self.window.fill(steps.AMOUNT_ENTRY, "349,14")
        self.press_until("Привязать", done=lambda: self.reads("К оплате: 349,14 ₽"), back=[ALREADY])
        self.window.press("ctrl+r")
        self.window.says("К оплате: 349,14 ₽")

    def check(self):
        for statement in (
            "SELECT count(*) FROM users WHERE email = ?",
            "SELECT count(*) FROM attachments JOIN users ON users.id = user_id WHERE email = ?",
        ):
            assert self.journey.service.run_sql(statement, self.email) == [(1,)], statement


def random_moments(journey):
    seed = random.randrange(1 << 32)
    print(f"# seed {seed}", flush=True)
    chance = random.Random(seed)
    window = journey.open_window()
    window.find("button", "Войти")
    for number in range(ROUNDS):
        resident = Resident(journey, window, f"resident{number}@example.com", chance)
        resident.register()
        resident.attach()
        resident.check()
        steps.sign_out(window)
    window.close()


if __name__ == "__main__":
    run({"random_moments": random_moments})
