/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "billing-world.h"
#include "kab-error.h"
#include "kab-store-receipts.h"

#define ACCOUNTS                \
  "100;Иванов;;;;;;1;1\n" \
  "А-200;Петрова;;;;;;1;1\n"
#define OPENING "100;2020-01;;0\nА200;2020-01;;0\n"
#define CHARGES                            \
  "100;2020-01;Мусор;;1;50;50;0;0;\n" \
  "100;2020-02;Мусор;;1;50;50;0;0;\n" \
  "А200;2020-01;Мусор;;1;50;50;0;0;\n"

#define PDF(text) "%PDF-1.4\n" text "\nstartxref\n9\n%%EOF\n"

#define KEPT     "SELECT account_id, month, total, source, size FROM receipts ORDER BY 1, 2"
#define JANUARY  "24240"
#define FEBRUARY "24241"

static World *
start (void)
{
  World *world = world_new ();
  g_autofree char *folder = g_build_filename (world->directory, "receipts", NULL);

  world_write_all (world, ACCOUNTS, OPENING, CHARGES, "");
  g_mkdir (folder, 0700);
  return world;
}

static void
write_receipt (World *world, const char *name, const char *content, gssize length)
{
  g_autofree char *path = g_build_filename ("receipts", name, NULL);

  world_write (world, path, content, length);
}

static void
assert_kept (World *world, const char *rows)
{
  g_autofree char *kept = world_query (world, KEPT);

  g_assert_cmpstr (kept, ==, rows);
}

static void
test_taken (void)
{
  g_autoptr (World) world = start ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  static const char binary[] = PDF ("\0\xff");

  write_receipt (world, "100_2020-02.pdf", binary, sizeof binary - 1);
  write_receipt (world, "а-200_2020-01.pdf", PDF ("a"), -1);
  write_receipt (world, ".directory", "x", -1);
  world_import_good (world, 2, 3, 0);
  g_assert_cmpint (world->count.receipts, ==, 2);
  assert_kept (world, "1|" FEBRUARY "|10000|operator|30\n2|" JANUARY "|5000|operator|29\n");

  g_autoptr (KabReceipt) receipt =
    kab_store_get_receipt (world->store, 1, (KabMonth){ 2020, 2 }, &pdf, &error);
  g_autofree char *sha256 =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) binary, sizeof binary - 1);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), binary, sizeof binary - 1);
  g_assert_cmpstr (kab_receipt_get_sha256 (receipt), ==, sha256);
  /* The first of March 2020. */
  g_assert_cmpint (g_date_time_to_unix (kab_receipt_get_issued_at (receipt)), ==, 1583020800);

  /* The same files again change nothing. */
  g_autofree char *before = world_dump (world);
  world_import_good (world, 0, 0, 0);
  g_assert_cmpint (world->count.receipts, ==, 0);
  g_autofree char *after = world_dump (world);
  g_assert_cmpstr (before, ==, after);
}

/* What the operator issued stays until it issues another; what was drawn goes with its month. */
static void
test_corrected (void)
{
  g_autoptr (World) world = start ();
  g_autoptr (GDateTime) issued_at = kab_time_from_unix (1583020800);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("drawn", 5);
  g_autoptr (GError) error = NULL;

  write_receipt (world, "100_2020-01.pdf", PDF ("a"), -1);
  world_import_good (world, 2, 3, 0);
  for (int month = 1; month <= 2; month++)
    {
      g_autofree char *sha256 = g_strnfill (64, 'a');
      g_autoptr (KabReceipt) drawn =
        kab_receipt_new ((KabMonth){ 2020, (gint8) month }, 1, issued_at, 5, sha256);

      g_assert_true (kab_store_keep_receipt (world->store, 1, drawn, pdf, &error));
      g_assert_true (kab_store_keep_receipt (world->store, 2, drawn, pdf, &error));
    }
  assert_kept (world, "1|" JANUARY "|5000|operator|29\n1|" FEBRUARY "|1|drawn|5\n"
                      "2|" JANUARY "|1|drawn|5\n2|" FEBRUARY "|1|drawn|5\n");

  /* A charge of January: February's opening follows. The other account is as it was. */
  world_write_all (world, ACCOUNTS, OPENING,
                   "100;2020-01;Мусор;;1;60;60;0;0;\n"
                   "100;2020-02;Мусор;;1;50;50;0;0;\n",
                   "");
  world_import_good (world, 0, 2, 0);
  assert_kept (world, "1|" JANUARY "|5000|operator|29\n"
                      "2|" JANUARY "|1|drawn|5\n2|" FEBRUARY "|1|drawn|5\n");

  /* Another of the operator's, also in the place of a drawn one. */
  write_receipt (world, "100_2020-01.pdf", PDF ("other"), -1);
  write_receipt (world, "А200_2020-01.pdf", PDF ("b"), -1);
  world_import_good (world, 0, 0, 0);
  g_assert_cmpint (world->count.receipts, ==, 2);
  assert_kept (world, "1|" JANUARY "|6000|operator|33\n"
                      "2|" JANUARY "|5000|operator|29\n2|" FEBRUARY "|1|drawn|5\n");
}

