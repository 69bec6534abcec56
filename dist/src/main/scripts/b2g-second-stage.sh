#!/bin/sh
# Installs the build of B2G that the boot config names: b2gbase, the URL of a directory with boot,
# system and userdata, each as .tar.bz2 or .tar.gz, and each with a .sha1 beside it if you like. A
# kernel and a ramdisk.img in boot are wrapped into the uImage and the uInitrd that U-Boot starts.
set -u
# shellcheck source-path=SCRIPTDIR source=mozpool.sh
. "${MOZPOOL_FUNCTIONS:?expected mobile-init.sh to run this}"

event b2g_downloading
obtain 10 "$api/bootconfig/" "$work/bootconfig" || fail "there is no boot config: $reason"
base=$(json <"$work/bootconfig" | behind b2gbase)
[ -n "$base" ] || bad_image "expected a boot config with b2gbase, not $(cat "$work/bootconfig")"
fetch_script install.sh
# shellcheck source-path=SCRIPTDIR source=install.sh
. "$work/install.sh"
install_build b2g "$base"
