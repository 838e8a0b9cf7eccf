/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-bill-paycode.h"
#include "kab-money.h"
#include "kab-bill.h"
#include "kab-sheet.h"

#define NO_BREAK_SPACE "\u00a0"
#define QR_SIZE        118.0
#define DUE_DAY        15
/* From the service's name to the total. */
#define MAX_COLUMNS 8

/* The bill is Russian whatever the locale of the service, so its words are not translated. */
static const char *const month_names[] = { "январь",   "февраль", "март",   "апрель",
                                           "май",      "июнь",    "июль",   "август",
                                           "сентябрь", "октябрь", "ноябрь", "декабрь" };

typedef struct
{
  const char *title;
  double width; /* points; 0: what the others leave */
  char *(*write) (KabStatementLine *line);
  gboolean numeric;
  gboolean optional; /* left out when empty in every line */
} Column;

/* "" for nothing, so that an empty column can be left out. */
static char *
write_money_or_nothing (gint64 kopecks)
{
  return kopecks != 0 ? kab_bill_format_money (kopecks) : g_strdup ("");
}

static char *
write_decimal (KabDecimal decimal)
{
  g_autofree char *plain = kab_decimal_to_string (decimal);

  return g_strdelimit (g_steal_pointer (&plain), ".", ',');
}

static char *
write_month (KabMonth month)
{
  return g_strdup_printf ("%s" NO_BREAK_SPACE "%d", kab_bill_get_month_name (month), month.year);
}

static char *
write_date (KabDate date)
{
  return g_strdup_printf ("%02d.%02d.%04d", date.day, date.month, date.year);
}

static char *
write_service (KabStatementLine *line)
{
  return g_strdup (kab_statement_line_get_service (line));
}

static char *
write_unit (KabStatementLine *line)
{
  return g_strdup (kab_statement_line_get_unit (line));
}

static char *
write_quantity (KabStatementLine *line)
{
  return write_decimal (kab_statement_line_get_quantity (line));
}

static char *
write_tariff (KabStatementLine *line)
{
  return write_decimal (kab_statement_line_get_tariff (line));
}

static char *
write_charged (KabStatementLine *line)
{
  return kab_bill_format_money (kab_statement_line_get_charged (line));
}

static char *
write_recalculated (KabStatementLine *line)
{
  return write_money_or_nothing (kab_statement_line_get_recalculated (line));
}

static char *
write_penalty (KabStatementLine *line)
{
  return write_money_or_nothing (kab_statement_line_get_penalty (line));
}

static char *
write_total (KabStatementLine *line)
{
  return kab_bill_format_money (kab_statement_line_get_charged (line) +
                                kab_statement_line_get_recalculated (line) +
                                kab_statement_line_get_penalty (line));
}

static const Column all_columns[MAX_COLUMNS] = {
  { "Услуга", 0.0, write_service, FALSE, FALSE },
  { "Ед.", 46.0, write_unit, FALSE, TRUE },
  { "Кол-во", 46.0, write_quantity, TRUE, FALSE },
  { "Тариф, ₽", 52.0, write_tariff, TRUE, FALSE },
  { "Начислено, ₽", 66.0, write_charged, TRUE, FALSE },
  { "Перерасчет, ₽", 66.0, write_recalculated, TRUE, TRUE },
  { "Пени, ₽", 50.0, write_penalty, TRUE, TRUE },
  { "Итого, ₽", 66.0, write_total, TRUE, FALSE },
};

static gboolean
column_is_empty (const Column *column, GListModel *lines)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, i);
      g_autofree char *text = column->write (line);

      if (*text != '\0')
        return FALSE;
    }

  return TRUE;
}

static guint
choose_columns (GListModel *lines, Column *columns)
{
  double left = KAB_SHEET_WIDTH;
  guint count = 0;

  for (guint i = 0; i < MAX_COLUMNS; i++)
    if (!all_columns[i].optional || !column_is_empty (&all_columns[i], lines))
      {
        columns[count++] = all_columns[i];
        left -= all_columns[i].width;
      }

  columns[0].width = left;
  return count;
}

