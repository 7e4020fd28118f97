#!/bin/sh
# Writes target/tryout.jsa, the archive of loaded classes with which every process of Tryout starts sooner (JEP 350), from a study of one
# trial. A build without it works as well: where it cannot be made, that is said, and the build goes on.
set -eu

target=$(CDPATH= cd -- "$(dirname -- "$0")/../../target" && pwd)
folder="$target/class-archive"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

rm -rf "$folder" "$target/tryout.jsa"
mkdir "$folder"
cd "$folder"

cat >train.sh <<'TRAIN'
echo '{"epoch": 1, "loss": 0.5}'
TRAIN

cat >study.yaml <<'STUDY'
version: 1
study: class-archive
metric: {name: loss, goal: minimize}
method: random
budget: {trials: 1}
parameters:
  x: {min: 0.0, max: 1.0}
  epochs: 1
command: [sh, train.sh]
STUDY

# It is of use only to a process with the same collector, and the jar as it is now.
if ! TRYOUT_HOME="$target/.." "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 '-Xlog:cds*=off' \
  -XX:ArchiveClassesAtExit="$target/tryout.jsa" -cp "$target/tryout.jar" dev.tryout.cli.Main run study.yaml --workers 1 >out.txt 2>&1; then
  echo "no archive of classes, processes start a second later: see $folder/out.txt" >&2
fi
