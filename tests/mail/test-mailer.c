/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-error.h"
#include "kab-mailer.h"
#include "mail-world.h"

#define SENDER "АО «Спецавтохозяйство» <robot@sah67.ru>"

static const int at_once[] = { 0 };

static KabMailer *
make_mailer (World *world, const char *destination, const int *waits, int n_waits)
{
  g_autoptr (GError) error = NULL;
  KabMailer *mailer = kab_mailer_new (world->database, destination, SENDER, &error);

  g_assert_no_error (error);
  if (waits != NULL)
    kab_mailer_set_waits (mailer, waits, n_waits);
  kab_mailer_start (mailer);
  return mailer;
}

static char *
describe_server (World *world)
{
  return g_strdup_printf ("smtp://127.0.0.1:%d", world->port);
}

static char *
describe_folder (World *world)
{
  return g_strconcat ("dir:", world->letters, NULL);
}

/* Each subject arrived once. @in_order: as they were written. */
static void
check_arrived (World *world, int count, gboolean in_order)
{
  g_autoptr (GPtrArray) letters = world_list_letters (world);
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < letters->len; i++)
    {
      g_autoptr (JsonObject) letter = world_read_letter (letters->pdata[i]);
      const char *subject = json_object_get_string_member (letter, "subject");

      if (in_order)
        {
          g_autofree char *expected = g_strdup_printf ("Код %u", i);
          g_assert_cmpstr (subject, ==, expected);
        }
      g_assert_true (g_hash_table_add (subjects, g_strdup (subject)));
    }
  g_assert_cmpint (letters->len, ==, count);
}

static void
add_letters (World *world, int count)
{
  for (int i = 0; i < count; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Код %d", i);
      world_add_letter (world, "ann@example.com", subject);
    }
}

static void
test_folder (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = describe_folder (world);
  g_autoptr (KabMailer) mailer = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  GStatBuf info;

  add_letters (world, 5);
  mailer = make_mailer (world, destination, NULL, 0);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 5, TRUE);
  letters = world_list_letters (world);
  g_assert_cmpint (g_stat (letters->pdata[0], &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* It rests now, for a minute unless it is told. */
  world_add_letter (world, "ann@example.com", "Код 5");
  kab_mailer_wake (mailer);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 6, TRUE);
}

static void
test_folder_away (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = describe_folder (world);
  g_autoptr (KabMailer) mailer = make_mailer (world, destination, at_once, 1);

  g_assert_cmpint (g_rmdir (world->letters), ==, 0);
  add_letters (world, 1);
  kab_mailer_wake (mailer);
  wait_for (world_logged ("try 2 failed"));
  g_assert_cmpint (g_mkdir (world->letters, 0700), ==, 0);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 1, TRUE);
}

static void
test_server (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) mailer = NULL;

  world_start_server (world, "");
  destination = describe_server (world);
  add_letters (world, 5);
  mailer = make_mailer (world, destination, NULL, 0);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 5, TRUE);
}

static void
test_refused_for_a_while (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) mailer = NULL;

  world_start_server (world, "--refuse=RCPT --reply=450_Later --times=3");
  destination = describe_server (world);
  add_letters (world, 2);
  mailer = make_mailer (world, destination, at_once, 1);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 2, FALSE);
  g_assert_true (world_logged ("try 1 failed"));
}

static void
test_refused_for_good (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) mailer = NULL;

  world_start_server (world, "--refuse=RCPT --reply=550_No_such --times=1");
  destination = describe_server (world);
  add_letters (world, 2);
  mailer = make_mailer (world, destination, NULL, 0);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 1, FALSE);
  g_assert_true (world_logged ("dropped (RCPT"));
  g_assert_true (world_logged ("reply 550"));
}

/* The server is down, the service is started again in between: nothing is lost, nothing comes
 * twice. */
static void
test_server_down (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) first = NULL;
  g_autoptr (KabMailer) second = NULL;

  world_start_server (world, "");
  destination = describe_server (world);
  world_stop_server (world);
  add_letters (world, 3);
  first = make_mailer (world, destination, at_once, 1);
  wait_for (world_logged ("try 2 failed"));
  g_clear_pointer (&first, kab_mailer_free);
  g_assert_false (world_outbox_is_empty (world));

  world_start_server (world, "");
  second = make_mailer (world, destination, at_once, 1);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 3, FALSE);
}

/* curl has its own words for it, and other ones in each version. */
static gboolean
has_failed_to_connect (int try, int seconds)
{
  g_autofree char *what = g_strdup_printf ("try %d failed (connecting: Could", try);
  g_autofree char *next = g_strdup_printf (" to server, reply 0), the next in %d s", seconds);

  return world_logged (what) && world_logged (next);
}

