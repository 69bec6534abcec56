# shellcheck shell=sh
# How the second stages of android and b2g put a build on the card. Its partitions: 1 boot, 2 system,
# 3 cache, 5 userdata, 6 media; 4 is the one that holds the last two.

partition() { # NUMBER
  case $card in
    *[0-9]) echo "${card}p$1" ;;
    *) echo "$card$1" ;;
  esac
}

# Fetches a tarball of a build, whole, to NAME.tar.
fetch_tarball() { # BASE NAME
  for url in "$1/$2.tar.bz2" "$1/$2.tar.gz"; do
    if fetch_whole "$url" "$work/$2.tar"; then
      return
    fi
  done
  bad_image "there is neither $1/$2.tar.bz2 nor $2.tar.gz"
}

# Fetches a file that is worth being put on the card. Twice: it may have been this board that has
# damaged it. 2: there is none.
fetch_whole() { # URL FILE
  for _ in 1 2; do
    rm -f "$2"
    obtain 60 "$1" "$2" -c
    case $? in
      1) fail "$reason" ;;
      2) return 2 ;;
    esac
    check_sum "$1" "$2" && check_tarball "$1" "$2" && return
  done
  bad_image "$reason"
}

# By what URL.sha1 says, where the server has it.
check_sum() { # URL FILE
  obtain 10 "$1.sha1" "$2.sha1"
  case $? in
    1) fail "$reason" ;;
    2) return 0 ;;
  esac
  expected=$(cut -c 1-40 "$2.sha1")
  found=$(sha1_of "$2")
  reason="$1: expected SHA-1 $expected, not $found"
  [ "$found" = "$expected" ]
}

# By reading it from end to end.
check_tarball() { # URL FILE
  reason="$1 is no whole tarball"
  tar -t "$(packed "$2")" -f "$2" >"$2.list" 2>/dev/null
}

# The option of tar for a file, which busybox does not find out by itself.
packed() { # FILE
  case $(head -c 2 "$1") in
    BZ) echo -j ;;
    *) echo -z ;;
  esac
}

# The tarballs of Android's own build hold one directory, boot, system or data; it is left out.
unpack() { # NAME DIRECTORY
  tarball=$work/$1.tar
  top=$(sed 's|^\./||; s|/.*||' "$tarball.list" | sort -u | tr -d '\n')
  case $1:$top in
    boot:boot | system:system | userdata:data) strip=1 ;;
    *) strip=0 ;;
  esac
  tar -x "$(packed "$tarball")" -f "$tarball" -C "$2" --numeric-owner --strip-components $strip ||
    fail "cannot unpack $tarball to $2"
}

format() { # NUMBER TYPE LABEL
  log "formatting partition $1, $3"
  case $2 in
    vfat) "$(command -v mkfs.vfat || echo mkdosfs)" -n "$3" "$(partition "$1")" ;;
    # A journal outlives power cuts; busybox has none.
    *) "$(command -v mkfs.ext4 || echo mke2fs)" -F -L "$3" "$(partition "$1")" ;;
  esac >"$work/mkfs" 2>&1 || fail "cannot format $(partition "$1"): $(tail -n 1 "$work/mkfs")"
}

# Formats a partition and fills it.
write_partition() { # NUMBER NAME
  format "$1" ext4 "$2"
  mount_at ext4 "$(partition "$1")" "$work/$2" || fail "cannot mount $(partition "$1")"
  unpack "$2" "$work/$2"
  machine umount "$work/$2" || fail "cannot write $(partition "$1")"
}

zero='\0000\0000\0000\0000'

# Sets $sums to the checksum (CRC-32) and the size of a file, which gzip writes behind what it has
# packed: eight bytes in octal, the last of each number first.
sum_up() { # FILE
  sums=$(gzip -c <"$1" | tail -c 8 | od -A n -t o1)
}

big_endian() { # BYTE BYTE BYTE BYTE
  printf '\\0%s\\0%s\\0%s\\0%s' "$4" "$3" "$2" "$1"
}

# The 64 bytes that U-Boot's bootm expects in front of a kernel (type 2) or a RAM disk (type 3) of
# Linux on ARM, not compressed. The time is left at 0, as boards have no clock.
header() { # TYPE ADDRESS SIZE CHECKSUM CHECKSUM-OF-HEADER
  printf '%b' "\\0047\\0005\\0031\\0126$5$zero$3$2$2$4\\0005\\0002\\000$1\\0000MozPool"
  head -c 25 /dev/zero
}

# Wraps a file for U-Boot, as mkimage does.
wrap() { # TYPE ADDRESS FILE WRAPPED
  sum_up "$3"
  # shellcheck disable=SC2086 # eight bytes
  set -- "$@" $sums
  size=$(shift 8 && big_endian "$@")
  checksum=$(shift 4 && big_endian "$@")
  header "$1" "$2" "$size" "$checksum" "$zero" >"$work/header"
  sum_up "$work/header"
  # shellcheck disable=SC2086 # eight bytes
  { header "$1" "$2" "$size" "$checksum" "$(big_endian $sums)" && cat "$3"; } >"$4" ||
    fail "cannot wrap $3"
}

# Builds of B2G bring the kernel and the RAM disk of Android as they are, which U-Boot cannot start.
# A kernel runs at the address that pandas give it.
wrap_boot() { # DIRECTORY
  if [ -e "$1/kernel" ] && [ ! -e "$1/uImage" ]; then
    wrap 2 '\0200\0000\0200\0000' "$1/kernel" "$1/uImage"
    rm "$1/kernel"
  fi
  if [ -e "$1/ramdisk.img" ] && [ ! -e "$1/uInitrd" ]; then
    wrap 3 "$zero" "$1/ramdisk.img" "$1/uInitrd"
    rm "$1/ramdisk.img"
  fi
}

# The boot partition is not formatted: the boot loader and its script, which boots from the network
# first, were put there once and must outlive every image, or the board is lost to the pool.
write_boot() {
  mkdir -p "$work/new"
  unpack boot "$work/new"
  wrap_boot "$work/new"
  rm -f "$work/new/MLO" "$work/new"/u-boot.*
  # The boot script runs the build's own under this name.
  [ ! -e "$work/new/boot.scr" ] || mv "$work/new/boot.scr" "$work/new/build.scr"
  mount_at vfat "$(partition 1)" "$work/boot" || fail "cannot mount $(partition 1)"
  for old in "$work/boot"/*; do
    case ${old##*/} in
      MLO | u-boot.* | boot.scr) ;;
      *) rm -rf "$old" ;;
    esac
  done
  cp -r "$work/new/." "$work/boot" || fail "cannot write to $(partition 1)"
  machine umount "$work/boot" || fail "cannot write $(partition 1)"
}

# Puts the three tarballs of a build on the card, and reboots into it. Nothing is touched before all
# of them are here and whole.
install_build() { # NAME BASE
  for part in boot system userdata; do
    log "fetching $part from $2"
    fetch_tarball "${2%/}" $part
  done
  event "$1_extracting"
  for number in 1 2 3 5 6; do
    [ -e "$(partition $number)" ] || fail "there is no $(partition $number)"
  done
  write_boot
  write_partition 2 system
  format 3 ext4 cache
  write_partition 5 userdata
  format 6 vfat media
  sync
  event "$1_rebooting"
  machine reboot -f
}
