/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <locale.h>

#include <glib.h>
#include <libintl.h>

/* Messages in @language from now on, from the catalogues of this build; the locale itself stays
 * C.UTF-8, but for its messages: from glibc 2.39 on those of C.UTF-8 take no notice of LANGUAGE. */
static inline void
set_language (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  /* Only a locale that changes makes libintl look at LANGUAGE again. */
  g_assert_nonnull (setlocale (LC_ALL, "C"));
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  setlocale (LC_MESSAGES, "ru_RU.UTF-8");
  g_assert_nonnull (bindtextdomain ("kabinet", CATALOGUES));
  g_assert_nonnull (bind_textdomain_codeset ("kabinet", "UTF-8"));
}

#define NBSP "\302\240"
