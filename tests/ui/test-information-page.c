/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-balance-group.h"
#include "kab-information-page.h"
#include "kab-state-stack.h"
#include "page-world.h"

#define ACCOUNTS "GET /accounts"
#define DETAILS  "GET /accounts/123543566"

static void
answer_account (PageWorld *world, const char *balance)
{
  g_autofree char *details = g_strdup_printf (PAGE_DETAILS ("123543566", "%s"), balance);

  fake_service_answer_json (world->service, ACCOUNTS, 200,
                            PAGE_ACCOUNTS (PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")));
  fake_service_answer_json (world->service, DETAILS, 200, details);
}

static GtkWidget *
show_page (PageWorld *world)
{
  GtkWidget *page = GTK_WIDGET (kab_information_page_new (world->cabinet));

  page_world_sign_in (world);
  page_world_show (world, page, 360, 600);

  return page;
}

static void
test_content (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world, PAGE_FEBRUARY);
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  g_assert_true (has_text (page, "To pay"));
  g_assert_true (has_text (page, "for February 2020"));
  g_assert_true (has_text (page, "To pay at the end of February"));
  g_assert_true (has_text (page, PAGE_SHOWN_ADDRESS));
  g_assert_true (has_text (page, "not given"));
  g_assert_true (has_text (page, "123543566"));
  g_assert_true (has_text (page, "5"));
  g_assert_true (has_text (page, "4"));
  g_assert_false (has_text (page, "Contract"));
  g_assert_false (
    gtk_widget_get_visible (get_part (page, KAB_TYPE_BALANCE_GROUP, "services_group")));

  page_world_close (world, page);
}

/* The number of widgets below @widget, with itself, that are what @is_it looks at closely. */
static int
count (GtkWidget *widget, gboolean (*is_it) (GtkWidget *widget))
{
  int n = is_it (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, is_it);

  return n;
}

/* A label that shows a digit goes from left to right. */
static gboolean
is_figure (GtkWidget *widget)
{
  PangoLayout *layout;
  const char *text;
  const char *last;

  if (!GTK_IS_LABEL (widget) || !strpbrk (gtk_label_get_text (GTK_LABEL (widget)), "0123456789"))
    return FALSE;

  layout = gtk_label_get_layout (GTK_LABEL (widget));
  text = pango_layout_get_text (layout);
  last = g_utf8_prev_char (text + strlen (text));
  g_test_message ("%s", text);
  /* Digits always do; the sign after them only where the text does. */
  g_assert_cmpint (pango_layout_get_direction (layout, (int) (last - text)), ==,
                   PANGO_DIRECTION_LTR);

  return TRUE;
}

/* The list of a group is called by its title. */
static gboolean
is_group (GtkWidget *widget)
{
  GtkAccessible *list;
  g_autofree char *other = NULL;

  if (!ADW_IS_PREFERENCES_GROUP (widget))
    return FALSE;

  list = GTK_ACCESSIBLE (find_child (widget, GTK_TYPE_LIST_BOX));
  other = gtk_test_accessible_check_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              adw_preferences_group_get_title (
                                                ADW_PREFERENCES_GROUP (widget)));
  g_assert_cmpstr (other, ==, NULL);

  return TRUE;
}

static void
test_right_to_left (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  answer_account (world, PAGE_FEBRUARY);
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);
  g_assert_true (has_text (page, "123543566"));
  g_assert_cmpint (count (page, is_figure), >, 8);

  page_world_close (world, page);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_named_lists (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *group;

  answer_account (world, PAGE_FEBRUARY);
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);
  g_assert_cmpint (count (page, is_group), >=, 4);

  group = get_part (page, KAB_TYPE_BALANCE_GROUP, "services_group");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), "Another");
  g_assert_cmpint (count (page, is_group), >=, 4);

  page_world_close (world, page);
}

static void
test_two_services (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world, PAGE_BALANCE ("0", "3000", "0", "3000",
                                       PAGE_LINE ("Waste", "1000", "1000") "," PAGE_LINE (
                                         "Bulky <waste> & more", "2000", "2000")));
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  g_assert_true (
    gtk_widget_get_visible (get_part (page, KAB_TYPE_BALANCE_GROUP, "services_group")));
  g_assert_true (has_text (page, "Waste"));
  g_assert_true (has_text (page, "Bulky <waste> & more"));

  page_world_close (world, page);
}

