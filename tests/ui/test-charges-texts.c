/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-charges-text.h"
#include "kab-chart-points.h"
#include "kab-history-list.h"
#include "kab-money.h"
#include "language.h"

static KabStatement *
create_statement (KabMonth month, gint64 charged, gint64 recalculated, gint64 penalty, gint64 paid)
{
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);

  return kab_statement_new (month, 0, charged, recalculated, penalty, paid,
                            charged + recalculated + penalty - paid, G_LIST_MODEL (lines));
}

/* @n months up to February 2020, newest first, each 447.30 charged and paid. */
static GListStore *
create_statements (int n)
{
  GListStore *list = g_list_store_new (KAB_TYPE_STATEMENT);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (KabStatement) statement =
        create_statement (kab_month_add ((KabMonth){ 2020, 2 }, -i), 44730, 0, 0, 44730);

      g_list_store_append (list, statement);
    }

  return list;
}

static void
append_payment (GListStore *list, KabDate date, gint64 amount, KabPaymentState state)
{
  g_autoptr (KabPayment) payment = kab_payment_new ("", date, amount, "", "", state);

  g_list_store_append (list, payment);
}

static void
assert_text (const char *name, char *text, const char *expected)
{
  g_test_message ("%s", name);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_heading (void)
{
  g_autoptr (KabStatement) statement = create_statement ((KabMonth){ 2020, 2 }, 1, 0, 0, 0);

  assert_text ("none", kab_charges_heading (NULL), "");
  assert_text ("month", kab_charges_heading (statement), "Начисления за февраль\u00a02020");
  assert_text ("title", kab_charges_month_title ((KabMonth){ 2020, 5 }), "Май\u00a02020");
}

static void
test_comparison (void)
{
  static const struct
  {
    const char *name;
    gint64 now;
    gint64 before;
    const char *expected;
  } cases[] = {
    { "more", 45780, 44730,
      "На 10,50" NBSP "₽ больше, чем в\u00a0феврале\u00a02019" },
    { "less", 44730, 45780,
      "На 10,50" NBSP "₽ меньше, чем в\u00a0феврале\u00a02019" },
    { "same", 44730, 44730, "Столько же, сколько в\u00a0феврале\u00a02019" },
    { "one kopeck", 1, 0,
      "На 0,01" NBSP "₽ больше, чем в\u00a0феврале\u00a02019" },
    { "bounds", KAB_MONEY_MAX, -KAB_MONEY_MAX,
      "На 20" NBSP "000" NBSP "000" NBSP "000" NBSP "000,00" NBSP
      "₽ больше, чем в\u00a0феврале\u00a02019" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabStatement) now =
        create_statement ((KabMonth){ 2020, 2 }, cases[i].now, 0, 0, 0);
      g_autoptr (KabStatement) before =
        create_statement ((KabMonth){ 2019, 2 }, cases[i].before, 0, 0, 0);

      assert_text (cases[i].name, kab_charges_comparison (now, before), cases[i].expected);
      assert_text ("alone", kab_charges_comparison (now, NULL), "");
      assert_text ("none", kab_charges_comparison (NULL, before), "");
    }
}

static void
test_line (void)
{
  g_autoptr (KabStatementLine) line =
    kab_statement_line_new ("ТКО", "чел.", (KabDecimal){ 5, 0 }, (KabDecimal){ 8946, 2 }, 44730,
                            -5581, 95, 39244, "");

  assert_text ("quantity", kab_charges_quantity (line), "5" NBSP "чел.");
  assert_text ("tariff", kab_charges_tariff (line), "89,46" NBSP "₽");
  g_assert_cmpint (kab_charges_line_total (line), ==, 39244);
}

static void
test_year (void)
{
  static const struct
  {
    int months;
    const char *expected;
  } cases[] = {
    { 1, "Итого за" NBSP "2019" NBSP "год, 1" NBSP "месяц" },
    { 3, "Итого за" NBSP "2019" NBSP "год, 3" NBSP "месяца" },
    { 11, "Итого за" NBSP "2019" NBSP "год, 11" NBSP "месяцев" },
    { 12, "Итого за" NBSP "2019" NBSP "год" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabYearTotal) total = kab_year_total_new (2019);

      kab_year_total_get_totals (total)->n = cases[i].months;
      assert_text ("year", kab_charges_year (total), cases[i].expected);
      assert_text ("payments", kab_payments_year (total), "Зачислено в" NBSP "2019" NBSP "году");
    }
}

static void
test_summary (void)
{
  KabTotals plain = { .charged = 44730, .paid = 44730 };
  KabTotals lively = {
    .charged = 44730, .recalculated = -5581, .penalty = 95, .paid = 0, .processing = 66672
  };
  KabTotals huge = { .overflown = TRUE };

  assert_text ("plain", kab_charges_summary (&plain),
               "Итого начислено 447,30" NBSP "₽, оплачено 447,30" NBSP "₽");
  assert_text ("lively", kab_charges_summary (&lively),
               "Итого начислено 447,30" NBSP "₽, перерасчет −55,81" NBSP
               "₽, пени 0,95" NBSP "₽, оплачено 0,00" NBSP "₽");
  assert_text ("payments", kab_payments_summary (&plain), "Итого зачислено 447,30" NBSP "₽");
  assert_text ("processing", kab_payments_summary (&lively),
               "Итого зачислено 0,00" NBSP "₽, обрабатывается 666,72" NBSP "₽");
  assert_text ("too much", kab_charges_summary (&huge), "");
}

static void
test_states (void)
{
  static const struct
  {
    KabPaymentState state;
    const char *title;
  } cases[] = {
    { KAB_PAYMENT_ACCEPTED, "Зачислен" },
    { KAB_PAYMENT_PROCESSING, "Обрабатывается" },
    { KAB_PAYMENT_RETURNED, "Возвращен" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (kab_payment_state_title (cases[i].state), ==, cases[i].title);
      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (kab_payment_state_icon (cases[i].state), !=,
                         kab_payment_state_icon (cases[j].state));
    }
}

static void
test_origin (void)
{
  static const struct
  {
    const char *channel;
    const char *document;
    const char *expected;
  } cases[] = {
    { "Банк", "Квитанция № 1", "Банк, Квитанция № 1" },
    { "Банк", "", "Банк" },
    { "", "Квитанция № 1", "Квитанция № 1" },
    { "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabPayment) payment =
        kab_payment_new ("", (KabDate){ 2020, 2, 1 }, 1, cases[i].channel, cases[i].document,
                         KAB_PAYMENT_ACCEPTED);

      assert_text (cases[i].expected, kab_payment_origin (payment), cases[i].expected);
    }
}

static void
test_chart (void)
{
  static const struct
  {
    int n;
    const char *title;
    const char *sentence;
  } cases[] = {
    { 0, "", "" },
    { 1, "февраль\u00a02020",
      "График начислений и\u00a0оплат, февраль\u00a02020: начислено 447,30" NBSP
      "₽, оплачено 447,30" NBSP "₽." },
    { 14, "январь\u00a02019 – февраль\u00a02020",
      "График начислений и\u00a0оплат, январь\u00a02019 – февраль\u00a02020: начислено 6" NBSP
      "262,20" NBSP "₽, оплачено 6" NBSP "262,20" NBSP
      "₽. Больше всего начислено: январь\u00a02019, 447,30" NBSP
      "₽." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) statements = create_statements (cases[i].n);
      g_autoptr (GArray) points = kab_chart_points_new (G_LIST_MODEL (statements));

      g_assert_cmpuint (points->len, ==, cases[i].n);
      assert_text ("title", kab_chart_points_title (points), cases[i].title);
      assert_text ("sentence", kab_chart_points_describe (points), cases[i].sentence);
    }
}

static void
test_chart_years (void)
{
  g_autoptr (GListStore) statements = create_statements (14);
  g_autoptr (GArray) months = kab_chart_points_new (G_LIST_MODEL (statements));
  g_autoptr (GArray) years = kab_chart_points_by_year (months);
  KabChartPoint *first = &g_array_index (years, KabChartPoint, 0);

  g_assert_cmpuint (years->len, ==, 2);
  g_assert_cmpint (first->charged, ==, 12 * 44730);
  g_assert_cmpint (g_array_index (years, KabChartPoint, 1).paid, ==, 2 * 44730);
  assert_text ("year", kab_chart_point_describe (first),
               "2019: начислено 5" NBSP "367,60" NBSP "₽, оплачено 5" NBSP "367,60" NBSP
               "₽");
}

static void
test_chart_step (void)
{
  static const struct
  {
    gint64 largest;
    gint64 step;
  } cases[] = {
    { 0, 1 },         { 4, 1 },          { 44730, 10000 },
    { 89460, 20000 }, { 208000, 50000 }, { KAB_MONEY_MAX, KAB_MONEY_MAX / 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kab_chart_step (cases[i].largest), ==, cases[i].step);
}

/* What a history shows of 14 months, by period. */
static void
test_history_period (void)
{
  g_autoptr (GListStore) statements = create_statements (14);
  g_autoptr (KabPeriod) period = kab_period_new ((KabMonth){ 2026, 11 });
  g_autoptr (KabHistoryList) list = kab_history_list_new (G_LIST_MODEL (statements), period);
  GListModel *shown = kab_history_list_get_shown (list);

  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 14);
  g_assert_cmpint (kab_history_list_get_totals (list)->charged, ==, 14 * 44730);

  kab_period_set_span (period, (KabMonth){ 2019, 1 }, (KabMonth){ 2020, 2 }, (KabMonth){ 2020, 2 });
  g_assert_cmpint (kab_period_get_kind (period), ==, KAB_PERIOD_LAST_MONTHS);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 12);

  kab_period_set_kind (period, KAB_PERIOD_THIS_YEAR);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 0);
  g_assert_cmpint (kab_history_list_get_totals (list)->n, ==, 0);

  kab_period_choose (period, (KabMonth){ 2019, 12 }, (KabMonth){ 2020, 1 });
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2);
  g_assert_cmpint (kab_history_list_get_totals (list)->paid, ==, 2 * 44730);
}

