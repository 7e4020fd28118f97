#!/bin/sh
# Starts, looks at and stops a cluster: coordinators and workers on the machines of a hosts file over ssh, or on this machine.
# docs/guides/cluster.md tells how.
set -u

self=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
parts="$self/launch"
: "${TRYOUT_SSH:=ssh -o BatchMode=yes -o ConnectTimeout=10}"

usage() {
  cat <<'END'
launch-cluster.sh start --hosts FILE | --local N [--coordinators 1|3] [--port N]
                        [--home DIR] [--tls DIR] [--drain-limit S] [--wait S]   starts a cluster and waits until it is up
launch-cluster.sh status                     a line for each process; exit status 1 where one is down
launch-cluster.sh logs [NAME] [--lines N]    the ends of the logs, of one process or of all
launch-cluster.sh restart-missing [--wait S] starts what is down, and waits until all is up
launch-cluster.sh stop [--limit S]           has workers finish their epoch and leave, then stops coordinators; kills what is late

  --studies DIR     folder of studies, the same path on every machine and best a shared folder (default: HOME/studies)
  --run DIR         where process ids and output are kept, on every machine (default: STUDIES/cluster)
  --hosts FILE      the machines; cluster-conf/hosts.example explains
  --local N         N workers on this machine, on 127.0.0.1, each with a share of the CPU
  --coordinators N  with --local: 1 or 3 (default: 1)
  --port N          with --local: the first coordinator's port; the others have the next ones (default: 7355)
  --home DIR        folder of tryout, the same path on every machine (default: this one's)
  --tls DIR         folder on every machine that holds its certificates, in DIR/ADDRESS, as tryout certificates --out DIR makes
  --drain-limit S   how long a worker that is told to leave waits for its epoch (default: 600)
  --wait S          how long to wait until all are up (default: 180)
  --limit S         how long stop waits before it kills (default: the drain limit and 60 more)

TRYOUT_SSH is the ssh command (default: ssh -o BatchMode=yes -o ConnectTimeout=10).
Exit status: 0 done; 1 something is not up, not reached or had to be killed; 2 the command line is wrong; 3 the hosts file is wrong.
END
}

say() { echo "launch-cluster: $*" >&2; }

fail() { # STATUS MESSAGE...
  status=$1
  shift
  say "$*"
  exit "$status"
}

# --- the command line ---

require_number() { # OPTION VALUE LEAST MOST
  case $2 in
    '' | *[!0-9]* | ??????*) fail 2 "$1 must be a number from $3 to $4, got '$2'" ;;
  esac
  { [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]; } || fail 2 "$1 must be a number from $3 to $4, got '$2'"
}

