/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-pdf-canvas.h"
#include "kab-pdf-layout.h"
#include "kab-pdf-view.h"
#include "pdf-samples.h"

#define PAGES 40

/* A view in a window of 500 by 600. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  KabPdfCanvas *canvas;
  GtkAdjustment *across;
  GtkAdjustment *down;
  gboolean drawn[PAGES];
} Fixture;

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found)
        return found;
    }

  return NULL;
}

static void
page_drawn_cb (KabPdfView *view, int page, gpointer user_data)
{
  Fixture *self = user_data;

  self->drawn[page] = TRUE;
}

static void
show_with_links (Fixture *self, int pages, const char *const *uris)
{
  g_autoptr (GBytes) bytes = pdf_new (pages, 595, 842, uris);
  g_autoptr (KabPdf) pdf = pdf_open (bytes, NULL);

  memset (self->drawn, 0, sizeof self->drawn);
  kab_pdf_view_set_pdf (KAB_PDF_VIEW (self->view), pdf);
}

static void
show (Fixture *self, int pages)
{
  show_with_links (self, pages, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->window = gtk_window_new ();
  self->view = kab_pdf_view_new ();
  self->canvas = KAB_PDF_CANVAS (find_child (self->view, KAB_TYPE_PDF_CANVAS));
  g_object_get (self->canvas, "hadjustment", &self->across, "vadjustment", &self->down, NULL);
  g_signal_connect (self->view, "page-drawn", G_CALLBACK (page_drawn_cb), self);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 500, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), self->view);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->view), (gpointer *) &self->view);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_null (self->view);
  g_assert_finalize_object (self->across);
  g_assert_finalize_object (self->down);
}

static double
get_zoom (Fixture *self)
{
  double zoom;

  g_object_get (self->view, "zoom", &zoom, NULL);

  return zoom;
}

/* The middle of the window, in pages of the document. */
static double
get_place (Fixture *self)
{
  int page = kab_pdf_canvas_get_page (self->canvas);
  double height = ceil (842 * get_zoom (self) * KAB_PDF_PIXELS_PER_POINT);
  double top = KAB_PDF_LAYOUT_MARGIN + page * (height + KAB_PDF_LAYOUT_GAP);

  return page + (gtk_adjustment_get_value (self->down) +
                 gtk_adjustment_get_page_size (self->down) / 2 - top) /
                  height;
}

static int
count_textures (Fixture *self)
{
  return kab_pdf_sheets_count (kab_pdf_canvas_get_sheets (self->canvas));
}

static gboolean
has_drawn_neighbour (Fixture *self)
{
  return count_textures (self) > 1;
}

static gboolean
has_found (Fixture *self)
{
  return kab_pdf_finder_count (kab_pdf_canvas_get_finder (self->canvas)) > 0;
}

static void
wait_until (gboolean (*condition) (Fixture *self), Fixture *self)
{
  gboolean met = FALSE;

  while (!met)
    {
      gboolean turned = TRUE;

      wait_for (&turned);
      g_main_context_iteration (NULL, FALSE);
      met = condition (self);
    }
}

/* Only what is on screen and beside it is in memory, wherever one scrolls to. */
static void
test_memory (Fixture *self, gconstpointer data)
{
  show (self, PAGES);
  wait_for (&self->drawn[0]);
  wait_until (has_drawn_neighbour, self);
  g_assert_cmpint (count_textures (self), <=, 4);
  g_assert_false (self->drawn[PAGES - 1]);

  for (int i = 0; i <= 200; i++)
    {
      gtk_adjustment_set_value (self->down, gtk_adjustment_get_upper (self->down) * i / 200);
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (count_textures (self), <=, 5);
    }
  wait_for (&self->drawn[PAGES - 1]);
  g_assert_cmpint (count_textures (self), <=, 4);
  g_assert_null (kab_pdf_sheets_get (kab_pdf_canvas_get_sheets (self->canvas), 0));
}

/* A page's place does not wait for its picture. */
static void
test_places (Fixture *self, gconstpointer data)
{
  double upper;

  show (self, PAGES);
  wait_for (&self->drawn[0]);
  upper = gtk_adjustment_get_upper (self->down);
  gtk_adjustment_set_value (self->down, upper / 2);
  g_assert_false (self->drawn[PAGES / 2]);
  wait_for (&self->drawn[PAGES / 2]);
  g_assert_cmpfloat (gtk_adjustment_get_upper (self->down), ==, upper);
  g_assert_cmpfloat (gtk_adjustment_get_value (self->down), ==, upper / 2);
}

