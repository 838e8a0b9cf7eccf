/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "kab-error.h"
#include "kab-mail-address.h"

#define MAX_ADDRESS 254 /* RFC 5321, 4.5.3.1.3, less the angle brackets */
#define MAX_LOCAL   64  /* 4.5.3.1.1 */
#define MAX_NAME    400 /* bytes */

/* Dot-atom of RFC 5322, 3.2.3: quoted local parts are not worth their dangers. */
static gboolean
is_local_part (const char *text, gsize length)
{
  if (length == 0 || length > MAX_LOCAL || text[0] == '.' || text[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-/=?^_`{|}~.", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_domain (const char *text)
{
  gsize label = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '.' && (label == 0 || p[-1] == '-'))
        return FALSE;
      if (*p != '.' && !g_ascii_isalnum (*p) && (*p != '-' || label == 0))
        return FALSE;
      label = *p == '.' ? 0 : label + 1;
      if (label > 63)
        return FALSE;
    }
  return label > 0;
}

static char *
read_address (const char *text)
{
  const char *at = strrchr (text, '@');
  g_autofree char *domain = NULL;
  g_autofree char *address = NULL;

  if (at == NULL || !is_local_part (text, (gsize) (at - text)))
    return NULL;
  domain = g_hostname_to_ascii (at + 1);
  if (domain == NULL || !is_domain (domain))
    return NULL;
  address = g_strdup_printf ("%.*s@%s", (int) (at - text), text, domain);
  return strlen (address) <= MAX_ADDRESS ? g_steal_pointer (&address) : NULL;
}

/* The name without its spaces and quotes, or NULL when it holds what no header may. */
static char *
read_name (const char *text, gsize length)
{
  g_autofree char *name = g_strstrip (g_strndup (text, length));
  gsize rest = strlen (name);

  if (rest >= 2 && name[0] == '"' && name[rest - 1] == '"')
    {
      name[rest - 1] = '\0';
      memmove (name, name + 1, rest - 1);
    }
  if (strlen (name) > MAX_NAME || !g_utf8_validate (name, -1, NULL))
    return NULL;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return NULL;
  return g_steal_pointer (&name);
}

KabMailAddress *
kab_mail_address_new (const char *text, GError **error)
{
  g_autoptr (KabMailAddress) self = g_new0 (KabMailAddress, 1);
  gsize length;
  const char *bracket;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  bracket = strrchr (text, '<');
  if (bracket != NULL && text[length - 1] == '>')
    {
      g_autofree char *inner = g_strndup (bracket + 1, length - (gsize) (bracket - text) - 2);

      self->name = read_name (text, (gsize) (bracket - text));
      self->address = read_address (inner);
    }
  else
    {
      self->name = g_strdup ("");
      self->address = read_address (text);
    }
  if (self->name == NULL || self->address == NULL)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "not a mail address"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
kab_mail_address_free (KabMailAddress *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

const char *
kab_mail_address_get_domain (const KabMailAddress *self)
{
  return strrchr (self->address, '@') + 1;
}