# These go through several shells, so what shells understand otherwise is refused.
require_path() { # OPTION VALUE
  case $2 in
    /*) ;;
    *) fail 2 "$1 must be a path that begins with /, got '$2'" ;;
  esac
  case $2 in
    *[!A-Za-z0-9/._@%+=:,-]*) fail 2 "$1 must be of letters, digits and / . _ @ % + = : , - alone, got '$2'" ;;
  esac
}

absolute() { # PATH
  case $1 in
    /*) echo "$1" ;;
    *) echo "$PWD/$1" ;;
  esac
}

[ $# -gt 0 ] || { usage >&2; exit 2; }
action=$1
shift
case $action in
  start | stop | status | logs | restart-missing) ;;
  help | -h | --help) usage; exit 0 ;;
  *) usage >&2; fail 2 "no action '$action'" ;;
esac

hosts='' workers='' coordinators=1 port=7355 home='' studies='' run='' tls=- drain_limit=600 wait_limit=180 stop_limit='' lines=20 only=''
while [ $# -gt 0 ]; do
  option=$1
  case $option in
    --*) [ $# -gt 1 ] || fail 2 "$option needs a value" ;;
    *)
      if [ "$action" != logs ] || [ -n "$only" ]; then
        fail 2 "'$option' is too much"
      fi
      only=$option
      shift
      continue
      ;;
  esac
  value=$2
  shift 2
  case "$action $option" in
    *" --studies") studies=$(absolute "$value") ;;
    *" --run") run=$(absolute "$value") ;;
    "start --hosts") hosts=$value ;;
    "start --local") require_number "$option" "$value" 1 256; workers=$value ;;
    "start --coordinators") coordinators=$value ;;
    "start --port") require_number "$option" "$value" 1 65533; port=$value ;;
    "start --home") home=$(absolute "$value") ;;
    "start --tls") tls=$(absolute "$value"); require_path --tls "$tls" ;;
    "start --drain-limit") require_number "$option" "$value" 0 86400; drain_limit=$value ;;
    "start --wait" | "restart-missing --wait") require_number "$option" "$value" 1 86400; wait_limit=$value ;;
    "stop --limit") require_number "$option" "$value" 0 99999; stop_limit=$value ;;
    "logs --lines") require_number "$option" "$value" 1 99999; lines=$value ;;
    *) usage >&2; fail 2 "$action has no option $option" ;;
  esac
done
[ -n "$home" ] || home=$(dirname -- "$self")
[ -n "$studies" ] || studies="$home/studies"
[ -n "$run" ] || run="$studies/cluster"
require_path --home "$home"
require_path --studies "$studies"
require_path --run "$run"
plan="$run/plan"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# shellcheck source=cluster-conf/launch/plan.sh
. "$parts/plan.sh"
# shellcheck source=cluster-conf/launch/hosts.sh
. "$parts/hosts.sh"

# --- starting, and waiting until all are up ---

start_missing() {
  failed=0
  processes >"$scratch/processes"
  while read -r role name ssh address names arguments; do
    host=$address folder=$tls
    [ "$ssh" != - ] || host=-
    [ "$tls" = - ] || folder="$tls/$address"
    # shellcheck disable=SC2086
    if ! ask "$ssh" start "$run" "$name" "$home" "$host" "$folder" $arguments; then
      say "$(named "$ssh"): cannot start $name: $answer"
      failed=1
    elif [ "${answer%% *}" = started ]; then
      echo "$name: started on $(named "$ssh"), pid ${answer#* }"
    fi
  done <"$scratch/processes"
  return "$failed"
}

# Prints "NAME SSH reason" for each process that is not up. "ended" is final, "starting" may change.
missing_processes() {
  processes | while read -r role name ssh address names arguments; do
    if ! ask "$ssh" status "$run" "$name"; then
      echo "$name $ssh unreachable: $answer"
    elif [ "$answer" = down ]; then
      echo "$name $ssh ended"
    elif [ "$role" = coordinator ] && [ "${answer%% *}" != ready ]; then
      echo "$name $ssh starting"
    fi
  done
}

# Prints "NAME SSH reason" for each worker that the cluster does not list.
missing_members() {
  processes | while read -r role name ssh address names arguments; do
    [ "$role" = worker ] || continue
    for expected in $(echo "$names" | tr , ' '); do
      pattern=$(echo "$expected" | sed 's/[.]/[.]/g; s/[*]$/(-cpu|-gpu[0-9]+)?/')
      grep -Eq "^worker +$pattern " "$scratch/members" || echo "$name $ssh starting"
    done
  done | uniq
}

wait_until_up() {
  end=$(($(date +%s) + wait_limit))
  while :; do
    missing_processes >"$scratch/missing"
    if [ ! -s "$scratch/missing" ]; then
      if "$home/tryout" members --join "$join" >"$scratch/members" 2>"$scratch/unanswered" </dev/null; then
        missing_members >"$scratch/missing"
        if [ ! -s "$scratch/missing" ]; then
          cat "$scratch/members"
          return 0
        fi
      else
        echo "cluster - gives no answer: $(tr '\n' ' ' <"$scratch/unanswered")" >"$scratch/missing"
      fi
    fi
    if grep -q '^[^ ]* [^ ]* ended$' "$scratch/missing"; then
      say "what was started did not stay up:"
      break
    fi
    if [ "$(date +%s)" -ge "$end" ]; then
      say "not up within $wait_limit s:"
      break
    fi
    sleep 1
  done
  while read -r name ssh reason; do
    say "$name on $(named "$ssh"): $reason"
    if [ "$name" != cluster ] && ask "$ssh" logs "$run" "$name" "$studies" 20; then
      echo "$answer" >&2
    fi
  done <"$scratch/missing"
  say "what is up stays up: mend it and use restart-missing, or stop"
  return 1
}

# --- the actions ---

start_cluster() {
  case "${hosts:+hosts}${workers:+workers}" in
    hosts | workers) ;;
    *) fail 2 "start needs either --hosts FILE or --local N" ;;
  esac
  case $coordinators in
    1 | 3) ;;
    *) fail 2 "--coordinators must be 1 or 3, got '$coordinators'" ;;
  esac
  if [ -f "$plan" ] && status_of_all | grep -qv '^down '; then
    fail 1 "a cluster with $run as its run folder is up, or its machines cannot be reached: see status; then stop or restart-missing, or begin with another --run"
  fi
  if [ -n "$hosts" ]; then
    [ -r "$hosts" ] || fail 3 "cannot read the hosts file $hosts"
    awk -f "$parts/hosts.awk" "$hosts" >"$scratch/hosts" || fail 3 "nothing was started"
  else
    local_hosts >"$scratch/hosts"
  fi
  check_hosts "$scratch/hosts"
  mkdir -p "$run" && make_plan "$scratch/hosts" >"$plan.new" && mv -f "$plan.new" "$plan" || exit 1
  read_plan
  start_missing || wait_limit=1
  wait_until_up || exit 1
  echo "the cluster is up; submit a study:  ./tryout run FILE --join $join"
}

status_of_all() {
  processes | while read -r role name ssh address names arguments; do
    if ! ask "$ssh" status "$run" "$name"; then
      printf 'unknown  %-34s %-24s %s\n' "$name" "$(named "$ssh")" "$answer"
    elif [ "$answer" = down ]; then
      printf 'down     %-34s %s\n' "$name" "$(named "$ssh")"
    else
      printf 'up       %-34s %-24s pid %s\n' "$name" "$(named "$ssh")" "${answer#* }"
    fi
  done
}

print_status() {
  status_of_all >"$scratch/status"
  cat "$scratch/status"
  ! grep -qv '^up ' "$scratch/status"
}

print_logs() {
  known=0
  processes >"$scratch/processes"
  while read -r role name ssh address names arguments; do
    if [ -z "$only" ] || [ "$only" = "$name" ]; then
      known=1
      echo "--- $name on $(named "$ssh")"
      ask "$ssh" logs "$run" "$name" "$studies" "$lines" || say "$(named "$ssh"): $answer"
      echo "$answer"
    fi
  done <"$scratch/processes"
  [ "$known" -eq 1 ] || fail 2 "no process '$only'; there are: $(cut -d ' ' -f 2 "$scratch/processes" | paste -s -d ' ' -)"
}

stop_role() { # ROLE: all of them at once
  processes >"$scratch/processes"
  while read -r role name ssh address names arguments; do
    [ "$role" = "$1" ] || continue
    {
      ask "$ssh" stop "$run" "$name" "$stop_limit" || answer="unknown: $answer"
      echo "$name on $(named "$ssh"): $answer" | tee "$scratch/$name.stopped"
    } &
  done <"$scratch/processes"
  wait
}

stop_cluster() {
  [ -n "$stop_limit" ] || stop_limit=$((drain_limit + 60))
  echo "workers leave once their epochs are recorded; what has not ended after $stop_limit s is killed"
  stop_role worker
  stop_role coordinator
  ! cat "$scratch"/*.stopped | grep -Eq ': (killed|unknown)'
}

if [ "$action" != start ]; then
  read_plan
fi
case $action in
  start) start_cluster ;;
  status) print_status ;;
  logs) print_logs ;;
  stop) stop_cluster ;;
  restart-missing)
    start_missing || wait_limit=1
    wait_until_up
    ;;
esac
