#!/usr/bin/env bash
# Runs the Java of Linux for java.c: reads the command line of duiqi, HOME and the arguments of Java from file $1, writes the exit code to $1.code.
mapfile -d '' -t given <"$1"
export DUIQI_ARGUMENTS=${given[0]}
printf '%s\n' "${given[@]:2}" "DUIQI_ARGUMENTS=$DUIQI_ARGUMENTS" "HOME=${given[1]}" >>"$SCRATCH/java.log"
java "${given[@]:2}"
echo $? >"$1.new" && mv "$1.new" "$1.code"
