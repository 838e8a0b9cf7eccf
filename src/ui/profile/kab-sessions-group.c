/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-list.h"
#include "kab-profile-text.h"
#include "kab-sessions-group.h"
#include "kab-state-stack.h"
#include "kab-toast.h"

struct _KabSessionsGroup
{
  AdwBin parent_instance;

  GtkListBox *sessions_list;

  KabCabinet *cabinet;
  GCancellable *cancellable;
  GHashTable *ending; /* set of the ids of sessions that are being ended */
};

G_DEFINE_FINAL_TYPE (KabSessionsGroup, kab_sessions_group, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* One session being ended. */
typedef struct
{
  GWeakRef group;
  char *id;
} Ending;

static Ending *
ending_new (KabSessionsGroup *group, const char *id)
{
  Ending *self = g_new0 (Ending, 1);

  g_weak_ref_init (&self->group, group);
  self->id = g_strdup (id);

  return self;
}

static void
ending_free (Ending *self)
{
  g_weak_ref_clear (&self->group);
  g_free (self->id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ending, ending_free)

static GtkWidget *
create_end_button (KabSessionInfo *session, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("End"));
  g_autofree char *name = g_strdup_printf (_ ("End session: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sessions.end");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    kab_session_info_get_id (session));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KabSessionInfo *session = KAB_SESSION_INFO (item);
  g_autofree char *title = kab_session_title (session);
  g_autofree char *subtitle = kab_session_subtitle (session);
  GtkWidget *row = adw_action_row_new ();

  /* The program's name comes from the network: it is never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  if (!kab_session_info_get_current (session))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_end_button (session, title));

  return row;
}

static void
session_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ending) ending = user_data;
  g_autoptr (KabSessionsGroup) self = g_weak_ref_get (&ending->group);
  g_autoptr (GError) error = NULL;
  gboolean ended = kab_cabinet_end_session_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  g_hash_table_remove (self->ending, ending->id);
  if (ended)
    kab_toast_show (GTK_WIDGET (self), _ ("The session is ended"));
  else
    kab_toast_show_error (GTK_WIDGET (self), error);
}

static void
end_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  KabSessionsGroup *self = KAB_SESSIONS_GROUP (widget);
  const char *id = g_variant_get_string (target, NULL);

  /* A double click is one wish. */
  if (g_hash_table_add (self->ending, g_strdup (id)))
    kab_cabinet_end_session_async (self->cabinet, id, self->cancellable, session_ended_cb,
                                   ending_new (self, id));
}

static void
retry_cb (KabSessionsGroup *self)
{
  kab_cabinet_load_sessions (self->cabinet);
}

static void
kab_sessions_group_map (GtkWidget *widget)
{
  KabSessionsGroup *self = KAB_SESSIONS_GROUP (widget);

  GTK_WIDGET_CLASS (kab_sessions_group_parent_class)->map (widget);
  if (self->cabinet != NULL)
    kab_cabinet_load_sessions (self->cabinet);
}

static void
kab_sessions_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabSessionsGroup *self = KAB_SESSIONS_GROUP (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_sessions_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabSessionsGroup *self = KAB_SESSIONS_GROUP (object);

  switch (id)
    {
    case PROP_CABINET:
      kab_sessions_group_set_cabinet (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_sessions_group_dispose (GObject *object)
{
  g_cancellable_cancel (KAB_SESSIONS_GROUP (object)->cancellable);
  G_OBJECT_CLASS (kab_sessions_group_parent_class)->dispose (object);
}

static void
kab_sessions_group_finalize (GObject *object)
{
  KabSessionsGroup *self = KAB_SESSIONS_GROUP (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->ending);
  G_OBJECT_CLASS (kab_sessions_group_parent_class)->finalize (object);
}

static void
kab_sessions_group_class_init (KabSessionsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_sessions_group_get_property;
  object_class->set_property = kab_sessions_group_set_property;
  object_class->dispose = kab_sessions_group_dispose;
  object_class->finalize = kab_sessions_group_finalize;
  widget_class->map = kab_sessions_group_map;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_install_action (widget_class, "sessions.end", "s", end_cb);

  g_type_ensure (KAB_TYPE_CABINET);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/profile/kab-sessions-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KabSessionsGroup, sessions_list);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_sessions_group_init (KabSessionsGroup *self)
{
  self->cancellable = g_cancellable_new ();
  self->ending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

KabCabinet *
kab_sessions_group_get_cabinet (KabSessionsGroup *self)
{
  g_return_val_if_fail (KAB_IS_SESSIONS_GROUP (self), NULL);

  return self->cabinet;
}

void
kab_sessions_group_set_cabinet (KabSessionsGroup *self, KabCabinet *cabinet)
{
  g_return_if_fail (KAB_IS_SESSIONS_GROUP (self));
  g_return_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet));

  if (!g_set_object (&self->cabinet, cabinet))
    return;

  kab_list_bind (self->sessions_list, cabinet != NULL ? kab_cabinet_get_sessions (cabinet) : NULL,
                 create_row, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CABINET]);
}