static void
test_zoom (Fixture *self, gconstpointer data)
{
  gboolean fit_width;
  double fitted, place;

  show (self, PAGES);
  wait_for (&self->drawn[0]);
  fitted = get_zoom (self);
  /* 500 less the margins, of 595 points. */
  g_assert_cmpfloat_with_epsilon (fitted, 476 / (595 * 96.0 / 72.0), 0.001);
  g_assert_cmpfloat (gtk_adjustment_get_upper (self->across), <=, 500);

  memset (self->drawn, 0, sizeof self->drawn);
  gtk_widget_activate_action (self->view, "pdf.zoom-in", NULL);
  g_assert_cmpfloat_with_epsilon (get_zoom (self), 0.67, 0.001);
  g_object_get (self->view, "fit-width", &fit_width, NULL);
  g_assert_false (fit_width);
  wait_for (&self->drawn[0]);

  gtk_widget_activate_action (self->view, "pdf.zoom-out", NULL);
  g_assert_cmpfloat_with_epsilon (get_zoom (self), 0.5, 0.001);

  /* What is in the middle stays there. */
  gtk_adjustment_set_value (self->down, 3200);
  place = get_place (self);
  g_object_set (self->view, "zoom", 2.0, NULL);
  g_assert_cmpfloat_with_epsilon (get_place (self), place, 0.005);
  g_object_set (self->view, "zoom", 0.3, NULL);
  g_assert_cmpfloat_with_epsilon (get_place (self), place, 0.005);

  gtk_widget_activate_action (self->view, "pdf.zoom-fit", NULL);
  g_assert_cmpfloat_with_epsilon (get_zoom (self), fitted, 0.001);
}

static void
test_bounds (Fixture *self, gconstpointer data)
{
  show (self, 1);
  for (int i = 0; i < 30; i++)
    gtk_widget_activate_action (self->view, "pdf.zoom-in", NULL);
  g_assert_cmpfloat (get_zoom (self), ==, 4);
  for (int i = 0; i < 30; i++)
    gtk_widget_activate_action (self->view, "pdf.zoom-out", NULL);
  g_assert_cmpfloat (get_zoom (self), ==, 0.25);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  GtkWidget *bar = find_child (self->view, GTK_TYPE_SEARCH_BAR);
  GtkWidget *entry = find_child (self->view, GTK_TYPE_SEARCH_ENTRY);
  KabPdfFinder *finder;

  show (self, PAGES);
  wait_for (&self->drawn[0]);
  finder = kab_pdf_canvas_get_finder (self->canvas);
  gtk_widget_activate_action (self->view, "pdf.find", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "квитанция 31");
  wait_until (has_found, self);
  g_assert_cmpint (kab_pdf_finder_count (finder), ==, 1);
  wait_for (&self->drawn[30]);

  gtk_editable_set_text (GTK_EDITABLE (entry), "начислено");
  wait_until (has_found, self);
  g_assert_cmpint (kab_pdf_finder_count (finder), ==, 2 * PAGES);
  /* From where the reader is, on, and round. */
  g_assert_cmpint (kab_pdf_finder_get_current (finder), ==, 60);
  gtk_widget_activate_action (self->view, "pdf.find-next", NULL);
  g_assert_cmpint (kab_pdf_finder_get_current (finder), ==, 61);
  for (int i = 0; i < 62; i++)
    gtk_widget_activate_action (self->view, "pdf.find-previous", NULL);
  g_assert_cmpint (kab_pdf_finder_get_current (finder), ==, 2 * PAGES - 1);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), FALSE);
  g_assert_cmpint (kab_pdf_finder_count (finder), ==, 0);
}

static gboolean
has_selected (Fixture *self)
{
  return kab_pdf_sweep_has_text (kab_pdf_canvas_get_sweep (self->canvas));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (Fixture *self, gconstpointer data)
{
  KabPdfSweep *sweep;
  char *text = NULL;

  show (self, 3);
  wait_for (&self->drawn[0]);
  sweep = kab_pdf_canvas_get_sweep (self->canvas);
  kab_pdf_sweep_begin (sweep, 0, &GRAPHENE_POINT_INIT (60, 427));
  kab_pdf_sweep_extend (sweep, 1, &GRAPHENE_POINT_INIT (500, 97));
  wait_until (has_selected, self);
  while (g_main_context_iteration (NULL, FALSE) || !kab_pdf_sweep_get_areas (sweep, 1))
    continue;
  gtk_widget_activate_action (self->view, "pdf.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->view), NULL, read_cb, &text);
  while (!text)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (text, ==, "начислено снова\nКвитанция 2 за февраль");
  g_free (text);
}

static void
test_other_document (Fixture *self, gconstpointer data)
{
  show (self, PAGES);
  wait_for (&self->drawn[0]);
  gtk_adjustment_set_value (self->down, 3000);
  show (self, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (self->down), ==, 0);
  wait_for (&self->drawn[0]);
  kab_pdf_view_set_pdf (KAB_PDF_VIEW (self->view), NULL);
  g_assert_null (kab_pdf_view_get_pdf (KAB_PDF_VIEW (self->view)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (self->down), ==,
                     gtk_adjustment_get_page_size (self->down));
  gtk_widget_activate_action (self->view, "pdf.find-next", NULL);
  gtk_widget_activate_action (self->view, "pdf.zoom-in", NULL);
}

static gboolean
says_page (Fixture *self)
{
  g_autofree char *said = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
    "Page 2 of 3 Квитанция 2 за февраль Начислено 447,30 начислено снова");

  return said == NULL;
}

static void
test_speech (Fixture *self, gconstpointer data)
{
  show (self, 3);
  wait_for (&self->drawn[0]);
  gtk_adjustment_set_value (self->down, gtk_adjustment_get_upper (self->down) / 3);
  wait_until (says_page, self);
}

static gboolean
has_listed_links (Fixture *self)
{
  return kab_pdf_links_is_loaded (kab_pdf_canvas_get_links (self->canvas));
}

static gboolean
is_on_canvas (Fixture *self)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window)) == GTK_WIDGET (self->canvas);
}

