#!/usr/bin/env bash
# The container's archive, unpacked and run as a container's runtime would (docs/container.md).
#
# Arguments: the archive; a folder to unpack into, which is replaced.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
archive=$(readlink -f "$1")
folder=$2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

rm -rf "$folder"
mkdir -p "$folder/models"
folder=$(cd "$folder" && pwd)
"$java" "$root/build-tools/UnpackContainer.java" "$archive" "$folder"

if [ "$(id -u)" != 0 ] || ! unshare --mount true 2>/dev/null; then
  echo "container: it was not run, which takes root and mounts of its own; its structure and digests are right"
  exit 0
fi

# Free at this moment; everything but the port is as the container says.
port=$("$java" -XX:TieredStopAtLevel=1 "$root/build-tools/FreePort.java")
cp "$root/docs/examples/ja/support-desk.mekiki" "$folder/models"
chmod -R a+rX "$folder/models"
mapfile -t entrypoint <"$folder/Entrypoint"
mapfile -t command < <(sed "s/^8451$/$port/" "$folder/Cmd")
mapfile -t environment <"$folder/Env"
user=$(<"$folder/User")
mapfile -t health < <(sed "1d; s/^8451$/$port/" "$folder/Test")

# Becomes a program that has nothing of this machine but /proc and /dev; mounts end with it.
contained() {
  exec env -i "${environment[@]}" PATH=/usr/sbin:/usr/bin:/sbin:/bin unshare --mount bash -c '
    set -e
    folder=$1 user=$2 group=$3 place=$4
    shift 4
    mount --bind "$folder/system" "$folder/system"
    mount -t proc proc "$folder/system/proc"
    mount --rbind /dev "$folder/system/dev"
    mount --bind -o ro "$folder/models" "$folder/system/model"
    mount -o remount,bind,ro "$folder/system"
    exec unshare --root="$folder/system" --wd="$place" --setuid="$user" --setgid="$group" "$@"
  ' contained "$folder" "${user%:*}" "${user#*:}" "$(<"$folder/WorkingDir")" "$@"
}
fail() {
  echo "container: $1" >&2
  [ -f "$folder/log" ] && cat "$folder/log" >&2
  exit 1
}

# The file system is as read-only as it is meant to be, for this user and for any other.
if (unshare --mount bash -c '
    mount --bind "$1/system" "$1/system" && mount -o remount,bind,ro "$1/system" && : >"$1/system/tmp/written"
  ' try "$folder") 2>/dev/null; then
  fail "its file system can be written"
fi

contained "${entrypoint[@]}" "${command[@]}" --model support-desk.mekiki >"$folder/log" 2>&1 &
server=$!
trap 'kill -KILL $server 2>/dev/null || true' EXIT
for _ in $(seq 120); do
  (contained "${health[@]}") >/dev/null 2>&1 && break
  kill -0 $server 2>/dev/null || fail "the server ended"
  sleep 0.5
done
(contained "${health[@]}") || fail "the health check fails while the server runs"
[ "$(stat -c %u:%g "/proc/$server")" = "$user" ] || fail "it runs as $(stat -c %u:%g "/proc/$server")"
answer=$(curl -sS "http://127.0.0.1:$port/api/explain" -H 'Content-Type: application/json' \
  -d '{"text": "この商品はとても使いやすい"}')
grep -q '"schema":"mekiki/answer/1"' <<<"$answer" && grep -q support-desk <<<"$answer" \
  || fail "that is no explanation: $answer"
kill -TERM $server
wait $server || fail "the exit code after SIGTERM is $?"
if (contained "${health[@]}") 2>/dev/null; then fail "the health check does not see that the server has ended"; fi

# Other arguments, and the embedded model.
said=$(contained "${entrypoint[@]}" explain "a warm and funny film" 2>>"$folder/log")
grep -q 'prediction: .*positive' <<<"$said" && grep -q 'funny' <<<"$said" || fail "that is no explanation: $said"
if [ -n "$(ls -A "$folder/system/tmp")" ]; then fail "something was written to its temporary folder"; fi
trap - EXIT
echo "container: it serves and explains as user $user, on a file system that is read-only"
