#!/usr/bin/env bash
# Makes sure that a Docker engine answers on a machine that may not have one:
# installs it (Debian, as root) and starts the daemon by hand where no init does.
# Run it, or source it: sourced, it also sets what testcontainers needs here.

docker_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }
docker_say() { printf 'docker-engine: %s\n' "$*"; }

docker_install() {
  command -v dockerd >/dev/null && return 0
  docker_say "installing docker.io"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io iptables >/dev/null
}

docker_start() {
  local log=${DOCKER_ENGINE_LOG:-/var/log/dockerd-by-hand.log} pid waited=0
  rm -f /var/run/docker.pid
  # A session of its own, so that it outlives this script.
  setsid dockerd >"$log" 2>&1 </dev/null &
  pid=$!
  until docker_answers; do
    waited=$((waited + 1))
    if [ "$waited" -gt 60 ] || ! kill -0 "$pid" 2>/dev/null; then
      docker_say "dockerd does not come up; the end of $log:" >&2
      tail -n 20 "$log" >&2
      return 1
    fi
    sleep 1
  done
}

docker_engine() {
  if ! docker_answers; then
    if [ "$(id -u)" != 0 ]; then
      docker_say "no Docker engine answers; start it, or run this as root" >&2
      return 1
    fi
    docker_install && docker_start || return 1
  fi
  docker_say "engine $(docker version --format '{{.Server.Version}}') answers"
}

# Published ports are on this machine, and no reaper image can be pulled.
export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 TESTCONTAINERS_RYUK_DISABLED=true
docker_engine
