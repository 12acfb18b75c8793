#!/usr/bin/env bash
# Builds the image clustergraph/neo4j:VERSION for machines that cannot pull the
# official one: a Debian of this machine's release and from its own mirror, a Java
# runtime, and the same pinned jars as the local Neo4j. Needs root, debootstrap, a
# JDK, Maven and a Docker engine.
# Run it, or source it: sourced, it also names the image to the tests.

neo4j_top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
neo4j_assets=$neo4j_top/internal/store/localneo4j/assets
neo4j_version=$(sed -n 's:.*<neo4j.version>\(.*\)</neo4j.version>.*:\1:p' "$neo4j_assets/pom.xml")
neo4j_gds=$(sed -n 's:.*<gds.version>\(.*\)</gds.version>.*:\1:p' "$neo4j_assets/pom.xml")
neo4j_image=clustergraph/neo4j:$neo4j_version
# What the image is made of; another content is another image.
neo4j_content=$(cat "$neo4j_assets"/* "$neo4j_top"/.ci/neo4j-*.sh | sha256sum | cut -c1-16)

neo4j_say() { printf 'neo4j-image: %s\n' "$*"; }

neo4j_root() { # DIR: the root file system
  local mirror suite java=17
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  apt-cache show openjdk-17-jre-headless >/dev/null 2>&1 || java=21
  debootstrap --variant=minbase --include="openjdk-$java-jre-headless" "$suite" "$1" "$mirror" >"$1.log" 2>&1 ||
    { tail -n 20 "$1.log" >&2; return 1; }
  rm -rf "$1"/var/cache/apt/archives/*.deb "$1"/var/lib/apt/lists/* "$1"/usr/share/{doc,man,locale} "$1"/etc/apt/sources.list
}

neo4j_jars() { # DIR: lib/, plugins/, launcher.jar
  mkdir -p "$1/plugins" "$1/classes"
  mvn -B -q -f "$neo4j_assets/pom.xml" dependency:copy-dependencies -DoutputDirectory="$1/lib" -DincludeScope=runtime || return 1
  cp "$1/lib/"*"-$neo4j_gds.jar" "$1/plugins/"
  javac --release 17 -proc:none -d "$1/classes" -cp "$1/lib/*" "$neo4j_assets/Launcher.java" || return 1
  jar --create --file "$1/launcher.jar" -C "$1/classes" . && rm -r "$1/classes"
}

neo4j_build() { # DIR: a directory to work in
  local root=$1/root
  neo4j_say "building the root file system" && neo4j_root "$root" || return 1
  neo4j_say "adding Neo4j $neo4j_version" && neo4j_jars "$root/opt/neo4j" || return 1
  chroot "$root" useradd --uid 7474 --user-group --home-dir /var/lib/neo4j --create-home neo4j || return 1
  mkdir -p "$root/data" "$root/var/lib/neo4j/logs"
  ln -s /data "$root/var/lib/neo4j/data"
  install -m 755 "$neo4j_top/.ci/neo4j-entrypoint.sh" "$root/entrypoint.sh"
  tar -C "$root" --numeric-owner -c . | docker import \
    --change 'ENTRYPOINT ["/entrypoint.sh"]' --change 'EXPOSE 7687' --change 'VOLUME /data' \
    --change 'ENV LANG=C.UTF-8' --change "LABEL clustergraph.content=$neo4j_content" - "$neo4j_image" >/dev/null
}

neo4j_ensure() {
  local work
  if [ "$(docker image inspect --format '{{index .Config.Labels "clustergraph.content"}}' "$neo4j_image" 2>/dev/null)" = "$neo4j_content" ]; then
    neo4j_say "$neo4j_image is there"
    return 0
  fi
  if ! command -v debootstrap >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap >/dev/null || return 1
  fi
  work=$(mktemp -d) || return 1
  if ! neo4j_build "$work"; then
    rm -rf "$work"
    return 1
  fi
  rm -rf "$work"
  neo4j_say "$neo4j_image built"
}

export CLUSTERGRAPH_NEO4J_IMAGE=$neo4j_image
neo4j_ensure
