/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-state-stack.h"

#include "kab-bar.h"
#include "kab-error.h"
#include "kab-part.h"
#include "kab-spinner.h"
#include "kab-words.h"

struct _KabStateStack
{
  AdwBin parent_instance;

  GtkStack *stack;
  KabSpinner *spinner;
  KabBar *stale_bar;
  AdwBin *content_bin;
  AdwBin *empty_bin;
  AdwStatusPage *failed_page;
  GtkWidget *retry_button;

  KabLoad *load;
  gboolean is_empty;
};

static void kab_state_stack_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabStateStack,
                               kab_state_stack,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      kab_state_stack_buildable_init))

static GtkBuildableIface *parent_buildable;

enum
{
  PROP_LOAD = 1,
  PROP_CONTENT,
  PROP_EMPTY_CHILD,
  PROP_IS_EMPTY,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  RETRY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
choose_state (KabStateStack *self)
{
  gboolean shows_empty = self->is_empty && adw_bin_get_child (self->empty_bin) != NULL;

  if (self->load != NULL && kab_load_get_as_of (self->load) == NULL)
    {
      switch (kab_load_get_state (self->load))
        {
        case KAB_LOAD_FAILED:
          return "failed";
        case KAB_LOAD_LOADING:
          return "loading";
        case KAB_LOAD_IDLE:
        case KAB_LOAD_READY:
        default:
          /* Nothing was asked for: a page that knows that there is nothing to ask for is empty. */
          return shows_empty ? "empty" : "loading";
        }
    }
  return shows_empty ? "empty" : "content";
}

/* An icon says at a glance whether it is the network or the service. */
static void
describe_failure (KabStateStack *self, const GError *error)
{
  g_autofree char *title = kab_words_failure_title (error);
  g_autofree char *sentence = kab_words_failure (error);
  g_autofree char *description = g_markup_escape_text (sentence, -1);

  adw_status_page_set_icon_name (self->failed_page, kab_error_is_out_of_reach (error)
                                                      ? "network-offline-symbolic"
                                                      : "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->failed_page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  gtk_widget_set_visible (self->retry_button, kab_error_is_retryable (error));
}

/* The stack hands the focus on to what it shows next. While that is loading nothing else would take
 * it, and it would be lost. */
static void
show_state (KabStateStack *self, const char *state)
{
  GtkWidget *spinner = GTK_WIDGET (self->spinner);
  GtkWidget *focus = kab_part_get_focus (GTK_WIDGET (self));
  gboolean loading = g_str_equal (state, "loading");
  gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (g_str_equal (state, kab_state_stack_get_visible_state (self)))
    return;

  if (loading)
    gtk_widget_set_focusable (spinner, has_focus);
  gtk_stack_set_visible_child_name (self->stack, state);
  if (loading && has_focus)
    gtk_widget_grab_focus (spinner);
  else if (focus == spinner)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
update (KabStateStack *self)
{
  const char *state = choose_state (self);
  const GError *error = self->load != NULL ? kab_load_get_error (self->load) : NULL;
  gboolean loading = self->load != NULL && kab_load_get_state (self->load) == KAB_LOAD_LOADING;
  gboolean stale =
    error != NULL && !kab_error_is_out_of_reach (error) && g_str_equal (state, "content");

  if (error != NULL && g_str_equal (state, "failed"))
    describe_failure (self, error);
  if (stale)
    {
      g_autofree char *sentence = kab_error_to_sentence (error);

      kab_bar_set_text (self->stale_bar, sentence);
    }
  kab_bar_set_revealed (self->stale_bar, stale);
  kab_spinner_set_active (self->spinner, loading && g_str_equal (state, "loading"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->stack), GTK_ACCESSIBLE_STATE_BUSY, loading,
                               -1);
  show_state (self, state);
}

static void
retry_clicked_cb (KabStateStack *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
kab_state_stack_dispose (GObject *object)
{
  KabStateStack *self = KAB_STATE_STACK (object);

  if (self->load != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->load, self);
      g_clear_object (&self->load);
    }
  G_OBJECT_CLASS (kab_state_stack_parent_class)->dispose (object);
}

static void
kab_state_stack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabStateStack *self = KAB_STATE_STACK (object);

  switch (id)
    {
    case PROP_LOAD:
      g_value_set_object (value, self->load);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, kab_state_stack_get_content (self));
      break;
    case PROP_EMPTY_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->empty_bin));
      break;
    case PROP_IS_EMPTY:
      g_value_set_boolean (value, self->is_empty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_state_stack_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabStateStack *self = KAB_STATE_STACK (object);

  switch (id)
    {
    case PROP_LOAD:
      kab_state_stack_set_load (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      kab_state_stack_set_content (self, g_value_get_object (value));
      break;
    case PROP_EMPTY_CHILD:
      kab_state_stack_set_empty_child (self, g_value_get_object (value));
      break;
    case PROP_IS_EMPTY:
      kab_state_stack_set_is_empty (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_state_stack_add_child (GtkBuildable *buildable,
                           GtkBuilder *builder,
                           GObject *child,
                           const char *type)
{
  KabStateStack *self = KAB_STATE_STACK (buildable);

  /* Until the template stands, the children are the template's own. */
  if (self->stack != NULL && GTK_IS_WIDGET (child) && type == NULL)
    kab_state_stack_set_content (self, GTK_WIDGET (child));
  else if (self->stack != NULL && GTK_IS_WIDGET (child) && g_str_equal (type, "empty"))
    kab_state_stack_set_empty_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
kab_state_stack_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = kab_state_stack_add_child;
}

static void
kab_state_stack_class_init (KabStateStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_state_stack_dispose;
  object_class->get_property = kab_state_stack_get_property;
  object_class->set_property = kab_state_stack_set_property;

  props[PROP_LOAD] = g_param_spec_object ("load", NULL, NULL, KAB_TYPE_LOAD, flags);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_EMPTY_CHILD] = g_param_spec_object ("empty-child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_IS_EMPTY] = g_param_spec_boolean ("is-empty", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[RETRY] = g_signal_new ("retry", KAB_TYPE_STATE_STACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_BAR);
  g_type_ensure (KAB_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-state-stack.ui");
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, stack);
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, spinner);
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, stale_bar);
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, content_bin);
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, empty_bin);
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KabStateStack, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
kab_state_stack_init (KabStateStack *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

KabLoad *
kab_state_stack_get_load (KabStateStack *self)
{
  g_return_val_if_fail (KAB_IS_STATE_STACK (self), NULL);
  return self->load;
}

void
kab_state_stack_set_load (KabStateStack *self, KabLoad *load)
{
  g_return_if_fail (KAB_IS_STATE_STACK (self));
  g_return_if_fail (load == NULL || KAB_IS_LOAD (load));

  if (self->load == load)
    return;
  if (self->load != NULL)
    g_signal_handlers_disconnect_by_data (self->load, self);
  g_set_object (&self->load, load);
  if (load != NULL)
    {
      g_signal_connect_swapped (load, "notify::state", G_CALLBACK (update), self);
      g_signal_connect_swapped (load, "notify::error", G_CALLBACK (update), self);
      g_signal_connect_swapped (load, "notify::as-of", G_CALLBACK (update), self);
    }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOAD]);
}

GtkWidget *
kab_state_stack_get_content (KabStateStack *self)
{
  g_return_val_if_fail (KAB_IS_STATE_STACK (self), NULL);
  return adw_bin_get_child (self->content_bin);
}

void
kab_state_stack_set_content (KabStateStack *self, GtkWidget *content)
{
  g_return_if_fail (KAB_IS_STATE_STACK (self));
  g_return_if_fail (content == NULL || GTK_IS_WIDGET (content));

  if (adw_bin_get_child (self->content_bin) == content)
    return;
  adw_bin_set_child (self->content_bin, content);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTENT]);
}

void
kab_state_stack_set_empty_child (KabStateStack *self, GtkWidget *empty)
{
  g_return_if_fail (KAB_IS_STATE_STACK (self));
  g_return_if_fail (empty == NULL || GTK_IS_WIDGET (empty));

  if (adw_bin_get_child (self->empty_bin) == empty)
    return;
  adw_bin_set_child (self->empty_bin, empty);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMPTY_CHILD]);
}

void
kab_state_stack_set_is_empty (KabStateStack *self, gboolean is_empty)
{
  g_return_if_fail (KAB_IS_STATE_STACK (self));

  is_empty = !!is_empty;
  if (self->is_empty == is_empty)
    return;
  self->is_empty = is_empty;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_EMPTY]);
}

const char *
kab_state_stack_get_visible_state (KabStateStack *self)
{
  g_return_val_if_fail (KAB_IS_STATE_STACK (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
