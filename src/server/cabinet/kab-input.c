/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-input.h"
#include "kab-profile.h"

#define CODE_LENGTH      6
#define PHONE_MAX_LENGTH 32

void
kab_input_refuse (GError **fault, const char *field, const char *reason)
{
  if (*fault == NULL)
    *fault = kab_error_new (KAB_ERROR_INVALID_INPUT, "Refused input");
  kab_error_add_field (*fault, field, reason);
}

gboolean
kab_input_finish (GError **fault, GError **error)
{
  if (*fault == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (fault));
  return FALSE;
}

char *
kab_input_email (GError **fault, const char *email)
{
  g_autofree char *normal = g_utf8_validate (email, -1, NULL) ? kab_email_normalise (email) : NULL;

  if (normal != NULL && kab_email_is_valid (normal))
    return g_steal_pointer (&normal);

  kab_input_refuse (fault, "email", normal != NULL && *normal == '\0' ? "empty" : "bad_format");
  return NULL;
}

void
kab_input_password (GError **fault, KabOperator *operator_, const char *field, const char *password)
{
  KabPasswordFault faults = kab_operator_check_password (operator_, password);

  if (*password == '\0')
    kab_input_refuse (fault, field, "empty");
  else if (faults & KAB_PASSWORD_BAD_CHARACTERS)
    kab_input_refuse (fault, field, "bad_characters");
  else if (faults & KAB_PASSWORD_TOO_SHORT)
    kab_input_refuse (fault, field, "too_short");
  else if (faults & KAB_PASSWORD_TOO_LONG)
    kab_input_refuse (fault, field, "too_long");
}

char *
kab_input_code (GError **fault, const char *code)
{
  g_autofree char *stripped = g_strstrip (g_strdup (code));

  if (strlen (stripped) == CODE_LENGTH && strspn (stripped, "0123456789") == CODE_LENGTH)
    return g_steal_pointer (&stripped);

  kab_input_refuse (fault, "code", *stripped == '\0' ? "empty" : "bad_format");
  return NULL;
}

static gboolean
is_line (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* No-break and joining characters are ordinary in Russian typography and in emoji. */
      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        return FALSE;
    }

  return TRUE;
}

char *
kab_input_line (GError **fault, const char *field, const char *text, int max)
{
  g_autofree char *stripped = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      kab_input_refuse (fault, field, "bad_characters");
      return NULL;
    }

  stripped = g_strstrip (g_strdup (text));
  if (!is_line (stripped))
    kab_input_refuse (fault, field, "bad_characters");
  else if (g_utf8_strlen (stripped, -1) > max)
    kab_input_refuse (fault, field, "too_long");
  else
    return g_steal_pointer (&stripped);

  return NULL;
}

char *
kab_input_phone (GError **fault, const char *phone)
{
  g_autofree char *stripped = kab_input_line (fault, "phone", phone, PHONE_MAX_LENGTH);

  if (stripped == NULL || strspn (stripped, "0123456789+-() ") == strlen (stripped))
    return g_steal_pointer (&stripped);

  kab_input_refuse (fault, "phone", "bad_characters");
  return NULL;
}
