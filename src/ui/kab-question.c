/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-question.h"

#include "kab-dialog.h"
#include "kab-text-scale.h"

/* In pixels: how wide it is where there is room, and for how small a window it is still made. */
#define WIDTH      360
#define MIN_WIDTH  280
#define MIN_HEIGHT 300

struct _KabQuestion
{
  AdwWindow parent_instance;

  GtkWidget *clamp;
  GtkScrolledWindow *scrolled_window;
  GtkWidget *words_box;
  GtkLabel *body_label;
  GtkWidget *button_box;
  GtkWidget *cancel_button;
  GtkWidget *agree_button;

  gboolean agreed;
};

G_DEFINE_FINAL_TYPE (KabQuestion, kab_question, ADW_TYPE_WINDOW)

enum
{
  ANSWERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
agree_clicked_cb (KabQuestion *self)
{
  self->agreed = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* The answer may be the end of the window asked over, of which "destroy-with-parent" leaves behind
 * a pointer: by then this is none of its dialogs any more. */
static gboolean
kab_question_close_request (GtkWindow *window)
{
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gtk_window_set_transient_for (window, NULL);
  g_signal_emit (window, signals[ANSWERED], 0, KAB_QUESTION (window)->agreed);
  return GTK_WINDOW_CLASS (kab_question_parent_class)->close_request (window);
}

static void
kab_question_class_init (KabQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = kab_question_close_request;

  signals[ANSWERED] = g_signal_new ("answered", KAB_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-question.ui");
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, clamp);
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, words_box);
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, body_label);
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, button_box);
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KabQuestion, agree_button);
  gtk_widget_class_bind_template_callback (widget_class, agree_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kab_question_init (KabQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The buttons stand side by side where both have room for their words; else under one another, the
 * safe one last. */
static void
lay_out_buttons (KabQuestion *self, int width)
{
  int natural;

  gtk_widget_measure (self->button_box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (natural <= width)
    return;
  kab_text_scale_wrap (self->button_box);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->button_box), GTK_ORIENTATION_VERTICAL);
  gtk_box_reorder_child_after (GTK_BOX (self->button_box), self->cancel_button, self->agree_button);
}

/* As wide as the window asked over at most, and as high: then the words scroll, by keyboard too.
 * GTK 4.8 does not know how high what scrolls would be in that width. */
static void
lay_out (KabQuestion *self, GtkWidget *window)
{
  int width = CLAMP (gtk_widget_get_width (window), MIN_WIDTH, WIDTH);
  int buttons, words, room;

  g_object_set (self->clamp, "width-request", width, "maximum-size", width, "tightening-threshold",
                width, NULL);
  lay_out_buttons (self, width);
  gtk_widget_measure (self->button_box, GTK_ORIENTATION_VERTICAL, width, NULL, &buttons, NULL,
                      NULL);
  gtk_widget_measure (self->words_box, GTK_ORIENTATION_VERTICAL, width, NULL, &words, NULL, NULL);
  room = MAX (MAX (gtk_widget_get_height (window), MIN_HEIGHT) - buttons, 0);
  gtk_scrolled_window_set_min_content_height (self->scrolled_window, MIN (words, room));
  gtk_widget_set_focusable (GTK_WIDGET (self->scrolled_window), words > room);
  if (words > room)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled_window),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_window_get_title (GTK_WINDOW (self)), -1);
}

KabQuestion *
kab_question_ask (GtkWidget *widget, const char *title, const char *body, const char *agree_label)
{
  KabQuestion *self;
  GtkWindow *window;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  window = kab_dialog_find_window (widget);
  g_return_val_if_fail (window != NULL, NULL);

  self = g_object_new (KAB_TYPE_QUESTION, "title", title, "transient-for", window, NULL);
  gtk_label_set_label (self->body_label, body);
  gtk_button_set_label (GTK_BUTTON (self->agree_button), agree_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body,
                                  -1);
  lay_out (self, GTK_WIDGET (window));
  gtk_widget_grab_focus (self->cancel_button);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
