/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kab-csv-lexer.h"
#include "kab-csv.h"
#include "kab-encoding.h"

static const char *const columns[] = { "a", "b", "c", NULL };

/* What is read of a file: "line: a|b|c" each, bad records with "!" before the line. */
static char *
read_all (const char *bytes, gsize length, KabFaults *faults, gboolean *whole)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kabinet-csv-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "opening.csv", NULL);
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  GString *read = g_string_new (NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, &error));
  g_autoptr (KabCsv) csv = kab_csv_open (directory, KAB_FILE_OPENING, columns, faults, &error);
  g_assert_no_error (error);

  while (kab_csv_next (csv, &error))
    g_string_append_printf (read, "%s%d: %s|%s|%s\n", kab_csv_is_bad (csv) ? "!" : "",
                            (int) kab_csv_get_line (csv), kab_csv_get_field (csv, 0),
                            kab_csv_get_field (csv, 1), kab_csv_get_field (csv, 2));
  g_assert_no_error (error);
  *whole = kab_csv_is_whole (csv);

  g_unlink (path);
  g_rmdir (folder);
  return g_string_free (read, FALSE);
}

typedef struct
{
  const char *name;
  const char *bytes;
  const char *read;
} Good;

static const Good good[] = {
  { "lf", "a;b;c\n1;2;3\n4;5;6\n", "2: 1|2|3\n3: 4|5|6\n" },
  { "crlf", "a;b;c\r\n1;2;3\r\n4;5;6\r\n", "2: 1|2|3\n3: 4|5|6\n" },
  { "no-last-line-end", "a;b;c\n1;2;3", "2: 1|2|3\n" },
  { "header-only", "a;b;c\n", "" },
  { "header-without-line-end", "a;b;c", "" },
  { "mark",
    "\xEF\xBB\xBF"
    "a;b;c\n1;2;я\n",
    "2: 1|2|я\n" },
  { "quoted-header", "\"a\";\"b\";\"c\"\n1;2;3\n", "2: 1|2|3\n" },
  { "mark-and-quoted-header",
    "\xEF\xBB\xBF"
    "\"a\";b;c\n1;2;3\n",
    "2: 1|2|3\n" },
  { "other-order", "c;a;b\n1;2;3\n", "2: 2|3|1\n" },
  { "empty-fields", "a;b;c\n;;\n\"\";\"\";\"\"\n", "2: ||\n3: ||\n" },
  { "blank-lines", "a;b;c\n\n1;2;3\n\n  \n\r\n4;5;6\n\n", "3: 1|2|3\n7: 4|5|6\n" },
  { "separator-in-quotes", "a;b;c\n\"1;1\";2;\";\"\n", "2: 1;1|2|;\n" },
  { "doubled-quotes", "a;b;c\n\"ООО \"\"Дом\"\"\";\"\"\"\";\"\"\"\"\"\"\n",
    "2: ООО \"Дом\"|\"|\"\"\n" },
  { "line-break-in-quotes", "a;b;c\n\"1\n2\";x;y\n3;4;5\n", "2: 1 2|x|y\n4: 3|4|5\n" },
  { "crlf-in-quotes", "a;b;c\r\n\"1\r\n\r\n2\";x;y\r\n3;4;5\r\n", "2: 1 2|x|y\n5: 3|4|5\n" },
  { "spaces", "a;b;c\n  1  2 ;\" 3 \n 4 \"; \n", "2: 1 2|3 4|\n" },
  { "quoted-at-the-end", "a;b;c\n1;2;\"3\"", "2: 1|2|3\n" },
  { "windows-1251",
    "a;b;c\n\xC8\xE2\xE0\xED\xEE\xE2;\xB9\xA0"
    "5;\xB8\xFF\xA8\n",
    "2: Иванов|№\302\240"
    "5|ёяЁ\n" },
  { "windows-1251-like-utf-8", "a;b;c\n\xCF\xB8\xF2\xF0;\xCF\xB8\xF2\xF0;1\n", "2: Пётр|Пётр|1\n" },
};

static void
test_good (gconstpointer data)
{
  const Good *test = data;
  g_autoptr (KabFaults) faults = kab_faults_new ();
  gboolean whole;
  g_autofree char *read = read_all (test->bytes, strlen (test->bytes), faults, &whole);

  g_assert_cmpuint (kab_faults_get_count (faults), ==, 0);
  g_assert_cmpstr (read, ==, test->read);
  g_assert_true (whole);
}

typedef struct
{
  const char *name;
  const char *bytes;
  gsize length; /* 0: up to the NUL */
  const char *read;
  gboolean whole;
  const char *fault;
} Bad;

