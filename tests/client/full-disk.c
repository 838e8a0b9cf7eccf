/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "full-disk.h"

/* A program's own write() goes before that of the C library, for the libraries it uses as well. So
 * what GIO writes comes by here. */

static GMutex mutex;
static gssize room_left = -1;
static int n_refusals;

static gboolean
is_of_disk (int fd)
{
  char link[64];
  char path[4096];
  ssize_t length;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return FALSE;
  path[length] = '\0';

  return g_str_has_suffix (path, ".part");
}

ssize_t
write (int fd, const void *data, size_t size)
{
  gboolean full = FALSE;

  if (!is_of_disk (fd))
    return syscall (SYS_write, fd, data, size);

  g_mutex_lock (&mutex);
  if (room_left >= 0)
    {
      size = MIN (size, (size_t) room_left);
      room_left -= (gssize) size;
      full = size == 0;
      n_refusals += full ? 1 : 0;
    }
  g_mutex_unlock (&mutex);

  if (full)
    {
      errno = ENOSPC;
      return -1;
    }

  return syscall (SYS_write, fd, data, size);
}

void
full_disk_set_room (gssize room)
{
  g_mutex_lock (&mutex);
  room_left = room;
  n_refusals = 0;
  g_mutex_unlock (&mutex);
}

int
full_disk_count_refusals (void)
{
  int count;

  g_mutex_lock (&mutex);
  count = n_refusals;
  g_mutex_unlock (&mutex);

  return count;
}