static void
test_waits_grow (void)
{
  static const int waits[] = { 0, 0, 1000 };
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) mailer = NULL;
  g_autoptr (KabMailer) usual = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 next_due;

  world_start_server (world, "");
  destination = describe_server (world);
  world_stop_server (world);
  add_letters (world, 1);
  mailer = make_mailer (world, destination, waits, G_N_ELEMENTS (waits));
  wait_for (has_failed_to_connect (3, 1000));
  wait_for (kab_store_claim_letter (world->store, 0, 0, &next_due, &error) == NULL &&
            next_due >= now + 1000);
  g_assert_no_error (error);
  g_clear_pointer (&mailer, kab_mailer_free);

  add_letters (world, 1);
  usual = make_mailer (world, destination, NULL, 0);
  wait_for (has_failed_to_connect (1, 10));
}

static void
test_not_worth_sending (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = describe_folder (world);
  g_autoptr (KabMailer) mailer = NULL;
  g_autoptr (GError) error = NULL;

  kab_store_add_letter (world->store, "ann@example.com", "Код 0", "late", 1000, 2000, &error);
  g_assert_no_error (error);
  mailer = make_mailer (world, destination, NULL, 0);
  wait_for (world_logged ("1 letters were not worth"));
  check_arrived (world, 0, FALSE);
}

static void
test_injection (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) mailer = NULL;

  world_start_server (world, "");
  destination = describe_server (world);
  world_add_letter (world, "ann@example.com\r\nBcc: eve@example.com", "Код 1");
  world_add_letter (world, "ann@example.com>\r\nRCPT TO:<eve@example.com", "Код 2");
  world_add_letter (world, "ann@example.com", "Код 3\r\nBcc: eve@example.com");
  world_add_letter (world, "ann@example.com", "Код 0");
  mailer = make_mailer (world, destination, NULL, 0);
  wait_for (world_outbox_is_empty (world));
  check_arrived (world, 1, TRUE);
  g_assert_true (world_logged ("dropped (a letter cannot have this subject)"));
}

/* What a writer does in these tests: account 1 cannot be written, 2 is wanted by nobody, and each
 * other one has a file. */
static gboolean
write_cb (KabLetter *letter, gboolean *wanted, gpointer data, GError **error)
{
  GThread **thread = data;

  *thread = g_thread_self ();
  g_assert_cmpint (letter->user, ==, 71);
  g_assert_cmpint (kab_month_compare (letter->month, (KabMonth){ 2020, 3 }), ==, 0);
  *wanted = letter->account != 2;
  if (letter->account == 1)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_INTERNAL, "no ink"));
      return FALSE;
    }
  g_free (letter->subject);
  letter->subject = g_strdup_printf ("Код %d", (int) letter->account);
  letter->file = g_strdup ("Квитанция.pdf");
  letter->file_ascii = g_strdup ("receipt.pdf");
  letter->attachment = g_bytes_new_static ("%PDF", 4);
  return TRUE;
}

static int
count_arrived (World *world)
{
  g_autoptr (GPtrArray) letters = world_list_letters (world);

  return (int) letters->len;
}

/* Letters that are written when they leave: after those that somebody waits for, and none stands in
 * another's way. */
static void
test_written (void)
{
  static const char *const subjects[] = { "Код 0", "Код 3", "Код 4" };
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) mailer = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;

  world_start_server (world, "");
  destination = describe_server (world);
  world_add_receipt_letters (world, 4);
  add_letters (world, 1);
  mailer = kab_mailer_new (world->database, destination, SENDER, &error);
  g_assert_no_error (error);
  kab_mailer_set_writer (mailer, write_cb, &thread);
  kab_mailer_start (mailer);
  wait_for (count_arrived (world) == 3);
  wait_for (world_logged ("try 1 failed (no ink), the next in 10 s"));
  g_clear_pointer (&mailer, kab_mailer_free);
  g_assert_true (thread != g_thread_self ());
  g_assert_false (world_outbox_is_empty (world));

  letters = world_list_letters (world);
  for (guint i = 0; i < letters->len; i++)
    {
      g_autoptr (JsonObject) letter = world_read_letter (letters->pdata[i]);

      g_assert_cmpstr (json_object_get_string_member (letter, "subject"), ==, subjects[i]);
      g_assert_cmpint (json_object_has_member (letter, "file"), ==, i > 0);
      if (i > 0)
        g_assert_cmpstr (json_object_get_string_member (letter, "file"), ==, "Квитанция.pdf");
    }
}

/* A letter that nobody here can write waits for a service that can. */
static void
test_no_writer (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = describe_folder (world);
  g_autoptr (KabMailer) mailer = NULL;

  world_add_receipt_letters (world, 1);
  mailer = make_mailer (world, destination, NULL, 0);
  wait_for (world_logged ("try 1 failed (nobody here can write it)"));
  g_assert_false (world_outbox_is_empty (world));
  check_arrived (world, 0, FALSE);
}

