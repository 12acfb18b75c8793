package localneo4j

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// commonSettings hold for a child process and for a container alike.
func commonSettings(size memory, small bool) map[string]string {
	settings := map[string]string{
		"server.http.enabled":                           "false",
		"server.https.enabled":                          "false",
		"dbms.usage_report.enabled":                     "false",
		"client.allow_telemetry":                        "false",
		"server.bolt.telemetry.enabled":                 "false",
		"dbms.security.auth_enabled":                    "true",
		"dbms.security.allow_csv_import_from_file_urls": "false",
		"dbms.security.procedures.unrestricted":         "gds.*,clustergraph.*",
		"db.logs.query.enabled":                         "OFF",
		"server.memory.pagecache.size":                  fmt.Sprintf("%dm", size.pageCache),
		// Nothing reads old transactions, and what was erased must not stand there.
		"db.tx_log.rotation.retention_policy": "keep_none",
		// A statement past its time limit ends soon after it, not up to 2 s later.
		"db.transaction.monitor.check.interval": "100ms",
		// Otherwise stopping waits 10 s for connections that nobody opens.
		"internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
		"internal.server.bolt.thread_pool_shutdown_wait_time":   "1s",
	}
	if small {
		// Otherwise each start reserves 256 MB of disk for each of two databases.
		settings["db.tx_log.preallocate"] = "false"
		// Plans stay as they are while tests fill the graph and empty it again: most of the
		// time of a test goes to planning.
		settings["dbms.cypher.min_replan_interval"] = "1h"
	}
	return settings
}

// jvmSettings are the settings of a child process; port 0 lets Neo4j choose one.
func jvmSettings(size memory, small bool, port int, jars jarDir) string {
	settings := commonSettings(size, small)
	address := fmt.Sprintf("127.0.0.1:%d", port)
	settings["server.bolt.enabled"] = "true"
	settings["server.bolt.listen_address"] = address
	settings["server.bolt.advertised_address"] = address
	settings["server.directories.plugins"] = jars.plugins()
	var text strings.Builder
	text.WriteString("# Written on each start; changes here are lost.\n")
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		// The file's format takes a backslash for an escape.
		fmt.Fprintf(&text, "%s=%s\n", name, strings.ReplaceAll(settings[name], `\`, `\\`))
	}
	return text.String()
}

// jvmFlags are those of Neo4j's scripts, as far as they matter to an embedded server.
func jvmFlags(size memory, brief bool) []string {
	flags := []string{
		fmt.Sprintf("-Xms%dm", min(size.heap, 256)),
		fmt.Sprintf("-Xmx%dm", size.heap),
		"-XX:+UseG1GC",
		"-XX:-OmitStackTraceInFastThrow",
		"-XX:+DisableExplicitGC",
		"-XX:MetaspaceSize=160m",
		"-Dfile.encoding=UTF-8",
		"-Djava.awt.headless=true",
		"-Dio.netty.tryReflectionSetAccessible=true",
		"-Dlog4j2.disable.jmx=true",
		"--add-opens=java.base/java.nio=ALL-UNNAMED",
		"--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	}
	if brief {
		// The second compiler takes more processor time than its code saves in minutes:
		// a package's integration tests need two thirds of the time without it.
		flags = append(flags, "-XX:TieredStopAtLevel=1")
	}
	return flags
}
