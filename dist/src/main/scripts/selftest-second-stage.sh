#!/bin/sh
# Tests the board as the JSON file of the kernel argument selftest-config=URL says; without one, as
# the text below does.
set -u
# shellcheck source-path=SCRIPTDIR source=mozpool.sh
. "${MOZPOOL_FUNCTIONS:?expected mobile-init.sh to run this}"

failed() { # TEXT
  record err "$1"
  event failed_self_test
  exit 1
}

# What the test that runs has behind these keys.
setting() { # KEY...
  behind "$test" "$@" <"$work/selftest"
}

# The path of a device, which may be named as the kernel names it: mmcblk0p1.
device_path() { # DEVICE
  case $1 in
    /*) echo "$1" ;;
    *) echo "/dev/$1" ;;
  esac
}

# Said only by tests that are verbose.
detail() { # TEXT
  [ "$(setting verbose)" != true ] || log "$1"
}

# Each device of a list can be read.
test_mmc_blk_dev() {
  setting mmc_device_list | cut -f 2 >"$work/devices"
  [ -s "$work/devices" ] || { reason='expected devices in mmc_device_list' && return 1; }
  while read -r name; do
    file=$(device_path "$name")
    reason="cannot read $file"
    dd if="$root$file" of="$work/bytes" bs=65536 count=16 2>/dev/null && [ -s "$work/bytes" ] ||
      return 1
    detail "$file can be read"
  done <"$work/devices"
}

# The card tells who it is: two registers of 128 bits that are not all the same. The path may hold
# wild cards, for it has a number of the card in it.
test_mmc_register() {
  path=$(setting kernel_sys_mmc_path)
  for register in cid csd; do
    # shellcheck disable=SC2086 # wild cards
    bits=$(cat "$root"$path/$register 2>/dev/null)
    reason="expected 32 hexadecimal digits in $path/$register, not '$bits'"
    echo "$bits" | grep -Eq '^[0-9a-f]{32}$' || return 1
    ! echo "$bits" | grep -Eq '^(0+|f+)$' || return 1
    detail "$register is $bits"
  done
}

# The kernel has found the partitions that there should be.
test_proc_partition_hash() {
  expected=$(setting file_hash)
  found=$(sha1_of "$root/proc/partitions")
  reason="/proc/partitions: expected SHA-1 $expected, not $found"
  detail "/proc/partitions has SHA-1 $found"
  [ "$found" = "$expected" ]
}

# The files of the boot partition are as they were put there.
test_preseed_file_integrity() {
  partition=$(device_path "$(setting boot_partition)")
  reason="cannot mount $partition"
  mount_at vfat "$root$partition" "$work/preseed" ro || return 1
  setting file_hash_dict >"$work/files"
  preseeded <"$work/files"
  result=$?
  machine umount "$work/preseed"
  return $result
}

preseeded() {
  reason='expected files in file_hash_dict'
  result=1
  while read -r line; do
    file=$(echo "$line" | cut -f 1)
    expected=$(echo "$line" | cut -f 2)
    found=$(sha1_of "$work/preseed/$file")
    reason="$file: expected SHA-1 $expected, not $found"
    [ "$found" = "$expected" ] || return 1
    detail "$file has SHA-1 $found"
    result=0
  done
  return $result
}

event self_test_running
config=$(argument selftest-config)
if [ -n "$config" ]; then
  obtain 30 "$config" "$work/selftest.json"
  case $? in
    1) fail "$reason" ;;
    2) failed "$reason" ;;
  esac
else
  cat >"$work/selftest.json" <<END
{"test_mmc_blk_dev": {"priority": 1, "verbose": true, "mmc_device_list": ["${card#"$root"}"]}}
END
fi
json <"$work/selftest.json" >"$work/selftest" || failed "$config is no JSON object"
log "self-test of $(behind config hardware_type <"$work/selftest")"

tests=$(awk -F '\t' '/^test_/ && !seen[$1]++ { print $1 }' "$work/selftest")
tests=$(for test in $tests; do echo "$(setting priority) $test"; done | sort -n | cut -d ' ' -f 2)
[ -n "$tests" ] || failed "expected tests in $config"
bad=
for test in $tests; do
  case $test in
    test_mmc_blk_dev | test_mmc_register | test_proc_partition_hash | test_preseed_file_integrity) ;;
    *) failed "there is no test $test" ;;
  esac
  if "$test"; then
    log "$test passed"
  else
    record err "$test failed: $reason"
    bad="$bad $test"
  fi
done
[ -z "$bad" ] || failed "failed:$bad"
event self_test_ok
