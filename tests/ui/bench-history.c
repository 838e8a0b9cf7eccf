/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <time.h>

#include "kab-history-view.h"

/* How long a history takes to be seen, few rows against many; and each frame of scrolling through
 * the many. What is promised is a ratio and a bound; both are printed. Time is that of this thread
 * on a processor: what else goes on in the machine is nobody's frame here. */

#define FEW         100
#define MANY        10000
#define RUNS        7
#define FRAMES      300
#define FRAME_BOUND 33000 /* µs */

typedef struct
{
  GtkWindow *window;
  GtkWidget *view;
  gboolean painted;
  gint64 started; /* µs, of the frame under way */
  GArray *frames; /* gint64, µs */
} Bench;

static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static GListModel *
create_statements (int n)
{
  GListStore *statements = g_list_store_new (KAB_TYPE_STATEMENT);
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* There are no 10 000 months, so they come round again. */
  for (int i = 0; i < n; i++)
    g_ptr_array_add (items, kab_statement_new (kab_month_add ((KabMonth){ 2199, 12 }, -(i % 2500)),
                                               i, 44730 + i % 7000, i % 3, i % 5, 44730, 0,
                                               G_LIST_MODEL (lines)));
  g_list_store_splice (statements, 0, 0, items->pdata, items->len);

  return G_LIST_MODEL (statements);
}

static GListModel *
create_payments (int n)
{
  GListStore *payments = g_list_store_new (KAB_TYPE_PAYMENT);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < n; i++)
    {
      KabMonth month = kab_month_add ((KabMonth){ 2199, 12 }, -(i / 4));

      g_ptr_array_add (items, kab_payment_new ("", (KabDate){ month.year, month.month, 12 },
                                               44730 + i % 7000, "Онлайн-банк",
                                               "Квитанция № 200213", (KabPaymentState) (i % 3)));
    }
  g_list_store_splice (payments, 0, 0, items->pdata, items->len);

  return G_LIST_MODEL (payments);
}

static void
before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->started = get_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  gint64 took = get_time () - bench->started;

  bench->painted = TRUE;
  if (bench->frames != NULL)
    g_array_append_val (bench->frames, took);
}

static void
paint (Bench *bench)
{
  bench->painted = FALSE;
  gtk_widget_queue_draw (bench->view);
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

/* µs until the history of @items is on the screen. */
static gint64
open_history (Bench *bench, const KabHistoryKind *kind, GListModel *items, GListModel *statements)
{
  g_autoptr (KabPeriod) period = kab_period_new ((KabMonth){ 2026, 11 });
  gint64 started;

  adw_window_set_content (ADW_WINDOW (bench->window), NULL);
  started = get_time ();
  bench->view = g_object_new (KAB_TYPE_HISTORY_VIEW, NULL);
  kab_history_view_set_up (KAB_HISTORY_VIEW (bench->view), kind, items, statements, period);
  adw_window_set_content (ADW_WINDOW (bench->window), bench->view);
  paint (bench);

  return get_time () - started;
}

static gint64
measure_opening (Bench *bench, const KabHistoryKind *kind, int n)
{
  g_autoptr (GListModel) statements =
    create_statements (kind == &kab_history_of_charges ? n : n / 4);
  g_autoptr (GListModel) payments = create_payments (n);
  GListModel *items = kind == &kab_history_of_charges ? statements : payments;
  gint64 best = G_MAXINT64;

  for (int i = 0; i < RUNS; i++)
    best = MIN (best, open_history (bench, kind, items, statements));

  return best;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return (difference > 0) - (difference < 0);
}

/* From the top on, more than a row a frame, and then in leaps to the end. */
static int
measure_scrolling (Bench *bench, const KabHistoryKind *kind, const char *name)
{
  g_autoptr (GListModel) statements =
    create_statements (kind == &kab_history_of_charges ? MANY : MANY / 4);
  g_autoptr (GListModel) payments = create_payments (MANY);
  GListModel *items = kind == &kab_history_of_charges ? statements : payments;
  GtkAdjustment *adjustment;
  int n_late = 0;

  open_history (bench, kind, items, statements);
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (bench->view))));
  bench->frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (int i = 0; i < FRAMES; i++)
    {
      double value = gtk_adjustment_get_value (adjustment);
      double end =
        gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

      gtk_adjustment_set_value (adjustment, i < FRAMES / 2 ? value + 60 : end * i / FRAMES);
      paint (bench);
    }

  g_array_sort (bench->frames, compare_times);
  for (guint i = 0; i < bench->frames->len; i++)
    n_late += g_array_index (bench->frames, gint64, i) > FRAME_BOUND;
  g_print ("%-28s %8.1f %8.1f %8.1f %5d of %u\n", name,
           (double) g_array_index (bench->frames, gint64, bench->frames->len / 2) / 1000,
           (double) g_array_index (bench->frames, gint64, bench->frames->len * 99 / 100) / 1000,
           (double) g_array_index (bench->frames, gint64, bench->frames->len - 1) / 1000, n_late,
           bench->frames->len);
  g_clear_pointer (&bench->frames, g_array_unref);

  return n_late;
}

static gboolean
compare_openings (Bench *bench, const KabHistoryKind *kind, const char *name)
{
  gint64 few = measure_opening (bench, kind, FEW);
  gint64 many = measure_opening (bench, kind, MANY);

  g_print ("%-28s %8.1f %8.1f %8.2f\n", name, (double) few / 1000, (double) many / 1000,
           (double) many / (double) few);

  return many <= 2 * few;
}

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };
  GdkFrameClock *clock;
  gboolean good;
  int n_late;

  g_setenv ("GDK_BACKEND", "x11", TRUE);
  /* Without a graphics card a renderer of GL is drawn by the processor, on other threads. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_setenv ("ADW_DISABLE_PORTAL", "1", TRUE);
  adw_init ();

  bench.window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (bench.window, 1200, 800);
  gtk_window_present (bench.window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench.window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), &bench);

  g_print ("%-28s %8s %8s %8s\n", "opening, ms", "100", "10000", "ratio");
  good = compare_openings (&bench, &kab_history_of_charges, "charges");
  good = compare_openings (&bench, &kab_history_of_payments, "payments") && good;
  g_print ("%-28s %8s %8s %8s %5s\n", "scrolling 10000, ms a frame", "median", "99 %", "worst",
           "late");
  n_late = measure_scrolling (&bench, &kab_history_of_charges, "charges");
  n_late += measure_scrolling (&bench, &kab_history_of_payments, "payments");

  gtk_window_destroy (bench.window);

  return good && n_late == 0 ? 0 : 1;
}
