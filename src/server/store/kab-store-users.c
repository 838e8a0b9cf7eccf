/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-private.h"
#include "kab-store-users.h"

#define USER_COLUMNS "id, email, password, name, phone, receipts_by_mail, created_at"

void
kab_user_free (KabUser *self)
{
  if (self == NULL)
    return;

  g_free (self->email);
  g_free (self->password);
  g_free (self->name);
  g_free (self->phone);
  g_free (self);
}

void
kab_registration_free (KabRegistration *self)
{
  if (self == NULL)
    return;

  g_free (self->email);
  g_free (self->password);
  g_free (self->consents);
  g_free (self);
}

void
kab_sent_code_free (KabSentCode *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self);
}

/* Takes over @rows. */
static gboolean
read_user (KabRows *rows, KabUser **user, GError **error)
{
  g_autoptr (KabRows) own = rows;
  g_autoptr (GError) failure = NULL;

  *user = NULL;
  if (!kab_rows_next (own, &failure))
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  *user = g_new0 (KabUser, 1);
  (*user)->id = kab_rows_get_int (own, 0);
  (*user)->email = g_strdup (kab_rows_get_text (own, 1));
  (*user)->password = g_strdup (kab_rows_get_text (own, 2));
  (*user)->name = g_strdup (kab_rows_get_text (own, 3));
  (*user)->phone = g_strdup (kab_rows_get_text (own, 4));
  (*user)->receipts_by_mail = kab_rows_get_int (own, 5) != 0;
  (*user)->created_at = kab_rows_get_int (own, 6);
  return TRUE;
}

gboolean
kab_store_find_user (KabStore *self, const char *email, KabUser **user, GError **error)
{
  return read_user (kab_database_select (self->database,
                                         "SELECT " USER_COLUMNS " FROM users WHERE email = $1", "t",
                                         email),
                    user, error);
}

gboolean
kab_store_get_user (KabStore *self, gint64 id, KabUser **user, GError **error)
{
  return read_user (kab_database_select (
                      self->database, "SELECT " USER_COLUMNS " FROM users WHERE id = $1", "i", id),
                    user, error);
}

gboolean
kab_store_add_user (KabStore *self, const KabUser *user, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "INSERT INTO users (" USER_COLUMNS
                           ") VALUES ($1, $2, $3, $4, $5, $6, $7)",
                           "ittttii", user->id, user->email, user->password, user->name,
                           user->phone, (gint64) user->receipts_by_mail, user->created_at);
}

gboolean
kab_store_update_user (KabStore *self, const KabUser *user, GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "UPDATE users SET name = $2, phone = $3, receipts_by_mail = $4 WHERE id = $1", "itti", user->id,
    user->name, user->phone, (gint64) user->receipts_by_mail);
}

gboolean
kab_store_set_password (KabStore *self, gint64 id, const char *password, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "UPDATE users SET password = $2 WHERE id = $1", "it", id, password);
}

gboolean
kab_store_delete_user (KabStore *self, const KabUser *user, GError **error)
{
  /* Consents, sessions and attachments go with the user: ON DELETE CASCADE. */
  return kab_database_run (self->database, NULL, error, "DELETE FROM users WHERE id = $1", "i",
                           user->id) &&
         kab_store_delete_registration (self, user->email, error) &&
         kab_database_run (self->database, NULL, error, "DELETE FROM codes WHERE email = $1", "t",
                           user->email) &&
         kab_database_run (self->database, NULL, error, "DELETE FROM letters WHERE recipient = $1",
                           "t", user->email);
}

gboolean
kab_store_add_consent (KabStore *self,
                       gint64 user,
                       const char *kind,
                       const char *version,
                       gint64 accepted_at,
                       GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO consents (user_id, kind, version, accepted_at) VALUES ($1, $2, $3, $4)", "itti",
    user, kind, version, accepted_at);
}

GPtrArray *
kab_store_list_consents (KabStore *self, gint64 user, GError **error)
{
  g_autoptr (GPtrArray) consents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kab_consent_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT kind, version, accepted_at FROM consents WHERE user_id = $1 ORDER "
                         "BY accepted_at, kind, version",
                         "i", user);

  while (kab_rows_next (rows, &failure))
    {
      g_autoptr (GDateTime) accepted_at = kab_time_from_unix (kab_rows_get_int (rows, 2));

      g_ptr_array_add (consents, kab_consent_new (kab_rows_get_text (rows, 0),
                                                  kab_rows_get_text (rows, 1), accepted_at));
    }

  if (failure == NULL)
    return g_steal_pointer (&consents);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
kab_store_put_registration (KabStore *self, const KabRegistration *registration, GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO registrations (email, password, consents, created_at) "
    "VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO UPDATE SET password = excluded.password, "
    "consents = excluded.consents, created_at = excluded.created_at",
    "ttti", registration->email, registration->password, registration->consents,
    registration->created_at);
}

gboolean
kab_store_find_registration (KabStore *self,
                             const char *email,
                             KabRegistration **registration,
                             GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows = kab_database_select (
    self->database,
    "SELECT email, password, consents, created_at FROM registrations WHERE email = $1", "t", email);

  *registration = NULL;
  if (kab_rows_next (rows, &failure))
    {
      *registration = g_new0 (KabRegistration, 1);
      (*registration)->email = g_strdup (kab_rows_get_text (rows, 0));
      (*registration)->password = g_strdup (kab_rows_get_text (rows, 1));
      (*registration)->consents = g_strdup (kab_rows_get_text (rows, 2));
      (*registration)->created_at = kab_rows_get_int (rows, 3);
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kab_store_delete_registration (KabStore *self, const char *email, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "DELETE FROM registrations WHERE email = $1", "t", email);
}

gboolean
kab_store_put_code (KabStore *self,
                    const char *email,
                    const char *purpose,
                    const char *code,
                    gint64 expires_at,
                    GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO codes (email, purpose, code, expires_at, tries) VALUES ($1, $2, $3, $4, 0) "
    "ON CONFLICT (email, purpose) DO UPDATE SET code = excluded.code, "
    "expires_at = excluded.expires_at, tries = 0",
    "ttti", email, purpose, code, expires_at);
}

gboolean
kab_store_find_code (KabStore *self,
                     const char *email,
                     const char *purpose,
                     KabSentCode **code,
                     GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows = kab_database_select (
    self->database, "SELECT code, expires_at, tries FROM codes WHERE email = $1 AND purpose = $2",
    "tt", email, purpose);

  *code = NULL;
  if (kab_rows_next (rows, &failure))
    {
      *code = g_new0 (KabSentCode, 1);
      (*code)->code = g_strdup (kab_rows_get_text (rows, 0));
      (*code)->expires_at = kab_rows_get_int (rows, 1);
      (*code)->tries = (int) kab_rows_get_int (rows, 2);
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kab_store_count_code_try (KabStore *self, const char *email, const char *purpose, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "UPDATE codes SET tries = tries + 1 WHERE email = $1 AND purpose = $2",
                           "tt", email, purpose);
}

gboolean
kab_store_delete_code (KabStore *self,
                       const char *email,
                       const char *purpose,
                       const char *code,
                       gboolean *deleted,
                       GError **error)
{
  gint64 changed = 0;

  if (!kab_database_run (self->database, &changed, error,
                         "DELETE FROM codes WHERE email = $1 AND purpose = $2 AND code = $3", "ttt",
                         email, purpose, code))
    return FALSE;

  *deleted = changed == 1;
  return TRUE;
}
