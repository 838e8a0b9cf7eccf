/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-notifier.h"

#include "kab-news-text.h"
#include "kab-news.h"

/* Bills come once a month, and a payment takes days: a few times a day is soon enough. */
#define INTERVAL (3 * 60 * 60)

struct _KabNotifier
{
  GObject parent_instance;

  GApplication *application; /* not held: it holds us */
  KabWindow *window;         /* weak */
  KabCabinet *cabinet;
  KabNews *news;
  GHashTable *ids; /* all that may have been sent, by this run or by one before */
};

G_DEFINE_FINAL_TYPE (KabNotifier, kab_notifier, G_TYPE_OBJECT)

/* The kinds of news, and the page that shows them. */
typedef struct
{
  const char *name;
  const char *page;
} Kind;

static const Kind bill = { "bill", "receipts" };
static const Kind payment = { "payment", "charges" };
static const Kind *const kinds[] = { &bill, &payment };

static char *
make_id (const Kind *kind, KabAccount *account)
{
  return g_strdup_printf ("%s-%s", kind->name, kab_account_get_number (account));
}

/* Whether the user has before their eyes what there is of this kind. */
static gboolean
is_seen (KabNotifier *self, const Kind *kind, KabAccount *account)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);

  return self->window != NULL && gtk_window_is_active (GTK_WINDOW (self->window)) &&
         g_strcmp0 (kab_window_get_page (self->window), kind->page) == 0 && chosen != NULL &&
         g_str_equal (kab_account_get_number (chosen), kab_account_get_number (account));
}

/* @title is taken over. */
static void
tell (KabNotifier *self, const Kind *kind, KabAccount *account, char *title)
{
  g_autofree char *heading = title;
  g_autofree char *id = make_id (kind, account);
  g_autofree char *body = NULL;
  g_autoptr (GNotification) notification = NULL;
  guint n_accounts = g_list_model_get_n_items (kab_cabinet_get_accounts (self->cabinet));

  if (is_seen (self, kind, account))
    return;
  notification = g_notification_new (heading);
  body = kab_news_text_account (account, n_accounts == 1);
  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show", "(ss)", kind->page,
                                                kab_account_get_number (account));
  g_application_send_notification (self->application, id, notification);
}

static void
bill_cb (KabNotifier *self, KabAccount *account)
{
  tell (self, &bill, account, kab_news_text_bill (account));
}

static void
payment_cb (KabNotifier *self, KabAccount *account)
{
  tell (self, &payment, account, kab_news_text_payment ());
}

static void
withdraw_seen (KabNotifier *self)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);

  for (gsize i = 0; chosen != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = make_id (kinds[i], chosen);

      if (is_seen (self, kinds[i], chosen))
        g_application_withdraw_notification (self->application, id);
    }
}

static void
accounts_changed_cb (KabNotifier *self)
{
  GListModel *accounts = kab_cabinet_get_accounts (self->cabinet);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
        g_hash_table_add (self->ids, make_id (kinds[k], account));
    }
}

static void
state_changed_cb (KabNotifier *self)
{
  GHashTableIter iter;
  gpointer id;

  if (kab_cabinet_get_state (self->cabinet) != KAB_CABINET_SIGNED_OUT)
    return;
  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_application_withdraw_notification (self->application, id);
      g_hash_table_iter_remove (&iter);
    }
}

static void
kab_notifier_dispose (GObject *object)
{
  KabNotifier *self = KAB_NOTIFIER (object);

  g_clear_object (&self->news);
  g_clear_object (&self->cabinet);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (kab_notifier_parent_class)->dispose (object);
}

static void
kab_notifier_finalize (GObject *object)
{
  KabNotifier *self = KAB_NOTIFIER (object);

  g_hash_table_unref (self->ids);
  G_OBJECT_CLASS (kab_notifier_parent_class)->finalize (object);
}

static void
kab_notifier_class_init (KabNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_notifier_dispose;
  object_class->finalize = kab_notifier_finalize;
}

static void
kab_notifier_init (KabNotifier *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

KabNotifier *
kab_notifier_new (GApplication *application,
                  GSettings *settings,
                  KabWindow *window,
                  KabCabinet *cabinet)
{
  KabNotifier *self;
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kabinet", NULL);

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (KAB_IS_WINDOW (window), NULL);
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_NOTIFIER, NULL);
  self->application = application;
  g_set_weak_pointer (&self->window, window);
  self->cabinet = g_object_ref (cabinet);
  self->news = kab_news_new (cabinet, folder, INTERVAL);
  g_settings_bind (settings, "notify-bills", self->news, "bills", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "notify-payments", self->news, "payments", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->news, "bill", G_CALLBACK (bill_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->news, "payment", G_CALLBACK (payment_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_cabinet_get_accounts (cabinet), "items-changed",
                           G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cabinet, "notify::chosen", G_CALLBACK (withdraw_seen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::page", G_CALLBACK (withdraw_seen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (withdraw_seen), self,
                           G_CONNECT_SWAPPED);
  return self;
}