/* Several services on one database: each letter leaves once. */
static void
test_two_mailers (gconstpointer data)
{
  gboolean folder = GPOINTER_TO_INT (data);
  g_autoptr (World) world = world_new ();
  g_autofree char *destination = NULL;
  g_autoptr (KabMailer) one = NULL;
  g_autoptr (KabMailer) other = NULL;

  if (!folder)
    world_start_server (world, "");
  destination = folder ? describe_folder (world) : describe_server (world);
  one = make_mailer (world, destination, NULL, 0);
  other = make_mailer (world, destination, NULL, 0);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Код %d", i);

      world_add_letter (world, "ann@example.com", subject);
      kab_mailer_wake (one);
      kab_mailer_wake (other);
    }
  wait_for (world_outbox_is_empty (world));
  g_clear_pointer (&one, kab_mailer_free);
  g_clear_pointer (&other, kab_mailer_free);
  check_arrived (world, 40, FALSE);
}

/* What a service claimed and could not finish is another's when the lease is over. */
static void
test_lease (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (KabLetter) first = NULL;
  g_autoptr (KabLetter) none = NULL;
  g_autoptr (KabLetter) second = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next_due;

  kab_store_add_letter (world->store, "ann@example.com", "s", "b", 1000, 0, &error);
  g_assert_no_error (error);
  first = kab_store_claim_letter (world->store, 1000, 90, &next_due, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->recipient, ==, "ann@example.com");
  g_assert_cmpstr (first->subject, ==, "s");
  g_assert_cmpstr (first->body, ==, "b");
  g_assert_cmpint (first->created_at, ==, 1000);
  g_assert_cmpint (first->expires_at, ==, 0);
  g_assert_cmpint (first->tries, ==, 0);
  none = kab_store_claim_letter (world->store, 1089, 90, &next_due, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_cmpint (next_due, ==, 1090);
  second = kab_store_claim_letter (world->store, 1090, 90, &next_due, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->id, ==, first->id);

  g_assert_true (kab_store_letter_failed (world->store, second->id, 2000, &error));
  g_clear_pointer (&second, kab_letter_free);
  second = kab_store_claim_letter (world->store, 2000, 90, &next_due, &error);
  g_assert_cmpint (second->tries, ==, 1);
  g_assert_true (kab_store_letter_sent (world->store, second->id, &error));
  g_assert_true (world_outbox_is_empty (world));
}

static const struct
{
  const char *destination;
  const char *sender;
  const char *names; /* what the message must name */
} bad_settings[] = {
  { "ftp://example.com", SENDER, "smtp://" },
  { "dir:", SENDER, "dir:PATH" },
  { "dir:/proc/no/such", SENDER, "/proc/no/such" },
  { "smtp://", SENDER, "mail server" },
  { "smtp://mail.example.com", "robot", "sender" },
  { "smtp://mail.example.com", "Robot\nBcc: eve@example.com <robot@sah67.ru>", "sender" },
};

static void
test_bad_settings (void)
{
  g_autoptr (World) world = world_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad_settings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabMailer) mailer = kab_mailer_new (world->database, bad_settings[i].destination,
                                                     bad_settings[i].sender, &error);

      g_assert_null (mailer);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, bad_settings[i].names));
    }
}

/* A mail server that takes the connection and says nothing: the service leaves without waiting for
 * it, and the letter stays. */
static void
test_leaves_a_silent_server (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *destination = g_strdup_printf ("smtp://127.0.0.1:%d", port);
  g_autoptr (KabMailer) mailer = make_mailer (world, destination, NULL, 0);
  g_autoptr (GSocketConnection) connection = NULL;
  gint64 start;

  world_add_letter (world, "ivanov@example.ru", "Код 0");
  kab_mailer_wake (mailer);
  connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  start = g_get_monotonic_time ();
  g_clear_pointer (&mailer, kab_mailer_free);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  g_assert_false (world_outbox_is_empty (world));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mailer/folder", test_folder);
  g_test_add_func ("/mailer/folder-away", test_folder_away);
  g_test_add_func ("/mailer/server", test_server);
  g_test_add_func ("/mailer/refused-for-a-while", test_refused_for_a_while);
  g_test_add_func ("/mailer/refused-for-good", test_refused_for_good);
  g_test_add_func ("/mailer/server-down", test_server_down);
  g_test_add_func ("/mailer/waits-grow", test_waits_grow);
  g_test_add_func ("/mailer/not-worth-sending", test_not_worth_sending);
  g_test_add_func ("/mailer/injection", test_injection);
  g_test_add_func ("/mailer/written", test_written);
  g_test_add_func ("/mailer/no-writer", test_no_writer);
  g_test_add_data_func ("/mailer/two-mailers/folder", GINT_TO_POINTER (TRUE), test_two_mailers);
  g_test_add_data_func ("/mailer/two-mailers/server", GINT_TO_POINTER (FALSE), test_two_mailers);
  g_test_add_func ("/mailer/lease", test_lease);
  g_test_add_func ("/mailer/leaves-a-silent-server", test_leaves_a_silent_server);
  g_test_add_func ("/mailer/bad-settings", test_bad_settings);

  return g_test_run ();
}
