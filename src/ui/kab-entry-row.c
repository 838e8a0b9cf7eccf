/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-class.h"
#include "kab-entry-row.h"
#include "kab-speech.h"
#include "kab-text-scale.h"

struct _KabEntryRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *header;
  GtkLabel *title_label;
  GtkEntry *entry;
  GtkEventController *focus;
  GtkWidget *caps_lock_icon;
  GtkWidget *edit_icon;
  GtkWidget *reveal_button;
  GtkBox *suffixes;

  gboolean password;
};

/* What is typed into. */
#define KAB_TYPE_ROW_ENTRY (kab_row_entry_get_type ())
G_DECLARE_FINAL_TYPE (KabRowEntry, kab_row_entry, KAB, ROW_ENTRY, GtkEntry)

struct _KabRowEntry
{
  GtkEntry parent_instance;

  GString *dots;
};

static void kab_row_entry_editable_init (GtkEditableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabRowEntry,
                               kab_row_entry,
                               GTK_TYPE_ENTRY,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE,
                                                      kab_row_entry_editable_init))

static GtkEditableInterface *parent_editable;

static const char *
kab_row_entry_get_real_text (KabRowEntry *self)
{
  return parent_editable->get_text (GTK_EDITABLE (self));
}

/* As it is shown: GTK has whoever listens to the accessibility bus read what an editable says. */
static const char *
kab_row_entry_get_text (GtkEditable *editable)
{
  KabRowEntry *self = KAB_ROW_ENTRY (editable);
  const char *text = kab_row_entry_get_real_text (self);

  if (gtk_entry_get_visibility (GTK_ENTRY (self)))
    return text;

  g_string_truncate (self->dots, 0);
  for (glong n = g_utf8_strlen (text, -1); n > 0; n--)
    g_string_append (self->dots, "●");
  return self->dots->str;
}

static void
kab_row_entry_finalize (GObject *object)
{
  g_string_free (KAB_ROW_ENTRY (object)->dots, TRUE);
  G_OBJECT_CLASS (kab_row_entry_parent_class)->finalize (object);
}

static void
kab_row_entry_class_init (KabRowEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_row_entry_finalize;
}

static void
kab_row_entry_init (KabRowEntry *self)
{
  self->dots = g_string_new (NULL);
}

static void
kab_row_entry_editable_init (GtkEditableInterface *iface)
{
  parent_editable = g_type_interface_peek_parent (iface);
  iface->get_text = kab_row_entry_get_text;
}

static void kab_entry_row_editable_init (GtkEditableInterface *iface);
static void kab_entry_row_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabEntryRow,
                               kab_entry_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE,
                                                      kab_entry_row_editable_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                        kab_entry_row_buildable_init))

static GtkBuildableIface *parent_buildable;

enum
{
  PROP_PASSWORD = 1,
  PROP_INPUT_PURPOSE,
  PROP_INPUT_HINTS,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  ENTRY_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GdkDevice *
get_keyboard (KabEntryRow *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));

  return seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
}

static void
update_password (KabEntryRow *self)
{
  gboolean visible = gtk_entry_get_visibility (self->entry);
  const char *text = visible ? _ ("Hide the password") : _ ("Show the password");
  GdkDevice *keyboard = get_keyboard (self);

  gtk_widget_set_visible (self->caps_lock_icon, !visible && keyboard != NULL &&
                                                  gdk_device_get_caps_lock_state (keyboard));
  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button),
                            visible ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (self->reveal_button, text);
  kab_speech_name_by_tooltip (self->reveal_button);
}

static void
reveal_clicked_cb (KabEntryRow *self)
{
  gtk_entry_set_visibility (self->entry, !gtk_entry_get_visibility (self->entry));
}

static void
title_changed_cb (KabEntryRow *self)
{
  gtk_accessible_update_property (kab_entry_row_get_accessible (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
entry_activated_cb (KabEntryRow *self)
{
  g_signal_emit (self, signals[ENTRY_ACTIVATED], 0);
}

static void
entry_changed_cb (KabEntryRow *self)
{
  kab_class_set (GTK_WIDGET (self), "empty",
                 *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0');
}

static void
focus_changed_cb (KabEntryRow *self)
{
  gboolean focused =
    gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));

  kab_class_set (GTK_WIDGET (self), "focused", focused);
  /* Its place stays, so that the text does not move. */
  gtk_widget_set_opacity (self->edit_icon, focused ? 0 : 1);
}

/* Beside what takes the press itself. */
static void
pressed_cb (KabEntryRow *self)
{
  gtk_entry_grab_focus_without_selecting (self->entry);
}

/* GTK goes by how high things stand, and that depends on how many lines the title has. */
static gboolean
kab_entry_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KabEntryRow *self = KAB_ENTRY_ROW (widget);
  GtkWidget *parts[] = { GTK_WIDGET (self->entry), self->reveal_button,
                         GTK_WIDGET (self->suffixes) };
  const int n = G_N_ELEMENTS (parts);
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int first = step > 0 ? 0 : n - 1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (self->header, direction);

  for (int i = 0; i < n; i++)
    if (gtk_widget_get_state_flags (parts[i]) & GTK_STATE_FLAG_FOCUS_WITHIN)
      first = i;
  for (int i = first; i >= 0 && i < n; i += step)
    if (gtk_widget_child_focus (parts[i], direction))
      return TRUE;

  return FALSE;
}

static gboolean
kab_entry_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KAB_ENTRY_ROW (widget)->entry));
}

