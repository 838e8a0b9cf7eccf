/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "kab-state-stack.h"
#include "page-world.h"

#define SESSION \
  "{\"token\":\"t0ken\",\"expires_at\":\"2030-01-01T00:00:00Z\",\"profile\":" PAGE_PROFILE "}"
#define OPERATOR                                                                                         \
  "{\"name\":\"АО «Спецавтохозяйство»\",\"title\":\"Личный кабинет\"," \
  "\"contacts\":{\"phone\":\"\",\"email\":\"\",\"site\":\"\",\"address\":\"\",\"hours\":\"\"},"          \
  "\"password\":{\"min_length\":5,\"max_length\":10,\"alphabet\":\"latin_letters_and_digits\"},"         \
  "\"attach\":{\"fields\":[\"number\",\"receipt_amount\"]},"                                             \
  "\"payee\":{\"name\":\"\",\"inn\":\"\",\"kpp\":\"\",\"account\":\"\",\"bank\":\"\",\"bic\":"           \
  "\"\","                                                                                                \
  "\"correspondent_account\":\"\"},\"documents\":[]}"

static void
page_asked_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PageWorld *self = user_data;

  g_free (self->asked_page);
  self->asked_page = g_variant_dup_string (parameter, NULL);
}

static void
sign_out_asked_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
}

void
page_world_init (int *argc, char ***argv)
{
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* The driver leaks, and is unloaded before anyone could say that it does. */
  g_setenv ("GDK_DEBUG", "gl-disable", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("ADW_DISABLE_PORTAL", "1", TRUE);
  g_test_init (argc, argv, NULL);
  /* Not gtk_test_init(), whose locale not every machine has: newer GTK complains where it is not. */
  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  adw_init ();
}

void
page_world_set_up (PageWorld *self, gconstpointer data)
{
  self->service = fake_service_new (NULL);
  self->cabinet = kab_cabinet_new (fake_service_get_url (self->service), FALSE);
  fake_service_answer_json (self->service, "POST /sessions", 201, SESSION);
  fake_service_answer_json (self->service, "GET /operator", 200, OPERATOR);
  fake_service_answer_json (self->service, "GET /profile", 200, PAGE_PROFILE);
}

void
page_world_tear_down (PageWorld *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  WAIT_UNTIL (G_OBJECT (self->cabinet)->ref_count == 1);
  g_assert_finalize_object (self->cabinet);
  fake_service_free (self->service);
  g_free (self->asked_page);
}

void
page_world_sign_in (PageWorld *self)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_load_operator (self->cabinet);
  kab_cabinet_sign_in_async (self->cabinet, "abc@sah67.ru", "kabinet1", NULL, outcome_cb, &outcome);
  kab_cabinet_sign_in_finish (self->cabinet, outcome_wait (&outcome), &error);
  g_assert_no_error (error);
}

void
page_world_show (PageWorld *self, GtkWidget *page, int width, int height)
{
  static const GActionEntry actions[] = {
    { .name = "page", .parameter_type = "s", .activate = page_asked_cb },
    { .name = "sign-out", .activate = sign_out_asked_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  self->window = g_object_new (ADW_TYPE_WINDOW, "default-width", width, "default-height", height,
                               "width-request", width, NULL);
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
page_world_close (PageWorld *self, GtkWidget *page)
{
  g_object_ref (page);
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  run_until_idle ();
  g_assert_finalize_object (page);
}

/* What a search looks for, and what with. */
typedef gboolean (*Matches) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
search (GtkWidget *widget, Matches matches, gconstpointer data)
{
  if (matches (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, matches, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

static gboolean
calls_action (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), data) == 0;
}

static gboolean
has_label (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0;
}

static gboolean
has_icon (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), data) == 0;
}

static gboolean
has_id (GtkWidget *widget, gconstpointer data)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), data) == 0;
}

static gboolean
says (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_is_visible (widget) &&
         strcmp (gtk_label_get_text (GTK_LABEL (widget)), data) == 0;
}

KabQuestion *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (KAB_IS_QUESTION (window))
        return KAB_QUESTION (window);
    }
  return NULL;
}

GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  return search (widget, is_of_type, &type);
}

GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  return search (widget, calls_action, action);
}

GtkWidget *
find_label_button (GtkWidget *widget, const char *label)
{
  return search (widget, has_label, label);
}

GtkWidget *
find_icon_button (GtkWidget *widget, const char *icon)
{
  return search (widget, has_icon, icon);
}

GtkWidget *
find_id (GtkWidget *widget, const char *id)
{
  return search (widget, has_id, id);
}

gboolean
has_text (GtkWidget *widget, const char *text)
{
  return search (widget, says, text) != NULL;
}

const char *
get_state (GtkWidget *widget)
{
  GtkWidget *stack = find_child (widget, KAB_TYPE_STATE_STACK);

  return gtk_stack_get_visible_child_name (GTK_STACK (find_child (stack, GTK_TYPE_STACK)));
}

GtkWidget *
get_part (GtkWidget *widget, GType type, const char *name)
{
  GtkWidget *owner = find_child (widget, type);
  GObject *part;

  g_assert_nonnull (owner);
  part = gtk_widget_get_template_child (owner, type, name);
  g_assert_nonnull (part);

  return GTK_WIDGET (part);
}

GtkEditable *
get_entry (GtkWidget *widget, GType type, const char *name)
{
  return GTK_EDITABLE (get_part (widget, type, name));
}

void
press (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}
