/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-receipt-saver.h"
#include "receipt-world.h"

/* Ten years of receipts saved over loopback, against a bare loop of libsoup that gets the same
 * files one by one and keeps none. The service has a thread of its own, as it has a process of its
 * own.
 */
#define N_RECEIPTS   120
#define RECEIPT_SIZE (45 * 1024)
#define N_ROUNDS     7
#define MAX_RATIO    130 /* per cent */
#define PREFIX       "GET /accounts/123543566/receipts/"

typedef struct
{
  FakeService *service;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  char *url;
  GListStore *receipts;
} Bench;

static char *
make_month (int i)
{
  return kab_month_to_string (kab_month_add ((KabMonth){ 2010, 1 }, i));
}

/* (transfer full): bytes that do not compress and hold no zero. */
static char *
make_pdf (GRand *rand)
{
  g_autofree guchar *noise = g_malloc (RECEIPT_SIZE / 4 * 3);

  for (int i = 0; i < RECEIPT_SIZE / 4 * 3; i++)
    noise[i] = (guchar) g_rand_int_range (rand, 0, 256);

  return g_base64_encode (noise, RECEIPT_SIZE / 4 * 3);
}

static void
answer_all (Bench *self)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  fake_service_answer_json (self->service, "GET /operator", 200, SAMPLE_OPERATOR);
  fake_service_answer_json (self->service, "POST /sessions", 201, SAMPLE_SESSION);
  fake_service_answer_json (self->service, "GET /accounts", 200, ONE);
  fake_service_answer_json (self->service, "GET /accounts/123543566", 200, SAMPLE_DETAILS_1);
  for (int i = 0; i < N_RECEIPTS; i++)
    {
      g_autofree char *month = make_month (i);
      g_autofree char *call = g_strconcat (PREFIX, month, NULL);
      g_autofree char *body = make_pdf (rand);
      g_autoptr (KabReceipt) receipt = make_receipt (month, body);

      fake_service_answer (self->service, call, 200, "application/pdf", body);
      g_list_store_append (self->receipts, receipt);
    }
}

static gboolean
ready_cb (gpointer user_data)
{
  gboolean *ready = user_data;

  g_atomic_int_set (ready, TRUE);
  g_main_context_wakeup (NULL);

  return G_SOURCE_REMOVE;
}

static gpointer
serve (gpointer data)
{
  Bench *self = data;

  g_main_context_push_thread_default (self->context);
  self->service = fake_service_new (NULL);
  answer_all (self);
  self->url = g_strdup (fake_service_get_url (self->service));
  g_main_loop_run (self->loop);
  fake_service_free (self->service);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
bench_init (Bench *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  gboolean ready = FALSE;

  self->receipts = g_list_store_new (KAB_TYPE_RECEIPT);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_source_set_callback (source, ready_cb, &ready, NULL);
  g_source_attach (source, self->context);
  self->thread = g_thread_new ("service", serve, self);
  WAIT_UNTIL (g_atomic_int_get (&ready));
}

static void
bench_clear (Bench *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->receipts);
  g_free (self->url);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

static void
put_down (const char *folder, const char *month, GBytes *bytes)
{
  g_autofree char *name = g_strdup_printf ("%s 123543566.pdf", month);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                           (gssize) g_bytes_get_size (bytes),
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Microseconds. @folder (nullable) */
static gint64
measure_bare (Bench *self, const char *folder)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < N_RECEIPTS; i++)
    {
      g_autofree char *month = make_month (i);
      g_autofree char *uri =
        g_strconcat (self->url, "/api/v1/accounts/123543566/receipts/", month, NULL);
      g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, outcome_cb,
                                        &outcome);
      bytes = soup_session_send_and_read_finish (session, outcome_wait (&outcome), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, RECEIPT_SIZE);
      if (folder != NULL)
        put_down (folder, month, bytes);
    }

  return g_get_monotonic_time () - start;
}

static gint64
measure_kept (Bench *self)
{
  g_autofree char *folder = make_folder ();
  gint64 time = measure_bare (self, folder);

  remove_folder (folder);

  return time;
}

static void
finished_cb (KabReceiptSaver *saver, gpointer user_data)
{
  gboolean *finished = user_data;

  *finished = TRUE;
}

/* The same; signed in before and signed out after, so that nothing is in memory. */
static gint64
measure_saver (Bench *self)
{
  KabCabinet *cabinet = kab_cabinet_new (self->url, FALSE);
  g_autofree char *path = make_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (KabReceiptSaver) saver = NULL;
  g_auto (Outcome) outcome = { 0 };
  gboolean finished = FALSE;
  gint64 start;

  kab_cabinet_sign_in_async (cabinet, "a@b.c", "kabinet1", NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_sign_in_finish (cabinet, outcome_wait (&outcome), NULL));
  WAIT_UNTIL (is_ready (kab_cabinet_get_details_load (cabinet)));

  start = g_get_monotonic_time ();
  saver = kab_receipt_saver_new (cabinet, G_LIST_MODEL (self->receipts), folder);
  g_signal_connect (saver, "finished", G_CALLBACK (finished_cb), &finished);
  kab_receipt_saver_start (saver);
  WAIT_UNTIL (finished);
  start = g_get_monotonic_time () - start;

  g_assert_cmpint (kab_receipt_saver_get_saved (saver), ==, N_RECEIPTS);
  remove_folder (path);
  outcome_clear (&outcome);
  g_clear_object (&saver);
  run_until_idle ();
  g_assert_finalize_object (cabinet);

  return start;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
print_row (const char *what, gint64 time, gint64 bare)
{
  g_print ("  %-36s %8" G_GINT64_FORMAT " us  %2" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT "\n", what,
           time, time * 100 / bare / 100, time * 100 / bare % 100);
}

int
main (void)
{
  g_auto (Bench) bench = { 0 };
  gint64 got[N_ROUNDS];
  gint64 kept[N_ROUNDS];
  gint64 saved[N_ROUNDS];
  const int middle = N_ROUNDS / 2;

  bench_init (&bench);
  for (int i = 0; i < N_ROUNDS; i++)
    {
      got[i] = measure_bare (&bench, NULL);
      kept[i] = measure_kept (&bench);
      saved[i] = measure_saver (&bench);
    }
  qsort (got, N_ROUNDS, sizeof *got, compare_times);
  qsort (kept, N_ROUNDS, sizeof *kept, compare_times);
  qsort (saved, N_ROUNDS, sizeof *saved, compare_times);

  g_print ("%d receipts of %d KiB over loopback, median of %d\n", N_RECEIPTS, RECEIPT_SIZE / 1024,
           N_ROUNDS);
  print_row ("bare loop, nothing kept", got[middle], kept[middle]);
  print_row ("bare loop, put down one by one", kept[middle], kept[middle]);
  print_row ("saved, four at a time, compared", saved[middle], kept[middle]);
  g_print ("  at most %d.%02d\n", MAX_RATIO / 100, MAX_RATIO % 100);

  return saved[middle] * 100 / kept[middle] <= MAX_RATIO ? 0 : 1;
}
