#!/bin/bash
# Runs Neo4j in the image of neo4j-image.sh and takes the same environment as the
# official image: NEO4J_AUTH=neo4j/PASSWORD, and NEO4J_a_b__c for the setting a.b_c.
set -eu
home=/var/lib/neo4j
auth=${NEO4J_AUTH:-}
password=${auth#neo4j/}
if [ "$auth" = "$password" ] || [ ${#password} -lt 8 ]; then
  echo "set NEO4J_AUTH to neo4j/PASSWORD, with 8 characters or more" >&2
  exit 1
fi
umask 077
printf '%s\n' "$password" >"$home/password"
unset NEO4J_AUTH

heap=512m
{
  echo "server.bolt.enabled=true"
  echo "server.bolt.listen_address=0.0.0.0:7687"
  echo "server.http.enabled=false"
  echo "server.https.enabled=false"
  echo "dbms.usage_report.enabled=false"
  echo "dbms.security.procedures.unrestricted=gds.*"
  echo "server.directories.plugins=/opt/neo4j/plugins"
} >"$home/defaults.conf"
: >"$home/given.conf"
for variable in $(compgen -e | grep '^NEO4J_[a-z]' || true); do
  name=${variable#NEO4J_}
  name=${name//__/%}
  name=${name//_/.}
  name=${name//%/_}
  case $name in
    server.memory.heap.max_size) heap=${!variable} ;;
    server.memory.heap.*) ;; # -Xms; the default does
    *)
      echo "$name=${!variable}" >>"$home/given.conf"
      sed -i "/^${name//./\\.}=/d" "$home/defaults.conf"
      ;;
  esac
done
cat "$home/defaults.conf" "$home/given.conf" >"$home/neo4j.conf"
chown -R neo4j:neo4j "$home" /data

# The launcher's word for it becomes the official image's. A container has no starter to end
# with and its standard input is empty, so the launcher is let go at once.
exec > >(sed -u 's/^ready .*/Started./')
exec setpriv --reuid neo4j --regid neo4j --clear-groups \
  java "-Xmx$heap" -XX:+UseG1GC -XX:+DisableExplicitGC -Dfile.encoding=UTF-8 \
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  -cp '/opt/neo4j/launcher.jar:/opt/neo4j/lib/*' Launcher "$home" "$home/password" <<<'let go'
