/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-period-chooser.h"

#include "kab-break-bin.h"
#include "kab-speech.h"
#include "kab-text-scale.h"

struct _KabPeriodChooser
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkDropDown *kind_dropdown;
  GtkWidget *months_box;
  GtkDropDown *first_dropdown;
  GtkDropDown *last_dropdown;

  KabPeriod *period;
  KabMonth months_first; /* what both lists of months hold */
  KabMonth months_last;
  gboolean narrow;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (KabPeriodChooser, kab_period_chooser, ADW_TYPE_BIN)

enum
{
  PROP_PERIOD = 1,
  PROP_NARROW,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* As the list of the template has them. */
static const KabPeriodKind kinds[] = {
  KAB_PERIOD_LAST_MONTHS, KAB_PERIOD_THIS_YEAR, KAB_PERIOD_PREVIOUS_YEAR,
  KAB_PERIOD_ALL,         KAB_PERIOD_CHOSEN,
};

static guint
find_kind (KabPeriodKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
fill_months (KabPeriodChooser *self)
{
  KabMonth first = kab_period_get_span_first (self->period);
  KabMonth last = kab_period_get_span_last (self->period);
  g_autoptr (GtkStringList) months = NULL;

  if (kab_month_compare (first, self->months_first) == 0 &&
      kab_month_compare (last, self->months_last) == 0)
    return;

  self->months_first = first;
  self->months_last = last;
  months = gtk_string_list_new (NULL);
  for (KabMonth month = first; kab_month_is_valid (month) && kab_month_compare (month, last) <= 0;
       month = kab_month_add (month, 1))
    gtk_string_list_take (months, kab_month_format_with_year (month, KAB_MONTH_NAME));
  gtk_drop_down_set_model (self->first_dropdown, G_LIST_MODEL (months));
  gtk_drop_down_set_model (self->last_dropdown, G_LIST_MODEL (months));
}

static void
select_month (KabPeriodChooser *self, GtkDropDown *dropdown, KabMonth month)
{
  if (kab_month_is_valid (month) && kab_month_is_valid (self->months_first))
    gtk_drop_down_set_selected (
      dropdown, (guint) MAX (kab_month_index (month) - kab_month_index (self->months_first), 0));
}

static KabMonth
get_month (KabPeriodChooser *self, GtkDropDown *dropdown)
{
  guint selected = gtk_drop_down_get_selected (dropdown);

  return selected != GTK_INVALID_LIST_POSITION ? kab_month_add (self->months_first, (int) selected)
                                               : KAB_MONTH_NONE;
}

static void
period_changed_cb (KabPeriodChooser *self)
{
  KabPeriodKind kind;

  if (self->period == NULL || self->updating)
    return;

  kind = kab_period_get_kind (self->period);
  self->updating = TRUE;
  fill_months (self);
  gtk_drop_down_set_selected (self->kind_dropdown, find_kind (kind));
  gtk_widget_set_visible (self->months_box, kind == KAB_PERIOD_CHOSEN);
  if (kind == KAB_PERIOD_CHOSEN)
    {
      select_month (self, self->first_dropdown, kab_period_get_first (self->period));
      select_month (self, self->last_dropdown, kab_period_get_last (self->period));
    }
  self->updating = FALSE;
}

static void
kind_selected_cb (KabPeriodChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_dropdown);

  if (self->period != NULL && !self->updating && selected < G_N_ELEMENTS (kinds))
    kab_period_set_kind (self->period, kinds[selected]);
}

static void
month_selected_cb (KabPeriodChooser *self)
{
  KabMonth first = get_month (self, self->first_dropdown);
  KabMonth last = get_month (self, self->last_dropdown);

  if (self->period != NULL && !self->updating && kab_month_is_valid (first) &&
      kab_month_is_valid (last))
    kab_period_choose (self->period, first, last);
}

/* On a phone as wide as what stands under it. */
static GtkAlign
align_kinds (gpointer instance, gboolean narrow)
{
  return narrow ? GTK_ALIGN_FILL : GTK_ALIGN_START;
}

static void
kab_period_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPeriodChooser *self = KAB_PERIOD_CHOOSER (object);

  switch (id)
    {
    case PROP_PERIOD:
      g_value_set_object (value, self->period);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_narrow (KabPeriodChooser *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
kab_period_chooser_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPeriodChooser *self = KAB_PERIOD_CHOOSER (object);

  switch (id)
    {
    case PROP_PERIOD:
      kab_period_chooser_set_period (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_period_chooser_dispose (GObject *object)
{
  KabPeriodChooser *self = KAB_PERIOD_CHOOSER (object);

  if (self->period != NULL)
    g_signal_handlers_disconnect_by_data (self->period, self);
  g_clear_object (&self->period);
  G_OBJECT_CLASS (kab_period_chooser_parent_class)->dispose (object);
}

static void
kab_period_chooser_class_init (KabPeriodChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_period_chooser_get_property;
  object_class->set_property = kab_period_chooser_set_property;
  object_class->dispose = kab_period_chooser_dispose;

  properties[PROP_PERIOD] = g_param_spec_object ("period", NULL, NULL, KAB_TYPE_PERIOD, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_BREAK_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-period-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPeriodChooser, box);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodChooser, kind_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodChooser, months_box);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodChooser, first_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KabPeriodChooser, last_dropdown);
  gtk_widget_class_bind_template_callback (widget_class, align_kinds);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_selected_cb);
}

static void
kab_period_chooser_init (KabPeriodChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (kab_text_scale_wrap), NULL);
  kab_speech_name_dropdown (self->kind_dropdown);
  kab_speech_name_dropdown (self->first_dropdown);
  kab_speech_name_dropdown (self->last_dropdown);
}

KabPeriod *
kab_period_chooser_get_period (KabPeriodChooser *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD_CHOOSER (self), NULL);

  return self->period;
}

void
kab_period_chooser_set_period (KabPeriodChooser *self, KabPeriod *period)
{
  g_return_if_fail (KAB_IS_PERIOD_CHOOSER (self));
  g_return_if_fail (period == NULL || KAB_IS_PERIOD (period));

  if (self->period == period)
    return;

  if (self->period != NULL)
    g_signal_handlers_disconnect_by_data (self->period, self);
  g_set_object (&self->period, period);
  if (period != NULL)
    g_signal_connect_swapped (period, "changed", G_CALLBACK (period_changed_cb), self);
  period_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERIOD]);
}
