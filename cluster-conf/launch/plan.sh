# shellcheck shell=sh disable=SC2154 # A part of launch-cluster.sh, which sets what is used here.
# The plan: what a cluster is made of, kept in the run folder as a line each.
#   set KEY VALUE
#   process ROLE NAME SSH ADDRESS WORKERS ARGUMENT...     SSH is "-" for this machine; WORKERS are the names to come, or NAME*

local_hosts() {
  i=0
  while [ "$i" -lt "$coordinators" ]; do
    echo "coordinator coordinator-127.0.0.1-$((port + i)) - 127.0.0.1 $((port + i)) - -"
    i=$((i + 1))
  done
  threads=$(($(getconf _NPROCESSORS_ONLN) / workers))
  i=1
  while [ "$i" -le "$workers" ]; do
    echo "worker worker-$i - 127.0.0.1 - cpu $((threads > 0 ? threads : 1))"
    i=$((i + 1))
  done
}

worker_names() { # NAME DEVICES
  case $2 in
    -) echo "$1*" ;;
    *,*) echo "$2" | tr , '\n' | sed "s/:\([0-9]*\)/\1/; s/^/$1-/" | paste -s -d , - ;;
    *) echo "$1" ;;
  esac
}

make_plan() { # FILE of hosts
  join=$(awk '$1 == "coordinator" { printf "%s%s:%s", separator, $4, $5; separator = "," }' "$1")
  echo "set home $home"
  echo "set studies $studies"
  echo "set tls $tls"
  echo "set join $join"
  echo "set drain_limit $drain_limit"
  while read -r role name ssh address host_port devices threads; do
    if [ "$role" = coordinator ]; then
      set -- coordinator --address "$address:$host_port"
      case $join in
        *,*) set -- "$@" --coordinators "$join" ;;
      esac
      echo "process $role $name $ssh $address - $* --studies $studies"
    else
      set -- worker --join "$join" --name "$name"
      [ "$devices" = - ] || set -- "$@" --device "$devices"
      [ "$threads" = - ] || set -- "$@" --threads "$threads"
      names=$(worker_names "$name" "$devices")
      echo "process $role $name $ssh $address $names $* --studies $studies --drain-limit $drain_limit"
    fi
  done <"$1"
}

read_plan() {
  [ -f "$plan" ] || fail 1 "no cluster was started with $run as its run folder; say which with --run or --studies"
  while read -r kind key value; do
    [ "$kind" = set ] || continue
    case $key in
      home) home=$value ;;
      studies) studies=$value ;;
      tls) tls=$value ;;
      join) join=$value ;;
      drain_limit) drain_limit=$value ;;
    esac
  done <"$plan"
}

processes() { # the plan's processes, a line each
  sed -n 's/^process //p' "$plan"
}
