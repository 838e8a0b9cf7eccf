/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-binding-cells.h"

#include "kab-text-scale.h"

#define COLUMN_SPACING 18
#define ROW_SPACING    6

enum
{
  DATE,
  ACCOUNT,
  NOTE,
  AMOUNT,
  ACTIONS,
  N_CELLS
};

/* Side by side; the date with the actions under the account with its amount; all under each other,
 * the actions beside the amount. */
typedef enum
{
  WIDE,
  NARROW,
  STACKED
} Form;

struct _KabBindingCells
{
  GtkWidget parent_instance;

  gboolean header;
};

G_DEFINE_FINAL_TYPE (KabBindingCells, kab_binding_cells, GTK_TYPE_WIDGET)

enum
{
  PROP_HEADER = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
get_cells (KabBindingCells *self, GtkWidget *cells[N_CELLS])
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (int i = 0; i < N_CELLS; i++)
    {
      if (child == NULL)
        return FALSE;
      cells[i] = child;
      child = gtk_widget_get_next_sibling (child);
    }

  return TRUE;
}

static int
get_width (GtkWidget *cell)
{
  int natural;

  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Without what a group of cells makes of it: where there are no columns they need not be of one
 * width. */
static int
get_own_width (GtkWidget *cell)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (cell);
  int natural;

  if (layout == NULL)
    return get_width (cell);
  gtk_layout_manager_measure (layout, cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                              NULL);

  return natural;
}

static int
get_height (GtkWidget *cell, int width)
{
  int minimum;

  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);

  return minimum;
}

static int
get_minimum_width (GtkWidget *cell)
{
  int minimum;

  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static Form
choose_form (GtkWidget *cell, int width)
{
  double usual = width / kab_text_scale_get (cell);

  if (width < 0 || usual >= KAB_BINDING_CELLS_WIDE)
    return WIDE;
  return usual >= KAB_BINDING_CELLS_NARROW ? NARROW : STACKED;
}

/* What is left for the account beside the cells that keep their width. */
static int
get_account_width (GtkWidget *cells[N_CELLS], int width, Form form)
{
  int taken = 0;

  if (form != STACKED)
    taken += get_width (cells[AMOUNT]) + COLUMN_SPACING;
  if (form == WIDE)
    taken += get_width (cells[DATE]) + get_width (cells[ACTIONS]) + 2 * COLUMN_SPACING;

  return MAX (width - taken, 0);
}

static GtkSizeRequestMode
kab_binding_cells_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *cells[N_CELLS], gboolean header, int *minimum, int *natural)
{
  int above = MAX (MAX (get_minimum_width (cells[ACCOUNT]), get_minimum_width (cells[NOTE])),
                   get_minimum_width (cells[DATE]));
  int below = get_minimum_width (cells[AMOUNT]) + COLUMN_SPACING + get_own_width (cells[ACTIONS]);
  int account = MAX (get_width (cells[ACCOUNT]), get_width (cells[NOTE]));

  *minimum = header ? 0 : MAX (above, below);
  *natural = get_width (cells[DATE]) + account + get_width (cells[AMOUNT]) +
             get_width (cells[ACTIONS]) + 3 * COLUMN_SPACING;
  *natural = MAX (*natural, *minimum);
}

static int
measure_height (GtkWidget *cells[N_CELLS], gboolean header, int width)
{
  Form form = choose_form (cells[ACCOUNT], width);
  int column = width < 0 ? -1 : get_account_width (cells, width, form);
  int account = get_height (cells[ACCOUNT], column);
  int amount = get_height (cells[AMOUNT], get_width (cells[AMOUNT]));
  int date = get_height (cells[DATE], get_width (cells[DATE]));
  int actions = get_height (cells[ACTIONS], get_width (cells[ACTIONS]));

  if (form == WIDE)
    return MAX (MAX (account + get_height (cells[NOTE], column), amount), MAX (date, actions));
  if (header)
    return 0;
  if (form == NARROW)
    return MAX (account, amount) + get_height (cells[NOTE], width) + ROW_SPACING +
           MAX (date, actions);
  column = width - get_own_width (cells[ACTIONS]) - COLUMN_SPACING;
  return account + get_height (cells[NOTE], width) + ROW_SPACING +
         get_height (cells[DATE], width) + ROW_SPACING +
         MAX (get_height (cells[AMOUNT], column), actions);
}

