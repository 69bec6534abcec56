#!/bin/sh
# The first stage, in the live image: fetches the second stage that the kernel argument
# mobile-imaging-url= names, and runs it. What it shares with the second stages, mozpool.sh, is
# fetched from beside them, so that a change of it needs no new live image.
#
# The image's init runs it when the network is up, and goes on when it ends: a board that has given
# up waits for the server to cut its power.
set -u

root=${MOZPOOL_ROOT:-}
work=$root/tmp/mozpool
mkdir -p "$work"

url=$(tr ' ' '\n' <"$root/proc/cmdline" | sed -n 's/^mobile-imaging-url=//p')
if [ -z "$url" ]; then
  echo 'mobile-init.sh: expected a kernel argument mobile-imaging-url=URL' >&2
  exit 1
fi

MOZPOOL_FUNCTIONS=$work/mozpool.sh
export MOZPOOL_FUNCTIONS
tries=30
until timeout 10 wget -O "$MOZPOOL_FUNCTIONS" "${url%/*}/mozpool.sh"; do
  tries=$((tries - 1))
  [ $tries -gt 0 ] || exit 1
  sleep "${MOZPOOL_PAUSE:-1}"
done
# shellcheck source-path=SCRIPTDIR source=mozpool.sh
. "$MOZPOOL_FUNCTIONS"

event mobile_init_started
stage=${url##*/}
fetch_script "$stage"
exec sh "$work/$stage"
