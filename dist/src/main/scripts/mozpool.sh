# shellcheck shell=sh
# What the live boot scripts share; they read it with the dot command. POSIX sh and the commands of
# busybox, nothing else.
#
# Kernel arguments:
#   mobile-imaging-url=URL       the second stage; its host is the server
#   mozpool-server=HOST[:PORT]   the server, where the scripts come from elsewhere
#   hostname=NAME                the device, else the fifth field of ip=, else what DHCP has said
#   ntp-server=HOST              sets the clock, else the Date of an answer of the server's does
#   syslog-server=HOST[:PORT]    gets a copy of the log, facility local0
#   mozpool-disk=DEVICE          the card, else /dev/mmcblk0
#
# Tests have no board. MOZPOOL_ROOT is a directory in place of /, MOZPOOL_MACHINE a command that is
# called with the commands that need a kernel to themselves: mount, umount, date, reboot and so on;
# MOZPOOL_PAUSE is the pause between tries in seconds.

root=${MOZPOOL_ROOT:-}
work=$root/tmp/mozpool
me=${0##*/}
reason=

# The value of a kernel argument; the last one counts.
argument() {
  tr ' ' '\n' <"$root/proc/cmdline" | sed -n "s|^$1=||p" | tail -n 1
}

device_name() {
  name=$(argument hostname)
  [ -n "$name" ] || name=$(argument ip | cut -s -d : -f 5)
  [ -n "$name" ] || name=$(hostname)
  echo "${name%%.*}"
}

server_name() {
  name=$(argument mozpool-server)
  [ -n "$name" ] || name=$(argument mobile-imaging-url | cut -d / -f 3)
  echo "$name"
}

server=$(server_name)
device=$(device_name)
scripts=$(argument mobile-imaging-url)
scripts=${scripts%/*}
api=http://$server/api/device/$device
card=$root$(argument mozpool-disk)
[ "$card" != "$root" ] || card=$root/dev/mmcblk0
mkdir -p "$work" "$root/var/log"

# Runs what changes the machine itself.
machine() {
  ${MOZPOOL_MACHINE:-} "$@"
}

record() { # SEVERITY TEXT
  echo "$(date -u '+%Y-%m-%d %H:%M:%S') $me: $2" | tee -a "$root/var/log/mozpool.log"
  machine logger -p "local0.$1" -t "$me" "$2"
}

log() { # TEXT
  record info "$1"
}

# Ends the script; the timeout of the device's state does the rest.
fail() { # TEXT
  record err "$1"
  exit 1
}

# The log goes to the server, too, from now on.
forward_log() {
  to=$(argument syslog-server)
  [ -z "$to" ] || machine syslogd -R "$to"
}

# Boards have no clock of their own; a wrong one spoils logs, certificates and time stamps.
set_clock() {
  ntp=$(argument ntp-server)
  if [ -n "$ntp" ] && machine timeout 20 ntpd -n -q -p "$ntp"; then
    log "the clock was set by $ntp"
    return
  fi
  now=$(timeout 10 wget -S -O /dev/null "http://$server/api/version/" 2>&1 |
    awk '$1 == "date:" || $1 == "Date:" {
      month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $4) + 2) / 3
      printf "%s-%02d-%s %s", $5, month, $3, $6
      exit
    }')
  if [ -n "$now" ] && machine date -u -s "$now" >/dev/null; then
    log "the clock was set by $server"
  else
    log 'the clock could not be set'
  fi
}

# Fetches a file once. 1: the network's fault, or a server's that may get well again. 2: there is
# no such file. The reason says more.
fetch() { # SECONDS URL FILE [-c, to go on where an earlier try has ended]
  timeout "$1" wget ${4:+"$4"} -O "$3" "$2" 2>"$work/wget" && return 0
  reason="$2: $(tail -n 1 "$work/wget")"
  if grep -Eq '(HTTP/1\.[01]|ERROR) (40[0-5]|410)' "$work/wget"; then
    return 2
  fi
  return 1
}

# As fetch, again and again while it is the network's fault.
obtain() {
  tries=30
  while :; do
    fetch "$@"
    result=$?
    tries=$((tries - 1))
    if [ $result -ne 1 ] || [ $tries -eq 0 ]; then
      return $result
    fi
    sleep "${MOZPOOL_PAUSE:-1}"
  done
}

# Fetches what stands beside the second stage, to the file of that name in $work.
fetch_script() { # NAME
  obtain 30 "$scripts/$1" "$work/$1" || fail "there is no script: $reason"
}

# Tells the server; a script goes on even if nobody has heard it.
event() { # NAME
  log "event $1"
  obtain 10 "$api/event/$1/" "$work/answer" || record err "event $1 was lost: $reason"
}

# Ends the script where another board would not do better with this image.
bad_image() { # TEXT
  record err "bad image: $1"
  event failed_bad_image
  exit 1
}

# The values of a JSON text, one in a line: the keys on the way to it, or numbers in a list, and the
# value itself, with tabs in between. 1: no object and no list. \u, \n and the like in texts stay as they are.
json() {
  awk '
    function plain(text) {
      text = substr(text, 2, length(text) - 2)
      gsub(/\\\//, "/", text); gsub(/\\"/, "\"", text); gsub(/\\\\/, "\\", text)
      return text
    }
    { rest = rest $0 " " }
    END {
      while (match(rest, /^[ \t\r]*([][{}:,]|"([^"\\]|\\.)*"|[^][{}:," \t\r]+)/)) {
        token = substr(rest, 1, RLENGTH)
        rest = substr(rest, RLENGTH + 1)
        sub(/^[ \t\r]*/, "", token)
        if (token == "{" || token == "[") {
          kind[++depth] = token; key[depth] = 0; in_key = token == "{"; begun = 1
        } else if (token == "}" || token == "]") {
          if (depth-- == 0) exit 1
        } else if (token == ",") {
          in_key = kind[depth] == "{"
          if (!in_key) key[depth]++
        } else if (token == ":") {
          in_key = 0
        } else if (depth == 0) {
          exit 1
        } else {
          if (token ~ /^"/) token = plain(token)
          if (in_key) { key[depth] = token; continue }
          for (i = 1; i <= depth; i++) printf "%s\t", key[i]
          print token
        }
      }
      exit !begun || depth != 0 || rest ~ /[^ \t\r]/
    }'
}

# What the lines of json have behind some keys.
behind() { # KEY...
  sed -n "s|^$(printf '%s\t' "$@")||p"
}

mount_at() { # TYPE DEVICE DIRECTORY [OPTIONS]
  mkdir -p "$3"
  machine mount -t "$1" -o "${4:-rw}" "$2" "$3"
}

sha1_of() { # FILE
  sha1sum <"$1" | cut -c 1-40
}

# Once a boot, whichever stage is the first.
if [ -z "${MOZPOOL_BEGUN:-}" ]; then
  MOZPOOL_BEGUN=yes
  export MOZPOOL_BEGUN
  forward_log
  set_clock
fi
