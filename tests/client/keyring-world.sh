#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test in a world of its own: keyring-world.sh file|absent|bus|real|locked PROGRAM ARGUMENT...
set -eu

world=$1
shift
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/runtime"
export HOME="$home" XDG_RUNTIME_DIR="$home/runtime"
export XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

# A bus that starts nothing by itself, least of all somebody who asks for a password.
bus_configuration() {
  cat >"$home/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$home/runtime</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
}

# What is a fault in our programs is not one in the keyring.
unlocked() {
  dbus-run-session --config-file="$home/bus.conf" -- sh -c '
    printf test | env -u G_DEBUG -u MALLOC_PERTURB_ gnome-keyring-daemon --unlock --components=secrets >/dev/null
    gdbus wait --session --timeout 20 org.freedesktop.secrets
    "$@"' sh "$@"
}

case $world in
  file)
    # libsecret forgets an etag at each write of the file; leaks of ours show in the other worlds.
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
    SECRET_BACKEND=file SECRET_FILE_TEST_PATH="$home/keyring" SECRET_FILE_TEST_PASSWORD=test "$@"
    ;;
  absent)
    DBUS_SESSION_BUS_ADDRESS="unix:path=$home/nothing" "$@"
    ;;
  bus)
    bus_configuration
    dbus-run-session --config-file="$home/bus.conf" -- "$@"
    ;;
  real)
    bus_configuration
    unlocked "$@"
    ;;
  locked)
    # It holds a session; then its owner comes back, and it has not been unlocked.
    bus_configuration
    unlocked "$1" fill
    dbus-run-session --config-file="$home/bus.conf" -- sh -c '
      env -u G_DEBUG -u MALLOC_PERTURB_ gnome-keyring-daemon --start --components=secrets >/dev/null
      gdbus wait --session --timeout 20 org.freedesktop.secrets
      "$@"' sh "$@"
    ;;
esac
