/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-load.h"

struct _KabLoad
{
  GObject parent_instance;

  KabLoadState state;
  GError *error;
  GDateTime *as_of;

  /* What a cancellation returns to. */
  KabLoadState state_before;
  GError *error_before;
};

G_DEFINE_FINAL_TYPE (KabLoad, kab_load, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_AS_OF,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

GType
kab_load_state_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { KAB_LOAD_IDLE, "KAB_LOAD_IDLE", "idle" },
        { KAB_LOAD_LOADING, "KAB_LOAD_LOADING", "loading" },
        { KAB_LOAD_READY, "KAB_LOAD_READY", "ready" },
        { KAB_LOAD_FAILED, "KAB_LOAD_FAILED", "failed" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("KabLoadState", values));
    }

  return type;
}

static gboolean
error_equal (const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_error_matches (a, b->domain, b->code) && g_str_equal (a->message, b->message);
}

static gboolean
time_equal (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_date_time_equal (a, b);
}

/* Each of the three is notified once, and only when it became another. @error and @as_of are taken
 * over. */
static void
change (KabLoad *self, KabLoadState state, GError *error, GDateTime *as_of)
{
  gboolean other_state = self->state != state;
  gboolean other_error = !error_equal (self->error, error);
  gboolean other_time = !time_equal (self->as_of, as_of);

  self->state = state;
  g_clear_error (&self->error);
  self->error = error;
  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = as_of;

  g_object_freeze_notify (G_OBJECT (self));
  if (other_state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (other_error)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (other_time)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AS_OF]);
  g_object_thaw_notify (G_OBJECT (self));
}

static GDateTime *
ref_as_of (KabLoad *self)
{
  return self->as_of != NULL ? g_date_time_ref (self->as_of) : NULL;
}

static void
kab_load_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabLoad *self = KAB_LOAD (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_AS_OF:
      g_value_set_boxed (value, self->as_of);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_load_finalize (GObject *object)
{
  KabLoad *self = KAB_LOAD (object);

  g_clear_error (&self->error);
  g_clear_error (&self->error_before);
  g_clear_pointer (&self->as_of, g_date_time_unref);

  G_OBJECT_CLASS (kab_load_parent_class)->finalize (object);
}

static void
kab_load_class_init (KabLoadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_load_get_property;
  object_class->finalize = kab_load_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, KAB_TYPE_LOAD_STATE, KAB_LOAD_IDLE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_AS_OF] = g_param_spec_boxed ("as-of", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kab_load_init (KabLoad *self)
{
}

KabLoad *
kab_load_new (void)
{
  return g_object_new (KAB_TYPE_LOAD, NULL);
}

KabLoadState
kab_load_get_state (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), KAB_LOAD_IDLE);

  return self->state;
}

const GError *
kab_load_get_error (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), NULL);

  return self->error;
}

GDateTime *
kab_load_get_as_of (KabLoad *self)
{
  g_return_val_if_fail (KAB_IS_LOAD (self), NULL);

  return self->as_of;
}

void
kab_load_start (KabLoad *self)
{
  g_return_if_fail (KAB_IS_LOAD (self));

  if (self->state == KAB_LOAD_LOADING)
    return;

  g_clear_error (&self->error_before);
  self->state_before = self->state;
  self->error_before = g_steal_pointer (&self->error);

  /* The error was moved away, so it is compared by hand: it changes when there was one. */
  g_object_freeze_notify (G_OBJECT (self));
  change (self, KAB_LOAD_LOADING, NULL, ref_as_of (self));
  if (self->error_before != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
kab_load_succeed (KabLoad *self, GDateTime *as_of)
{
  g_return_if_fail (KAB_IS_LOAD (self));
  g_return_if_fail (as_of != NULL);

  g_clear_error (&self->error_before);
  change (self, KAB_LOAD_READY, NULL, g_date_time_ref (as_of));
}

void
kab_load_fail (KabLoad *self, const GError *error)
{
  g_return_if_fail (KAB_IS_LOAD (self));
  g_return_if_fail (error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->error_before);
      change (self, KAB_LOAD_FAILED, g_error_copy (error), ref_as_of (self));
    }
  else if (self->state == KAB_LOAD_LOADING)
    change (self, self->state_before, g_steal_pointer (&self->error_before), ref_as_of (self));
}

void
kab_load_reset (KabLoad *self)
{
  g_return_if_fail (KAB_IS_LOAD (self));

  g_clear_error (&self->error_before);
  change (self, KAB_LOAD_IDLE, NULL, NULL);
}