static void
test_faults (void)
{
  static const struct
  {
    const char *name; /* of the file */
    const char *content;
    const char *why;
  } cases[] = {
    { "100_2020-01.txt", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "100-2020-01.pdf", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "100_2020-13.pdf", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "100_2020-1.pdf", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "_2020-01.pdf", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "2020-01.pdf", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "1.0_2020-01.pdf", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "100\n_2020-01.pdf ", PDF (""), "its name is not as in 123543566_2020-02.pdf" },
    { "999_2020-01.pdf", PDF (""),
      "there is no such account in accounts.csv, nor was there one before" },
    { "100_2020-03.pdf", PDF (""), "the account has no charges of this month" },
    { "100_2020-01.pdf", "", "it is not a PDF, or its end is missing" },
    { "100_2020-01.pdf", "%PDF-1.4\n", "it is not a PDF, or its end is missing" },
    { "100_2020-01.pdf", "<html>startxref\n%%EOF", "it is not a PDF, or its end is missing" },
    { "100_2020-01.pdf", "\n" PDF (""), "it is not a PDF, or its end is missing" },
    { "100_2020-01.pdf", "%PDF-1.4\n%%EOF", "it is not a PDF, or its end is missing" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (World) world = start ();
      g_autofree char *fault = g_strconcat ("receipts/", cases[i].name, ": ", cases[i].why, NULL);
      const char *faults[] = { g_strdelimit (fault, "\n", '?'), NULL };

      g_test_message ("%s", fault);
      write_receipt (world, cases[i].name, cases[i].content, -1);
      world_import_bad (world, faults);
    }
}

static void
test_sizes (void)
{
  static const gsize max = 10 * 1024 * 1024;
  g_autoptr (World) world = start ();
  g_autofree char *large = g_malloc0 (max + 1);
  const char *faults[] = { "receipts/100_2020-01.pdf: it is larger than 10 MiB", NULL };
  const char *end = "startxref\n9\n%%EOF\n";

  memcpy (large, "%PDF-1.4\n", 9);
  memcpy (large + max + 1 - strlen (end), end, strlen (end));
  write_receipt (world, "100_2020-01.pdf", large, (gssize) max + 1);
  world_import_bad (world, faults);
  memcpy (large + max - strlen (end), end, strlen (end));
  write_receipt (world, "100_2020-01.pdf", large, (gssize) max);
  world_import_good (world, 2, 3, 0);
  assert_kept (world, "1|" JANUARY "|5000|operator|10485760\n");
}

/* After the lines, by name; and what hangs together with a fault elsewhere is not told. */
static void
test_among_others (void)
{
  static const char *const faults[] = {
    "charges.csv:5: month: it is not a month as in 2020-02",
    "receipts/100_2020-02.pdf: it is not a PDF, or its end is missing",
    "receipts/x: its name is not as in 123543566_2020-02.pdf",
    NULL,
  };
  static const char *const twice[] = {
    "receipts/100_2020-01.pdf: another file is of this account and month",
    NULL,
  };
  static const char *const folder[] = { "receipts/100_2020-01.pdf: it is not a file", NULL };
  g_autoptr (World) world = start ();
  g_autofree char *path = g_build_filename (world->directory, "receipts", "100_2020-01.pdf", NULL);

  world_write_all (world, ACCOUNTS, OPENING, CHARGES "100;x;Мусор;;1;50;50;0;0;\n", "");
  write_receipt (world, "x", PDF (""), -1);
  write_receipt (world, "100_2020-02.pdf", "x", -1);
  write_receipt (world, "300_2020-02.pdf", PDF (""), -1);
  world_import_bad (world, faults);

  g_clear_pointer (&world, world_free);
  world = start ();
  write_receipt (world, "1-00_2020-01.pdf", PDF (""), -1);
  write_receipt (world, "100_2020-01.pdf", PDF (""), -1);
  world_import_bad (world, twice);

  g_clear_pointer (&world, world_free);
  world = start ();
  g_free (path);
  path = g_build_filename (world->directory, "receipts", "100_2020-01.pdf", NULL);
  g_mkdir (path, 0700);
  world_import_bad (world, folder);
}

/* Each step of the database fails in turn, until the import is through: it was all or nothing. */
static void
test_steps (void)
{
  g_autoptr (World) world = start ();
  g_autofree char *before = world_dump (world);
  int step = 1;

  write_receipt (world, "100_2020-01.pdf", PDF ("a"), -1);
  write_receipt (world, "100_2020-02.pdf", PDF ("b"), -1);
  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      gboolean done;

      kab_store_fail_after (world->store, step++);
      done = world_import (world, &error);
      if (kab_store_fail_after (world->store, 0) > 0)
        {
          g_assert_true (done);
          break;
        }
      g_assert_false (done);
      g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);
      after = world_dump (world);
      g_assert_cmpstr (before, ==, after);
    }
  g_assert_cmpint (step, >, 20);
  assert_kept (world, "1|" JANUARY "|5000|operator|29\n1|" FEBRUARY "|10000|operator|29\n");
}

static void
test_no_folder (void)
{
  g_autoptr (World) world = start ();
  g_autofree char *path = g_build_filename (world->directory, "receipts", NULL);
  g_autoptr (GError) error = NULL;

  g_rmdir (path);
  world_write (world, "receipts", "a file", -1);
  g_assert_false (world_import (world, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FILE);
  g_unlink (path);
  world_import_good (world, 2, 3, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-receipts/taken", test_taken);
  g_test_add_func ("/own-receipts/corrected", test_corrected);
  g_test_add_func ("/own-receipts/faults", test_faults);
  g_test_add_func ("/own-receipts/sizes", test_sizes);
  g_test_add_func ("/own-receipts/among-others", test_among_others);
  g_test_add_func ("/own-receipts/steps", test_steps);
  g_test_add_func ("/own-receipts/no-folder", test_no_folder);
  return g_test_run ();
}