static void
test_no_statement (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world, "null");
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  g_assert_true (has_text (page, "No charges yet"));
  g_assert_false (gtk_widget_get_visible (find_child (page, KAB_TYPE_BALANCE_GROUP)));

  page_world_close (world, page);
}

static void
test_empty (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  fake_service_answer_json (world->service, ACCOUNTS, 200, PAGE_ACCOUNTS (""));
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "empty") == 0);

  press (find_action (page, "win.page"));
  g_assert_cmpstr (world->asked_page, ==, "accounts");

  page_world_close (world, page);
}

static void
test_loading (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world, PAGE_FEBRUARY);
  fake_service_hold (world->service, DETAILS);
  page = show_page (world);
  WAIT_UNTIL (fake_service_count_held (world->service, DETAILS) == 1);
  g_assert_cmpstr (get_state (page), ==, "loading");

  fake_service_release (world->service, DETAILS);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  page_world_close (world, page);
}

static void
test_failed (PageWorld *world, gconstpointer data)
{
  GtkWidget *page, *stack;

  answer_account (world, PAGE_FEBRUARY);
  fake_service_answer_problem (world->service, DETAILS, 500, "internal");
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "failed") == 0);

  answer_account (world, PAGE_FEBRUARY);
  stack = find_child (page, KAB_TYPE_STATE_STACK);
  g_signal_emit_by_name (stack, "retry");
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  page_world_close (world, page);
}

/* Without accounts nobody knows whether there is one to show. */
static void
test_accounts_failed (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  fake_service_answer_problem (world->service, ACCOUNTS, 500, "internal");
  page = show_page (world);
  WAIT_UNTIL (strcmp (get_state (page), "failed") == 0);

  page_world_close (world, page);
}

/* What is offered to be paid is what is due. */
static void
test_pay_button (PageWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *balance;
    gboolean offered;
  } cases[] = {
    { PAGE_FEBRUARY, TRUE },
    { PAGE_BALANCE ("0", "44730", "44730", "0", PAGE_LINE ("Waste", "44730", "0")), FALSE },
    { PAGE_BALANCE ("0", "44730", "50000", "-5270", PAGE_LINE ("Waste", "44730", "-5270")), FALSE },
    { "null", FALSE },
  };
  GtkWidget *page;

  answer_account (world, cases[0].balance);
  page = show_page (world);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabLoad *load = kab_cabinet_get_details_load (world->cabinet);

      WAIT_UNTIL (kab_load_get_state (load) == KAB_LOAD_READY);
      answer_account (world, cases[i].balance);
      kab_cabinet_refresh (world->cabinet);
      WAIT_UNTIL (kab_load_get_state (load) == KAB_LOAD_LOADING);
      WAIT_UNTIL (kab_load_get_state (load) == KAB_LOAD_READY);
      g_assert_cmpint (gtk_widget_is_visible (find_action (page, "win.pay")), ==, cases[i].offered);
    }

  page_world_close (world, page);
}

/* Gone while its data is on its way. */
static void
test_gone (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world, PAGE_FEBRUARY);
  fake_service_hold (world->service, DETAILS);
  page = show_page (world);
  WAIT_UNTIL (fake_service_count_held (world->service, DETAILS) == 1);
  page_world_close (world, page);

  fake_service_release (world->service, DETAILS);
  WAIT_UNTIL (kab_cabinet_get_details (world->cabinet) != NULL);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, function)                                                       \
  g_test_add ("/information/" name, PageWorld, NULL, page_world_set_up, function, \
              page_world_tear_down)
  ADD ("content", test_content);
  ADD ("named-lists", test_named_lists);
  ADD ("two-services", test_two_services);
  ADD ("no-statement", test_no_statement);
  ADD ("empty", test_empty);
  ADD ("loading", test_loading);
  ADD ("failed", test_failed);
  ADD ("accounts-failed", test_accounts_failed);
  ADD ("pay-button", test_pay_button);
  ADD ("gone", test_gone);
  ADD ("right-to-left", test_right_to_left);

  return g_test_run ();
}
