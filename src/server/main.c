/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-commands.h"

int
main (int argc, char **argv)
{
  return kab_commands_run (argc, argv);
}