static gboolean
is_in_sight (Fixture *self, const KabPdfLink *link)
{
  double scale = get_zoom (self) * KAB_PDF_PIXELS_PER_POINT;
  double top = KAB_PDF_LAYOUT_MARGIN + link->page * (ceil (842 * scale) + KAB_PDF_LAYOUT_GAP) +
               (double) link->area.origin.y * scale - gtk_adjustment_get_value (self->down);

  return top >= 0 &&
         top + (double) link->area.size.height * scale <= gtk_adjustment_get_page_size (self->down);
}

/* @uri: NULL for none. */
static void
assert_at (Fixture *self, int page, const char *uri)
{
  const KabPdfLink *link = kab_pdf_links_get_current (kab_pdf_canvas_get_links (self->canvas));
  g_autofree char *words = g_strdup_printf ("Link: %s", uri);
  g_autofree char *said = NULL;

  g_assert_true (is_on_canvas (self));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->canvas), "at-link") == (uri != NULL));
  if (!uri)
    {
      g_assert_null (link);
      g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (self->canvas),
                                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
      return;
    }

  said = gtk_test_accessible_check_property (GTK_ACCESSIBLE (self->canvas),
                                             GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
  g_assert_null (said);
  g_assert_cmpint (link->page, ==, page);
  g_assert_cmpstr (link->uri, ==, uri);
  g_assert_true (is_in_sight (self, link));
}

static void
tab (Fixture *self, GtkDirectionType direction)
{
  gtk_widget_child_focus (self->window, direction);
}

/* From the page to each of its links, on to the next page's, and out; and the same way back. */
static void
test_link_keys (Fixture *self, gconstpointer data)
{
  static const char *const uris[] = { "https://sah67.ru/", "mailto:abc@sah67.ru", NULL };

  show_with_links (self, 2, uris);
  wait_for (&self->drawn[0]);
  wait_until (has_listed_links, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  assert_at (self, 0, NULL);
  for (int i = 0; i < 4; i++)
    {
      tab (self, GTK_DIR_TAB_FORWARD);
      assert_at (self, i / 2, uris[i % 2]);
    }
  tab (self, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_on_canvas (self));

  for (int i = 3; i >= 0; i--)
    {
      tab (self, GTK_DIR_TAB_BACKWARD);
      assert_at (self, i / 2, uris[i % 2]);
    }
  tab (self, GTK_DIR_TAB_BACKWARD);
  assert_at (self, 0, NULL);
  tab (self, GTK_DIR_TAB_FORWARD);
  assert_at (self, 0, uris[0]);

  /* A link of what was shown before is none of what is. */
  show_with_links (self, 1, uris);
  assert_at (self, 0, NULL);
}

static void
activated_cb (KabPdfView *view, const char *uri, gpointer user_data)
{
  char **activated = user_data;

  g_assert_null (*activated);
  *activated = g_strdup (uri);
}

/* What the keyboard is at is for the window to follow, and nothing where it is at none. */
static void
test_link_return (Fixture *self, gconstpointer data)
{
  static const char *const uris[] = { "https://sah67.ru/", "mailto:abc@sah67.ru", NULL };
  g_autofree char *activated = NULL;

  show_with_links (self, 1, uris);
  wait_for (&self->drawn[0]);
  wait_until (has_listed_links, self);
  g_signal_connect (self->view, "link-activated", G_CALLBACK (activated_cb), &activated);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  gtk_widget_activate (GTK_WIDGET (self->canvas));
  g_assert_null (activated);

  tab (self, GTK_DIR_TAB_FORWARD);
  tab (self, GTK_DIR_TAB_FORWARD);
  gtk_widget_activate (GTK_WIDGET (self->canvas));
  g_assert_cmpstr (activated, ==, uris[1]);
}

/* Closed while everything is under way. */
static void
test_close (Fixture *self, gconstpointer data)
{
  show (self, PAGES);
  gtk_widget_activate_action (self->view, "pdf.find", NULL);
  kab_pdf_finder_search (kab_pdf_canvas_get_finder (self->canvas), "за", 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/document/view/memory", test_memory },
    { "/document/view/places", test_places },
    { "/document/view/zoom", test_zoom },
    { "/document/view/bounds", test_bounds },
    { "/document/view/find", test_find },
    { "/document/view/copy", test_copy },
    { "/document/view/other-document", test_other_document },
    { "/document/view/speech", test_speech },
    { "/document/view/link-keys", test_link_keys },
    { "/document/view/link-return", test_link_return },
    { "/document/view/close", test_close },
  };

  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
