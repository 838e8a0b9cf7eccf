/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-question.h"
#include "page-world.h"

#define TITLE "Change the service?"
#define BODY  "https://sah67.ru/?a=<b>&c"

/* A window of @width and what was asked over it. */
typedef struct
{
  GtkWidget *window;
  KabQuestion *question; /* NULL when it is gone */
  guint n_answers;
  gboolean agreed;
} World;

static void
answered_cb (World *self, gboolean agreed)
{
  self->n_answers++;
  self->agreed = agreed;
}

static void
ask (World *self, int width, const char *body, const char *agree_label)
{
  self->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", 480,
                               "width-request", width, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  WAIT_UNTIL (gtk_widget_get_width (self->window) > 0);
  self->question = kab_question_ask (self->window, TITLE, body, agree_label);
  g_object_add_weak_pointer (G_OBJECT (self->question), (gpointer *) &self->question);
  g_signal_connect_swapped (self->question, "answered", G_CALLBACK (answered_cb), self);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (self->question)) > 0);
}

static void
set_up (World *self, gconstpointer data)
{
  ask (self, 600, BODY, "Open");
}

static void
tear_down (World *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  WAIT_UNTIL (self->question == NULL);
}

static GtkWidget *
get (World *self, const char *name)
{
  return get_part (GTK_WIDGET (self->question), KAB_TYPE_QUESTION, name);
}

static void
assert_answered (World *self, gboolean agreed)
{
  WAIT_UNTIL (self->question == NULL);
  g_assert_cmpuint (self->n_answers, ==, 1);
  g_assert_true (self->agreed == agreed);
}

/* What is asked stands there as it is; what is safe is at hand. */
static void
test_words (World *self, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (self->question);

  g_assert_true (has_text (GTK_WIDGET (window), TITLE));
  g_assert_true (has_text (GTK_WIDGET (window), BODY));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get (self, "agree_button"))), ==, "Open");
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (window)), ==,
                   GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  g_assert_true (gtk_window_get_modal (window));
  g_assert_true (gtk_window_get_transient_for (window) == GTK_WINDOW (self->window));
  g_assert_true (gtk_window_get_default_widget (window) == get (self, "cancel_button"));
  g_assert_true (gtk_window_get_focus (window) == get (self, "cancel_button"));
}

static void
test_agree (World *self, gconstpointer data)
{
  press (get (self, "agree_button"));
  assert_answered (self, TRUE);
}

static void
test_cancel (World *self, gconstpointer data)
{
  press (get (self, "cancel_button"));
  assert_answered (self, FALSE);
}

static void
test_close (World *self, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (self->question));
  assert_answered (self, FALSE);
}

/* The answer may be the end of the window that asked. */
static void
test_agree_and_go (World *self, gconstpointer data)
{
  g_signal_connect_swapped (self->question, "answered", G_CALLBACK (gtk_window_destroy),
                            self->window);
  press (get (self, "agree_button"));
  self->window = NULL;
  assert_answered (self, TRUE);
}

static void
test_window_gone (World *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  WAIT_UNTIL (self->question == NULL);
  g_assert_cmpuint (self->n_answers, ==, 0);
}

/* Y of a button in its question. */
static double
get_top (World *self, const char *name)
{
  double x, y;

  g_assert_true (
    gtk_widget_translate_coordinates (get (self, name), GTK_WIDGET (self->question), 0, 0, &x, &y));

  return y;
}

static void
assert_room (World *self, int width, gboolean beside, gboolean scrolls)
{
  GtkWidget *question = GTK_WIDGET (self->question);
  double cancel = get_top (self, "cancel_button");
  double agree = get_top (self, "agree_button");

  g_assert_cmpint (gtk_widget_get_width (question), ==, width);
  if (scrolls)
    g_assert_cmpint (gtk_widget_get_height (question), ==, gtk_widget_get_height (self->window));
  else
    g_assert_cmpint (gtk_widget_get_height (question), <, 300);
  g_assert_true (gtk_widget_get_focusable (get (self, "scrolled_window")) == scrolls);
  if (beside)
    g_assert_cmpfloat (cancel, ==, agree);
  else
    g_assert_cmpfloat (cancel, >, agree);
}

/* The width is the same whatever it says, and no more than the window's; long words break the row
 * of buttons up, and what is longer than the window is high scrolls. */
static void
test_sizes (void)
{
  static const struct
  {
    gboolean narrow;
    const char *agree_label;
    guint sentences;
    gboolean beside;
  } cases[] = {
    { FALSE, "Open", 1, TRUE },
    { FALSE, "Open", 100, TRUE },
    { FALSE, "Change to the other address", 1, FALSE },
    { TRUE, "Open", 100, TRUE },
    { TRUE, "Change to the other address for all of the family", 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      World self = { 0 };
      g_autoptr (GString) body = g_string_new (NULL);

      for (guint n = 0; n < cases[i].sentences; n++)
        g_string_append (body, "It is said in a sentence. ");
      ask (&self, cases[i].narrow ? 300 : 600, body->str, cases[i].agree_label);
      assert_room (&self, cases[i].narrow ? gtk_widget_get_width (self.window) : 360,
                   cases[i].beside, cases[i].sentences > 1);
      tear_down (&self, NULL);
    }
}

#define ADD(name, function) g_test_add ("/question/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);
  ADD ("words", test_words);
  ADD ("agree", test_agree);
  ADD ("cancel", test_cancel);
  ADD ("close", test_close);
  ADD ("agree-and-go", test_agree_and_go);
  ADD ("window-gone", test_window_gone);
  g_test_add_func ("/question/sizes", test_sizes);
  return g_test_run ();
}
