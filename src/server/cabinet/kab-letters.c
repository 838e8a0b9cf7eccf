/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-letters.h"
#include "kab-store-letters.h"

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

static gboolean
add_letter (KabRules *self,
            const char *email,
            const char *subject,
            const char *text,
            gint64 expires_at,
            GError **error)
{
  g_autofree char *signature = make_signature (self->operator_);
  g_autofree char *body = g_strconcat ("Здравствуйте!\n\n", text, signature, NULL);

  return kab_store_add_letter (self->store, email, subject, body, kab_rules_now (self), expires_at,
                               error);
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
