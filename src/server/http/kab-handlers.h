/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-call.h"

G_BEGIN_DECLS

/* What each route of the table does: reads its input, asks the rules, answers. */
gboolean kab_handle_healthz (KabCall *call, GError **error);

gboolean kab_handle_register (KabCall *call, GError **error);
gboolean kab_handle_resend_code (KabCall *call, GError **error);
gboolean kab_handle_confirm (KabCall *call, GError **error);

gboolean kab_handle_sign_in (KabCall *call, GError **error);
gboolean kab_handle_list_sessions (KabCall *call, GError **error);
gboolean kab_handle_end_session (KabCall *call, GError **error);

gboolean kab_handle_request_reset (KabCall *call, GError **error);
gboolean kab_handle_confirm_reset (KabCall *call, GError **error);

gboolean kab_handle_get_profile (KabCall *call, GError **error);
gboolean kab_handle_update_profile (KabCall *call, GError **error);
gboolean kab_handle_delete_profile (KabCall *call, GError **error);
gboolean kab_handle_change_password (KabCall *call, GError **error);
gboolean kab_handle_export_data (KabCall *call, GError **error);

gboolean kab_handle_list_accounts (KabCall *call, GError **error);
gboolean kab_handle_attach (KabCall *call, GError **error);
gboolean kab_handle_get_account (KabCall *call, GError **error);
gboolean kab_handle_set_label (KabCall *call, GError **error);
gboolean kab_handle_detach (KabCall *call, GError **error);

gboolean kab_handle_list_statements (KabCall *call, GError **error);
gboolean kab_handle_list_payments (KabCall *call, GError **error);
gboolean kab_handle_get_payment_code (KabCall *call, GError **error);
gboolean kab_handle_list_receipts (KabCall *call, GError **error);
gboolean kab_handle_get_receipt (KabCall *call, GError **error);

G_END_DECLS