/* A row of cells, as high as the highest; @line NULL: the column titles. */
static void
draw_row (KabSheet *sheet, const Column *columns, guint count, KabStatementLine *line)
{
  KabSheetStyle style = line != NULL ? KAB_SHEET_BODY : KAB_SHEET_DIM;
  double x = KAB_SHEET_LEFT;
  double height = 0.0;

  for (guint pass = 0; pass < 2; pass++)
    {
      x = KAB_SHEET_LEFT;
      for (guint i = 0; i < count; i++)
        {
          double width = columns[i].width - 6.0;
          g_autofree char *text = line != NULL ? columns[i].write (line) : NULL;
          const char *shown = text != NULL ? text : columns[i].title;

          if (pass == 0)
            height = MAX (height, kab_sheet_measure (sheet, width, style, shown));
          else
            kab_sheet_text (sheet, x + (i == 0 ? 0.0 : 6.0), width, style,
                            columns[i].numeric ? KAB_SHEET_END : KAB_SHEET_START, shown);
          x += columns[i].width;
        }
      if (pass == 0)
        kab_sheet_ensure (sheet, height + 8.0);
    }

  kab_sheet_move (sheet, height + 4.0);
  kab_sheet_rule (sheet, KAB_SHEET_LEFT, KAB_SHEET_RIGHT, line == NULL);
  kab_sheet_move (sheet, 4.0);
}

static void
draw_services (KabSheet *sheet, GListModel *lines)
{
  Column columns[MAX_COLUMNS];
  guint count = choose_columns (lines, columns);

  draw_row (sheet, columns, count, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, i);
      draw_row (sheet, columns, count, line);
    }
}

/* A caption over its text; nothing where there is no text. */
static void
draw_fact (KabSheet *sheet, double x, double width, const char *caption, const char *text)
{
  if (*text == '\0')
    return;

  kab_sheet_move (sheet, kab_sheet_text (sheet, x, width, KAB_SHEET_DIM, KAB_SHEET_START, caption));
  kab_sheet_move (sheet,
                  kab_sheet_text (sheet, x, width, KAB_SHEET_BODY, KAB_SHEET_START, text) + 3.0);
}

static void
draw_sum (KabSheet *sheet, const char *name, gint64 kopecks, KabSheetStyle style)
{
  double x = KAB_SHEET_LEFT + KAB_SHEET_WIDTH / 2.0;
  g_autofree char *text = kab_bill_format_money (kopecks);
  double height = 0.0;

  kab_sheet_ensure (sheet, 20.0);
  kab_sheet_text (sheet, KAB_SHEET_RIGHT - 80.0, 80.0, style, KAB_SHEET_END, text);
  height = kab_sheet_text (sheet, x, KAB_SHEET_WIDTH / 2.0 - 90.0, style, KAB_SHEET_START, name);
  kab_sheet_move (sheet, height + 3.0);
}

/* Which payments are in it: those of the month, to its last day. */
static char *
write_paid (KabMonth month, KabDate last_payment)
{
  guint8 days = g_date_get_days_in_month (month.month, (GDateYear) month.year);
  g_autofree char *last = write_date ((KabDate){ month.year, month.month, (gint8) days });
  g_autoptr (GString) text = g_string_new ("Оплачено за месяц, ₽");

  g_string_append_printf (text, " (учтены платежи по %s", last);
  if (kab_date_is_valid (last_payment))
    {
      g_autofree char *latest = write_date (last_payment);

      g_string_append_printf (text, ", последний %s", latest);
    }
  g_string_append_c (text, ')');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
draw_settlement (KabSheet *sheet, KabStatement *statement, KabDate last_payment)
{
  g_autofree char *paid = write_paid (kab_statement_get_month (statement), last_payment);
  gint64 opening = kab_statement_get_opening (statement);
  gint64 closing = kab_statement_get_closing (statement);
  gint64 recalculated = kab_statement_get_recalculated (statement);
  gint64 penalty = kab_statement_get_penalty (statement);

  kab_sheet_ensure (sheet, 130.0);
  kab_sheet_move (sheet, 6.0);
  draw_sum (sheet,
            opening < 0 ? "Переплата на начало месяца, ₽"
                        : "Задолженность на начало месяца, ₽",
            ABS (opening), KAB_SHEET_BODY);
  draw_sum (sheet, "Начислено, ₽", kab_statement_get_charged (statement),
            KAB_SHEET_BODY);
  if (recalculated != 0)
    draw_sum (sheet, "Перерасчет, ₽", recalculated, KAB_SHEET_BODY);
  if (penalty != 0)
    draw_sum (sheet, "Пени, ₽", penalty, KAB_SHEET_BODY);
  draw_sum (sheet, paid, kab_statement_get_paid (statement), KAB_SHEET_BODY);
  kab_sheet_rule (sheet, KAB_SHEET_LEFT + KAB_SHEET_WIDTH / 2.0, KAB_SHEET_RIGHT, TRUE);
  kab_sheet_move (sheet, 4.0);
  draw_sum (sheet, closing < 0 ? "Переплата, ₽" : "К оплате, ₽", ABS (closing),
            KAB_SHEET_BOLD);
}

static void
draw_reasons (KabSheet *sheet, GListModel *lines)
{
  gboolean titled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, i);
      const char *reason = kab_statement_line_get_reason (line);
      g_autofree char *text =
        g_strdup_printf ("%s: %s", kab_statement_line_get_service (line), reason);

      if (*reason == '\0')
        continue;
      kab_sheet_ensure (sheet,
                        kab_sheet_measure (sheet, KAB_SHEET_WIDTH, KAB_SHEET_BODY, text) + 24.0);
      if (!titled)
        kab_sheet_move (sheet,
                        4.0 + kab_sheet_text (sheet, KAB_SHEET_LEFT, KAB_SHEET_WIDTH, KAB_SHEET_DIM,
                                              KAB_SHEET_START, "Основания перерасчета"));
      titled = TRUE;
      kab_sheet_move (sheet, 3.0 + kab_sheet_text (sheet, KAB_SHEET_LEFT, KAB_SHEET_WIDTH,
                                                   KAB_SHEET_BODY, KAB_SHEET_START, text));
    }
}

