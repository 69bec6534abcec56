#!/bin/sh
# Lets a person in by SSH.
set -u
# shellcheck source-path=SCRIPTDIR source=mozpool.sh
. "${MOZPOOL_FUNCTIONS:?expected mobile-init.sh to run this}"

if command -v dropbear >/dev/null; then
  machine dropbear -R || record err 'dropbear does not start'
elif sshd=$(command -v sshd); then
  machine ssh-keygen -A
  machine "$sshd" || record err 'sshd does not start'
else
  record err 'the live image has neither dropbear nor sshd'
fi
event maint_mode