static int
compare_paid (gconstpointer a, gconstpointer b, gpointer unused)
{
  return (int) (kab_statement_get_paid ((gpointer) a) - kab_statement_get_paid ((gpointer) b));
}

/* Years' totals stand with their years, and nowhere in another order. */
static void
test_history_years (void)
{
  g_autoptr (GListStore) statements = create_statements (14);
  g_autoptr (KabPeriod) period = kab_period_new ((KabMonth){ 2026, 11 });
  g_autoptr (KabHistoryList) list = kab_history_list_new (G_LIST_MODEL (statements), period);
  g_autoptr (GtkSorter) by_time =
    GTK_SORTER (gtk_custom_sorter_new (kab_history_compare_time, NULL, NULL));
  g_autoptr (GtkSorter) by_paid = GTK_SORTER (gtk_custom_sorter_new (compare_paid, NULL, NULL));
  g_autoptr (GObject) last = NULL;
  g_autoptr (GObject) thirteenth = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 14);

  kab_history_list_set_sorter (list, by_time);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 16);
  thirteenth = g_list_model_get_item (G_LIST_MODEL (list), 12);
  g_assert_true (KAB_IS_YEAR_TOTAL (thirteenth));
  g_assert_cmpint (kab_year_total_get_year (KAB_YEAR_TOTAL (thirteenth)), ==, 2019);
  g_assert_cmpint (kab_year_total_get_totals (KAB_YEAR_TOTAL (thirteenth))->n, ==, 12);
  g_assert_cmpint (kab_year_total_get_totals (KAB_YEAR_TOTAL (thirteenth))->charged, ==,
                   12 * 44730);
  last = g_list_model_get_item (G_LIST_MODEL (list), 15);
  g_assert_true (KAB_IS_YEAR_TOTAL (last));
  g_assert_cmpint (kab_year_total_get_totals (KAB_YEAR_TOTAL (last))->paid, ==, 2 * 44730);

  kab_history_list_set_sorter (list, by_paid);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 14);
}