/* Who bills, on the left; the sum, its day and the code, on the right. */
static gboolean
draw_head (KabSheet *sheet,
           KabOperator *operator_,
           KabAccountDetails *account,
           KabStatement *statement,
           GBytes *code,
           GError **error)
{
  double left_width = KAB_SHEET_WIDTH - QR_SIZE - 140.0;
  double right = KAB_SHEET_RIGHT - QR_SIZE - 130.0;
  double top = kab_sheet_get_y (sheet);
  double bottom = 0.0;
  gint64 closing = kab_statement_get_closing (statement);
  g_autofree char *sum = kab_bill_format_money (ABS (closing));
  g_autofree char *amount = g_strconcat (sum, NO_BREAK_SPACE "₽", NULL);
  g_autofree char *due = write_date (kab_bill_get_due_date (kab_statement_get_month (statement)));
  g_autofree char *people = g_strdup_printf ("Зарегистрировано: %d, проживает: %d",
                                             kab_account_details_get_registered (account),
                                             kab_account_details_get_residing (account));
  const char *inn = kab_operator_get_payee (operator_, "inn");
  const char *kpp = kab_operator_get_payee (operator_, "kpp");
  g_autofree char *taxpayer = g_strjoin (*kpp != '\0' ? "/" : NULL, inn, kpp, NULL);
  const char *phone = kab_operator_get_phone (operator_);
  const char *hours = kab_operator_get_hours (operator_);
  g_autofree char *call = g_strjoin (*hours != '\0' ? ", " : NULL, phone, hours, NULL);

  kab_sheet_move (sheet, 3.0 + kab_sheet_text (sheet, KAB_SHEET_LEFT, left_width, KAB_SHEET_BOLD,
                                               KAB_SHEET_START, kab_operator_get_name (operator_)));
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, *kpp != '\0' ? "ИНН/КПП" : "ИНН", taxpayer);
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, "Адрес", kab_operator_get_address (operator_));
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, "Телефон", call);
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, "Сайт", kab_operator_get_site (operator_));
  kab_sheet_move (sheet, 6.0);
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, "Плательщик",
             kab_account_details_get_owner (account));
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, "Адрес помещения",
             kab_account_details_get_address (account));
  draw_fact (sheet, KAB_SHEET_LEFT, left_width, "Число людей", people);
  bottom = kab_sheet_get_y (sheet);

  kab_sheet_set_y (sheet, top);
  draw_fact (sheet, right, 130.0, "Лицевой счет", kab_account_details_get_number (account));
  draw_fact (sheet, right, 130.0, "Договор", kab_account_details_get_contract (account));
  kab_sheet_move (sheet, kab_sheet_text (sheet, right, 130.0, KAB_SHEET_DIM, KAB_SHEET_START,
                                         closing < 0 ? "Переплата" : "К оплате"));
  kab_sheet_move (sheet, 3.0 + kab_sheet_text (sheet, right, 130.0, KAB_SHEET_AMOUNT,
                                               KAB_SHEET_START, amount));
  if (closing > 0)
    draw_fact (sheet, right, 130.0, "Оплатить до", due);

  kab_sheet_set_y (sheet, top);
  if (!kab_sheet_qr (sheet, KAB_SHEET_RIGHT - QR_SIZE, QR_SIZE, code, error))
    return FALSE;
  kab_sheet_set_y (sheet, top + QR_SIZE);
  kab_sheet_text (sheet, KAB_SHEET_RIGHT - QR_SIZE + 10.0, QR_SIZE - 10.0, KAB_SHEET_DIM,
                  KAB_SHEET_START,
                  "QR-код для оплаты в" NO_BREAK_SPACE "банке или в" NO_BREAK_SPACE
                  "приложении банка");

  kab_sheet_set_y (sheet, MAX (bottom, top + QR_SIZE + 24.0) + 10.0);
  return TRUE;
}

