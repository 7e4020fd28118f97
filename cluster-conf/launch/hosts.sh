# shellcheck shell=sh disable=SC2154 # A part of launch-cluster.sh, which sets what is used here.
# What is done on hosts: host-process.sh, run here or over ssh.


on_host() { # SSH ACTION ARGUMENT...: what host-process.sh prints there
  where=$1
  shift
  if [ "$where" = - ]; then
    sh "$parts/host-process.sh" "$@" </dev/null
    return
  fi
  # The file is the program that the other side's shell reads from its input.
  # shellcheck disable=SC2086,SC2029
  $TRYOUT_SSH "$where" sh -s -- "$@" <"$parts/host-process.sh"
}

ask() { # SSH ACTION ARGUMENT...: the same in $answer; where it fails, why
  why=$(mktemp "$scratch/why.XXXXXX")
  if answer=$(on_host "$@" 2>"$why"); then
    # What the other side's shell prints when it begins comes before.
    [ "$2" = logs ] || answer=$(echo "$answer" | tail -n 1)
    return 0
  else
    code=$?
  fi
  answer=$(tr '\n' ' ' <"$why")
  [ "$code" -ne 255 ] || answer="ssh failed: $answer"
  return 1
}

check_hosts() { # FILE of hosts
  first='' refused=0
  cut -d ' ' -f 3 "$1" | sort -u >"$scratch/machines"
  while read -r machine; do
    if ! ask "$machine" check "$home"; then
      say "$(named "$machine"): $answer"
      refused=1
    elif [ -z "$first" ]; then
      first=$answer
    elif [ "$answer" != "$first" ]; then
      say "$machine: has $answer, another machine $first: have the same everywhere"
      refused=1
    fi
  done <"$scratch/machines"
  [ "$refused" -eq 0 ] || fail 1 "nothing was started"
}

named() { # SSH, for people
  if [ "$1" = - ]; then echo "this machine"; else echo "$1"; fi
}
