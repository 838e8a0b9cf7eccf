/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-frame.h"

#include "kab-account-switcher.h"
#include "kab-break-bin.h"
#include "kab-accounts-page.h"
#include "kab-bar.h"
#include "kab-charges-page.h"
#include "kab-information-page.h"
#include "kab-navigation-row.h"
#include "kab-pay-text.h"
#include "kab-profile-page.h"
#include "kab-receipts-page.h"
#include "kab-sides.h"
#include "kab-text-scale.h"
#include "kab-word.h"
#include "kab-words.h"

#define WIDEST_HEADER 4096

struct _KabFrame
{
  AdwBin parent_instance;

  KabSides *sides;
  GtkMenuButton *menu_button;
  GtkListBox *navigation;
  KabAccountSwitcher *switcher;
  GtkWidget *wide_account;
  KabAccountSwitcher *narrow_switcher;
  KabBar *session_bar;
  GtkStack *stack;

  KabCabinet *cabinet;
  gboolean demo;
  /* Whether the service has said that there is no account: the next one that appears is the first.
   */
  gboolean had_none;
};

G_DEFINE_FINAL_TYPE (KabFrame, kab_frame, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  PROP_DEMO,
  PROP_PAGE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static char *
describe_title (KabFrame *self, KabOperator *operator_)
{
  return g_strdup (operator_ != NULL ? kab_operator_get_title (operator_) : _ ("Kabinet"));
}

static char *
describe_name (KabFrame *self, KabOperator *operator_)
{
  return g_strdup (operator_ != NULL ? kab_operator_get_name (operator_) : "");
}

static char *
describe_due (KabFrame *self, KabAccount *chosen)
{
  return kab_words_due (chosen);
}

/* On a line of its own the account may be as long as that. */
static GtkAlign
align_account (KabFrame *self, gboolean narrow)
{
  return narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *account)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* A header bar gives what stands in its middle no more than it asks for: the account and what is to
 * be paid share all the room between the buttons. */
static void
measure_account (GtkWidget *account,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (account), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*natural, WIDEST_HEADER);
}

static void
allocate_account (GtkWidget *account, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (account), width, height, baseline, NULL);
}

static char *
describe_offline (KabFrame *self, GDateTime *as_of)
{
  return kab_words_offline (as_of);
}

/* With nothing to show the pages themselves say that there is no connection. */
static gboolean
is_stale (KabFrame *self, gboolean offline, GDateTime *as_of)
{
  return offline && as_of != NULL;
}

static GtkListBoxRow *
find_row (KabFrame *self, const char *page)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->navigation, i)) != NULL; i++)
    if (g_str_equal (kab_navigation_row_get_page (KAB_NAVIGATION_ROW (row)), page))
      return row;
  return NULL;
}

static char *
describe_page (KabFrame *self, const char *page)
{
  GtkListBoxRow *row = page != NULL ? find_row (self, page) : NULL;

  return g_strdup (row != NULL ? kab_navigation_row_get_title (KAB_NAVIGATION_ROW (row)) : "");
}

