/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poppler.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "kab-error.h"
#include "kab-bill.h"

/* What a bill is made of; each case changes what it is about. */
typedef struct
{
  const char *owner;
  const char *address;
  gint64 opening;
  gint64 recalculated;
  gint64 penalty;
  gint64 paid;
  const char *reason;
  int services;
  KabDate last_payment;
} Bill;

static const Bill plain_bill = {
  .owner = "Иванов Иван Иванович",
  .address = "214000, Смоленская область, г. Смоленск, ул. Маршала Соколовского, д. 11Б, корп. 2, "
             "кв. 147",
  .opening = 44730,
  .paid = 44730,
  .reason = "",
  .services = 1,
};

static KabOperator *
load_operator (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "operator.ini", NULL);
  KabOperator *operator_ = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  operator_ = kab_operator_new_from_key_file (file, &error);
  g_assert_no_error (error);
  return operator_;
}

static KabStatement *
make_statement (const Bill *bill)
{
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  gint64 charged = 44730 * bill->services;
  gint64 recalculated = bill->recalculated * bill->services;
  gint64 penalty = bill->penalty * bill->services;
  gint64 closing = bill->opening + charged + recalculated + penalty - bill->paid;

  for (int i = 0; i < bill->services; i++)
    {
      g_autofree char *service = g_strdup_printf ("Обращение с ТКО, вид %d", i + 1);
      g_autoptr (KabStatementLine) line =
        kab_statement_line_new (bill->services > 1 ? service : "Обращение с ТКО", "чел.",
                                (KabDecimal){ 5, 0 }, (KabDecimal){ 8946, 2 }, 44730,
                                bill->recalculated, bill->penalty, i == 0 ? closing : 0,
                                bill->reason);
      g_list_store_append (lines, line);
    }

  return kab_statement_new ((KabMonth){ 2020, 2 }, bill->opening, charged, recalculated, penalty,
                            bill->paid, closing, G_LIST_MODEL (lines));
}

static GBytes *
draw (const Bill *bill)
{
  g_autoptr (KabOperator) operator_ = load_operator ();
  g_autoptr (KabStatement) statement = make_statement (bill);
  g_autoptr (GDateTime) attached = g_date_time_new_utc (2020, 3, 1, 0, 0, 0.0);
  g_autoptr (KabAccountDetails) account =
    kab_account_details_new ("123543566", "", attached, bill->owner, bill->address, "", "", "",
                             "ТКО-1", 5, 5, statement);
  g_autoptr (GError) error = NULL;
  GBytes *document = kab_bill_draw (operator_, account, statement, bill->last_payment, &error);
  const char *folder = g_getenv ("KABINET_KEEP_RECEIPTS");

  g_assert_no_error (error);
  if (folder != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s.pdf", strrchr (g_test_get_path (), '/') + 1);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_file_set_contents (path, g_bytes_get_data (document, NULL),
                           (gssize) g_bytes_get_size (document), NULL);
    }
  return document;
}

/* The text of all pages with every run of white space made one space. */
static char *
read_text (GBytes *document, int *pages)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *pdf = poppler_document_new_from_bytes (document, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRegex) spaces = g_regex_new ("\\s+", 0, 0, NULL);

  g_assert_no_error (error);
  *pages = poppler_document_get_n_pages (pdf);
  for (int i = 0; i < *pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (pdf, i);
      g_autofree char *page_text = poppler_page_get_text (page);
      g_string_append (text, page_text);
      g_string_append_c (text, ' ');
      g_object_unref (page);
    }
  g_object_unref (pdf);

  return g_regex_replace_literal (spaces, text->str, -1, 0, " ", 0, NULL);
}

static void
assert_says (GBytes *document, const char *const *said, const char *const *unsaid)
{
  int pages = 0;
  g_autofree char *text = read_text (document, &pages);

  for (; *said != NULL; said++)
    if (strstr (text, *said) == NULL)
      g_error ("the receipt does not say “%s”:\n%s", *said, text);
  for (; *unsaid != NULL; unsaid++)
    if (strstr (text, *unsaid) != NULL)
      g_error ("the receipt says “%s”:\n%s", *unsaid, text);
}

static void
test_plain (void)
{
  static const char *const said[] = {
    "Квитанция за февраль 2020",
    "АО «Спецавтохозяйство»",
    "123543566",
    "Иванов Иван Иванович",
    "447,30 ₽",
    "15.03.2020",
    "Обращение с ТКО",
    "89,46",
    "6700000000",
    "40702810000000000000",
    "046614000",
    "6700000000/670001001",
    "Оплачено за месяц, ₽ (учтены платежи по 29.02.2020)",
    "Зарегистрировано: 5, проживает: 5",
    "ТКО-1",
    NULL,
  };
  /* Empty columns are left out, as on the receipts people know. */
  static const char *const unsaid[] = { "Перерасчет", "Пени", "Основания", "Переплата", NULL };
  g_autoptr (GBytes) document = draw (&plain_bill);

  assert_says (document, said, unsaid);
}

