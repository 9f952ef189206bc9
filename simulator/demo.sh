#!/usr/bin/env bash
# Plays a town of sensors on this machine: a broker, the service, a week of readings, tomorrow's plan. Everything it starts listens on
# loopback, writes into one temporary folder, and is gone again after Ctrl-C or SIGTERM.
# Overrides: PORT of the service (0 takes a free one), DAYS of readings, SEED of the town, OSM (a real
# extract instead of the made-up streets), BIN with the two programs.
set -uo pipefail
PORT=${PORT:-0} DAYS=${DAYS:-7} SEED=${SEED:-1} OSM=${OSM:-} BIN=${BIN:-.build-release/release}
fuellort=$BIN/fuellort simulator=$BIN/fuellort-simulator
export PATH=$PATH:/usr/sbin

say() { printf '\n== %s\n' "$*" >&2; }
die() { printf 'demo: %s\n' "$*" >&2; exit 1; }

for number in PORT DAYS SEED; do
  [[ ${!number} =~ ^[0-9]+$ ]] || die "$number is '${!number}', but must be a whole number"
done
[ "$PORT" -le 65535 ] || die "PORT is $PORT, but the highest port is 65535"
{ [ "$DAYS" -ge 1 ] && [ "$DAYS" -le 60 ]; } || die "DAYS is $DAYS, but must be 1 to 60"
[ -z "$OSM" ] || [ -r "$OSM" ] || die "OSM is '$OSM', but there is no such file"
command -v mosquitto >/dev/null || die "mosquitto is missing; run make setup"

dir=$(mktemp -d "${TMPDIR:-/tmp}/fuellort-demo.XXXXXX") || die "no temporary folder can be made"
broker= service= worker=

# Ends what was started, gently, and after 3 seconds by force; then removes the folder.
finish() {
  trap '' INT TERM HUP
  local pids=() pid deadline=$((SECONDS + 3))
  for pid in "$worker" "$service" "$broker"; do [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null && pids+=("$pid"); done
  for pid in "${pids[@]:-}"; do
    [ -n "$pid" ] || continue
    while kill -0 "$pid" 2>/dev/null && [ $SECONDS -lt $deadline ]; do sleep 0.05; done
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
  done
  rm -rf "$dir"
}
trap 'finish; exit 0' INT TERM HUP
trap 'code=$?; finish; exit $code' EXIT

# Runs a step in the background and waits for it, so that a signal is answered at once and not after the step.
step() { "$@" & worker=$!; wait "$worker"; local code=$?; worker=; return $code; }

start_broker() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    mqtt_port=$((20000 + (RANDOM * 32768 + RANDOM) % 40000))
    cat >"$dir/mosquitto.conf" <<CONF
listener $mqtt_port 127.0.0.1
allow_anonymous true
persistence false
max_queued_messages 0
max_queued_bytes 200000000
max_inflight_messages 1000
CONF
    mosquitto -c "$dir/mosquitto.conf" >"$dir/mosquitto.log" 2>&1 &
    broker=$!
    local tries
    for tries in $(seq 100); do
      kill -0 "$broker" 2>/dev/null || break
      (exec 3<>"/dev/tcp/127.0.0.1/$mqtt_port") 2>/dev/null && kill -0 "$broker" 2>/dev/null && return 0
      sleep 0.05
    done
    kill "$broker" 2>/dev/null; wait "$broker" 2>/dev/null; broker=
  done
  return 1
}

say "broker"
start_broker || { cat "$dir/mosquitto.log" >&2; die "mosquitto does not start"; }
echo "mosquitto on 127.0.0.1:$mqtt_port" >&2

export FUELLORT_STORE_PATH=$dir/fuellort.sqlite FUELLORT_MQTT_PORT=$mqtt_port FUELLORT_HTTP_PORT=$PORT FUELLORT_LOG_LEVEL=notice
export FUELLORT_ROADS_FILE=$dir/town.roads FUELLORT_ROADS_PROFILES=${PROFILES:-config/profiles/vehicles}
say "service on an empty database"
"$fuellort" serve >"$dir/serve.out" 2>"$dir/serve.log" &
service=$!
url=
for _ in $(seq 200); do
  url=$(sed -n 's/^listening on \(http[^ ]*\)$/\1/p' "$dir/serve.out" 2>/dev/null)
  [ -n "$url" ] && break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.05
done
[ -n "$url" ] || { cat "$dir/serve.log" >&2; die "the service does not start"; }
echo "listening on $url" >&2

say "demo town, seed $SEED"
if [ -n "$OSM" ]; then streets=$OSM town=(--osm "$OSM"); else streets=$dir/streets.osm town=(--streets "$dir/streets.osm"); fi
step "$simulator" town --seed "$SEED" --output "$dir/town" "${town[@]}" || die "the town can not be made"
step "$fuellort" containers import "$dir/town" || die "the town can not be imported"

say "roads"
step "$fuellort" roads import "$streets" --town demo >&2 || die "the streets can not be imported"

say "$DAYS days of readings over MQTT"
step "$simulator" publish --json --seed "$SEED" --days "$DAYS" --town-folder "$dir/town" --host 127.0.0.1 --port "$mqtt_port" \
  --speed max >"$dir/published.json" || die "publishing failed"
published=$(sed -n 's/.*"messages" *: *\([0-9]*\).*/\1/p' "$dir/published.json" | head -n 1)

# Everything is at the broker; wait until the service has stored it. One value of /metrics, without needing curl:
metric() {
  local port=${url##*:} line
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$port" >&3
  sed -n "s/^$1 \([0-9]*\).*/\1/p" <&3
  exec 3>&-
}
stored=0
for _ in $(seq 600); do
  stored=$(metric fuellort_ingest_messages_total 2>/dev/null) || stored=0
  [ "${stored:-0}" -ge "${published:-0}" ] && break
  printf '\r%s of %s messages stored ' "${stored:-0}" "$published" >&2
  sleep 0.3 & wait $!
done
printf '\r%s of %s messages stored \n' "${stored:-0}" "$published" >&2
[ "${stored:-0}" -ge "${published:-0}" ] || die "the service does not keep up; see $dir/serve.log"
"$fuellort" readings count >&2

# Crews do not work on Sundays: then the plan is Monday's.
day=$(date -d tomorrow +%F)
[ "$(date -d tomorrow +%u)" != 7 ] || day=$(date -d '2 days' +%F)
say "plan of the next working day, $day"
step "$fuellort" plan --day "$day" || die "no plan could be made"

kill -0 "$service" 2>/dev/null || { tail -n 20 "$dir/serve.log" >&2; die "the service has ended"; }
printf '\nThe service stays up until Ctrl-C. Try:\n  curl %s/api/v1/towns\n' "$url" >&2
printf 'ready %s\n' "$url"
wait "$service"
code=$?
service=
tail -n 20 "$dir/serve.log" >&2
die "the service ended by itself with exit code $code"