static void
set_page (KabFrame *self, const char *name)
{
  if (g_strcmp0 (kab_frame_get_page (self), name) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
row_selected_cb (KabFrame *self, KabNavigationRow *row)
{
  if (row != NULL)
    set_page (self, kab_navigation_row_get_page (row));
}

static void
row_activated_cb (KabFrame *self, KabNavigationRow *row)
{
  kab_frame_show_page (self, kab_navigation_row_get_page (row));
}

static void
retry_cb (KabFrame *self)
{
  kab_cabinet_refresh (self->cabinet);
}

static void
update_row_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  gboolean wanted = kab_navigation_row_get_starts_group (KAB_NAVIGATION_ROW (row));

  if (wanted && gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

/* The first account attached is what the user came for; having none, there is but one thing to do.
 */
static void
accounts_changed_cb (KabFrame *self)
{
  KabLoad *load = kab_cabinet_get_accounts_load (self->cabinet);
  guint n = g_list_model_get_n_items (kab_cabinet_get_accounts (self->cabinet));
  const char *page = kab_frame_get_page (self);

  if (kab_load_get_as_of (load) == NULL)
    return;
  if (n == 0)
    {
      if (!self->had_none && g_strcmp0 (page, "information") == 0)
        kab_frame_show_page (self, "accounts");
      self->had_none = TRUE;
    }
  else
    {
      if (self->had_none && g_strcmp0 (page, "accounts") == 0)
        kab_frame_show_page (self, "information");
      self->had_none = FALSE;
    }
}

static void
session_changed_cb (KabFrame *self)
{
  kab_bar_set_revealed (self->session_bar,
                        !self->demo &&
                          kab_cabinet_get_state (self->cabinet) == KAB_CABINET_SIGNED_IN &&
                          !kab_cabinet_get_remembered (self->cabinet));
}

static void
add_page (KabFrame *self, const char *name, GType type)
{
  GtkWidget *page = g_object_new (type, "cabinet", self->cabinet, NULL);
  g_autofree char *title = describe_page (self, name);

  gtk_stack_add_titled (self->stack, page, name, title);
}

static void
kab_frame_constructed (GObject *object)
{
  KabFrame *self = KAB_FRAME (object);
  GListModel *accounts = kab_cabinet_get_accounts (self->cabinet);
  KabLoad *accounts_load = kab_cabinet_get_accounts_load (self->cabinet);

  G_OBJECT_CLASS (kab_frame_parent_class)->constructed (object);

  add_page (self, "information", KAB_TYPE_INFORMATION_PAGE);
  add_page (self, "charges", KAB_TYPE_CHARGES_PAGE);
  add_page (self, "receipts", KAB_TYPE_RECEIPTS_PAGE);
  add_page (self, "accounts", KAB_TYPE_ACCOUNTS_PAGE);
  add_page (self, "profile", KAB_TYPE_PROFILE_PAGE);

  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts_load, "notify::as-of", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cabinet, "notify::remembered", G_CALLBACK (session_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cabinet, "notify::state", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);

  kab_text_scale_wrap (GTK_WIDGET (self));
  kab_frame_show_page (self, "information");
  g_object_notify_by_pspec (object, props[PROP_PAGE]);
  accounts_changed_cb (self);
  session_changed_cb (self);
}

static void
kab_frame_dispose (GObject *object)
{
  KabFrame *self = KAB_FRAME (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_frame_parent_class)->dispose (object);
}

static void
kab_frame_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabFrame *self = KAB_FRAME (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_PAGE:
      g_value_set_string (value, kab_frame_get_page (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_frame_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabFrame *self = KAB_FRAME (object);

  switch (id)
    {
    case PROP_CABINET:
      self->cabinet = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_frame_class_init (KabFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kab_frame_constructed;
  object_class->dispose = kab_frame_dispose;
  object_class->get_property = kab_frame_get_property;
  object_class->set_property = kab_frame_set_property;

  props[PROP_CABINET] = g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET, flags);
  props[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, flags);
  props[PROP_PAGE] =
    g_param_spec_string ("page", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_ACCOUNT_SWITCHER);
  g_type_ensure (KAB_TYPE_BAR);
  g_type_ensure (KAB_TYPE_WORD);
  g_type_ensure (KAB_TYPE_NAVIGATION_ROW);
  g_type_ensure (KAB_TYPE_SIDES);
  g_type_ensure (KAB_TYPE_BREAK_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/sah67/Kabinet/ui/kab-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, KabFrame, sides);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, navigation);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, switcher);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, wide_account);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, narrow_switcher);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, session_bar);
  gtk_widget_class_bind_template_child (widget_class, KabFrame, stack);
  gtk_widget_class_bind_template_callback (widget_class, kab_break_bin_orient);
  gtk_widget_class_bind_template_callback (widget_class, describe_title);
  gtk_widget_class_bind_template_callback (widget_class, describe_name);
  gtk_widget_class_bind_template_callback (widget_class, describe_due);
  gtk_widget_class_bind_template_callback (widget_class, align_account);
  gtk_widget_class_bind_template_callback (widget_class, describe_offline);
  gtk_widget_class_bind_template_callback (widget_class, describe_page);
  gtk_widget_class_bind_template_callback (widget_class, is_stale);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kab_pay_is_due);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_frame_init (KabFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->wide_account,
                                 gtk_custom_layout_new (get_request_mode, measure_account,
                                                        allocate_account));
  gtk_list_box_set_header_func (self->navigation, update_row_header, NULL, NULL);
}

KabFrame *
kab_frame_new (KabCabinet *cabinet, gboolean demo)
{
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);
  return g_object_new (KAB_TYPE_FRAME, "cabinet", cabinet, "demo", demo, NULL);
}

const char *
kab_frame_get_page (KabFrame *self)
{
  g_return_val_if_fail (KAB_IS_FRAME (self), NULL);
  /* The template asks while it is being built. */
  return self->stack == NULL ? NULL : gtk_stack_get_visible_child_name (self->stack);
}

void
kab_frame_show_page (KabFrame *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_if_fail (KAB_IS_FRAME (self));
  g_return_if_fail (name != NULL);

  row = find_row (self, name);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->navigation, row);
  set_page (self, name);
  kab_sides_show_content (self->sides);
}

void
kab_frame_open_switcher (KabFrame *self)
{
  g_return_if_fail (KAB_IS_FRAME (self));
  kab_sides_show_content (self->sides);
  kab_account_switcher_open (kab_sides_get_folded (self->sides) ? self->narrow_switcher
                                                                : self->switcher);
}

void
kab_frame_open_menu (KabFrame *self)
{
  g_return_if_fail (KAB_IS_FRAME (self));
  kab_sides_show_side (self->sides);
  gtk_menu_button_popup (self->menu_button);
}
