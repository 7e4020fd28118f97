#!/bin/sh
# What launch-cluster.sh does on a host with one process of the cluster. It is sent there over ssh, so the host needs no copy of it.
#
#   host-process.sh check HOME                               prints the version of HOME/tryout
#   host-process.sh start RUN NAME HOME HOST TLS ARGUMENT... starts "HOME/tryout ARGUMENT...", where it does not run already
#   host-process.sh status RUN NAME                          prints "up PID", "ready PID" for a coordinator that has begun, or "down"
#   host-process.sh stop RUN NAME SECONDS                    has it end, and kills it where that takes longer
#   host-process.sh logs RUN NAME STUDIES LINES              prints the ends of its logs
#
# RUN holds NAME.pid (the process id, then the arguments) and NAME.out (what it printed). A process id counts only while the process has
# those arguments: nothing else is ever signalled. HOST and TLS are "-" where there is nothing to say.
set -u

fail() {
  echo "$*" >&2
  exit 1
}

# Sets pid, where the process that was started still runs.
is_up() {
  pid=
  arguments=
  [ -f "$run/$name.pid" ] || return 1
  { read -r pid && IFS= read -r arguments; } <"$run/$name.pid"
  case $pid in
    '' | *[!0-9]*) return 1 ;;
  esac
  command_line=$(ps -ww -o args= -p "$pid" 2>/dev/null) || return 1
  case $command_line in
    *" $arguments") return 0 ;;
    *) return 1 ;;
  esac
}

check() {
  [ -x "$1/tryout" ] || fail "no tryout in $1: the folder must be the same on every machine, or say which with --home"
  # shellcheck disable=SC2009 # This is to see whether ps answers at all.
  ps -ww -o args= -p $$ | grep -q . || fail "ps is missing, or does not know -o args= -p: install procps"
  "$1/tryout" --version </dev/null
}

start() {
  home=$1 host=$2 tls=$3
  shift 3
  if is_up; then
    echo "up $pid"
    return
  fi
  mkdir -p "$run" || exit 1
  cd "$home" || exit 1
  [ ! -f "$run/$name.out" ] || mv -f "$run/$name.out" "$run/$name.out.before"
  [ "$host" = - ] || export TRYOUT_HOST="$host"
  [ "$tls" = - ] || export TRYOUT_TLS="$tls"
  if command -v setsid >/dev/null; then
    setsid "$home/tryout" "$@" >"$run/$name.out" 2>&1 </dev/null &
  else
    nohup "$home/tryout" "$@" >"$run/$name.out" 2>&1 </dev/null &
  fi
  printf '%s\n%s\n' "$!" "$*" >"$run/$name.pid"
  echo "started $!"
}

status() {
  if ! is_up; then
    echo down
  elif grep -q '^coordinator at ' "$run/$name.out" 2>/dev/null; then
    echo "ready $pid"
  else
    echo "up $pid"
  fi
}

stop() {
  if ! is_up; then
    rm -f "$run/$name.pid"
    echo "was down"
    return
  fi
  end=$(($(date +%s) + $1))
  kill -TERM "$pid" 2>/dev/null
  while is_up; do
    if [ "$(date +%s)" -ge "$end" ]; then
      kill -KILL "$pid" 2>/dev/null
      rm -f "$run/$name.pid"
      echo "killed, as it had not ended after $1 s"
      return
    fi
    sleep 1
  done
  rm -f "$run/$name.pid"
  echo stopped
}

logs() {
  for file in "$run/$name.out" "$1/logs/$name.log" "$1/logs/$name.out" \
    "$1/logs/$name"-cpu.log "$1/logs/$name"-cpu.out "$1/logs/$name"-gpu*.log "$1/logs/$name"-gpu*.out; do
    if [ -s "$file" ]; then
      echo "==> $file"
      tail -n "$2" "$file"
    fi
  done
}

action=$1
shift
if [ "$action" = check ]; then
  check "$@"
  exit
fi
run=$1 name=$2
shift 2
case $action in
  start | status | stop | logs) "$action" "$@" ;;
  *) fail "no action '$action'" ;;
esac
