/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-welcome-page.h"

typedef struct
{
  KabCabinet *cabinet;
  GCancellable *cancellable; /* of the call under way */
  char *message;
} KabWelcomePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KabWelcomePage, kab_welcome_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  PROP_BUSY,
  PROP_MESSAGE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
cancel (KabWelcomePage *self)
{
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  if (priv->cancellable == NULL)
    return;
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
kab_welcome_page_unmap (GtkWidget *widget)
{
  cancel (KAB_WELCOME_PAGE (widget));
  GTK_WIDGET_CLASS (kab_welcome_page_parent_class)->unmap (widget);
}

static void
kab_welcome_page_dispose (GObject *object)
{
  KabWelcomePage *self = KAB_WELCOME_PAGE (object);
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  cancel (self);
  g_clear_object (&priv->cabinet);
  G_OBJECT_CLASS (kab_welcome_page_parent_class)->dispose (object);
}

static void
kab_welcome_page_finalize (GObject *object)
{
  KabWelcomePage *self = KAB_WELCOME_PAGE (object);
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  g_free (priv->message);
  G_OBJECT_CLASS (kab_welcome_page_parent_class)->finalize (object);
}

static void
kab_welcome_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabWelcomePage *self = KAB_WELCOME_PAGE (object);
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, priv->cabinet);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, kab_welcome_page_is_busy (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, priv->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_welcome_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabWelcomePage *self = KAB_WELCOME_PAGE (object);
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  switch (id)
    {
    case PROP_CABINET:
      if (g_set_object (&priv->cabinet, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_MESSAGE:
      kab_welcome_page_set_message (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_welcome_page_class_init (KabWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_welcome_page_dispose;
  object_class->finalize = kab_welcome_page_finalize;
  object_class->get_property = kab_welcome_page_get_property;
  object_class->set_property = kab_welcome_page_set_property;
  widget_class->unmap = kab_welcome_page_unmap;

  props[PROP_CABINET] = g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET, flags);
  props[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kab_welcome_page_init (KabWelcomePage *self)
{
}

KabCabinet *
kab_welcome_page_get_cabinet (KabWelcomePage *self)
{
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  g_return_val_if_fail (KAB_IS_WELCOME_PAGE (self), NULL);
  return priv->cabinet;
}

gboolean
kab_welcome_page_is_busy (KabWelcomePage *self)
{
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  g_return_val_if_fail (KAB_IS_WELCOME_PAGE (self), FALSE);
  return priv->cancellable != NULL;
}

void
kab_welcome_page_set_message (KabWelcomePage *self, const char *message)
{
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  g_return_if_fail (KAB_IS_WELCOME_PAGE (self));

  if (g_strcmp0 (priv->message, message) == 0)
    return;
  g_free (priv->message);
  priv->message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

void
kab_welcome_page_clear (KabWelcomePage *self)
{
  g_return_if_fail (KAB_IS_WELCOME_PAGE (self));
  kab_welcome_page_set_message (self, NULL);
  KAB_WELCOME_PAGE_GET_CLASS (self)->clear (self);
}

void
kab_welcome_page_focus (KabWelcomePage *self)
{
  g_return_if_fail (KAB_IS_WELCOME_PAGE (self));
  KAB_WELCOME_PAGE_GET_CLASS (self)->focus (self);
}

GCancellable *
kab_welcome_page_begin (KabWelcomePage *self)
{
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  g_return_val_if_fail (KAB_IS_WELCOME_PAGE (self), NULL);
  g_return_val_if_fail (priv->cancellable == NULL, NULL);

  kab_welcome_page_set_message (self, NULL);
  priv->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  return priv->cancellable;
}

gboolean
kab_welcome_page_end (KabWelcomePage *self, const GError *error)
{
  KabWelcomePagePrivate *priv = kab_welcome_page_get_instance_private (self);

  g_return_val_if_fail (KAB_IS_WELCOME_PAGE (self), FALSE);

  /* Whoever cancelled has put the page to rest, and another call may be under way by now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_object (&priv->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  return TRUE;
}
