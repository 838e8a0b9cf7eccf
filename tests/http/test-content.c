/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-content.h"

#define BYTES "0123456789"

typedef struct
{
  const char *name;
  const char *if_none_match;
  const char *range;
  const char *if_range;
  guint status;
  const char *body;
  const char *content_range;
} Case;

static const Case cases[] = {
  { "whole", NULL, NULL, NULL, 200, BYTES, NULL },
  { "had", "\"tag\"", NULL, NULL, 304, NULL, NULL },
  { "had-weakly", "W/\"tag\"", NULL, NULL, 304, NULL, NULL },
  { "had-among-others", "\"a\" , \"tag\"", NULL, NULL, 304, NULL, NULL },
  { "had-any", "*", NULL, NULL, 304, NULL, NULL },
  { "had-another", "\"tag2\", \"ta\", tag", NULL, NULL, 200, BYTES, NULL },
  { "had-none", "", NULL, NULL, 200, BYTES, NULL },
  { "had-goes-before-range", "\"tag\"", "bytes=0-0", NULL, 304, NULL, NULL },
  { "first", NULL, "bytes=0-0", NULL, 206, "0", "bytes 0-0/10" },
  { "middle", NULL, "bytes=3-5", NULL, 206, "345", "bytes 3-5/10" },
  { "all", NULL, "bytes=0-9", NULL, 206, BYTES, "bytes 0-9/10" },
  { "from", NULL, "bytes=8-", NULL, 206, "89", "bytes 8-9/10" },
  { "beyond", NULL, "bytes=8-99", NULL, 206, "89", "bytes 8-9/10" },
  { "far-beyond", NULL, "bytes=8-99999999999999999999", NULL, 206, "89", "bytes 8-9/10" },
  { "last", NULL, "bytes=-2", NULL, 206, "89", "bytes 8-9/10" },
  { "more-than-all", NULL, "bytes=-11", NULL, 206, BYTES, "bytes 0-9/10" },
  { "unit-case", NULL, "Bytes=0-0", NULL, 206, "0", "bytes 0-0/10" },
  { "past-the-end", NULL, "bytes=10-", NULL, 416, NULL, "bytes */10" },
  { "far-past-the-end", NULL, "bytes=99999999999999999999-", NULL, 416, NULL, "bytes */10" },
  { "last-none", NULL, "bytes=-0", NULL, 416, NULL, "bytes */10" },
  { "several", NULL, "bytes=0-0,2-3", NULL, 200, BYTES, NULL },
  { "backwards", NULL, "bytes=5-3", NULL, 200, BYTES, NULL },
  { "no-numbers", NULL, "bytes=-", NULL, 200, BYTES, NULL },
  { "negative", NULL, "bytes=--1", NULL, 200, BYTES, NULL },
  { "letters", NULL, "bytes=a-b", NULL, 200, BYTES, NULL },
  { "other-unit", NULL, "lines=0-1", NULL, 200, BYTES, NULL },
  { "short", NULL, "by", NULL, 200, BYTES, NULL },
  { "empty", NULL, "bytes=", NULL, 200, BYTES, NULL },
  { "if-range", NULL, "bytes=0-0", "\"tag\"", 206, "0", "bytes 0-0/10" },
  { "if-range-other", NULL, "bytes=0-0", "\"other\"", 200, BYTES, NULL },
  { "if-range-weak", NULL, "bytes=0-0", "W/\"tag\"", 200, BYTES, NULL },
  { "if-range-date", NULL, "bytes=0-0", "Sun, 01 Mar 2020 00:00:00 GMT", 200, BYTES, NULL },
};

static void
test_answer (gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (BYTES, strlen (BYTES));
  g_autoptr (KabContent) content =
    kab_content_new (bytes, "application/pdf", "tag", "Квитанция 1.pdf", "1.pdf");
  KabWanted asked = { (char *) wanted->if_none_match, (char *) wanted->if_range,
                      (char *) wanted->range };
  KabReply reply = { 0 };
  gboolean has_body = wanted->body != NULL;

  kab_content_answer (content, &asked, &reply);
  g_assert_cmpuint (reply.status, ==, wanted->status);
  g_assert_cmpstr (reply.range, ==, wanted->content_range);
  g_assert_cmpstr (reply.etag, ==, "\"tag\"");
  g_assert_cmpstr (reply.cache, ==, "private, no-cache");
  g_assert_cmpstr (reply.content_type, ==, has_body ? "application/pdf" : NULL);
  g_assert_cmpstr (reply.disposition, ==,
                   has_body ? "inline; filename=\"1.pdf\"; filename*=UTF-8''"
                              "%D0%9A%D0%B2%D0%B8%D1%82%D0%B0%D0%BD%D1%86%D0%B8%D1%8F%201.pdf"
                            : NULL);
  g_assert_cmpint (reply.body != NULL, ==, has_body);
  if (has_body)
    g_assert_cmpmem (g_bytes_get_data (reply.body, NULL), g_bytes_get_size (reply.body),
                     wanted->body, strlen (wanted->body));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/content/answer/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_answer);
    }
  return g_test_run ();
}