static const Bad bad[] = {
  { "nul", "a;b;c\n1;x\0y;3\n4;5;6\n", 20, "!2: 1|xy|3\n3: 4|5|6\n", TRUE,
    "opening.csv:2: b: there is a control character in it" },
  { "utf-16",
    "\xFF\xFE"
    "a\0;\0b\0",
    8, "", FALSE, "opening.csv:1: a: the file is in UTF-16; save it as UTF-8 or Windows-1251" },
  { "no-such-character", "a;b;c\n\xC8\xE2\x98;2;3\n", 0, "!2: |2|3\n", TRUE,
    "opening.csv:2: a: there is a byte in it that is no character of Windows-1251" },
  { "mark-then-damage",
    "\xEF\xBB\xBF"
    "a;b;c\n\xC8\xE2;2;3\n",
    0, "!2: |2|3\n", TRUE,
    "opening.csv:2: a: there are bytes in it that are not UTF-8, as the file is otherwise" },
  { "cut-character", "a;b;c\n1;2;привет\xD0", 0, "!2: 1|2|\n", TRUE,
    "opening.csv:2: c: there are bytes in it that are not UTF-8, as the file is otherwise" },
  { "overlong", "a;b;c\nпривет;2;\xE0\x80\xAF\n", 0, "!2: привет|2|\n", TRUE,
    "opening.csv:2: c: there are bytes in it that are not UTF-8, as the file is otherwise" },
  { "cr-in-quotes", "a;b;c\n\"1\r2\";2;3\n", 0, "!2: 12|2|3\n", TRUE,
    "opening.csv:2: a: there is a control character in it" },
  { "short", "a;b;c\n1;2\n4;5;6\n", 0, "!2: 1|2|\n3: 4|5|6\n", TRUE,
    "opening.csv:2: c: the line ends before it" },
  { "long", "a;b;c\n1;2;3;4;5\n4;5;6\n", 0, "!2: 1|2|3\n3: 4|5|6\n", TRUE,
    "opening.csv:2: c: there are more fields after it than columns" },
  { "quote-inside", "a;b;c\n1;2\"2\";3\n4;5;6\n", 0, "!2: 1||\n3: 4|5|6\n", FALSE,
    "opening.csv:2: b: a quotation mark inside it: put the whole field in quotation marks and "
    "double this one" },
  { "text-after-quote", "a;b;c\n1;\"2\"2;3\n4;5;6\n", 0, "!2: 1||\n3: 4|5|6\n", FALSE,
    "opening.csv:2: b: there is text after its closing quotation mark" },
  { "never-closed", "a;b;c\n1;2;3\n4;\"5;6\n7;8;9\n", 0, "2: 1|2|3\n!3: 4||\n", FALSE,
    "opening.csv:3: b: its quotation mark is never closed" },
  { "never-closed-to-the-end", "a;b;c\n1;2;\"", 0, "!2: 1|2|\n", FALSE,
    "opening.csv:2: c: its quotation mark is never closed" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *test = data;
  g_autoptr (KabFaults) faults = kab_faults_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean whole;
  gsize length = test->length > 0 ? test->length : strlen (test->bytes);
  g_autofree char *read = read_all (test->bytes, length, faults, &whole);

  kab_faults_list (faults, texts);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (texts->pdata[0], ==, test->fault);
  g_assert_cmpstr (read, ==, test->read);
  g_assert_cmpint (whole, ==, test->whole);
}

/* A field of the longest size is taken, one byte more is not, quoted or not; what comes next is
 * read. */
static void
test_long_field (void)
{
  for (int quoted = 0; quoted < 2; quoted++)
    for (int more = 0; more < 2; more++)
      {
        g_autoptr (KabFaults) faults = kab_faults_new ();
        g_autofree char *field = g_strnfill ((gsize) (KAB_CSV_FIELD_MAX + more), 'x');
        const char *mark = quoted ? "\"" : "";
        g_autofree char *bytes = g_strdup_printf ("a;b;c\n1;%s%s%s;3\n4;5;6\n", mark, field, mark);
        gboolean whole;
        g_autofree char *read = read_all (bytes, strlen (bytes), faults, &whole);

        g_assert_cmpuint (kab_faults_get_count (faults), ==, more);
        g_assert_cmpint (whole, ==, !more);
        g_assert_true (g_str_has_suffix (read, "\n3: 4|5|6\n"));
      }
}

/* Pieces are read 16 KiB at a time: whatever stands at their border is read alike. */
static void
test_borders (void)
{
  for (gsize shift = 0; shift < 40; shift++)
    {
      g_autoptr (KabFaults) faults = kab_faults_new ();
      g_autoptr (GString) bytes = g_string_new ("a;b;c\n");
      g_autofree char *filler = g_strnfill (shift, 'x');
      g_auto (GStrv) records = NULL;
      gboolean whole;

      g_string_append_printf (bytes, "%s;;\r\n", filler);
      while (bytes->len < 3 * 16384)
        g_string_append (bytes, "\"ё;\"\"\r\n\";№;€\r\n");

      g_autofree char *read = read_all (bytes->str, bytes->len, faults, &whole);
      g_assert_cmpuint (kab_faults_get_count (faults), ==, 0);
      records = g_strsplit (read, "\n", -1);
      for (guint i = 1; *records[i] != '\0'; i++)
        g_assert_true (g_str_has_suffix (records[i], ": ё;\"|№|€"));
    }
}

static void
test_every_byte_of_windows_1251 (void)
{
  for (int byte = 1; byte < 256; byte++)
    {
      char bytes[] = { (char) byte, '\0' };
      g_autofree char *ours = kab_encoding_decode (KAB_ENCODING_WINDOWS_1251, bytes, 1);
      g_autofree char *theirs = g_convert (bytes, 1, "UTF-8", "WINDOWS-1251", NULL, NULL, NULL);

      g_assert_cmpstr (ours, ==, theirs);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/good/", good[i].name, NULL);
      g_test_add_data_func (path, &good[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/csv/bad/", bad[i].name, NULL);
      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/csv/long-field", test_long_field);
  g_test_add_func ("/csv/borders", test_borders);
  g_test_add_func ("/csv/every-byte-of-windows-1251", test_every_byte_of_windows_1251);

  return g_test_run ();
}
