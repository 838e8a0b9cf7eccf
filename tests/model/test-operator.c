/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-operator.h"

#define FILE_TEXT                                                                                     \
  "[operator]\nname=АО «Спецавтохозяйство»\ntitle=Личный кабинет\n" \
  "[contacts]\nphone=+7\n"                                                                            \
  "[password]\nmin_length=5\nmax_length=10\n"                                                         \
  "alphabet=latin_letters_and_digits\n"                                                               \
  "[attach]\nfields=number;receipt_amount\n"                                                          \
  "[payee]\nname=АО\ninn=6700000000\n"                                                              \
  "[document terms]\ntitle=Условия\nurl=https://b.ru/terms\nversion=1\n"                       \
  "[document personal_data]\ntitle=Согласие\n"                                                \
  "url=https://b.ru/data\nversion=2\n"

static KabOperator *
read_operator (const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL));

  return kab_operator_new_from_key_file (file, error);
}

static void
test_key_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabOperator) served = read_operator (FILE_TEXT, &error);
  g_autoptr (KabDocument) document = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;
  g_autoptr (KabJson) json = NULL;
  g_autoptr (KabOperator) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (kab_operator_get_name (served), ==, "АО «Спецавтохозяйство»");
  g_assert_cmpstr (kab_operator_get_title (served), ==, "Личный кабинет");
  g_assert_cmpstr (kab_operator_get_phone (served), ==, "+7");
  g_assert_cmpstr (kab_operator_get_email (served), ==, "");
  g_assert_cmpstr (kab_operator_get_payee (served, "name"), ==, "АО");
  g_assert_cmpstr (kab_operator_get_payee (served, "correspondent_account"), ==, "");
  g_assert_cmpint (kab_operator_get_password_min_length (served), ==, 5);
  g_assert_cmpint (kab_operator_get_password_max_length (served), ==, 10);
  g_assert_cmpstr (kab_operator_get_attach_fields (served)[1], ==, "receipt_amount");
  g_assert_null (kab_operator_get_attach_fields (served)[2]);
  g_assert_cmpuint (g_list_model_get_n_items (kab_operator_get_documents (served)), ==, 2);
  document = g_list_model_get_item (kab_operator_get_documents (served), 1);
  g_assert_cmpstr (kab_document_get_kind (document), ==, "personal_data");
  g_assert_cmpstr (kab_document_get_version (document), ==, "2");

  /* What the service reads from its file is what the window takes from the service. */
  kab_operator_to_json (served, builder);
  text = kab_json_to_string (builder);
  json = kab_json_new (text, -1);
  again = kab_operator_new_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kab_operator_get_name (again), ==, kab_operator_get_name (served));
}

static void
test_refuse (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *place;
  } cases[] = {
    { "title=Личный кабинет\n", "", "[operator] title: " },
    { "title=Личный кабинет", "title=", "[operator] title: is empty" },
    { "[operator]", "[operators]", "[operator] name: " },
    { "min_length=5", "min_length=five", "[password] min_length: must be a number of characters" },
    { "min_length=5", "min_length=0", "[password] min_length: must be a number of characters" },
    { "max_length=10\n", "", "[password] max_length: " },
    { "max_length=10", "max_length=4", "[password] max_length: is less than min_length" },
    { "alphabet=latin_letters_and_digits\n", "", "[password] alphabet: " },
    { "[attach]\nfields=number;receipt_amount\n", "", "[attach] fields: is missing" },
    { "fields=number;receipt_amount", "fields=", "[attach] fields: is empty" },
    { "url=https://b.ru/data", "url=/data", "[document personal_data] url: is no address" },
    { "version=2\n", "", "[document personal_data] version: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (FILE_TEXT);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].place);
      g_assert_cmpuint (g_string_replace (text, cases[i].from, cases[i].to, 1), ==, 1);
      g_assert_null (read_operator (text->str, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, cases[i].place));
    }
}

static void
test_password (void)
{
  static const struct
  {
    const char *password;
    KabPasswordFault faults;
  } cases[] = {
    { "kabinet1", 0 },
    { "abcde", 0 },
    { "ABCDE12345", 0 },
    { "", KAB_PASSWORD_TOO_SHORT },
    { "abcd", KAB_PASSWORD_TOO_SHORT },
    { "abcdefghijk", KAB_PASSWORD_TOO_LONG },
    { "abcd!", KAB_PASSWORD_BAD_CHARACTERS },
    { "abcd e", KAB_PASSWORD_BAD_CHARACTERS },
    { "пароль", KAB_PASSWORD_BAD_CHARACTERS },
    { "пар", KAB_PASSWORD_TOO_SHORT | KAB_PASSWORD_BAD_CHARACTERS },
    { "очень-длинный", KAB_PASSWORD_TOO_LONG | KAB_PASSWORD_BAD_CHARACTERS },
  };
  g_autoptr (KabOperator) strict = read_operator (FILE_TEXT, NULL);
  g_autoptr (GString) text = g_string_new (FILE_TEXT);
  g_autoptr (KabOperator) any = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].password);
      g_assert_cmpuint (kab_operator_check_password (strict, cases[i].password), ==,
                        cases[i].faults);
    }

  g_string_replace (text, "latin_letters_and_digits", "any", 1);
  any = read_operator (text->str, NULL);
  g_assert_cmpuint (kab_operator_check_password (any, "пароль"), ==, 0);
  g_assert_cmpuint (kab_operator_check_password (any, "пар"), ==, KAB_PASSWORD_TOO_SHORT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operator/key-file", test_key_file);
  g_test_add_func ("/operator/refuse", test_refuse);
  g_test_add_func ("/operator/password", test_password);

  return g_test_run ();
}
