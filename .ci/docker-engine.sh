#!/bin/sh
# Makes sure that a Docker engine answers on a machine that may not have one:
# installs it (Debian, as root) and starts the daemon by hand where no init does.
set -eu

say() { printf 'docker-engine: %s\n' "$*"; }
answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

if answers; then
	say "engine $(docker version --format '{{.Server.Version}}') answers"
	exit 0
fi
if [ "$(id -u)" != 0 ]; then
	say "no Docker engine answers; start it, or run this as root" >&2
	exit 1
fi
if ! command -v dockerd >/dev/null; then
	say "installing docker.io"
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io iptables >/dev/null
fi

log=${DOCKER_ENGINE_LOG:-/var/log/dockerd-by-hand.log}
rm -f /var/run/docker.pid
# A session of its own, so that it outlives this script.
setsid dockerd >"$log" 2>&1 </dev/null &
pid=$!
waited=0
until answers; do
	waited=$((waited + 1))
	if [ "$waited" -gt 60 ] || ! kill -0 "$pid" 2>/dev/null; then
		say "dockerd does not come up; the end of $log:" >&2
		tail -n 20 "$log" >&2
		exit 1
	fi
	sleep 1
done
say "engine $(docker version --format '{{.Server.Version}}') started (process $pid)"
