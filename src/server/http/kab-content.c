/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-content.h"

struct _KabContent
{
  GBytes *bytes;
  const char *type;
  char *etag;
  char *disposition;
  GBytes *part;
  char *range;
};

/* Whether the list names this tag. A weak one of the same value is as good here (RFC 9110, 13.1.2).
 */
static gboolean
list_has (const char *list, const char *etag)
{
  g_auto (GStrv) tags = g_strsplit (list, ",", -1);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (strcmp (tag, "*") == 0 || strcmp (tag, etag) == 0)
        return TRUE;
    }

  return FALSE;
}

/* One number, digits only, up to @end. */
static gboolean
take_number (const char **at, guint64 *number)
{
  const char *start = *at;
  char *end = NULL;

  if (!g_ascii_isdigit (*start))
    return FALSE;
  *number = g_ascii_strtoull (start, &end, 10);
  *at = end;
  return TRUE;
}

/* @first and @last (out): the bytes of a single range that are there; @last below @first: none of
 * them is. FALSE: it is no single range. */
static gboolean
parse_range (const char *range, guint64 size, guint64 *first, guint64 *last)
{
  const char *at = range + strlen ("bytes=");
  gboolean has_first;
  gboolean has_last;

  if (g_ascii_strncasecmp (range, "bytes=", strlen ("bytes=")) != 0)
    return FALSE;
  has_first = take_number (&at, first);
  if (*at++ != '-')
    return FALSE;
  has_last = take_number (&at, last);
  if (*at != '\0' || (!has_first && !has_last) || (has_first && has_last && *last < *first))
    return FALSE;

  if (!has_first)
    {
      /* The last so many. */
      *first = *last < size ? size - *last : 0;
      *last = *first < size ? size - 1 : 0;
    }
  else if (!has_last || *last >= size)
    *last = size - 1;
  if (*first >= size)
    {
      *first = 1;
      *last = 0;
    }
  return TRUE;
}

static void
answer_range (KabContent *self, guint64 first, guint64 last, KabReply *reply)
{
  gsize size = g_bytes_get_size (self->bytes);

  if (last < first)
    {
      self->range = g_strdup_printf ("bytes */%" G_GSIZE_FORMAT, size);
      reply->status = SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE;
      reply->content_type = NULL;
      reply->disposition = NULL;
      reply->body = NULL;
    }
  else
    {
      self->part = g_bytes_new_from_bytes (self->bytes, (gsize) first, (gsize) (last - first + 1));
      self->range =
        g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GSIZE_FORMAT,
                         first, last, size);
      reply->status = SOUP_STATUS_PARTIAL_CONTENT;
      reply->body = self->part;
    }
  reply->range = self->range;
}

void
kab_wanted_clear (KabWanted *self)
{
  g_free (self->if_none_match);
  g_free (self->if_range);
  g_free (self->range);
}

KabContent *
kab_content_new (GBytes *bytes,
                 const char *type,
                 const char *tag,
                 const char *name,
                 const char *ascii_name)
{
  KabContent *self = g_new0 (KabContent, 1);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  self->bytes = g_bytes_ref (bytes);
  self->type = type;
  self->etag = g_strdup_printf ("\"%s\"", tag);
  self->disposition =
    g_strdup_printf ("inline; filename=\"%s\"; filename*=UTF-8''%s", ascii_name, escaped);
  return self;
}

/* What all who are sent it have in common. */
typedef struct
{
  GHashTable *shared;
  char *tag;
  GBytes *bytes;
} Common;

static void
forget_cb (gpointer data)
{
  Common *common = data;

  g_hash_table_remove (common->shared, common->tag);
  g_hash_table_unref (common->shared);
  g_bytes_unref (common->bytes);
  g_free (common->tag);
  g_free (common);
}

void
kab_content_share (KabContent *self, GHashTable *shared)
{
  GBytes *bytes = g_hash_table_lookup (shared, self->etag);
  Common *common;
  gsize size;
  gconstpointer data;

  if (bytes != NULL)
    g_bytes_ref (bytes);
  else
    {
      common = g_new (Common, 1);
      common->shared = g_hash_table_ref (shared);
      common->tag = g_strdup (self->etag);
      common->bytes = g_bytes_ref (self->bytes);
      data = g_bytes_get_data (self->bytes, &size);
      bytes = g_bytes_new_with_free_func (data, size, forget_cb, common);
      g_hash_table_insert (shared, common->tag, bytes);
    }
  g_bytes_unref (self->bytes);
  self->bytes = bytes;
}

void
kab_content_free (KabContent *self)
{
  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_free (self->etag);
  g_free (self->disposition);
  g_free (self->range);
  g_free (self);
}

void
kab_content_answer (KabContent *self, const KabWanted *wanted, KabReply *reply)
{
  guint64 first = 0;
  guint64 last = 0;

  reply->etag = self->etag;
  /* It is a person's: a browser may keep it, and asks each time whether it is still that one. */
  reply->cache = "private, no-cache";
  if (wanted->if_none_match != NULL && list_has (wanted->if_none_match, self->etag))
    {
      reply->status = SOUP_STATUS_NOT_MODIFIED;
      return;
    }
  reply->status = SOUP_STATUS_OK;
  reply->content_type = self->type;
  reply->disposition = self->disposition;
  reply->body = self->bytes;
  if (wanted->range != NULL &&
      (wanted->if_range == NULL || strcmp (wanted->if_range, self->etag) == 0) &&
      parse_range (wanted->range, g_bytes_get_size (self->bytes), &first, &last))
    answer_range (self, first, last, reply);
}
