/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bill.h"
#include "kab-letters.h"

/* A letter without a code is worth sending for a day. */
#define NOTICE_LIFE (24 * 60 * 60)

/* Who writes: below the line that mail programs take for the end of the text. */
static char *
make_signature (KabOperator *operator_)
{
  GString *signature = g_string_new ("\n-- \n");

  g_string_append_printf (signature, "%s\n", kab_operator_get_name (operator_));
  if (*kab_operator_get_phone (operator_) != '\0')
    g_string_append_printf (signature, "Телефон: %s\n", kab_operator_get_phone (operator_));
  if (*kab_operator_get_site (operator_) != '\0')
    g_string_append_printf (signature, "%s\n", kab_operator_get_site (operator_));

  return g_string_free (signature, FALSE);
}

static char *
make_body (KabRules *self, const char *text)
{
  g_autofree char *signature = make_signature (self->operator_);

  return g_strconcat ("Здравствуйте!\n\n", text, signature, NULL);
}

static gboolean
add_letter (KabRules *self,
            const char *email,
            const char *subject,
            const char *text,
            gint64 expires_at,
            GError **error)
{
  g_autofree char *body = make_body (self, text);

  return kab_store_add_letter (self->store, email, subject, body, kab_rules_now (self), expires_at,
                               error);
}

static char *
describe_amount (gint64 amount)
{
  g_autofree char *money = kab_bill_format_money (ABS (amount));

  if (amount == 0)
    return g_strdup ("Все оплачено");
  return g_strdup_printf (amount > 0 ? "К оплате: %s\u00a0₽"
                                     : "Переплата: %s\u00a0₽",
                          money);
}

static char *
describe_account (KabAccount *account)
{
  const char *number = kab_account_get_number (account);
  const char *label = kab_account_get_label (account);

  return *label != '\0' ? g_strdup_printf ("%s (%s)", number, label) : g_strdup (number);
}

gboolean
kab_letters_add_registration (KabRules *self,
                              const char *email,
                              const char *code,
                              gint64 expires_at,
                              GError **error)
{
  g_autofree char *text =
    g_strdup_printf ("Вы регистрируетесь в личном кабинете. Чтобы подтвердить адрес\n"
                     "электронной почты, введите в окне программы этот код:\n"
                     "\n"
                     "Код: %s\n"
                     "\n"
                     "Код действует 15 минут. Никому его не сообщайте: наши сотрудники\n"
                     "о нем не спрашивают.\n"
                     "\n"
                     "Если вы не регистрировались, ничего делать не нужно: без кода никто\n"
                     "не сможет воспользоваться вашим адресом.\n",
                     code);

  return add_letter (self, email, "Код для регистрации в личном кабинете", text, expires_at, error);
}

gboolean
kab_letters_add_reset (KabRules *self,
                       const char *email,
                       const char *code,
                       gint64 expires_at,
                       GError **error)
{
  g_autofree char *text =
    g_strdup_printf ("Вы хотите задать новый пароль для личного кабинета. Введите в окне\n"
                     "программы этот код и новый пароль:\n"
                     "\n"
                     "Код: %s\n"
                     "\n"
                     "Код действует 15 минут. Никому его не сообщайте: наши сотрудники\n"
                     "о нем не спрашивают. Когда пароль сменится, на всех устройствах нужно\n"
                     "будет войти в кабинет заново.\n"
                     "\n"
                     "Если вы об этом не просили, ничего делать не нужно: без кода пароль\n"
                     "останется прежним.\n",
                     code);

  return add_letter (self, email, "Код для нового пароля в личном кабинете", text, expires_at,
                     error);
}

gboolean
kab_letters_add_registered (KabRules *self, const char *email, GError **error)
{
  return add_letter (self, email, "Вы уже зарегистрированы в личном кабинете",
                     "Кто-то (возможно, вы) регистрирует в личном кабинете этот адрес\n"
                     "электронной почты. Он уже зарегистрирован, и второй раз этого делать\n"
                     "не нужно: войдите с этим адресом и своим паролем.\n"
                     "\n"
                     "Если вы забыли пароль, нажмите в окне входа «Забыли пароль?»: мы\n"
                     "пришлем код, с которым можно задать новый.\n"
                     "\n"
                     "Если это были не вы, ничего делать не нужно: ваш пароль и данные\n"
                     "остались прежними.\n",
                     kab_rules_now (self) + NOTICE_LIFE, error);
}

void
kab_letters_write_receipt (KabRules *self, KabLetter *letter, KabAccount *account, gint64 amount)
{
  g_autofree char *month =
    g_strdup_printf ("%s %d", kab_bill_get_month_name (letter->month), letter->month.year);
  g_autofree char *whose = describe_account (account);
  g_autofree char *due = describe_amount (amount);
  const char *where = letter->attachment != NULL
                        ? "Квитанция приложена к этому письму. Она есть и в личном кабинете,\n"
                          "в разделе «Квитанции».\n"
                        : "Приложить квитанцию к этому письму не получилось. Откройте ее\n"
                          "в личном кабинете, в разделе «Квитанции».\n";
  g_autofree char *text =
    g_strdup_printf ("Пришла новая квитанция за %s года.\n"
                     "\n"
                     "Лицевой счет: %s\n"
                     "%s\n"
                     "\n"
                     "%s"
                     "\n"
                     "Если такие письма вам не нужны, откройте в программе «Профиль» →\n"
                     "«Уведомления» и выключите «Квитанции на почту».\n",
                     month, whose, due, where);

  g_free (letter->subject);
  g_free (letter->body);
  letter->subject = g_strdup_printf ("Квитанция за %s", month);
  letter->body = make_body (self, text);
}
