#!/bin/sh
# Becomes a program that outlives its starter: start-daemon.sh DIRECTORY GROUP… -- PROGRAM [ARGUMENT…]
# DIRECTORY gets pid and console.log; each GROUP is a cgroup.procs file to enter first.
set -eu
directory=$1
shift
# Nothing that the starter had open, a lock perhaps, may live as long as the program.
exec < /dev/null > "$directory/console.log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
while [ "$1" != -- ]; do
  echo $$ > "$1"
  shift
done
shift
echo $$ > "$directory/pid.new"
mv "$directory/pid.new" "$directory/pid"
exec "$@"
