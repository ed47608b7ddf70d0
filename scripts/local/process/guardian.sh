#!/bin/sh
# Ends the platform's processes when the supervisor is gone, however it went: its end of our standard input closes then.
# Lines: "add <pid> <signal>" and "remove <pid>". POSIX shell, since it costs 1 MB where another Node would cost 40.
guarded=''
while read -r verb pid signal; do
  case "$verb" in
    add) guarded="$guarded $pid:$signal" ;;
    remove)
      left=''
      for entry in $guarded; do
        [ "${entry%%:*}" = "$pid" ] || left="$left $entry"
      done
      guarded=$left
      ;;
  esac
done
for entry in $guarded; do kill -s "${entry##*:}" "${entry%%:*}" 2>/dev/null; done
tries=0
while [ $tries -lt 10 ]; do
  alive=''
  for entry in $guarded; do kill -0 "${entry%%:*}" 2>/dev/null && alive="$alive ${entry%%:*}"; done
  [ -z "$alive" ] && exit 0
  sleep 0.2
  tries=$((tries + 1))
done
for pid in $alive; do
  kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null
done
exit 0
