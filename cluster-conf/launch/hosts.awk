# Reads a hosts file (see hosts.example) and prints a line for each process of the cluster:
#   ROLE NAME SSH ADDRESS PORT DEVICES THREADS      with "-" for what is not given
# Every mistake is told, as FILE:LINE: what is wrong; then the exit status is 3.

function wrong(text) {
  printf "%s:%d: %s\n", FILENAME, FNR, text > "/dev/stderr"
  mistakes++
}

function number(value, least, most) {
  return value ~ /^[0-9]+$/ && length(value) <= 5 && value + 0 >= least && value + 0 <= most
}

function is_name(value) {
  return value ~ /^[A-Za-z0-9][A-Za-z0-9._-]*$/
}

{ sub(/\r$/, ""); sub(/#.*/, "") }
NF == 0 { next }

{
  address = $1
  if (!is_name(address)) {
    wrong("'" address "' is no address: a name or an IPv4 address, such as gpu-1.example.org or 10.0.0.7")
  } else if (address in seen) {
    wrong("'" address "' is on line " seen[address] " already: give a host one line, with both roles if need be")
  } else {
    seen[address] = FNR
  }

  coordinator = worker = 0
  if (NF < 2) wrong("'" address "' has no roles: add coordinator, worker, or coordinator,worker")
  count = split($2, roles, ",")
  for (i = 1; i <= count; i++) {
    if (roles[i] == "coordinator") coordinator = 1
    else if (roles[i] == "worker") worker = 1
    else wrong("'" roles[i] "' is no role: use coordinator, worker, or coordinator,worker")
  }

  port = coordinator ? "7355" : "-"
  devices = threads = "-"
  ssh = address
  for (i = 3; i <= NF; i++) {
    key = value = $i
    sub(/=.*/, "", key)
    if (!sub(/^[^=]*=/, "", value)) value = ""
    if (key == "port") {
      if (!coordinator) wrong("port=" value " is for coordinators, and this host is none")
      if (!number(value, 1, 65535)) wrong("port='" value "' must be a number from 1 to 65535")
      port = value
    } else if (key == "devices") {
      if (!worker) wrong("devices=" value " is for workers, and this host is none")
      if (value !~ /^(cpu|gpu:[0-9]+(,gpu:[0-9]+)*)$/ || value ~ /[0-9][0-9][0-9][0-9]/)
        wrong("devices='" value "' must be cpu, or GPUs such as gpu:0,gpu:1")
      taken = split(value, device, ",")
      for (j = 2; j <= taken; j++)
        for (k = 1; k < j; k++)
          if (device[j] == device[k]) wrong("devices='" value "' names " device[j] " twice")
      devices = value
    } else if (key == "threads") {
      if (!worker) wrong("threads=" value " is for workers, and this host is none")
      if (!number(value, 1, 4096)) wrong("threads='" value "' must be a number from 1 to 4096")
      threads = value
    } else if (key == "ssh") {
      if (value !~ /^[A-Za-z0-9][A-Za-z0-9._@-]*$/) wrong("ssh='" value "' must be what ssh is to be given, such as ml@gpu-1")
      ssh = value
    } else {
      wrong("'" $i "' is not known here: use port=N, devices=LIST, threads=N or ssh=USER@HOST")
    }
  }

  if (coordinator) line[++lines] = "coordinator coordinator-" address "-" port " " ssh " " address " " port " - -"
  if (worker) later[++workers] = "worker worker-" address " " ssh " " address " - " devices " " threads
}

END {
  if (!mistakes && lines % 2 == 0) {
    printf "%s: %d coordinators: have one, or three, so that most of them can go on when one is lost\n", FILENAME, lines > "/dev/stderr"
    mistakes++
  }
  if (!mistakes && !workers) {
    printf "%s: no host has the role worker\n", FILENAME > "/dev/stderr"
    mistakes++
  }
  if (mistakes) exit 3
  for (i = 1; i <= lines; i++) print line[i]
  for (i = 1; i <= workers; i++) print later[i]
}
