package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"               //nolint:depguard // nothing lies between the floor and the driver
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"        //nolint:depguard // likewise
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications" //nolint:depguard // likewise
)

func main() {
	addr := flag.String("addr", "", "HOST:PORT to serve on")
	uri := flag.String("neo4j-uri", "", "Neo4j, its password in NEO4J_PASSWORD")
	user := flag.String("neo4j-user", "neo4j", "user of that Neo4j")
	flag.Parse()
	// As the service does.
	debug.SetGCPercent(300)
	driver, err := neo4j.NewDriverWithContext(*uri, neo4j.BasicAuth(*user, os.Getenv("NEO4J_PASSWORD"), ""), quiet)
	if err == nil {
		err = http.ListenAndServe(*addr, &floor{driver})
	}
	fmt.Fprintln(os.Stderr, "floor:", err)
	os.Exit(1)
}

// quiet asks for nothing that the floor would not read.
func quiet(c *config.Config) {
	c.TelemetryDisabled = true
	c.NotificationsMinSeverity = notifications.DisabledLevel
}