static void
kab_binding_cells_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  KabBindingCells *self = KAB_BINDING_CELLS (widget);
  GtkWidget *cells[N_CELLS];

  *minimum = *natural = 0;
  if (!get_cells (self, cells))
    return;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (cells, self->header, minimum, natural);
  else
    *minimum = *natural = measure_height (cells, self->header, for_size);
}

static void
place (GtkWidget *self, GtkWidget *cell, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (self) - x - width;
  gtk_widget_size_allocate (cell, &allocation, -1);
}

static void
place_wide (GtkWidget *self, GtkWidget *cells[N_CELLS], int width, int height)
{
  int date = get_width (cells[DATE]);
  int amount = get_width (cells[AMOUNT]);
  int actions = get_width (cells[ACTIONS]);
  int account = get_account_width (cells, width, WIDE);
  int above = get_height (cells[ACCOUNT], account);
  int note = get_height (cells[NOTE], account);
  int top = (height - above - note) / 2;

  place (self, cells[DATE], 0, 0, date, height);
  place (self, cells[ACCOUNT], date + COLUMN_SPACING, top, account, above);
  place (self, cells[NOTE], date + COLUMN_SPACING, top + above, account, note);
  place (self, cells[AMOUNT], width - actions - COLUMN_SPACING - amount, 0, amount, height);
  place (self, cells[ACTIONS], width - actions, 0, actions, height);
}

static void
place_narrow (GtkWidget *self, GtkWidget *cells[N_CELLS], int width, int height)
{
  int amount = get_width (cells[AMOUNT]);
  int actions = get_own_width (cells[ACTIONS]);
  int account = get_account_width (cells, width, NARROW);
  int above = MAX (get_height (cells[ACCOUNT], account), get_height (cells[AMOUNT], amount));
  int note = get_height (cells[NOTE], width);
  int below = above + note + ROW_SPACING;

  place (self, cells[ACCOUNT], 0, 0, account, above);
  place (self, cells[AMOUNT], width - amount, 0, amount, above);
  place (self, cells[NOTE], 0, above, width, note);
  place (self, cells[DATE], 0, below, width - actions - COLUMN_SPACING, height - below);
  place (self, cells[ACTIONS], width - actions, below, actions, height - below);
}

static void
place_stacked (GtkWidget *self, GtkWidget *cells[N_CELLS], int width, int height)
{
  int actions = get_own_width (cells[ACTIONS]);
  int account = get_height (cells[ACCOUNT], width);
  int note = get_height (cells[NOTE], width);
  int date = get_height (cells[DATE], width);
  int below = account + note + ROW_SPACING + date + ROW_SPACING;

  place (self, cells[ACCOUNT], 0, 0, width, account);
  place (self, cells[NOTE], 0, account, width, note);
  place (self, cells[DATE], 0, account + note + ROW_SPACING, width, date);
  place (self, cells[AMOUNT], 0, below, width - actions - COLUMN_SPACING, height - below);
  place (self, cells[ACTIONS], width - actions, below, actions, height - below);
}

static void
kab_binding_cells_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabBindingCells *self = KAB_BINDING_CELLS (widget);
  GtkWidget *cells[N_CELLS];
  Form form = choose_form (widget, width);

  if (!get_cells (self, cells))
    return;

  for (int i = 0; i < N_CELLS; i++)
    gtk_widget_set_child_visible (cells[i], form == WIDE || !self->header);
  if (form == WIDE)
    place_wide (widget, cells, width, height);
  else if (self->header)
    return;
  else if (form == NARROW)
    place_narrow (widget, cells, width, height);
  else
    place_stacked (widget, cells, width, height);
}

static void
kab_binding_cells_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabBindingCells *self = KAB_BINDING_CELLS (object);

  switch (id)
    {
    case PROP_HEADER:
      g_value_set_boolean (value, self->header);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_binding_cells_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabBindingCells *self = KAB_BINDING_CELLS (object);

  switch (id)
    {
    case PROP_HEADER:
      self->header = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_binding_cells_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_binding_cells_parent_class)->dispose (object);
}

static void
kab_binding_cells_class_init (KabBindingCellsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_binding_cells_get_property;
  object_class->set_property = kab_binding_cells_set_property;
  object_class->dispose = kab_binding_cells_dispose;
  widget_class->get_request_mode = kab_binding_cells_get_request_mode;
  widget_class->measure = kab_binding_cells_measure;
  widget_class->size_allocate = kab_binding_cells_size_allocate;

  properties[PROP_HEADER] =
    g_param_spec_boolean ("header", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                            G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_binding_cells_init (KabBindingCells *self)
{
}
