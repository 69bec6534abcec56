#!/bin/sh
# Installs the Android of the kernel argument android-base=URL, else of android_image=NAME, which is
# artifacts/NAME/ on the server, else of scripts/android/ there: a directory as b2g-second-stage.sh
# describes it.
set -u
# shellcheck source-path=SCRIPTDIR source=mozpool.sh
. "${MOZPOOL_FUNCTIONS:?expected mobile-init.sh to run this}"

event android_downloading
base=$(argument android-base)
image=$(argument android_image)
[ -n "$base" ] || base=http://$server/${image:+artifacts/}${image:-scripts/android}
fetch_script install.sh
# shellcheck source-path=SCRIPTDIR source=install.sh
. "$work/install.sh"
install_build android "$base"
