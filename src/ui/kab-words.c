/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-words.h"

#include "kab-date.h"
#include "kab-error.h"
#include "kab-money.h"
#include "kab-profile.h"

/* One sentence a fault; an empty reason stands for any other. */
typedef struct
{
  const char *field;
  const char *reason;
  const char *sentence;
} FieldFault;

static const FieldFault faults[] = {
  { "email", "empty", N_ ("Enter your e-mail address.") },
  { "email", "", N_ ("This does not look like an e-mail address.") },
  { "password", "empty", N_ ("Enter the password.") },
  { "password", "bad_characters", N_ ("Use Latin letters and digits only.") },
  { "password", "", N_ ("The password does not follow the rules. Check the lines below it.") },
  { "code", "empty", N_ ("Enter the six digits from the e-mail.") },
  { "code", "wrong", N_ ("This is not the code from the e-mail. Check the digits.") },
  { "code", "", N_ ("The code has six digits.") },
  { "consents", "", N_ ("Registration needs your consent to this document.") },
};

static const char *
find_sentence (const char *field, const char *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].field, field) &&
        (g_str_equal (faults[i].reason, reason) || *faults[i].reason == '\0'))
      return _ (faults[i].sentence);
  return _ ("Check what is entered here.");
}

static char *
describe_short_password (int min)
{
  return g_strdup_printf (
    ngettext ("At least %d character is needed.", "At least %d characters are needed.", min), min);
}

static char *
describe_long_password (int max)
{
  return g_strdup_printf (
    ngettext ("No more than %d character fits.", "No more than %d characters fit.", max), max);
}

char *
kab_words_due (KabAccount *account)
{
  g_autofree char *amount = NULL;
  gint64 to_pay;

  if (account == NULL || !kab_account_has_statement (account))
    return g_strdup ("");

  to_pay = kab_account_get_to_pay (account);
  if (to_pay == 0)
    return g_strdup (_ ("All paid"));
  amount = kab_money_format (ABS (to_pay));
  return to_pay > 0 ? g_strdup_printf (_ ("To pay: %s"), amount)
                    : g_strdup_printf (_ ("Overpaid: %s"), amount);
}

char *
kab_words_due_short (KabAccount *account)
{
  if (account == NULL || !kab_account_has_statement (account))
    return g_strdup ("");
  return kab_money_format (kab_account_get_to_pay (account));
}

char *
kab_words_account_number (KabAccount *account)
{
  if (account == NULL)
    return g_strdup (_ ("no account attached"));
  return g_strdup_printf (_ ("No. %s"), kab_account_get_number (account));
}

char *
kab_words_account_name (KabAccount *account)
{
  const char *label;

  if (account == NULL)
    return g_strdup ("");
  label = kab_account_get_label (account);
  return *label != '\0' ? g_strdup (label) : kab_words_address (kab_account_get_address (account));
}

/* Whether the text before @end ends in a word so short that it can but be an abbreviation. */
static gboolean
ends_in_abbreviation (const char *start, const char *end)
{
  int n_letters = 0;

  while (end > start)
    {
      const char *before = g_utf8_prev_char (end);

      if (!g_unichar_isalpha (g_utf8_get_char (before)))
        break;
      n_letters++;
      end = before;
    }
  return n_letters >= 1 && n_letters <= 4;
}

char *
kab_words_address (const char *address)
{
  GString *text = g_string_new (NULL);
  const char *rest = address != NULL ? address : "";
  const char *stop;

  while ((stop = strstr (rest, ". ")) != NULL)
    {
      g_string_append_len (text, rest, stop + 1 - rest);
      g_string_append (text, ends_in_abbreviation (address, stop) ? "\302\240" : " ");
      rest = stop + 2;
    }
  g_string_append (text, rest);
  return g_string_free (text, FALSE);
}

char *
kab_words_offline (GDateTime *as_of)
{
  g_autofree char *when = NULL;

  if (as_of == NULL)
    return g_strdup (_ ("No connection."));
  when = kab_time_format (as_of);
  return g_strdup_printf (_ ("No connection. Data as of %s."), when);
}

char *
kab_words_code_sent (const char *email)
{
  if (email == NULL)
    return g_strdup ("");
  return g_strdup_printf (_ ("We sent an e-mail with a code to %s."), email);
}

char *
kab_words_failure_title (const GError *error)
{
  return g_strdup (kab_error_is_out_of_reach (error) ? _ ("No connection to the service")
                                                     : _ ("It did not work"));
}

char *
kab_words_failure (const GError *error)
{
  /* The error's own sentence begins with what the title says. */
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_OFFLINE))
    return g_strdup (_ ("Check the network and try again."));
  return kab_error_to_sentence (error);
}

gboolean
kab_words_is_worth_saying (const GError *error)
{
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, KAB_ERROR, KAB_ERROR_SESSION_EXPIRED);
}

char *
kab_words_field_fault (KabOperator *operator_, const char *field, const char *reason)
{
  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (reason != NULL, NULL);

  if (operator_ != NULL && g_str_equal (field, "password"))
    {
      if (g_str_equal (reason, "too_short"))
        return describe_short_password (kab_operator_get_password_min_length (operator_));
      if (g_str_equal (reason, "too_long"))
        return describe_long_password (kab_operator_get_password_max_length (operator_));
    }
  return g_strdup (find_sentence (field, reason));
}

char *
kab_words_email_fault (const char *email)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (email != NULL, NULL);

  address = kab_email_normalise (email);
  if (*address == '\0')
    return kab_words_field_fault (NULL, "email", "empty");
  if (!kab_email_is_valid (address))
    return kab_words_field_fault (NULL, "email", "bad_format");
  return NULL;
}

char *
kab_words_password_fault (KabOperator *operator_, const char *password)
{
  KabPasswordFault fault;

  g_return_val_if_fail (KAB_IS_OPERATOR (operator_), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  if (*password == '\0')
    return kab_words_field_fault (operator_, "password", "empty");
  /* Characters first: a wrong keyboard layout makes the length look wrong too. */
  fault = kab_operator_check_password (operator_, password);
  if (fault & KAB_PASSWORD_BAD_CHARACTERS)
    return kab_words_field_fault (operator_, "password", "bad_characters");
  if (fault & KAB_PASSWORD_TOO_SHORT)
    return kab_words_field_fault (operator_, "password", "too_short");
  if (fault & KAB_PASSWORD_TOO_LONG)
    return kab_words_field_fault (operator_, "password", "too_long");
  return NULL;
}