static GtkEditable *
kab_entry_row_get_delegate (GtkEditable *editable)
{
  return GTK_EDITABLE (KAB_ENTRY_ROW (editable)->entry);
}

static void
kab_entry_row_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  KabEntryRow *self = KAB_ENTRY_ROW (buildable);

  if (g_strcmp0 (type, "suffix") != 0)
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  gtk_box_append (self->suffixes, GTK_WIDGET (child));
  gtk_widget_set_visible (GTK_WIDGET (self->suffixes), TRUE);
}

static void
kab_entry_row_constructed (GObject *object)
{
  KabEntryRow *self = KAB_ENTRY_ROW (object);
  GdkDevice *keyboard = get_keyboard (self);

  G_OBJECT_CLASS (kab_entry_row_parent_class)->constructed (object);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed_cb), NULL);
  if (!self->password)
    return;

  gtk_entry_set_buffer (self->entry, gtk_password_entry_buffer_new ());
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_visibility (self->entry, FALSE);
  gtk_widget_set_visible (self->reveal_button, TRUE);
  if (keyboard != NULL)
    g_signal_connect_object (keyboard, "notify::caps-lock-state", G_CALLBACK (update_password),
                             self, G_CONNECT_SWAPPED);
}

static void
kab_entry_row_dispose (GObject *object)
{
  KabEntryRow *self = KAB_ENTRY_ROW (object);

  if (self->entry != NULL)
    gtk_editable_finish_delegate (GTK_EDITABLE (self));
  self->entry = NULL;
  G_OBJECT_CLASS (kab_entry_row_parent_class)->dispose (object);
}

static void
kab_entry_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabEntryRow *self = KAB_ENTRY_ROW (object);

  /* The entry would tell what is shown. */
  if (id == N_PROPS + GTK_EDITABLE_PROP_TEXT)
    {
      g_value_set_string (value, kab_entry_row_get_text (self));
      return;
    }
  if (gtk_editable_delegate_get_property (object, id, value, pspec))
    return;
  switch (id)
    {
    case PROP_PASSWORD:
      g_value_set_boolean (value, self->password);
      break;
    case PROP_INPUT_PURPOSE:
      g_value_set_enum (value, gtk_entry_get_input_purpose (self->entry));
      break;
    case PROP_INPUT_HINTS:
      g_value_set_flags (value, gtk_entry_get_input_hints (self->entry));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_entry_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabEntryRow *self = KAB_ENTRY_ROW (object);

  if (gtk_editable_delegate_set_property (object, id, value, pspec))
    return;
  switch (id)
    {
    case PROP_PASSWORD:
      self->password = g_value_get_boolean (value);
      break;
    case PROP_INPUT_PURPOSE:
      gtk_entry_set_input_purpose (self->entry, g_value_get_enum (value));
      break;
    case PROP_INPUT_HINTS:
      gtk_entry_set_input_hints (self->entry, g_value_get_flags (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_PASSWORD] =
    g_param_spec_boolean ("password", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_INPUT_PURPOSE] =
    g_param_spec_enum ("input-purpose", NULL, NULL, GTK_TYPE_INPUT_PURPOSE,
                       GTK_INPUT_PURPOSE_FREE_FORM, flags);
  props[PROP_INPUT_HINTS] = g_param_spec_flags ("input-hints", NULL, NULL, GTK_TYPE_INPUT_HINTS,
                                                GTK_INPUT_HINT_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_editable_install_properties (object_class, N_PROPS);
}

static void
kab_entry_row_class_init (KabEntryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_entry_row_constructed;
  object_class->dispose = kab_entry_row_dispose;
  object_class->get_property = kab_entry_row_get_property;
  object_class->set_property = kab_entry_row_set_property;
  widget_class->focus = kab_entry_row_focus;
  widget_class->grab_focus = kab_entry_row_grab_focus;
  install_properties (object_class);

  signals[ENTRY_ACTIVATED] = g_signal_new ("entry-activated", KAB_TYPE_ENTRY_ROW, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* The entry is what is spoken of: the row in between is nobody's item. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (KAB_TYPE_ROW_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, header);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, entry);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, focus);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, caps_lock_icon);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, edit_icon);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, KabEntryRow, suffixes);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_password);
}

/* Not before: a page of libadwaita's asks for the height of its narrowest titles. */
static void
update_wrap (KabEntryRow *self)
{
  gtk_label_set_wrap (self->title_label, kab_text_scale_is_large (GTK_WIDGET (self)));
}

static void
kab_entry_row_init (KabEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_wrap), self, G_CONNECT_SWAPPED);
  update_wrap (self);
  gtk_editable_init_delegate (GTK_EDITABLE (self));
}

static void
kab_entry_row_editable_init (GtkEditableInterface *iface)
{
  iface->get_delegate = kab_entry_row_get_delegate;
}

static void
kab_entry_row_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = kab_entry_row_add_child;
}

GtkAccessible *
kab_entry_row_get_accessible (KabEntryRow *self)
{
  g_return_val_if_fail (KAB_IS_ENTRY_ROW (self), NULL);
  return GTK_ACCESSIBLE (self->entry);
}

const char *
kab_entry_row_get_text (KabEntryRow *self)
{
  g_return_val_if_fail (KAB_IS_ENTRY_ROW (self), NULL);
  return kab_row_entry_get_real_text (KAB_ROW_ENTRY (self->entry));
}