/* What came back and what is on its way is nobody's payment yet. */
static void
test_payment_totals (void)
{
  g_autoptr (GListStore) payments = g_list_store_new (KAB_TYPE_PAYMENT);
  g_autoptr (KabPeriod) period = kab_period_new ((KabMonth){ 2026, 11 });
  g_autoptr (KabHistoryList) list = NULL;
  g_autoptr (GtkSorter) by_time =
    GTK_SORTER (gtk_custom_sorter_new (kab_history_compare_time, NULL, NULL));
  g_autoptr (GObject) year = NULL;
  const KabTotals *totals;

  append_payment (payments, (KabDate){ 2020, 2, 3 }, 66672, KAB_PAYMENT_PROCESSING);
  append_payment (payments, (KabDate){ 2020, 1, 13 }, 44731, KAB_PAYMENT_ACCEPTED);
  append_payment (payments, (KabDate){ 2020, 1, 9 }, 44731, KAB_PAYMENT_RETURNED);
  append_payment (payments, (KabDate){ 2019, 12, 31 }, 2, KAB_PAYMENT_ACCEPTED);
  list = kab_history_list_new (G_LIST_MODEL (payments), period);
  kab_history_list_set_sorter (list, by_time);

  totals = kab_history_list_get_totals (list);
  g_assert_cmpint (totals->n, ==, 2);
  g_assert_cmpint (totals->paid, ==, 44733);
  g_assert_cmpint (totals->processing, ==, 66672);
  year = g_list_model_get_item (G_LIST_MODEL (list), 5);
  g_assert_true (KAB_IS_YEAR_TOTAL (year));
  g_assert_cmpint (kab_year_total_get_totals (KAB_YEAR_TOTAL (year))->paid, ==, 44731);
}

static void
test_overflow (void)
{
  KabTotals totals = { 0 };
  g_autoptr (KabStatement) statement =
    create_statement ((KabMonth){ 2020, 2 }, KAB_MONEY_MAX, 0, 0, KAB_MONEY_MAX);

  kab_totals_add_statement (&totals, statement);
  g_assert_false (totals.overflown);
  kab_totals_add_statement (&totals, statement);
  g_assert_true (totals.overflown);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  textdomain ("kabinet");
  set_language ("ru");

  g_test_add_func ("/charges/heading", test_heading);
  g_test_add_func ("/charges/comparison", test_comparison);
  g_test_add_func ("/charges/line", test_line);
  g_test_add_func ("/charges/year", test_year);
  g_test_add_func ("/charges/summary", test_summary);
  g_test_add_func ("/charges/states", test_states);
  g_test_add_func ("/charges/origin", test_origin);
  g_test_add_func ("/charges/chart", test_chart);
  g_test_add_func ("/charges/chart-years", test_chart_years);
  g_test_add_func ("/charges/chart-step", test_chart_step);
  g_test_add_func ("/charges/history-period", test_history_period);
  g_test_add_func ("/charges/history-years", test_history_years);
  g_test_add_func ("/charges/payment-totals", test_payment_totals);
  g_test_add_func ("/charges/overflow", test_overflow);

  return g_test_run ();
}