static void
test_recalculated (void)
{
  static const char *const said[] = { "Перерасчет, ₽",
                                      "−149,10",
                                      "Пени, ₽",
                                      "1,27",
                                      "Основания",
                                      "Временное отсутствие",
                                      "299,47",
                                      NULL };
  static const char *const unsaid[] = { NULL };
  Bill bill = plain_bill;
  g_autoptr (GBytes) document = NULL;

  bill.recalculated = -14910;
  bill.penalty = 127;
  bill.reason = "Временное отсутствие с 3 по 12 февраля, заявление № 18";
  document = draw (&bill);
  assert_says (document, said, unsaid);
}

static void
test_last_payment (void)
{
  static const char *const said[] = {
    "Оплачено за месяц, ₽ (учтены платежи по 29.02.2020, "
    "последний 07.02.2020)",
    NULL
  };
  static const char *const unsaid[] = { NULL };
  Bill bill = plain_bill;
  g_autoptr (GBytes) document = NULL;

  bill.last_payment = (KabDate){ 2020, 2, 7 };
  document = draw (&bill);
  assert_says (document, said, unsaid);
}

static void
test_overpaid (void)
{
  static const char *const said[] = { "Переплата, ₽", "1 000,00", NULL };
  static const char *const unsaid[] = { "Оплатить до", "−", NULL };
  Bill bill = plain_bill;
  g_autoptr (GBytes) document = NULL;

  bill.paid = 44730 + 44730 + 100000;
  document = draw (&bill);
  assert_says (document, said, unsaid);
}

static void
test_many_services (void)
{
  static const char *const said[] = { "вид 1", "вид 60", "Получатель", NULL };
  static const char *const unsaid[] = { NULL };
  Bill bill = plain_bill;
  g_autoptr (GBytes) document = NULL;
  g_autofree char *text = NULL;
  int pages = 0;

  bill.services = 60;
  document = draw (&bill);
  assert_says (document, said, unsaid);
  text = read_text (document, &pages);
  g_assert_cmpint (pages, >, 1);
}

static void
test_same_bytes (void)
{
  g_autoptr (GBytes) first = draw (&plain_bill);
  g_autoptr (GBytes) second = draw (&plain_bill);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_metadata (void)
{
  g_autoptr (GBytes) document = draw (&plain_bill);
  PopplerDocument *pdf = poppler_document_new_from_bytes (document, NULL, NULL);
  g_autofree char *title = poppler_document_get_title (pdf);
  PopplerFontInfo *fonts = poppler_font_info_new (pdf);
  PopplerFontsIter *iter = NULL;

  g_assert_cmpstr (title, ==, "Квитанция за февраль\u00a02020, лицевой счет 123543566");
  g_assert_true (poppler_font_info_scan (fonts, 10, &iter));
  do
    g_assert_true (poppler_fonts_iter_is_embedded (iter));
  while (poppler_fonts_iter_next (iter));
  poppler_fonts_iter_free (iter);
  g_object_unref (fonts);
  g_object_unref (pdf);
}

static void
test_language (void)
{
  g_autoptr (GBytes) document = draw (&plain_bill);
  qpdf_data pdf = qpdf_init ();
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  qpdf_oh catalog, preferences;

  g_assert_cmpint (qpdf_read_memory (pdf, "", data, size, NULL), ==, QPDF_SUCCESS);
  catalog = qpdf_get_root (pdf);
  preferences = qpdf_oh_get_key (pdf, catalog, "/ViewerPreferences");
  g_assert_cmpstr (qpdf_oh_get_utf8_value (pdf, qpdf_oh_get_key (pdf, catalog, "/Lang")), ==,
                   "ru-RU");
  g_assert_true (
    qpdf_oh_get_bool_value (pdf, qpdf_oh_get_key (pdf, preferences, "/DisplayDocTitle")));
  qpdf_cleanup (&pdf);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bill/plain", test_plain);
  g_test_add_func ("/bill/recalculated", test_recalculated);
  g_test_add_func ("/bill/last-payment", test_last_payment);
  g_test_add_func ("/bill/overpaid", test_overpaid);
  g_test_add_func ("/bill/many-services", test_many_services);
  g_test_add_func ("/bill/same-bytes", test_same_bytes);
  g_test_add_func ("/bill/metadata", test_metadata);
  g_test_add_func ("/bill/language", test_language);

  return g_test_run ();
}