static void
draw_slip (KabSheet *sheet,
           KabOperator *operator_,
           KabAccountDetails *account,
           KabStatement *statement)
{
  static const char *const payee[][2] = {
    { "Получатель", "name" },
    { "ИНН", "inn" },
    { "КПП", "kpp" },
    { "Расчетный счет", "account" },
    { "Банк", "bank" },
    { "БИК", "bic" },
    { "Корреспондентский счет", "correspondent_account" },
  };
  double column = KAB_SHEET_WIDTH / 3.0;
  double top = 0.0;
  gint64 closing = kab_statement_get_closing (statement);
  g_autofree char *sum = kab_bill_format_money (MAX (closing, 0));
  g_autofree char *month = write_month (kab_statement_get_month (statement));

  kab_sheet_ensure (sheet, 150.0);
  kab_sheet_move (sheet, 14.0);
  kab_sheet_cut (sheet);
  kab_sheet_move (sheet, 12.0);
  top = kab_sheet_get_y (sheet);

  for (guint i = 0; i < G_N_ELEMENTS (payee); i++)
    {
      if (i == 4)
        kab_sheet_set_y (sheet, top);
      draw_fact (sheet, KAB_SHEET_LEFT + (i < 4 ? 0.0 : column), column - 12.0, payee[i][0],
                 kab_operator_get_payee (operator_, payee[i][1]));
    }
  kab_sheet_set_y (sheet, top);
  draw_fact (sheet, KAB_SHEET_LEFT + 2.0 * column, column, "Лицевой счет",
             kab_account_details_get_number (account));
  draw_fact (sheet, KAB_SHEET_LEFT + 2.0 * column, column, "Период", month);
  draw_fact (sheet, KAB_SHEET_LEFT + 2.0 * column, column, "Сумма, ₽", sum);
}

KabDate
kab_bill_get_due_date (KabMonth month)
{
  KabMonth next = kab_month_add (month, 1);

  return (KabDate){ next.year, next.month, DUE_DAY };
}

KabDate
kab_bill_get_issue_date (KabMonth month)
{
  KabMonth next = kab_month_add (month, 1);

  return (KabDate){ next.year, next.month, 1 };
}

const char *
kab_bill_get_month_name (KabMonth month)
{
  return month_names[month.month - 1];
}

char *
kab_bill_format_money (gint64 kopecks)
{
  g_autofree char *plain = kab_money_to_string (ABS (kopecks));
  g_autoptr (GString) text = g_string_new (plain);

  g_string_replace (text, ".", ",", 1);
  for (gssize at = (gssize) text->len - 6; at > 0; at -= 3)
    g_string_insert (text, at, NO_BREAK_SPACE);
  if (kopecks < 0)
    g_string_prepend (text, "−");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

GBytes *
kab_bill_draw (KabOperator *operator_,
               KabAccountDetails *account,
               KabStatement *statement,
               KabDate last_payment,
               GError **error)
{
  KabMonth month = kab_statement_get_month (statement);
  KabDate issued = kab_bill_get_issue_date (month);
  g_autoptr (GDateTime) date =
    g_date_time_new_utc (issued.year, issued.month, issued.day, 0, 0, 0.0);
  const char *number = kab_account_details_get_number (account);
  g_autofree char *period = write_month (month);
  g_autofree char *title = g_strdup_printf ("Квитанция за %s, лицевой счет %s", period, number);
  g_autofree char *heading = g_strdup_printf ("Квитанция за %s", period);
  g_autoptr (KabPaycode) paycode =
    kab_bill_paycode_new (operator_, number, month, kab_statement_get_closing (statement), error);
  g_autoptr (GBytes) code = NULL;
  g_autoptr (KabSheet) sheet = NULL;

  if (paycode == NULL)
    return NULL;
  code = kab_paycode_write (paycode, KAB_PAYCODE_UTF_8, error);
  if (code == NULL)
    return NULL;

  sheet = kab_sheet_new (title, kab_operator_get_name (operator_), date);
  kab_sheet_move (sheet, 10.0 + kab_sheet_text (sheet, KAB_SHEET_LEFT, KAB_SHEET_WIDTH,
                                                KAB_SHEET_TITLE, KAB_SHEET_START, heading));
  if (!draw_head (sheet, operator_, account, statement, code, error))
    return NULL;
  draw_services (sheet, kab_statement_get_lines (statement));
  draw_settlement (sheet, statement, last_payment);
  draw_reasons (sheet, kab_statement_get_lines (statement));
  draw_slip (sheet, operator_, account, statement);

  return kab_sheet_finish (sheet, error);
}
