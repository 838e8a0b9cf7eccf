/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-help-window.h"

#include "kab-dialog.h"
#include "kab-help-step.h"
#include "kab-help-topic.h"
#include "kab-text-scale.h"

#define TOPICS "topics"

struct _KabHelpWindow
{
  AdwWindow parent_instance;

  GtkLabel *title;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (KabHelpWindow, kab_help_window, ADW_TYPE_WINDOW)

static gboolean
has_way_back (gpointer instance, const char *page)
{
  return page != NULL && !g_str_equal (page, TOPICS);
}

static void
visible_child_changed_cb (KabHelpWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  gtk_label_set_label (self->title,
                       gtk_stack_page_get_title (gtk_stack_get_page (self->stack, child)));
}

static void
show_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabHelpWindow *self = KAB_HELP_WINDOW (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  gtk_stack_set_visible_child_name (self->stack, name);
  kab_help_topic_start (KAB_HELP_TOPIC (gtk_stack_get_visible_child (self->stack)));
}

/* From a topic to the list of topics, and from there out of the help. */
static void
back_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabHelpWindow *self = KAB_HELP_WINDOW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), TOPICS) == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_stack_set_visible_child_name (self->stack, TOPICS);
}

static void
kab_help_window_class_init (KabHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "help.show", "s", show_action_cb);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);

  g_type_ensure (KAB_TYPE_HELP_STEP);
  g_type_ensure (KAB_TYPE_HELP_TOPIC);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/help/kab-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KabHelpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, KabHelpWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, has_way_back);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
}

static void
kab_help_window_init (KabHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_text_scale_mark (GTK_WIDGET (self));
  visible_child_changed_cb (self);
}

void
kab_help_window_open (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();
  KabHelpWindow *help;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (KAB_IS_HELP_WINDOW (window))
        {
          gtk_window_present (window);
          return;
        }
    }
  help =
    g_object_new (KAB_TYPE_HELP_WINDOW, "application", gtk_window_get_application (parent), NULL);
  kab_dialog_go_with (GTK_WINDOW (help), parent);
  gtk_window_present (GTK_WINDOW (help));
}
